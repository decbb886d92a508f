"""The sheets of a workbook (XLSX), read as a stream and no further than they are tables.

Formulas, formats, pictures and macros are passed over: of a formula there is the value that was
calculated last.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from posixpath import dirname, join, normpath, split
from typing import NamedTuple
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from django.utils.translation import gettext as _

from matcher.sheets.archive import Archive
from matcher.sheets.table import Cell, Room, Table, Unreadable, check_position
from matcher.sheets.xlsx_dates import date_styles, iso
from matcher.sheets.xml_events import Closed, Opened

Events = Iterable[Opened | Closed]

_POSITION = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML does not have, and an underscore before what would
look like one."""

_DAMAGE = (
    *(BadZipFile, EOFError, NotImplementedError, zlib.error),
    *(ExpatError, LookupError, ValueError),
)
"""What reading raises where a part is missing, cut, or not what it should be."""


def xlsx_tables(data: bytes) -> tuple[Table, ...]:
    """The sheets of the workbook, in their order. Raises Unreadable."""
    archive = Archive(data)
    try:
        return tuple(_tables(archive))
    except _DAMAGE:
        damaged = _("The file is not a workbook that we can read. Save it as XLSX or as CSV.")
        raise Unreadable(damaged) from None


@dataclass(frozen=True, slots=True)
class _Workbook:
    """What the cells of all sheets refer to."""

    texts: tuple[str, ...]
    date_styles: frozenset[str]
    from_1904: bool


def _tables(archive: Archive) -> Iterator[Table]:
    (main,) = (part.path for part in _related(archive, "").values() if part.is_a("officeDocument"))
    related = _related(archive, main)
    workbook, room = _workbook(archive, main, related.values()), Room()
    unread = {part.path for part in related.values()}
    for event in archive.events(main):
        match event:
            case Opened("sheet", sheet) if related[sheet["id"]].is_a("worksheet"):
                path = related[sheet["id"]].path
                unread.remove(path)  # or the same could be read without end
                yield _table(workbook, sheet, archive.events(path), room)


# ── The parts of a workbook ──────────────────────────────────────────────────────────────


class _Part(NamedTuple):
    """A part that another refers to: where it lies, and a URL whose end says what it is."""

    path: str
    kind: str

    def is_a(self, kind: str) -> bool:
        return self.kind.endswith(f"/{kind}")


def _related(archive: Archive, path: str) -> dict[str, _Part]:
    """The parts that the one at this path refers to, by the name that it has for them."""
    folder, name = split(path)
    listed = archive.events(join(folder, "_rels", f"{name}.rels"))
    return {
        event.attributes["Id"]: _Part(
            normpath(join("/", dirname(path), event.attributes["Target"])).lstrip("/"),
            event.attributes["Type"],
        )
        for event in listed
        if isinstance(event, Opened) and event.name == "Relationship"
    }


def _workbook(archive: Archive, main: str, parts: Iterable[_Part]) -> _Workbook:
    def of(kind: str) -> Events:
        path = next((part.path for part in parts if part.is_a(kind)), None)
        return archive.events(path) if path else ()

    return _Workbook(
        texts=tuple(_shared_texts(of("sharedStrings"))),
        date_styles=date_styles(of("styles")),
        from_1904=any(map(_counts_from_1904, archive.events(main))),
    )


def _counts_from_1904(event: Opened | Closed) -> bool:
    return isinstance(event, Opened) and event.attributes.get("date1904") in ("1", "true")


def _shared_texts(shared: Events) -> Iterator[str]:
    """The texts that cells refer to by their index."""
    parts: list[str] = []
    for event in _without_hints(shared):
        match event:
            case Closed("t", text):
                parts.append(text)
            case Closed("si", _):
                yield _text(parts)
                parts = []


def _without_hints(found: Events) -> Iterator[Opened | Closed]:
    """Without the hints for reading aloud that stand beside some Japanese texts."""
    inside = False
    for event in found:
        if event.name == "rPh":
            inside = isinstance(event, Opened)
        elif not inside:
            yield event


def _text(parts: Iterable[str]) -> str:
    """A text of parts in several fonts, without the characters in it that nobody sees."""
    return _ESCAPE.sub(_character, "".join(parts)).replace("\r\n", "\n")


def _character(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character.isprintable() or character in "\n\t" else ""


# ── A sheet ──────────────────────────────────────────────────────────────────────────────


def _table(workbook: _Workbook, sheet: Mapping[str, str], found: Events, room: Room) -> Table:
    """The sheet that the workbook describes so."""
    name, merged = sheet["name"], list[str]()
    rows: dict[int, dict[int, Cell]] = {}
    row = column = 0
    parts: list[str] = []
    cell: Mapping[str, str] = {}
    for event in _without_hints(found):
        match event:
            case Opened("row", attributes):
                row, column = int(attributes.get("r", row + 1)), 0
            case Opened("c", attributes):
                cell, parts = attributes, []
                row, column = _position(cell, row, column + 1)
            case Closed("v" | "t", text):
                parts.append(text)
            case Closed("c", _) if (value := _value(workbook, cell, _text(parts))) != "":
                check_position(name, row, column)
                room.take(value)
                rows.setdefault(row, {})[column] = value
            case Opened("mergeCell", attributes):
                merged.append(attributes["ref"])
    filled = tuple(_filled(rows.get(number, {})) for number in range(1, max(rows, default=0) + 1))
    return Table(name, filled, tuple(merged), sheet.get("state", "visible") != "visible")


def _position(cell: Mapping[str, str], row: int, column: int) -> tuple[int, int]:
    """The row and the column of the cell; those given where it does not say. Raises ValueError."""
    if "r" not in cell:
        return row, column
    position = _POSITION.fullmatch(cell["r"])
    if position is None:
        raise ValueError(cell["r"])
    column = 0
    for letter in position[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(position[2]), column


def _value(workbook: _Workbook, cell: Mapping[str, str], text: str) -> Cell:
    """What a cell holds, by the kind that it says; nothing where it holds only blanks."""
    kind = cell.get("t", "n")
    if kind == "s" and text:
        text = workbook.texts[int(text)]
    elif kind == "b" and text:
        return "TRUE" if text == "1" else "FALSE"
    elif kind == "n" and text:
        return _number(workbook, cell.get("s", "0"), text)
    return text if text.strip() else ""


def _number(workbook: _Workbook, style: str, text: str) -> Cell:
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    is_date = style in workbook.date_styles
    return (iso(number, from_1904=workbook.from_1904) if is_date else "") or number


def _filled(cells: Mapping[int, Cell]) -> tuple[Cell, ...]:
    """The row of these cells, by their columns."""
    return tuple(cells.get(column, "") for column in range(1, max(cells, default=0) + 1))
