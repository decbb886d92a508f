"""`manage.py load_taxonomy`: everything or nothing, and never over anybody's work."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import DjangoAssertNumQueries, Settings

from matcher.core import Taxonomy
from matcher.draft.compile import compile_draft
from matcher.draft.shipped import has_rows
from matcher.models import Axis, Case, Question, Verdict

REFUSAL = (
    "There is a taxonomy in the database already, and loading would write over it. "
    "Nothing has been changed. Load into a new, empty database instead."
)
AXIS = """
- model: matcher.axis
  fields: {slug: family, name: Family, asks: What?, clear_from: 6, likely_from: 3}
"""


@pytest.mark.usefixtures("empty_draft")
def test_an_empty_draft_is_filled_with_the_same_each_time(
    drafted: Taxonomy, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_taxonomy")
    assert compile_draft() == drafted
    assert Case.objects.count() == 79
    assert capsys.readouterr().out == "The taxonomy is loaded.\n"


@pytest.mark.usefixtures("draft")
def test_a_draft_with_content_is_never_written_over(drafted: Taxonomy) -> None:
    Axis.objects.filter(slug="family").update(name="Changed by an editor")
    changed = compile_draft()
    with pytest.raises(CommandError) as refusal:
        call_command("load_taxonomy")
    assert (str(refusal.value), refusal.value.returncode) == (REFUSAL, 1)
    assert compile_draft() == changed != drafted


@pytest.mark.usefixtures("empty_draft")
def test_a_single_row_is_content() -> None:
    Verdict.objects.create(slug="ready", name="Ready", text="Go.", severity=0)
    with pytest.raises(CommandError) as refusal:
        call_command("load_taxonomy")
    assert str(refusal.value) == REFUSAL
    assert not Question.objects.exists()


@pytest.mark.usefixtures("draft")
def test_if_empty_leaves_content_alone_and_says_so(
    drafted: Taxonomy, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_taxonomy", "--if-empty")
    assert compile_draft() == drafted
    assert capsys.readouterr().out == (
        "There is a taxonomy in the database already; it stays as it is.\n"
    )


@pytest.mark.usefixtures("empty_draft")
def test_if_empty_fills_an_empty_draft(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, settings, {"10_axes.yaml": AXIS})
    call_command("load_taxonomy", "--if-empty")
    assert [axis.slug for axis in Axis.objects.all()] == ["family"]
    assert capsys.readouterr().out == "The taxonomy is loaded.\n"


@pytest.mark.usefixtures("empty_draft")
def test_files_load_in_the_order_of_their_names_folders_included(
    tmp_path: Path, settings: Settings
) -> None:
    outcome = """
- model: matcher.outcome
  fields: {axis: [family], slug: support, name: Support, summary: Help.}
"""
    write(tmp_path, settings, {"20_families/support.yaml": outcome, "10_axes.yaml": AXIS})
    call_command("load_taxonomy")
    assert compile_draft().index.outcomes_by_axis["family"][0].name == "Support"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param("- model: [", "while parsing", id="not YAML"),
        pytest.param("Just words.", "", id="no rows"),
        pytest.param("- model: matcher.axis", "fields", id="no fields"),
        pytest.param("- model: matcher.axle\n  fields: {}", "axle", id="unknown table"),
        pytest.param(
            "- model: matcher.axis\n  fields: {slug: x, colour: red}", "colour", id="unknown field"
        ),
        pytest.param(
            "- model: matcher.outcome\n"
            "  fields: {axis: [no-such-axis], slug: x, name: X, summary: X.}",
            "no-such-axis",
            id="a row that is not there",
        ),
        pytest.param(
            "- model: matcher.axis\n"
            "  fields: {slug: x, name: X, asks: X, clear_from: 3, likely_from: 1,"
            " tie_question: [no-such-question]}",
            "no-such-question",
            id="a row that never comes",
        ),
        pytest.param(
            "- model: matcher.axis\n"
            "  fields: {slug: x, name: X, asks: X, clear_from: 1, likely_from: 3}",
            "axis_clear_at_least_likely",
            id="against a rule of the database",
        ),
        pytest.param(
            "- model: matcher.axis\n  fields: {slug: x, name: X, asks: X, clear_from: many}",
            "many",
            id="a word for a number",
        ),
    ],
)
@pytest.mark.usefixtures("empty_draft")
def test_a_broken_fixture_is_named_and_changes_nothing(
    tmp_path: Path, settings: Settings, broken: str, said: str
) -> None:
    write(tmp_path, settings, {"10_axes.yaml": AXIS, "20_broken.yaml": broken})
    with pytest.raises(CommandError) as refusal:
        call_command("load_taxonomy")
    message = str(refusal.value)
    assert message.startswith("The taxonomy could not be loaded, and nothing has been changed.")
    assert "20_broken.yaml" in message
    assert said in message
    assert not has_rows()


@pytest.mark.usefixtures("empty_draft")
def test_without_any_fixture_it_says_so(tmp_path: Path, settings: Settings) -> None:
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError) as refusal:
        call_command("load_taxonomy")
    assert str(refusal.value) == (
        "The taxonomy could not be loaded, and nothing has been changed. "
        f"There is no fixture in {tmp_path / 'fixtures'}."
    )


@pytest.mark.usefixtures("draft")
def test_finding_content_takes_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        assert has_rows()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_tests_that_commit_find_the_draft_each_time(
    draft: None, drafted: Taxonomy, time: str
) -> None:
    assert compile_draft() == drafted
    Case.objects.all().delete()


def write(folder: Path, settings: Settings, files: dict[str, str]) -> None:
    """Make these the fixtures of the checkout."""
    settings.BASE_DIR = folder
    for name, text in files.items():
        path = folder / "fixtures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
