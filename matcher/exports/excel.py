"""A workbook as a file of Excel (XLSX), which LibreOffice and others open too."""

from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook as File
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from matcher.exports.workbook import Cell, Choices, Column, Sheet, Workbook

MAX_CELL = 32_767
"""What a cell holds, in units of UTF-16. Excel calls a file with a longer one damaged."""

MOST_ROWS = 2_000
"""Rows below the headings in which something is offered."""

LINE_HEIGHT, MAX_HEIGHT = 15, 409
"""Points. Excel allows no higher row."""

SPARE = 2
"""Characters at the end of a line that a long word leaves empty."""

# In memory, because a server's disk may be read-only; and no string is ever anything but a string.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_excel(workbook: Workbook) -> bytes:
    """The workbook as a file. It depends on nothing but its argument, not on the clock."""
    buffer = BytesIO()
    with File(buffer, OPTIONS) as file:
        file.set_properties({"title": workbook.title[:255], "created": workbook.made})
        heading = file.add_format(
            {"bold": True, "bg_color": "#E7EDF3", "bottom": 1, "valign": "top"}
        )
        body = file.add_format({"text_wrap": True, "align": "left", "valign": "top"})
        for sheet in workbook.sheets:
            _write(file.add_worksheet(sheet.name), sheet, heading, body)
    return buffer.getvalue()


def _write(worksheet: Worksheet, sheet: Sheet, heading: Format, body: Format) -> None:
    """Headings that stay in view and filter, and the rows; on paper as wide as a page."""
    for index, column in enumerate(sheet.columns):
        worksheet.set_column(index, index, column.width)
        worksheet.write_string(0, index, column.heading, heading)
        if column.choices:
            _offer(worksheet, index, column.choices)
    for row, cells in enumerate(sheet.rows, start=1):
        worksheet.set_row(row, _height(cells, sheet.columns))
        for index, cell in enumerate(cells):
            _write_cell(worksheet, row, index, cell, body)
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    worksheet.set_landscape()
    worksheet.set_paper(9)  # A4
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)


def _offer(worksheet: Worksheet, column: int, choices: Choices) -> None:
    """Let the cells of a column be chosen from a list."""
    cells = xl_range_abs(1, choices.column, choices.count, choices.column)
    offered = {
        "validate": "list",
        "source": f"={quote_sheetname(choices.sheet)}!{cells}",
        "show_error": choices.strict,
    }
    worksheet.data_validation(1, column, MOST_ROWS, column, offered)


def _height(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> int:
    """The points that the longest cell takes when it is wrapped: not every program finds out."""
    lines = max(
        -(-len(str(cell)) // (column.width - SPARE))
        for cell, column in zip(cells, columns, strict=True)
    )
    return min(LINE_HEIGHT * max(lines, 1), MAX_HEIGHT)


def _write_cell(worksheet: Worksheet, row: int, column: int, cell: Cell, body: Format) -> None:
    if isinstance(cell, float):
        worksheet.write_number(row, column, cell, body)
    elif cell:
        worksheet.write_string(row, column, fit_cell(cell), body)
    else:
        worksheet.write_blank(row, column, None, body)


def fit_cell(string: str) -> str:
    """The string; or as much of it as a cell holds, with a sentence that says so."""
    units = string.encode("utf-16-le")
    if len(units) <= 2 * MAX_CELL:
        return string
    said = _("… (cut here: a cell holds %(most)s characters)") % {"most": f"{MAX_CELL:,}"}
    room = MAX_CELL - len(said.encode("utf-16-le")) // 2
    return units[: 2 * room].decode("utf-16-le", "ignore") + said
