# One command for each wish. Everything they write lies in .venv/ and var/.
PYTHON = python3
PORT = 8000
ARGS =

LAUNCH = $(PYTHON) bpo_matcher/launch.py
BIN = PYTHONPYCACHEPREFIX=var/pycache .venv/bin
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate $(ARGS)
OLDEST = --python-version 3.11
DJLINT_PAGES = $(BIN)/djlint --quiet --profile=jinja --extend-exclude=templates/admin templates
DJLINT_DESK = $(BIN)/djlint --quiet --profile=django templates/admin

help:
	@echo 'make run [PORT=8080]    install what is missing and serve the matcher on this machine'
	@echo 'make setup              the same without serving'
	@echo 'make dev [PORT=8080]    serve with DEBUG and automatic reload'
	@echo 'make admin              create an administrator'
	@echo 'make test [ARGS="-k x"] run the tests, in a browser too'
	@echo 'make lint               check style, types, imports, templates and settings'
	@echo 'make format             put code and templates into the common format'
	@echo 'make bench              measure speed'
	@echo 'make words              build the word table of suggestions anew, in some 20 minutes'
	@echo 'make audit [ARGS=screens] look at every page with every checker, or take pictures of all'
	@echo 'make lock [ARGS=-U]     pin the dependencies (-U: to their newest versions)'
	@echo 'make clean              remove all that can be made again; keeps the database and the key'

run:
	@$(LAUNCH) --port '$(PORT)' run

setup:
	@$(LAUNCH) setup

dev:
	@$(LAUNCH) --port '$(PORT)' dev

admin:
	@$(LAUNCH) admin

test:
	@$(LAUNCH) test --numprocesses auto $(ARGS)

lint:
	@$(LAUNCH) tools run test lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(DJLINT_PAGES) --check --lint
	$(DJLINT_DESK) --check --lint
	$(BIN)/mypy
	$(BIN)/bandit --quiet --configfile pyproject.toml --severity-level medium \
		--recursive bpo_matcher matcher manage.py
	$(BIN)/hadolint Containerfile
	$(BIN)/lint-imports --no-cache --no-logo
	DEBUG=1 DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py makemigrations --check
	SITE_URL=https://match.example.org \
	SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))') \
	$(BIN)/python manage.py check --deploy --fail-level WARNING

format:
	@$(LAUNCH) tools run lint
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .
	$(DJLINT_PAGES) --reformat || true  # it fails where it changed something
	$(DJLINT_DESK) --reformat || true

bench:
	@$(LAUNCH) tools run pdf test
	@$(BIN)/python -m tests.bench $(ARGS)

words:
	@$(LAUNCH) tools run words
	@$(BIN)/python -m tests.word_table

audit:
	@$(LAUNCH) audit $(ARGS)

lock:
	@$(LAUNCH) tools run dev
	$(COMPILE) $(OLDEST) pyproject.toml -c requirements/lts.in -o requirements/run.txt
	for extra in backup metrics pdf semantic; do \
		$(COMPILE) $(OLDEST) pyproject.toml --extra $$extra -c requirements/run.txt \
			-o requirements/$$extra.txt || exit; \
	done
	pins='-c requirements/run.txt'; \
	for group in postgres test validator lint dev; do \
		$(COMPILE) $(OLDEST) --group $$group $$pins -o requirements/$$group.txt || exit; \
		pins="$$pins -c requirements/$$group.txt"; \
	done; \
	$(COMPILE) $(OLDEST) --group words --no-deps $$pins -o requirements/words.txt
	$(COMPILE) --python-version 3.13 pyproject.toml --extra pdf --group test -o requirements/newest.txt

clean:
	rm -rf .venv var/browsers var/cache var/hypothesis var/newest var/pycache var/screens var/static var/test*

.PHONY: help run setup dev admin test lint format bench words audit lock clean
