"""Cells of spreadsheets as answers."""

import pytest

from matcher.core import Option, Question
from matcher.core.sheet_cells import CellReader, ReadCell, UnreadCell
from tests import builders

ONE = builders.question("served", "own-people", "customers", kind=1)

SEVERAL = Question.model_validate(
    builders.several("uses", "contacts", "nobody", "kept", kind=1, conflicts=["contacts, nobody"])
    .model_copy(update={"options": ()})
    .model_dump()
    | {
        "options": (
            Option(slug="contacts", label="Mail, phone or chat", hint="", conflicts=("nobody",)),
            Option(slug="nobody", label="Nobody", hint="", conflicts=("contacts",)),
            Option(slug="kept", label="Kept; for later", hint=""),
        )
    }
)


def read(question: Question, cell: str) -> ReadCell | UnreadCell:
    return CellReader(question, ("Not sure", "Unknown")).read(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", ReadCell(())),
        (" \n", ReadCell(())),
        ("own-people", ReadCell(("own-people",))),
        (" Own-People ", ReadCell(("own-people",))),
        ("Costumers", ReadCell(("customers",), is_close=True)),
        ("not-sure", ReadCell(("not-sure",))),
        ("NOT SURE", ReadCell(("not-sure",))),
        ("unknown", ReadCell(("not-sure",))),
        ("suppliers", UnreadCell("option", "suppliers")),
        ("customers; suppliers", UnreadCell("option", "customers; suppliers")),
        ("customers; own people", UnreadCell("repeated", "customers; own people")),
        ("#NAME?", UnreadCell("formula", "#NAME?")),
        ("customers," * 60, UnreadCell("option", ("customers," * 60))),
    ],
)
def test_a_cell_is_one_option_or_says_why_not(cell: str, expected: ReadCell | UnreadCell) -> None:
    assert read(ONE, cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("kept", ReadCell(("kept",))),
        ("Mail, phone or chat", ReadCell(("contacts",))),
        ("Kept; for later", ReadCell(("kept",))),
        ("kept; contacts", ReadCell(("contacts", "kept"))),
        ("kept, mail, phone or chat", ReadCell(("contacts", "kept"))),
        ("mail, phone or chatt;kept", ReadCell(("contacts", "kept"), is_close=True)),
        ("kept\nnobody", ReadCell(("nobody", "kept"))),
        ("kept;;, ", ReadCell(("kept",))),
        (";", ReadCell(())),
        ("kept, thrown away", UnreadCell("option", "thrown away")),
        ("kept, kept", UnreadCell("double", "kept, kept")),
        ("kept," * 90, UnreadCell("double", ("kept," * 90))),
        ("nobody, contacts", UnreadCell("conflict", "nobody, contacts")),
        ("kept; not sure", UnreadCell("unsure", "kept; not sure")),
    ],
)
def test_ticks_stand_beside_each_other(cell: str, expected: ReadCell | UnreadCell) -> None:
    assert read(SEVERAL, cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Consumers", UnreadCell("retired", "consumers")),
        ("Our customers abroad", UnreadCell("retired", "abroad")),
        ("customers", ReadCell(("customers",))),
        ("custommers", ReadCell(("customers",), is_close=True)),
        ("elsewhere", UnreadCell("option", "elsewhere")),
    ],
)
def test_an_answer_of_an_earlier_edition_is_named_rather_than_guessed(cell, expected) -> None:
    retired = [
        builders.retired("served=consumers"),
        builders.retired("served=abroad").model_copy(update={"name": "Our customers abroad"}),
        builders.retired("uses=elsewhere"),
    ]
    assert CellReader(ONE, (), retired).read(cell) == expected
