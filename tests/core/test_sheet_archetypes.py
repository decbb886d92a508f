"""Rows of a spreadsheet that refer to each other."""

import pytest
from hypothesis import given, strategies as st

from matcher.core.programme_sheet import (
    ARCHETYPE,
    NAME,
    NUMBER,
    SheetProblem,
    SheetReading,
    SheetRow,
    SheetWords,
    known_columns,
    matched_columns,
    read_sheet,
)
from matcher.core.sheet_archetypes import NamedRow, archetypes, references
from tests import builders
from tests.web.editions import ticked

WORDS = SheetWords(
    name=("Name",),
    not_sure=("Not sure",),
    longest_name=30,
    number=("Number",),
    archetype=("Takes its answers from",),
)


def rows(*named: tuple[str, str]) -> list[NamedRow]:
    """Rows 2, 3, … with what they refer to, numbered from 1."""
    return [
        NamedRow(number, name, str(number - 1), refers)
        for number, (name, refers) in enumerate(named, start=2)
    ]


@pytest.mark.parametrize(
    ("refers", "taken"), [("Payroll", 3), (" PAYROLL ", 3), ("2", 3), ("1", 2), ("Month  end", 4)]
)
def test_a_row_is_known_by_its_name_or_its_number(refers: str, taken: int) -> None:
    named = rows(("Invoices", ""), ("Payroll", ""), ("Month end", ""), ("Returns", refers))
    assert archetypes(named, ()) == ({5: taken}, {})


@pytest.mark.parametrize(
    ("refers", "problem"),
    [
        ("Pay", "nowhere"),
        ("7", "nowhere"),
        ("Invoices", "ambiguous"),
        ("Returns", "itself"),
        ("5", "itself"),
        ("Heir", "chained"),
        ("Wrong", "left-out"),
    ],
)
def test_why_a_row_cannot_be_taken_from_another(refers: str, problem: str) -> None:
    named = rows(
        ("Invoices", ""), ("Invoices", ""), ("Heir", "1"), ("Wrong", ""), ("Returns", refers)
    )
    assert archetypes(named, {5}) == ({4: 2}, {6: problem})


def test_a_name_that_is_the_number_of_another_is_told_and_not_guessed() -> None:
    assert archetypes(rows(("2", ""), ("b", ""), ("c", "2")), ()) == ({}, {4: "ambiguous"})


def test_two_rows_that_take_from_each_other_are_both_told() -> None:
    assert archetypes(rows(("a", "b"), ("b", "a")), ()) == ({}, {2: "chained", 3: "chained"})


def test_a_row_without_a_name_is_not_what_an_empty_cell_refers_to() -> None:
    assert archetypes(rows(("", ""), ("b", "")), {2}) == ({}, {})


@given(st.lists(st.sampled_from(["a", "A", "b", " b", "long name", "x1"]), max_size=6))
def test_what_a_row_is_called_leads_to_it(names: list[str]) -> None:
    numbered = dict(enumerate(names, start=1))
    for number, text in references(numbered).items():
        named = [NamedRow(each, name, str(each), "") for each, name in numbered.items()]
        taken, problems = archetypes([*named, NamedRow(99, "heir", "99", text)], ())
        assert (taken, problems) == ({99: number}, {})


# ── In a sheet ───────────────────────────────────────────────────────────────────────────

COLUMNS = (NUMBER, NAME, ARCHETYPE, "colour")


def test_the_columns_are_known_by_their_headings() -> None:
    headings = ("Number", "Name", "takes its answers from", "colour?")
    assert matched_columns(ticked(), headings, WORDS) == COLUMNS
    assert known_columns(ticked(), headings, WORDS) == 4
    assert known_columns(ticked(), ("colour?", "colour", "Colr", "x", ""), WORDS) == 1


def test_a_row_names_its_archetype_and_counts_with_its_answers() -> None:
    lines = ((2, ("9", "b", "7")), (3, ("7", "a", "", "Green")), (4, ("8", "c", "B")))
    green = builders.answers(ticked(), colour="green")
    nothing = builders.answers(ticked())
    reading = read_sheet(ticked(), COLUMNS, lines, WORDS)
    chained = SheetProblem(4, 2, "chained", "B")
    rows = (SheetRow(2, "b", nothing, archetype=3), SheetRow(3, "a", green))
    assert reading == SheetReading(rows, (chained,), ())
    assert reading.answers(ticked()) == {2: green, 3: green}


def test_without_numbers_of_its_own_rows_are_counted_as_the_spreadsheet_does() -> None:
    lines = ((2, ("a", "", "Green")), (5, ("b", "2", "")))
    reading = read_sheet(ticked(), (NAME, ARCHETYPE, "colour"), lines, WORDS)
    assert [row.archetype for row in reading.rows] == [None, 2]


def test_nothing_is_taken_from_a_row_that_is_left_out() -> None:
    lines = ((2, ("1", "a", "", "grey")), (3, ("2", "b", "a", "")))
    assert read_sheet(ticked(), COLUMNS, lines, WORDS) == SheetReading(
        (), (SheetProblem(2, 3, "option", "grey"), SheetProblem(3, 2, "left-out", "a")), ()
    )
