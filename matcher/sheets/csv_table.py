"""CSV as spreadsheets write it, whatever their country: in several encodings, separated by commas,
semicolons or tabs."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from django.utils.translation import gettext as _

from matcher.core.formulas import unescaped
from matcher.sheets.table import Room, Table, Unreadable, check_position

_DECLARED = re.compile(r'"?sep=([^"\r\n])', re.IGNORECASE)
"""The first line that names the delimiter for some spreadsheets. They do not count it."""

_DELIMITERS = ",;\t"

_NO_DELIMITER = "\x1f"
"""What separates nothing: each line is one cell."""

_NEVER_IN_A_WORKBOOK = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Control characters that XML cannot hold, and so no XLSX. In a CSV file nobody sees them."""

_SAMPLE = 30
"""So many lines tell which delimiter it is."""


def csv_table(data: bytes) -> Table:
    """The table in the file. Raises Unreadable."""
    rows, room = [], Room()
    for number, cells in enumerate(csv_lines(_decoded(data)), start=1):
        row = _without_end(tuple(_NEVER_IN_A_WORKBOOK.sub("", cell) for cell in cells))
        check_position("", number if row else 0, len(row))
        for cell in row:
            room.take(cell)
        rows.append(row)
    while rows and not rows[-1]:
        rows.pop()
    return Table("", tuple(rows))


def _without_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells up to the last with something in it."""
    filled = [index for index, cell in enumerate(cells, start=1) if cell.strip()]
    return cells[: filled[-1]] if filled else ()


# ── Encodings ────────────────────────────────────────────────────────────────────────────


def _decoded(data: bytes) -> str:
    encodings = _utf_16(data) or ("utf-8-sig", "cp1252")
    string = next(filter(None, (_in(encoding, data) for encoding in encodings)), "")
    if "\0" in string or (data and not string):
        raise Unreadable(
            _("The file is neither a workbook nor a text. Save it as XLSX or as “CSV UTF-8”.")
        )
    return string


def _utf_16(data: bytes) -> tuple[str, ...]:
    """The encodings of two bytes a character that it can have: by its mark, or by every other byte
    at its beginning being mostly zero."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    first, second = data[:100:2].count(0), data[1:100:2].count(0)
    if max(first, second) < len(data[:100]) / 4:
        return ()
    return ("utf-16-be",) if first > second else ("utf-16-le",)


def _in(encoding: str, data: bytes) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


# ── Lines ────────────────────────────────────────────────────────────────────────────────


def csv_lines(string: str) -> Iterator[tuple[str, ...]]:
    """The cells of each line, as they were before they were escaped; each line break in a cell is
    one character. Raises Unreadable."""
    content = string.replace("\r\n", "\n")
    declared = _DECLARED.match(content)
    delimiter = declared[1] if declared else _likely_delimiter(content)
    reader = csv.reader(StringIO(content, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if not (declared and reader.line_num == 1):
                yield tuple(map(unescaped, cells))
    except csv.Error as error:
        sentence = _("Line %(line)s of the file cannot be read: %(error)s.")
        raise Unreadable(sentence % {"line": reader.line_num, "error": error}) from None


def _likely_delimiter(string: str) -> str:
    """The one that cuts most lines into as many cells as there are headings; of equals the one that
    makes most headings. Where none makes two headings, a comma is a part of a name."""
    fits = {delimiter: _fit(string, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: fits[delimiter])
    return best if fits[best] > (0, 1) else _NO_DELIMITER


def _fit(string: str, delimiter: str) -> tuple[int, int]:
    """How many lines fit the headings, and how many headings there are."""
    reader = csv.reader(StringIO(string, newline=""), delimiter=delimiter)
    try:
        widths = [len(cells) for cells in islice(reader, _SAMPLE) if cells]
    except csv.Error:
        return 0, 0
    headings = widths[0] if widths else 0
    return sum(width == headings > 1 for width in widths[1:]), headings
