"""The tables that editors may take to a spreadsheet. Their columns follow from the mapping.

First come the columns of the natural key, by which a row is found; then what is bundled, then all
other fields of the row in their order. A row that is pointed at is named by its own natural key.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django.db.models import (
    BooleanField,
    CharField,
    DecimalField,
    Field,
    ForeignKey,
    IntegerField,
    QuerySet,
    SlugField,
    TextField,
)
from django.utils.translation import gettext as _

from matcher.draft.mapping import NaturalKey, RowMapping, Unmapped
from matcher.draft.row_mappings import (
    EVIDENCE,
    EXPOSURE,
    FAMILY_CODE,
    KPI,
    LABEL,
    LINE_CODE,
    TASK,
    split_lines,
)
from matcher.models.rows import Row

Cell = str | int
"""What goes into a spreadsheet: a string, or a number that it may calculate with."""


class UnreadableCell(Exception):
    """A cell does not say what its column needs. The message says why; `heading` says which cell,
    where it is not the last one of the column."""

    def __init__(self, sentence: str, heading: str = "") -> None:
        super().__init__(sentence)
        self.heading = heading


# ── Cells ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How the fields of some types are written into cells and read again. `read` raises
    UnreadableCell."""

    field_types: tuple[type["Field[Any, Any]"], ...]
    read: Callable[[str], object]
    write: Callable[[Any], Cell]


def _read_number(cell: str) -> int:
    number = re.fullmatch(r"([+-]?)0*([0-9]+)", cell.strip())
    if number is None:
        raise UnreadableCell(_("Write a whole number."))
    sign, digits = number.groups()
    return int(sign + digits[:20])  # more digits are out of every range as well


def _read_decimal(cell: str) -> Decimal:
    """A decimal comma is understood too, as many spreadsheets write one."""
    number = re.fullmatch(r"[+-]?[0-9]{1,20}(?:[.,][0-9]{1,20})?", cell.strip())
    if number is None:
        raise UnreadableCell(_("Write a number, such as 0.58."))
    return Decimal(number[0].replace(",", "."))


def _read_yes_no(cell: str) -> bool:
    answer = cell.strip().lower()
    if answer not in {"yes", "no", ""}:
        raise UnreadableCell(_("Write yes or no."))
    return answer == "yes"


FORMATS = (
    CellFormat((BooleanField,), _read_yes_no, lambda value: "yes" if value else "no"),
    CellFormat((IntegerField,), _read_number, int),
    CellFormat((DecimalField,), _read_decimal, str),
    CellFormat((SlugField,), str.strip, str),
    CellFormat((CharField, TextField), str, str),
)


def _format_of(field: "Field[Any, Any]") -> CellFormat:
    for cell_format in FORMATS:
        if isinstance(field, cell_format.field_types) and not field.null:
            return cell_format
    raise Unmapped(
        f"A cell cannot hold {field}: say in draft/spreadsheet_columns.py how it is written."
    )


# ── Columns ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A field of the row itself. The cells of a key are read without the blanks around them."""

    model: type[Row]
    field: "Field[Any, Any]"
    format: CellFormat
    is_key: bool

    @property
    def headings(self) -> tuple[str, ...]:
        return (self.field.name,)

    def cells(self, row: Row) -> tuple[Cell, ...]:
        return (self.format.write(getattr(row, self.field.name)),)

    def read(self, cell: str) -> object:
        """The content of the field. Raises UnreadableCell."""
        return self.format.read(cell.strip() if self.is_key else cell)


@dataclass(frozen=True, slots=True)
class LinkColumns:
    """The row that a foreign key points at: one column for each part of its natural key. Empty
    cells say that it points at none."""

    field: "ForeignKey[Any, Any]"
    is_key: bool

    @property
    def model(self) -> type[Row]:
        return cast("type[Row]", self.field.related_model)

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(self._heading(path) for path in self.model.natural_fields)

    def _heading(self, path: str) -> str:
        """The `axis__slug` of an outcome is in the column “axis”, and its own slug in that of the
        foreign key."""
        if "__" not in path:
            return self.field.name
        return path.removesuffix("__slug").rpartition("__")[2]

    @property
    def paths(self) -> tuple[str, ...]:
        """Look-ups of the rows that the key is read from."""
        ends = (path.rpartition("__")[0] for path in self.model.natural_fields)
        return tuple("__".join(filter(None, (self.field.name, end))) for end in ends)

    def cells(self, row: Row) -> tuple[Cell, ...]:
        other: Row | None = getattr(row, self.field.name)
        return other.natural_key() if other else ("",) * len(self.headings)

    def targets(self) -> dict[NaturalKey, Row]:
        """All rows that may be pointed at, by their keys, in one query."""
        allowed = self.model._default_manager.complex_filter(self.field.get_limit_choices_to())
        owners = [path.rpartition("__")[0] for path in self.model.natural_fields if "__" in path]
        rows: QuerySet[Row] = allowed.select_related(*owners) if owners else allowed
        return {row.natural_key(): row for row in rows}

    def read(self, *cells: str) -> NaturalKey | None:
        """The key of the row pointed at. Raises UnreadableCell where there has to be one."""
        key = tuple(cell.strip() for cell in cells)
        if key[-1]:
            return key
        if not self.field.null:
            raise UnreadableCell(str(self.field.error_messages["null"]))
        return None


