"""upgrade_taxonomy and import_taxonomy on the database and the document of release 0.1.0."""

import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from matcher.core import Taxonomy
from matcher.draft.compile import compile_draft
from matcher.draft.shipped import (
    ShippedEdition,
    drafted_edition,
    first_edition,
    has_rows,
    shipped_edition,
)
from matcher.editions import Release
from matcher.models import (
    Axis,
    Case,
    Edition,
    Evidence,
    Note,
    Option,
    Question,
    SharedResult,
    Verdict,
    Warning,
)
from matcher.models.rows import Row
from tests.client import Client
from tests.commands.test_commands import run
from tests.draft.first_edition import draft_edition
from tests.stored.samples import RELEASES

FIRST = RELEASES[0]

NEXT = (
    "The draft has been upgraded and nothing is published. Look at the draft, try the cases "
    "(manage.py run_cases --draft), then publish."
)


@pytest.fixture
def shipped(draft: None, monkeypatch: pytest.MonkeyPatch) -> ShippedEdition:
    """What fixtures/ say, read once for all tests."""
    edition = drafted_edition()
    for command in ("upgrade_taxonomy", "import_taxonomy"):
        monkeypatch.setattr(
            f"matcher.management.commands.{command}.shipped_edition", lambda: edition
        )
    return edition


@pytest.fixture
def base(shipped: ShippedEdition, request: pytest.FixtureRequest) -> ShippedEdition:
    """The draft as release 0.1.0 delivered it, after the migrations."""
    request.getfixturevalue("empty_draft")
    edition = first_edition()
    draft_edition(edition)
    return edition


# ── What is shipped ──────────────────────────────────────────────────────────────────────


def test_fixtures_are_read_without_a_trace(base: ShippedEdition, shipped: ShippedEdition) -> None:
    before = drafted_edition()
    histories = {model: model.history.count() for model in (Axis, Case, Evidence)}
    assert shipped_edition() == shipped
    assert drafted_edition() == before
    assert {model: model.history.count() for model in histories} == histories


def test_the_shipped_first_edition_is_the_one_that_release_0_1_0_published() -> None:
    published = json.loads(FIRST.edition_json)
    for driver in published["drivers"]:
        del driver["not_sure"]
    first = first_edition()
    assert first.taxonomy == Taxonomy.from_json(json.dumps(published))
    assert [one.as_example() for one in first.cases if one.example] == [*first.taxonomy.examples]


# ── upgrade_taxonomy ─────────────────────────────────────────────────────────────────────


def test_a_database_that_nobody_edited_has_the_second_edition_as_its_draft(
    base: ShippedEdition, shipped: ShippedEdition
) -> None:
    lines = run("upgrade_taxonomy").splitlines()
    assert drafted_edition() == shipped
    assert [line for line in lines if not line.startswith("  ")] == ["Replaced", NEXT]
    assert run("upgrade_taxonomy") == (
        "The draft has been upgraded already: there is nothing to do.\n"
    )


