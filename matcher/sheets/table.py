"""A table as it stands in a file, and how large one may be."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

Cell = str | float
"""What a cell holds. A day is text as in ISO 8601, and so are TRUE and FALSE."""

MAX_FILE = 2_000_000
"""Bytes of a file."""

MAX_ROWS = 2_000
"""Rows below the headings."""

MAX_COLUMNS = 200

MAX_CELLS = 100_000
MAX_CHARACTERS = 2_000_000
"""What all tables of a file hold together. In a workbook a text is stored once for all the cells
that have it, so a small file can hold more than any memory."""


class Unreadable(Exception):
    """The file is not a table, or not one that we read. The message says why, in a sentence."""


@dataclass(frozen=True)
class Table:
    """The rows of a sheet: the first is row 1 of the spreadsheet, whatever it holds, and each goes
    to its last cell with something in it. `name` is empty where the file has no sheets; `merged`
    are the ranges of merged cells, such as “A2:C2”, of which only the first cell has anything."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[str, ...] = ()
    hidden: bool = False

    @cached_property
    def heading_row(self) -> int:
        """The number of the first row that holds anything; 0 where none does."""
        return next((number for number, row in enumerate(self.rows, start=1) if row), 0)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The texts of that row."""
        return tuple(map(as_text, self.rows[self.heading_row - 1])) if self.rows else ()

    @cached_property
    def lines(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """What stands below the headings, as text, each row with its number; empty ones aside."""
        first = self.heading_row + 1
        below = enumerate(self.rows[first - 1 :], start=first)
        return tuple((number, tuple(map(as_text, row))) for number, row in below if row)


def as_text(cell: Cell) -> str:
    """What a spreadsheet shows for the cell while it has no format: numbers with 15 digits."""
    return f"{cell:.15g}" if isinstance(cell, float) else cell


class Room:
    """What is left of the room for the tables of one file."""

    def __init__(self) -> None:
        self._cells, self._characters = MAX_CELLS, MAX_CHARACTERS

    def take(self, cell: Cell) -> None:
        """Count a cell. Raises Unreadable when it is one too many."""
        self._cells -= 1
        self._characters -= len(cell) if isinstance(cell, str) else 1
        if self._cells < 0 or self._characters < 0:
            raise Unreadable(
                _("The file holds more than we read: %(cells)s cells, %(characters)s characters.")
                % {"cells": f"{MAX_CELLS:,}", "characters": f"{MAX_CHARACTERS:,}"}
            )


def check_position(sheet: str, row: int, column: int) -> None:
    """Let a cell with something in it be where we read. Both count from 1. Raises Unreadable."""
    named = _("The sheet “%(sheet)s”") % {"sheet": sheet} if sheet else _("The file")
    if row > MAX_ROWS + 1:
        too_long = _("%(sheet)s has more than %(most)s rows below its first. Send it in parts.")
        raise Unreadable(too_long % {"sheet": named, "most": f"{MAX_ROWS:,}"})
    if column > MAX_COLUMNS:
        too_wide = _("%(sheet)s has more than %(most)s columns. Leave out what we do not ask.")
        raise Unreadable(too_wide % {"sheet": named, "most": MAX_COLUMNS})
