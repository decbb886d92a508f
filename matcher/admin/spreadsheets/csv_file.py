"""The CSV files of spreadsheets are understood: `exports.csv_file` writes those that they get, and
what it puts in front of a string that looks like a formula is taken away again."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from matcher.draft.spreadsheet_rows import HEADING_ROW, Cells, Sheet
from matcher.sheets.csv_table import csv_lines
from matcher.sheets.table import Unreadable


def read_sheet(data: bytes) -> Sheet:
    """The table in the file, each line break in a cell as one character. Rows and last columns
    without any text are left out. Raises Unreadable."""
    lines = list(csv_lines(_decoded(data)))
    if not lines:
        raise Unreadable(_("The file is empty."))
    headings = tuple(heading.strip() for heading in _trimmed(lines[0]))
    return Sheet(headings, tuple(_rows(lines[1:], len(headings))))


def _decoded(data: bytes) -> str:
    try:
        string = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(_("The file is not UTF-8 text. Save it as “CSV UTF-8”.")) from None
    if "\0" in string:
        raise Unreadable(_("The file has characters in it that are not text."))
    return string


def _rows(lines: Iterable[Cells], width: int) -> Iterator[tuple[int, Cells]]:
    for number, line in enumerate(lines, HEADING_ROW + 1):
        cells = _trimmed(line, width)
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != width:
            sentence = _("Row %(number)s has %(cells)s cells, and there are %(headings)s headings.")
            params = {"number": number, "cells": len(cells), "headings": width}
            raise Unreadable(sentence % params)
        yield number, cells


def _trimmed(cells: Cells, width: int = 0) -> Cells:
    """Without the empty cells at the end, as far as they are beyond the width."""
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    return cells