def test_an_empty_draft_is_told_what_to_do(
    shipped: ShippedEdition, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("empty_draft")
    with pytest.raises(CommandError) as refused:
        run("upgrade_taxonomy")
    assert str(refused.value) == (
        "Nothing has been changed. The draft is empty. Load the taxonomy: manage.py load_taxonomy"
    )
    assert not has_rows()


def test_a_database_in_use_loses_nothing(
    base: ShippedEdition, shipped: ShippedEdition, client: Client
) -> None:
    """Thirty edits, twenty results and five editions."""
    publish_five_times()
    store_twenty_results()
    before = frozen(client)
    edited = tuple(edits())
    trial = run("upgrade_taxonomy", "--dry-run").splitlines()
    assert trial[-1] == "This was a trial: nothing has been changed."
    assert [text for text in edited if not is_in_draft(text)] == []

    listing = run("upgrade_taxonomy").splitlines()

    assert listing[:-1] == trial[:-1]
    assert frozen(client) == before
    kept = {text for text in edited if is_in_draft(text)}
    listed = {text for text in edited if any(text in line for line in listing)}
    assert (len(edited), kept | listed) == (30, {*edited})
    assert {*edited} - kept == {text for text in edited if "systems" in text or "channels" in text}
    assert Case.objects.get(slug="A01").to_review == (
        "Answer: “Contact-centre or helpdesk tool” to “Where does the work happen on screen?” "
        "(systems = contact-platform)\n"
        "Answer: “Live phone” to “How do the people doing the work reach others?” "
        "(channels = live-voice)"
    )
    assert "Cases to review" in listing


def publish_five_times() -> None:
    for number in range(1, 6):
        text = FIRST.edition_json.replace("Shared service", f"Shared service {number}")
        Edition.objects.create(
            number=number,
            taxonomy_json=text,
            sha256=sha256(text.encode()).hexdigest(),
            note=f"Edition {number}",
            published_at=datetime(2026, 11, 22, number, tzinfo=UTC),
        )


def store_twenty_results() -> None:
    """Ten of each sample, two of each edition and sample."""
    for number in range(10):
        for row in FIRST.results.values():
            token = f"{number}{row['token'][1:]}"
            edition = Edition.objects.get(number=number // 2 + 1)
            SharedResult.objects.create(edition=edition, **{**row, "token": token})


def frozen(client: Client) -> list[object]:
    """All that may not change: editions, results, and what a visitor sees of the results."""
    tables = [list(model.objects.order_by("pk").values()) for model in (Edition, SharedResult)]
    urls = [f"/r/{token}.json" for token in SharedResult.objects.values_list("token", flat=True)]
    return [*tables, [client.get(url).json() for url in urls]]


EDITED: tuple[tuple[type[Row], str, str, tuple[str, ...]], ...] = (
    (Axis, "asks", "slug", ("family",)),
    (Question, "help", "slug", ("served", "judgment", "regulation", "object")),
    (Question, "help", "slug", ("systems", "channels")),
    (Option, "hint", "slug", ("internal-ops", "low", "moderate")),
    (Option, "hint", "slug", ("contact-platform", "erp-purchasing", "live-voice")),
    (Evidence, "sentence", "option__slug", ("internal-ops", "low", "moderate", "high")),
    (Evidence, "sentence", "option__slug", ("contact-platform", "it-tools")),
    (Warning, "text", "slug", ("brand-voice", "stabilise-first", "keep-core")),
    (Verdict, "text", "slug", ("ready", "not-yet")),
    (Note, "title", "position", ("10", "20", "30")),
    (Case, "title", "slug", ("A01", "A02", "A03")),
)
"""Tables and fields, and which rows are edited there: of what stays, changes and goes."""


def edits() -> Iterator[str]:
    """Edit one row for each, and give the text that it has now, which names its question."""
    for model, name, look_up, values in EDITED:
        for value in values:
            row = model._default_manager.filter(**{look_up: value}).first()
            assert row
            text = f"Our {model.__name__} {'/'.join(row.natural_key())}"
            setattr(row, name, text)
            row.save()
            yield text


def is_in_draft(text: str) -> bool:
    return any(
        model._default_manager.filter(**{name: text}).exists()
        for model, name, _look_up, _values in EDITED
    )


def test_run_cases_names_the_cases_to_review(published: Release, draft: None) -> None:
    Case.objects.filter(slug="A06").update(to_review="Answer: a\nAnswer: b")
    title = Case.objects.get(slug="A06").title
    errors = io.StringIO()
    with suppress(SystemExit):  # whatever the other cases come to
        call_command("run_cases", stdout=io.StringIO(), stderr=errors)
    assert errors.getvalue().splitlines()[-1] == (
        f"case A06: {title}: an upgrade took something away. Answer: a; Answer: b"
    )


# ── import_taxonomy ──────────────────────────────────────────────────────────────────────


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """What export_taxonomy of release 0.1.0 wrote."""
    path = tmp_path / "first.json"
    path.write_text(FIRST.edition_json, encoding="utf-8")
    return path


def edit(file: Path, **changes: object) -> None:
    document = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(document | changes), encoding="utf-8")


def test_a_document_of_release_0_1_0_is_upgraded(shipped: ShippedEdition, file: Path) -> None:
    document = json.loads(FIRST.edition_json)
    warnings = [{**document["warnings"][0], "title": "Ours"}, *document["warnings"][1:]]
    edit(file, warnings=warnings)
    lines = run("import_taxonomy", str(file)).splitlines()
    assert lines[0] == (
        "This is a taxonomy of release 0.1.0. It takes the place of the draft, upgraded."
    )
    slug = warnings[0]["slug"]
    ours = [
        one.model_copy(update={"title": "Ours"}) if one.slug == slug else one
        for one in shipped.taxonomy.warnings
    ]
    changed = shipped.taxonomy.model_copy(update={"warnings": tuple(ours)})
    assert compile_draft().warnings[0].title == "Ours"
    assert compile_draft().model_copy(update={"warnings": ()}) == changed.model_copy(
        update={"warnings": ()}
    )
    assert Warning.history.first().history_change_reason == "Imported from first.json"


def test_a_trial_of_a_document_changes_nothing(shipped: ShippedEdition, file: Path) -> None:
    lines = run("import_taxonomy", "--dry-run", str(file)).splitlines()
    assert lines[-1] == "This was a trial: nothing has been changed."
    assert drafted_edition() == shipped


def test_a_taxonomy_of_its_own_in_the_first_shape_is_imported_as_it_is(
    shipped: ShippedEdition, file: Path, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("empty_draft")
    asked = "|".join(one.slug for one in first_edition().taxonomy.questions if not one.between)
    named = re.compile(rf'\b({asked})(?="[,}}]| = | is | unanswered)')
    file.write_text(named.sub(r"our_\g<0>", FIRST.edition_json), encoding="utf-8")
    assert run("import_taxonomy", str(file)).endswith(
        "The draft has been replaced; publish it to show it to visitors.\n"
    )
    assert "our_served" in compile_draft().index.question_by_slug


def test_a_document_of_release_0_1_0_that_is_not_valid_is_refused(
    shipped: ShippedEdition, file: Path
) -> None:
    document = json.loads(FIRST.edition_json)
    edit(file, warnings=[{**document["warnings"][0], "condition": "family = nobody"}])
    with pytest.raises(CommandError, match="There is no outcome called “family = nobody”"):
        run("import_taxonomy", str(file))
    assert drafted_edition() == shipped


def test_a_document_with_a_field_that_nobody_knows_is_refused_as_before(
    shipped: ShippedEdition, file: Path
) -> None:
    edit(file, colour="red")
    with pytest.raises(CommandError, match=r"colour: There is no such field\."):
        run("import_taxonomy", str(file))