@dataclass(frozen=True, slots=True)
class BundledColumn:
    """Rows that belong to the row and say one string each: one a line of the cell."""

    part: RowMapping
    is_key: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        return (self.part.attribute,)

    def cells(self, row: Row) -> tuple[Cell, ...]:
        return ("\n".join(self.strings(row)),)

    def strings(self, row: Row) -> tuple[str, ...]:
        """What the rows say that belong to this one."""
        rows = getattr(row, self.part.attribute).all()
        return tuple(getattr(part_row, self.part.bare_field) for part_row in rows)

    def read(self, cell: str) -> tuple[str, ...]:
        """The strings, each once."""
        return tuple(dict.fromkeys(split_lines(cell)))


Column = FieldColumn | LinkColumns | BundledColumn


# ── Tables ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, eq=False)
class SpreadsheetTable:
    """The rows of a mapping as lines of a spreadsheet. `bundled` are the attributes of those of its
    parts that go with it, in one cell."""

    mapping: RowMapping
    bundled: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for heading, count in Counter(self.headings).items():
            if count > 1:
                raise Unmapped(f"{self.model.__name__} has {count} columns called “{heading}”.")

    @property
    def model(self) -> type[Row]:
        return self.mapping.model

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        own = {field.name: self._column(field) for field in self._fields()}
        keys = [own.pop(name) for name in self._key_fields]
        return (*keys, *self.bundled_columns, *own.values())

    @cached_property
    def links(self) -> tuple[LinkColumns, ...]:
        return tuple(column for column in self.columns if isinstance(column, LinkColumns))

    @cached_property
    def bundled_columns(self) -> tuple[BundledColumn, ...]:
        return tuple(self._bundled_column(attribute) for attribute in self.bundled)

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(heading for column in self.columns for heading in column.headings)

    @property
    def key_headings(self) -> tuple[str, ...]:
        """The headings by whose cells a row is found."""
        keys = (column.headings for column in self.columns if column.is_key)
        return tuple(heading for headings in keys for heading in headings)

    def with_related(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """The rows with everything that their cells are read from."""
        paths = [path for column in self.links for path in column.paths]
        if paths:
            rows = rows.select_related(*paths)
        return rows.prefetch_related(*self.bundled)

    def cells(self, row: Row) -> tuple[Cell, ...]:
        """The line of a row."""
        return tuple(cell for column in self.columns for cell in column.cells(row))

    @property
    def _key_fields(self) -> tuple[str, ...]:
        """The fields of the row in which its natural key begins."""
        return tuple(dict.fromkeys(path.partition("__")[0] for path in self.model.natural_fields))

    def _fields(self) -> "Iterator[Field[Any, Any]]":
        left_out = {"id", *self.mapping.constant, *self.mapping.ignored}
        for field in self.model._meta.concrete_fields:
            if field.name not in left_out:
                yield field

    def _bundled_column(self, attribute: str) -> BundledColumn:
        for part in self.mapping.parts:
            if part.attribute == attribute and part.value is None:
                return BundledColumn(part)
        name = self.model.__name__
        raise Unmapped(f"{name} has no part “{attribute}” of bare strings to put into one cell.")

    def _column(self, field: "Field[Any, Any]") -> FieldColumn | LinkColumns:
        is_key = field.name in self._key_fields
        if isinstance(field, ForeignKey):
            return LinkColumns(field, is_key)
        return FieldColumn(self.model, field, _format_of(field), is_key)


EVIDENCE_TABLE = SpreadsheetTable(EVIDENCE)
TASK_TABLE = SpreadsheetTable(TASK)
KPI_TABLE = SpreadsheetTable(KPI)
EXPOSURE_TABLE = SpreadsheetTable(EXPOSURE)
LINE_CODE_TABLE = SpreadsheetTable(LINE_CODE)
FAMILY_CODE_TABLE = SpreadsheetTable(FAMILY_CODE)
LABEL_TABLE = SpreadsheetTable(LABEL, bundled=("names",))
