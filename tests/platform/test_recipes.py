"""The recipes of CONTRIBUTING.md, followed on a field, a question and an axis to be thrown away."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from matcher.core import Answers, write_taxonomy
from matcher.draft.compile import compile_draft
from matcher.draft.import_document import read_valid, replace_draft
from matcher.editions import current, publish
from matcher.models import Axis, Question
from matcher.sharing import save_result
from tests.admin.pages import address, change

ROOT = Path(__file__).parents[2]
RUNNING = ("bpo_matcher", "matcher", "templates", "static", "root_files", "pyproject.toml")
"""The parts of a checkout that a running site needs."""


def listed(title: str) -> list[str]:
    """The files in the numbered list of a recipe."""
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipe = contributing.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\d+\. `([^`]+)`", recipe, re.MULTILINE)


# ── A field ──────────────────────────────────────────────────────────────────────────────

VALUES, TABLES = "matcher/core/taxonomy/values.py", "matcher/models/outcomes.py"

FIELD = (
    (
        VALUES,
        "class Kpi(",
        "    sources:",
        '    frequency: str = ""',
    ),
    (
        TABLES,
        "class Kpi(",
        "    position =",
        '    frequency = models.CharField(_("frequency"), max_length=60, blank=True)',
    ),
    (
        "templates/family.html",
        "table stacked kpis",
        "      </tr>",
        '        <th scope="col">{{ _("Often") }}</th>',
    ),
    (
        "templates/family.html",
        "for kpi in rows",
        "        </tr>",
        "          <td data-label=\"{{ _('Often') }}\">{{ kpi.frequency|prose }}</td>",
    ),
    (
        "matcher/exports/sections.py",
        "def kpi_unit(",
        "    return _(",
        (
            "    if kpi.frequency:\n"
            '        return f"{kpi.unit}, {kpi.frequency}; better: {kpi.better.lower()}"'
        ),
    ),
)
"""What is written by hand: into which file, after which words, before which line, and what."""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of this version, as far as it is needed for a site to run."""
    for name in RUNNING:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, tmp_path / name)
    return tmp_path


def add_field(checkout: Path, *, but_not_in: str = "") -> None:
    for name, after, before, line in FIELD:
        if name != but_not_in:
            path = checkout / name
            head, marker, tail = path.read_text(encoding="utf-8").partition(after)
            assert f"\n{before}" in tail, f"{name} has changed: say where the field belongs now."
            text = head + marker + tail.replace(f"\n{before}", f"\n{line}\n{before}", 1)
            path.write_text(text, encoding="utf-8")


def run(checkout: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run Python in the checkout, on a database of its own, with the tests of this one."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=checkout,
        env=os.environ
        | {
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": f"sqlite:///{checkout}/db.sqlite3",
        },
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.sqlite
def test_a_field_is_everywhere_after_four_files_and_a_migration(checkout, db, drafted):
    before = {*(checkout / "matcher/migrations").iterdir()}
    add_field(checkout)
    copy_migrated_database(checkout / "db.sqlite3")
    walk = run(checkout, "-m", "tests.platform.walked_field", stdin=drafted.to_json())
    assert walk.returncode == 0, walk.stderr
    assert json.loads(walk.stdout) == {
        "shown": ["family", "memo", "brief", "spreadsheet", "history"],
        "kept": ["history"],
        "rolled back to": "zebra-daily",
        "missed where empty": [],
    }
    migrations = {*(checkout / "matcher/migrations").glob("*.py")} - before
    assert len(migrations) == 1
    by_hand = {name for name, *_insertion in FIELD}
    assert by_hand == {*listed("How to add a field")}
    assert len(by_hand) == 4


def copy_migrated_database(path: Path) -> None:
    """The tables of the tests' database, which are made once a run, at a price."""
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as ours,
        closing(sqlite3.connect(path)) as copy,
    ):
        ours.backup(copy)


@pytest.mark.parametrize(("has", "lacks"), [(VALUES, TABLES), (TABLES, VALUES)])
def test_a_site_with_half_a_field_does_not_start_and_says_why(checkout, has, lacks):
    add_field(checkout, but_not_in=lacks)
    start = run(checkout, "-c", "import django; django.setup()")
    with_it, without = (name.removesuffix(".py").replace("/", ".") for name in (has, lacks))
    message = f"Unmapped: {with_it}.Kpi has “frequency” and {without}.Kpi has not"
    assert (start.returncode, message in start.stderr) == (1, True)


