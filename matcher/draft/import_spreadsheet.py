"""Import the rows of a spreadsheet into the draft: read them, check them, write what differs.

A row is found by its natural key and changed, or added. None is deleted by leaving it out, except
those that are bundled in a cell.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import DataError, IntegrityError, transaction

from matcher.core import Taxonomy
from matcher.core.taxonomy.diff import Change, diff_taxonomies
from matcher.draft.compile import compile_draft
from matcher.draft.mapping import NaturalKey
from matcher.draft.row_specs import TableSpec
from matcher.draft.spreadsheet_columns import BundledColumn, SpreadsheetTable
from matcher.draft.spreadsheet_rows import (
    HEADING_ROW,
    Sheet,
    SheetError,
    SheetRow,
    read_rows,
    taken_error,
)
from matcher.draft.validation import constraint_sentence, row_errors
from matcher.draft.writer import DraftWriter, Provenance, WritePlan
from matcher.models.rows import Row


class SheetRefused(Exception):
    """Nothing was written. `errors` say why, row by row."""

    def __init__(self, errors: Iterable[SheetError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda error: error.row))
        super().__init__("\n".join(f"{error.location}: {error.sentence}" for error in self.errors))


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How many rows of a sheet were written, and how many say what is there already."""

    written: int
    same: int


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """What a sheet would change in the draft."""

    counts: RowCounts
    changes: tuple[Change, ...]


def write_rows(
    table: SpreadsheetTable, sheet: Sheet, *, reason: str, by: AbstractBaseUser | None = None
) -> RowCounts:
    """Write the rows of the sheet, all or none; `reason` and `by` are kept in the history of those
    that differ. Raises SheetRefused."""
    try:
        with transaction.atomic():
            written = _Import(table, Provenance.now(reason, by)).write(sheet)
    except (IntegrityError, DataError) as error:
        # Somebody saved what collides with this between our check and our write.
        raise SheetRefused([SheetError(HEADING_ROW, constraint_sentence(error))]) from error
    return RowCounts(written, same=len(sheet.rows) - written)


def preview_rows(table: SpreadsheetTable, sheet: Sheet, *, draft: Taxonomy) -> SheetPreview:
    """What `write_rows` would change in the draft as it is compiled, found by doing it and undoing
    it. Raises SheetRefused."""
    with transaction.atomic():
        counts = write_rows(table, sheet, reason="")
        after = compile_draft() if counts.written else draft
        transaction.set_rollback(True)
    return SheetPreview(counts, diff_taxonomies(draft, after))


class _Import:
    """A sheet on its way into the draft."""

    def __init__(self, table: SpreadsheetTable, provenance: Provenance) -> None:
        self._table = table
        self._writer = DraftWriter(provenance)
        self._targets = {column: column.targets() for column in table.links}
        for column, rows in self._targets.items():
            self._writer.know(column.model, rows)

    def write(self, sheet: Sheet) -> int:
        """How many rows were written."""
        reading = read_rows(self._table, sheet, self._targets)
        plan = self._plan(reading.rows)
        if errors := [*reading.errors, *self._plan_errors(plan, reading.rows)]:
            raise SheetRefused(errors)
        changed = {
            column: tuple(_with_other_strings(column, reading.rows, plan.present))
            for column in self._table.bundled_columns
        }
        self._writer.carry_out(plan)
        for column, rows in changed.items():
            self._write_bundled(column, rows, {**plan.present, **plan.new})
        self._writer.delete_leftovers()
        keys = {row.spec.key for rows in changed.values() for row in rows}
        return len(keys | plan.touched.keys())

    def _plan(self, rows: Iterable[SheetRow]) -> WritePlan:
        table = TableSpec(self._table.mapping, tuple(row.spec for row in rows))
        present = self._table.with_related(self._table.model._default_manager.all())
        return replace(self._writer.plan(table, present), leftovers=())  # a row left out stays

    def _write_bundled(
        self,
        column: BundledColumn,
        rows: Iterable[SheetRow],
        owners: Mapping[NaturalKey, Row],
    ) -> None:
        part = column.part
        specs = tuple(spec for row in rows for spec in row.part_specs(column))
        present = part.model._default_manager.filter(
            **{f"{part.owner}__in": [owners[row.spec.key].pk for row in rows]}
        )
        self._writer.write(TableSpec(part, specs, part.sibling_paths), present)

    # ── What is wrong ──

    def _plan_errors(self, plan: WritePlan, rows: Iterable[SheetRow]) -> Iterator[SheetError]:
        numbers = {row.spec.key: row.number for row in rows}
        headings = {
            column.field.name: column.headings[-1]
            for column in self._table.columns
            if not isinstance(column, BundledColumn)
        }
        for key, row in plan.touched.items():
            for name, sentence in row_errors(row):
                yield SheetError(numbers[key], sentence, headings.get(name, ""))
        for column in self._table.bundled_columns:
            yield from _taken(column, rows, plan.present.values())


def _with_other_strings(
    column: BundledColumn, rows: Iterable[SheetRow], present: Mapping[NaturalKey, Row]
) -> Iterator[SheetRow]:
    """The rows whose bundled strings are not those that are there."""
    for row in rows:
        owner = present.get(row.spec.key)
        if row.bundled[column] != (column.strings(owner) if owner else ()):
            yield row


def _taken(
    column: BundledColumn, rows: Iterable[SheetRow], owners: Iterable[Row]
) -> Iterator[SheetError]:
    """The bundled strings that belong to rows which the sheet does not have."""
    part = column.part
    strings = [string for row in rows for string in row.bundled[column]]
    others = part.model._default_manager.filter(**{f"{part.bare_field}__in": strings})
    others = others.exclude(**{f"{part.owner}__in": list(owners)}).select_related(part.owner)
    taken = {other.natural_key(): getattr(other, part.owner) for other in others}
    for row in rows:
        for spec in row.part_specs(column):
            if spec.key in taken:
                yield taken_error(row, column, spec, taken[spec.key].natural_key())
