"""Tables of many pieces of work: what their columns are, and what their rows say."""

import pytest

from matcher.core.programme_sheet import (
    FOREIGN,
    NAME,
    CloseReading,
    SheetProblem,
    SheetReading,
    SheetRow,
    SheetWords,
    matched_columns,
    read_sheet,
)
from tests import builders
from tests.web.editions import ticked

TAXONOMY = ticked()

WORDS = SheetWords(name=("Name", "Process"), not_sure=("Not sure",), longest_name=30)


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (("Name", "colour", "size"), (NAME, "colour", "size")),
        (("size?", " PROCESS ", "Colour?"), ("size", NAME, "colour")),
        (("Colr", "Color", "Name"), (FOREIGN, "colour", NAME)),
        (("Naem", "Colous"), (NAME, "colour")),
        (
            ("Owner", "Name", "Name", "Colour", "colour?"),
            (FOREIGN, NAME, FOREIGN, "colour", FOREIGN),
        ),
        (("What we do", "colour", "Owner"), (NAME, "colour", FOREIGN)),
        (("colour", "size", ""), ("colour", "size", NAME)),
        (("colour",), ("colour",)),
        ((), ()),
    ],
    ids=[
        "names and slugs",
        "any order, however they are written",
        "the same comes before what is close",
        "slips of the pen",
        "the second of two is foreign",
        "the first foreign one has the names",
        "even without a heading",
        "no column for names",
        "no column",
    ],
)
def test_columns_are_known_by_their_headings(
    headings: tuple[str, ...], columns: tuple[str, ...]
) -> None:
    assert matched_columns(TAXONOMY, headings, WORDS) == columns


COLUMNS = (NAME, "colour", FOREIGN, "uses")


def good(number: int) -> tuple[int, tuple[str, ...]]:
    return number, (f"Work {number}", "Green", "=SUM(A1)", "baked; pressed")


def good_row(number: int) -> SheetRow:
    answers = builders.answers(TAXONOMY, colour="green", uses="baked, pressed")
    return SheetRow(number, f"Work {number}", answers)


MISTAKES = (
    (7, ("", "Green")),
    (11, ("Work 11", "grey", "", "baked, boiled")),
    (18, ("#REF!", "Green", "", "")),
    (25, ("Work 25", "Green", "", "eaten; kept")),
    (33, ("Work 33 " + "and more " * 5, "Blue")),
    (40, ("Work 40", "Blue", "", "", "", "note")),
)


def test_every_mistake_in_forty_rows_is_told_and_the_other_rows_go_on() -> None:
    mistaken = {number for number, _cells in MISTAKES}
    right = [number for number in range(2, 42) if number not in mistaken]
    lines = sorted([*map(good, right), *MISTAKES])
    assert read_sheet(TAXONOMY, COLUMNS, lines, WORDS) == SheetReading(
        rows=tuple(map(good_row, right)),
        problems=(
            SheetProblem(7, 0, "nameless", ""),
            SheetProblem(11, 1, "option", "grey"),
            SheetProblem(11, 3, "option", "boiled"),
            SheetProblem(18, 0, "formula", "#REF!"),
            SheetProblem(25, 3, "conflict", "eaten; kept"),
            SheetProblem(33, 0, "long", ("Work 33 " + "and more " * 5).strip()),
            SheetProblem(40, 4, "width", ""),
        ),
        close=(),
    )


def test_what_is_only_close_is_read_and_told() -> None:
    lines = ((2, (" Chase\n late  payers ", "Grean", "", "")), (3, ("Match", "not sure")))
    assert read_sheet(TAXONOMY, COLUMNS, lines, WORDS) == SheetReading(
        rows=(
            SheetRow(2, "Chase late payers", builders.answers(TAXONOMY, colour="green")),
            SheetRow(3, "Match", builders.answers(TAXONOMY, colour="not-sure")),
        ),
        problems=(),
        close=(CloseReading(2, 1, "Grean", ("green",)),),
    )


@pytest.mark.parametrize(
    ("name", "reason"), [("a\u202eb", "control"), ("\u200b", "unseen"), ("Err:502", "formula")]
)
def test_a_name_is_what_a_row_may_be_called(name: str, reason: str) -> None:
    reading = read_sheet(TAXONOMY, (NAME,), ((2, (name,)),), WORDS)
    assert reading == SheetReading((), (SheetProblem(2, 0, reason, name),), ())


def test_without_a_column_for_names_no_row_is_read() -> None:
    reading = read_sheet(TAXONOMY, ("colour",), ((2, ("Green",)),), WORDS)
    assert reading == SheetReading((), (SheetProblem(2, 0, "nameless", ""),), ())
