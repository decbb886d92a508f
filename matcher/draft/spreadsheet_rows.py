"""The lines of a spreadsheet -> row specs; or what is wrong with them, by row and column."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from matcher.core import control_characters
from matcher.core.formulas import is_failed_formula
from matcher.draft.mapping import NaturalKey, related
from matcher.draft.row_specs import RowSpec, row_spec
from matcher.draft.spreadsheet_columns import (
    BundledColumn,
    Column,
    FieldColumn,
    LinkColumns,
    SpreadsheetTable,
    UnreadableCell,
)
from matcher.draft.validation import field_errors
from matcher.models.rows import Row

Cells = tuple[str, ...]

Targets = Mapping[LinkColumns, Mapping[NaturalKey, Row]]
"""The rows that may be pointed at, by their keys."""

HEADING_ROW = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headings of a table and its rows, each with the number that a spreadsheet shows."""

    headings: Cells
    rows: tuple[tuple[int, Cells], ...]


@dataclass(frozen=True, slots=True)
class SheetError:
    """What is wrong with a row of a sheet or, where a column is named, with one cell of it."""

    row: int
    sentence: str
    column: str = ""

    @property
    def location(self) -> str:
        location = _("row %(number)s, %(column)s") if self.column else _("row %(number)s")
        return location % {"number": self.row, "column": self.column}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """What a row of a sheet says: a row of the table, and the strings that are bundled with it."""

    number: int
    spec: RowSpec
    bundled: Mapping[BundledColumn, tuple[str, ...]]

    def part_specs(self, column: BundledColumn) -> Iterator[RowSpec]:
        """The rows of the strings that are bundled in the column."""
        part = column.part
        for string in self.bundled[column]:
            yield row_spec(part, {part.bare_field: string}, {part.owner: self.spec.key})


@dataclass(frozen=True, slots=True)
class ParsedRows:
    """The rows that can be read, the first of each key, and what is wrong with the others."""

    rows: tuple[SheetRow, ...]
    errors: tuple[SheetError, ...]


def read_rows(table: SpreadsheetTable, sheet: Sheet, targets: Targets) -> ParsedRows:
    """The rows of the sheet. Where the headings are wrong, nothing else is looked at."""
    if errors := [*_heading_errors(sheet.headings, table.headings)]:
        return ParsedRows((), tuple(errors))
    rows: list[SheetRow] = []
    for number, cells in sheet.rows:
        line = dict(zip(sheet.headings, cells, strict=True))
        row = _read_row(table, number, line, targets)
        if isinstance(row, SheetRow):
            rows.append(row)
        else:
            errors += row
    duplicates = {error.row: error for error in _duplicates(rows)}
    unique = tuple(row for row in rows if row.number not in duplicates)
    return ParsedRows(unique, (*errors, *duplicates.values(), *_bundled_duplicates(table, unique)))


# ── Headings ─────────────────────────────────────────────────────────────────────────────


def _heading_errors(headings: Cells, wanted: Cells) -> Iterator[SheetError]:
    for sentence in _heading_problems(headings, wanted):
        yield SheetError(HEADING_ROW, sentence)


def _heading_problems(headings: Cells, wanted: Cells) -> Iterator[str]:
    """Each of the wanted headings must be there once, or its cells would seem to be empty; and no
    other, or its cells would be lost unseen."""
    counts = Counter(headings)
    for name in wanted:
        if not counts[name]:
            yield _("There is no column “%(name)s”.") % {"name": name}
    for name, count in counts.items():
        if name not in wanted:
            yield _("No column is called “%(name)s” here.") % {"name": name}
        elif count > 1:
            sentence = _("The column “%(name)s” is there %(count)s times.")
            yield sentence % {"name": name, "count": count}


# ── One row ──────────────────────────────────────────────────────────────────────────────


