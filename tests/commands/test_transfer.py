"""export_taxonomy and import_taxonomy: out and in without a loss."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from matcher.draft.compile import compile_draft
from matcher.draft.import_document import MAX_BYTES
from matcher.editions import Release, publish
from matcher.models import Note, Warning
from tests.commands.test_commands import run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "taxonomy.json"


def test_a_round_trip_gives_the_same_bytes_and_changes_nothing(draft: None, file: Path) -> None:
    assert run("export_taxonomy", str(file)) == f"Written to {file}.\n"
    first = file.read_bytes()
    assert run("import_taxonomy", str(file)) == (
        "The draft says this already, word for word: nothing has been changed.\n"
    )
    run("export_taxonomy", str(file))
    assert file.read_bytes() == first


def test_a_round_trip_through_an_empty_database_gives_the_same_bytes(
    draft: None, file: Path, request: pytest.FixtureRequest
) -> None:
    run("export_taxonomy", str(file))
    first = file.read_bytes()
    request.getfixturevalue("empty_draft")
    run("import_taxonomy", str(file))
    assert run("export_taxonomy").encode() == first


def test_an_edition_is_written_by_its_number(draft: None) -> None:
    publish(note="First edition")
    before = run("export_taxonomy")
    Warning.objects.filter(slug="brand-voice").update(title="Another title")
    assert run("export_taxonomy", "--edition", "1") == before
    assert run("export_taxonomy") != before


def test_an_edition_that_is_not_there_is_named(db: None) -> None:
    with pytest.raises(CommandError, match=r"There is no edition 7\."):
        run("export_taxonomy", "--edition", "7")


def test_a_file_that_cannot_be_written_is_named(draft: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Cannot write .*: Is a directory"):
        run("export_taxonomy", str(tmp_path))


def test_an_import_prints_what_it_changes_and_a_trial_changes_nothing(
    draft: None, file: Path
) -> None:
    run("export_taxonomy", str(file))
    before = compile_draft()
    Warning.objects.filter(slug="brand-voice").update(title="Another title")
    Note.objects.create(slug="new", topic="fit", title="New", text="New.")
    said = (
        "Rules\n"
        "  changed: Warning: You are buying your own voice\n"
        "    title: Another title -> You are buying your own voice\n"
        "Notes\n"
        "  removed: Note: New\n"
        "0 added, 1 removed, 1 changed. "
    )
    assert run("import_taxonomy", "--dry-run", str(file)) == (
        f"{said}This was a trial: nothing has been changed.\n"
    )
    assert compile_draft() != before
    assert run("import_taxonomy", str(file)) == (
        f"{said}The draft has been replaced; publish it to show it to visitors.\n"
    )
    assert compile_draft() == before
    assert Note.history.first().history_change_reason == "Imported from taxonomy.json"


def test_a_broken_file_changes_nothing_and_says_where_it_breaks(draft: None, file: Path) -> None:
    run("export_taxonomy", str(file))
    file.write_text(file.read_text().replace('"slug": "family",', '"slug": "family"'))
    with pytest.raises(CommandError) as caught:
        run("import_taxonomy", str(file))
    assert str(caught.value) == (
        "Nothing has been changed.\nline 5, column 7: This is not JSON: Expecting ',' delimiter."
    )


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    published: Release, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with file.open("wb") as opened:
        opened.truncate(50_000_000)
    monkeypatch.setattr("matcher.management.commands.import_taxonomy.read_valid", None)
    with pytest.raises(CommandError, match="has more than 10 MB"):
        run("import_taxonomy", str(file))


def test_a_file_without_a_size_is_read_no_further_than_the_limit(db: None) -> None:
    assert MAX_BYTES < 50_000_000
    with pytest.raises(CommandError, match="has more than 10 MB"):
        run("import_taxonomy", "/dev/zero")


def test_a_file_that_is_not_there_is_named(db: None) -> None:
    with pytest.raises(CommandError, match=r"Cannot read nowhere\.json: No such file"):
        run("import_taxonomy", "nowhere.json")