# ── A question and an axis ───────────────────────────────────────────────────────────────


def row(model: str, **fields: object) -> dict[str, object]:
    return {"model": f"matcher.{model}", "fields": fields}


QUESTION = {
    "fixtures/20_questions/": [
        row(
            "question",
            slug="pace",
            part="terms",
            prompt="How soon must it run?",
            help="Count from the contract.",
            example="Peak season: at once.",
            not_sure="Nothing follows from it.",
            position=900,
        ),
        row("option", question=["pace"], slug="now", label="At once", hint="In days.", position=10),
        row("option", question=["pace"], slug="later", label="Later", hint="Months.", position=20),
        row("weight", question=["pace"], axis=["delivery"], weight=1, role="essential"),
        row(
            "evidence",
            option=["pace", "now"],
            outcome=["delivery", "managed-service"],
            strength=2,
            sentence="Whoever runs it elsewhere already starts soonest.",
        ),
    ]
}

AXIS = {
    "fixtures/10_axes.yaml": [
        row(
            "axis",
            slug="term",
            name="Contract term",
            asks="For how long?",
            clear_from=3,
            likely_from=2,
            position=50,
        ),
        row("outcome", axis=["term"], slug="short", name="Short", summary="A year.", position=10),
        row("outcome", axis=["term"], slug="long", name="Long", summary="Years.", position=20),
    ],
    "fixtures/20_questions/": [
        row("weight", question=["pace"], axis=["term"], weight=1, role="essential"),
        row(
            "evidence",
            option=["pace", "now"],
            outcome=["term", "short"],
            strength=3,
            sentence="What began in a hurry is soon bargained over again.",
        ),
    ],
}


def load(folder: Path, rows_by_file: dict[str, list[dict[str, object]]]) -> None:
    for number, rows in enumerate(rows_by_file.values()):
        path = folder / f"{number}.json"
        path.write_text(json.dumps(rows), encoding="utf-8")
        call_command("loaddata", path, verbosity=0)


def test_a_question_is_rows_and_no_code(client, draft, tmp_path):
    load(tmp_path, QUESTION)
    publish(note="A question", accepted_because="It is not in the cases")
    assert "How soon must it run?" in client.get("/match/pace/").content.decode()
    result = client.get("/match/result/?pace=now").content.decode()
    assert "Whoever runs it elsewhere already starts soonest." in result
    assert [*QUESTION] == listed("How to add a question")


def test_an_axis_is_rows_and_no_code(client, admin_client, draft, tmp_path):
    load(tmp_path, QUESTION)
    load(tmp_path, AXIS)
    publish(note="An axis", accepted_because="It is not in the cases")
    pages = {url: client.get(url) for url in public_urls()}
    pages |= {url: admin_client.get(url) for url in desk_urls()}
    assert {url: page.status_code for url, page in pages.items()} == dict.fromkeys(pages, 200)
    texts = {url: page.content.decode() for url, page in pages.items()}
    assert [url for url, text in texts.items() if "Contract term" not in text] == []
    assert 'data-axis="term"' in texts[RESULT]
    assert [*AXIS] == listed("How to add an axis")


RESULT = "/match/result/?pace=now"


def public_urls() -> tuple[str, ...]:
    """The pages and files on which a visitor meets the axis."""
    now, later = (
        save_result(release=current(), answers=Answers((("pace", option),))).token
        for option in ("now", "later")
    )
    stored = (f"/r/{now}/", f"/r/{now}.md", f"/r/{now}/brief.md", f"/compare/?r={now}&r={later}")
    return ("/", "/match/pace/", RESULT, "/method/", "/method/term/", "/method/pace/", *stored)


def desk_urls() -> tuple[str, ...]:
    """The pages on which an editor meets it."""
    return (
        change(Axis.objects.get(slug="term")),
        address(Question),
        reverse("admin:desk_evidence"),
        reverse("admin:desk_evidence_grid", args=["pace", "term"]),
        f"{reverse('admin:desk_side_by_side')}?pace=now",
    )


def test_an_axis_comes_into_a_draft_that_exists_by_import(draft, drafted, tmp_path):
    load(tmp_path, QUESTION)
    load(tmp_path, AXIS)
    document = write_taxonomy(compile_draft())
    replace_draft(drafted, reason="Without it")
    assert compile_draft() == drafted
    replace_draft(read_valid(document.encode()), reason="With it")
    assert write_taxonomy(compile_draft()) == document