def _read_row(
    table: SpreadsheetTable, number: int, line: Mapping[str, str], targets: Targets
) -> SheetRow | list[SheetError]:
    contents: dict[Column, Any] = {}
    errors: list[SheetError] = []
    for column in table.columns:
        try:
            contents[column] = _content(column, line, targets)
        except UnreadableCell as error:
            heading = error.heading or column.headings[-1]
            errors.append(SheetError(number, str(error), heading))
    return errors or _sheet_row(table, number, contents)


def _sheet_row(table: SpreadsheetTable, number: int, contents: Mapping[Column, Any]) -> SheetRow:
    values = dict(table.mapping.constant)
    links: dict[str, NaturalKey | None] = {}
    bundled: dict[BundledColumn, tuple[str, ...]] = {}
    for column, content in contents.items():
        match column:
            case FieldColumn():
                values[column.field.name] = content
            case LinkColumns():
                links[column.field.name] = content
            case BundledColumn():
                bundled[column] = content
    return SheetRow(number, row_spec(table.mapping, values, links), bundled)


def _content(column: Column, line: Mapping[str, str], targets: Targets) -> object:
    """What the cells of the column say in this line. Raises UnreadableCell."""
    for heading in column.headings:
        _refuse_unusable(line[heading], heading)
    content = column.read(*(line[heading] for heading in column.headings))
    for sentence in _refusals(column, content, targets):
        raise UnreadableCell(sentence)
    return content


def _refuse_unusable(cell: str, heading: str) -> None:
    """Refuse what no cell may hold, whatever its column."""
    if is_failed_formula(cell):
        sentence = _("“%(cell)s” is what a spreadsheet writes where a formula failed. %(advice)s")
        advice = _("Write the content itself.")
        raise UnreadableCell(sentence % {"cell": cell.strip(), "advice": advice}, heading)
    if names := control_characters(cell, multiline=True):
        sentence = _("The cell has an invisible control character (%(name)s). Remove it.")
        raise UnreadableCell(sentence % {"name": names[0]}, heading)


def _refusals(column: Column, content: Any, targets: Targets) -> Iterator[str]:  # noqa: ANN401
    match column:
        case FieldColumn(model, field):
            for _name, sentence in field_errors(model, {field.name: content}):
                yield sentence
        case LinkColumns():
            if content and content not in targets[column]:
                params = {"column": column.headings[-1], "key": " / ".join(content)}
                yield _("There is no %(column)s “%(key)s”.") % params
        case BundledColumn(part):
            for string in content:
                for _name, sentence in field_errors(part.model, {part.bare_field: string}):
                    yield f"{string}: {sentence}"


# ── Several rows ─────────────────────────────────────────────────────────────────────────


def _duplicates(rows: Iterable[SheetRow]) -> Iterator[SheetError]:
    first: dict[NaturalKey, int] = {}
    for row in rows:
        if first.setdefault(row.spec.key, row.number) != row.number:
            sentence = _("Row %(first)s is about the same already.")
            yield SheetError(row.number, sentence % {"first": first[row.spec.key]})


def _bundled_duplicates(table: SpreadsheetTable, rows: Iterable[SheetRow]) -> Iterator[SheetError]:
    for column in table.bundled_columns:
        owners: dict[NaturalKey, NaturalKey] = {}
        for row in rows:
            for spec in row.part_specs(column):
                owner = owners.setdefault(spec.key, row.spec.key)
                if owner != row.spec.key:
                    yield taken_error(row, column, spec, owner)


def taken_error(
    row: SheetRow, column: BundledColumn, spec: RowSpec, owner: NaturalKey
) -> SheetError:
    """A string that is bundled with this row belongs to another one."""
    sentence = _("“%(string)s” is a %(part)s of the %(kind)s “%(owner)s” already.")
    part = column.part
    params = {
        "string": spec.values[part.bare_field],
        "part": part.model._meta.verbose_name,
        "kind": related(part.model, part.owner)._meta.verbose_name,
        "owner": " / ".join(owner),
    }
    return SheetError(row.number, sentence % params, column.headings[-1])
