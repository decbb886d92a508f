"""Tables as they were read from a file, as a workbook: their cells alone, each where it was."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook as File
from xlsxwriter.worksheet import Worksheet

from matcher.exports.excel import OPTIONS, fit_cell
from matcher.sheets.table import Table

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")
"""What the name of a sheet may not have."""

_LONGEST_NAME = 31


def write_tables(tables: tuple[Table, ...], *, first: Table) -> bytes:
    """The workbook, which opens at the `first` of the tables. No text in it is a formula."""
    buffer = BytesIO()
    with File(buffer, OPTIONS) as file:
        for table, name in zip(tables, _names(tables), strict=True):
            worksheet = file.add_worksheet(name)
            _write(worksheet, table)
            if table is first:
                worksheet.activate()
            elif table.hidden:
                worksheet.hide()
    return buffer.getvalue()


def _write(worksheet: Worksheet, table: Table) -> None:
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, float):
                worksheet.write_number(row, column, cell)
            elif cell:
                worksheet.write_string(row, column, fit_cell(cell))


def _names(tables: Iterable[Table]) -> Iterator[str]:
    """The names of the sheets; where one may not be called so, as nearly so as it may."""
    taken: set[str] = set()
    for number, table in enumerate(tables, start=1):
        name = _NOT_IN_NAMES.sub(" ", table.name)[:_LONGEST_NAME].strip("' ") or _("Sheet")
        if name.lower() in taken:
            name = f"{name[: _LONGEST_NAME - 6]} {number}"
        taken.add(name.lower())
        yield name
