"""A table as a CSV file whose cells are harmless in a spreadsheet.

A spreadsheet takes a cell that begins with =, +, - or @ for a formula. Such a string gets an
apostrophe in front. So does one that begins with apostrophes and then like a formula, so that
whoever takes one away has every string as it was. Numbers are written as they are.
"""

import csv
from collections.abc import Iterable
from io import StringIO

from matcher.core.formulas import escaped

Cell = str | int


def write_csv(headings: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """The file of a table. It begins with the mark by which spreadsheets know UTF-8."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(map(_escaped, headings))
    writer.writerows(map(_escaped, row) for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _escaped(cell: Cell) -> Cell:
    return escaped(cell) if isinstance(cell, str) else cell
