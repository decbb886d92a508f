"""Row specs -> draft rows: write what differs, and nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from matcher.draft.mapping import NaturalKey, RowMapping
from matcher.draft.row_specs import RowSpec, TableSpec
from matcher.models.rows import REASON_LENGTH, Row, follow

POSITION_STEP = 10
"""Positions go up in tens, so that a row fits between two others."""


class Unstorable(Exception):
    """The tables cannot hold these rows. The message says why."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Why, by whom and when rows were changed: the same in the histories of all of them."""

    reason: str
    by: AbstractBaseUser | None
    at: datetime

    @classmethod
    def now(cls, reason: str, by: AbstractBaseUser | None) -> Self:
        """From this moment on, with as much of the reason as a history can hold."""
        return cls(reason[:REASON_LENGTH], by, timezone.now())

    def attach_to(self, row: Row) -> Row:
        """The row, whose next change will have this provenance in its history."""
        vars(row).update(_change_reason=self.reason, _history_user=self.by, _history_date=self.at)
        return row


Pairing = tuple[RowSpec, Row | None]
"""What a row has to say, and the row that is there already."""


@dataclass(frozen=True, slots=True)
class WritePlan:
    """What has to be done to the rows of a table. `present` and `new` are by their keys; `changed`
    has of the present rows those that differ, with the names of the fields that do."""

    model: type[Row]
    present: Mapping[NaturalKey, Row]
    new: Mapping[NaturalKey, Row]
    changed: Mapping[Row, set[str]]
    leftovers: tuple[Row, ...]

    @property
    def touched(self) -> dict[NaturalKey, Row]:
        """The rows that are written, by their keys."""
        changed = {key: row for key, row in self.present.items() if row in self.changed}
        return {**changed, **self.new}


class DraftWriter:
    """The rows of the draft by their keys, while they become what their specs say."""

    def __init__(self, provenance: Provenance) -> None:
        self._history = {
            "default_change_reason": provenance.reason,
            "default_user": provenance.by,
            "default_date": provenance.at,
        }
        self._provenance = provenance
        self._rows: dict[type[Model], dict[NaturalKey, Row]] = defaultdict(dict)
        self._leftovers: dict[Row, None] = {}

    def know(self, model: type[Row], rows: Mapping[NaturalKey, Row]) -> None:
        """Rows that others may point at though none of them is written."""
        self._rows[model] |= rows

    def write(self, table: TableSpec, present: "QuerySet[Row]") -> None:
        """Make the present rows say what the table says, and remember those left over."""
        self.carry_out(self.plan(table, present))

    def plan(self, table: TableSpec, present: "QuerySet[Row]") -> WritePlan:
        """What makes the present rows say what the table says. Nothing is written yet."""
        rows = tuple(_with_owners(table, present))
        pairs, leftovers = _paired(table.specs, rows)
        positions = _positions(table, pairs, rows)
        new: dict[NaturalKey, Row] = {}
        changed: dict[Row, set[str]] = {}
        for index, (spec, row) in enumerate(pairs):
            values = {**spec.values, **self._links(table.model, spec), **positions.get(index, {})}
            if row is None:
                new[spec.key] = table.model(**values)
            elif names := _assign(table.mapping, row, values):
                changed[row] = names
        present_rows = {spec.key: row for spec, row in pairs if row}
        return WritePlan(table.model, present_rows, new, changed, tuple(leftovers))

    def carry_out(self, plan: WritePlan) -> None:
        """Write what was planned, except that the rows left over are only remembered."""
        self._create(plan.model, plan.new)
        self._update(plan.model, plan.changed)
        self._rows[plan.model] = {**plan.present, **plan.new}
        self._leftovers |= dict.fromkeys(plan.leftovers)

    def delete_leftovers(self) -> None:
        """Delete the rows left over, those that point at others first."""
        for row in reversed(self._leftovers):
            self._provenance.attach_to(row).delete()

    def _links(self, model: type[Row], spec: RowSpec) -> dict[str, object]:
        return {
            f"{name}_id": key and self._target(model, name, key, spec).pk
            for name, key in spec.links.items()
        }

    def _target(self, model: type[Row], name: str, key: NaturalKey, spec: RowSpec) -> Row:
        target = cast("type[Row]", model._meta.get_field(name).related_model)
        try:
            return self._rows[target][key]
        except KeyError:
            params = {
                "row": model._meta.verbose_name,
                "key": " / ".join(spec.key),
                "kind": target._meta.verbose_name,
                "missing": " / ".join(key),
            }
            sentence = _("The %(row)s “%(key)s” needs the %(kind)s “%(missing)s”: there is none.")
            raise Unstorable(sentence % params) from None

    def _create(self, model: type[Row], new: Mapping[NaturalKey, Row]) -> None:
        if new:
            bulk_create_with_history(list(new.values()), model, **self._history)

    def _update(self, model: type[Row], changed: Mapping[Row, set[str]]) -> None:
        if model._meta.many_to_many:  # which the bulk history leaves out
            for row in changed:
                self._provenance.attach_to(row).save()
        elif changed:
            names = sorted(set().union(*changed.values()))
            bulk_update_with_history(list(changed), model, names, **self._history)


def _with_owners(table: TableSpec, present: "QuerySet[Row]") -> "QuerySet[Row]":
    """The rows with everything that their keys and siblings are read from."""
    paths = (*table.model.natural_fields, *(table.siblings or ()))
    owners = {path.rpartition("__")[0] for path in paths} - {""}
    return present.select_related(*sorted(owners)) if owners else present


def _paired(specs: Iterable[RowSpec], rows: Iterable[Row]) -> tuple[list[Pairing], list[Row]]:
    """Each spec with a row of its key, and the rows left over. Where the tables allow several
    rows with the same key, they are taken in their order."""
    known: dict[NaturalKey, list[Row]] = defaultdict(list)
    for row in rows:
        known[row.natural_key()].append(row)
    pairs = [(spec, known[spec.key].pop(0) if known[spec.key] else None) for spec in specs]
    return pairs, [row for rows_of_key in known.values() for row in rows_of_key]


def _assign(mapping: RowMapping, row: Row, values: Mapping[str, object]) -> set[str]:
    """Give the row these values; the names of those that differ."""
    names = {
        name
        for name, value in values.items()
        if not _same(mapping, name, getattr(row, name), value)
    }
    for name in names:
        setattr(row, name, values[name])
    return names


def _same(mapping: RowMapping, name: str, present: object, wanted: object) -> bool:
    """Whether two contents of a field make the same value."""
    conversion = mapping.conversions.get(name)
    if conversion is None:
        return present == wanted
    return conversion.to_value(present) == conversion.to_value(wanted)


# ── Positions ────────────────────────────────────────────────────────────────────────────

StoredPosition = tuple[int, int]
"""The number of a row in the order of the database, and its position."""


def _positions(
    table: TableSpec, pairs: Sequence[Pairing], rows: Sequence[Row]
) -> dict[int, dict[str, int]]:
    """The positions of the specs, by their index; none where the rows have no order."""
    if table.siblings is None:
        return {}
    numbers = {row: number for number, row in enumerate(rows)}
    groups: dict[NaturalKey, dict[int, StoredPosition | None]] = defaultdict(dict)
    for index, (spec, row) in enumerate(pairs):
        stays = row is not None and spec.siblings == tuple(
            follow(row, path) for path in table.siblings
        )
        groups[spec.siblings][index] = (
            (numbers[row], row.serializable_value("position")) if row and stays else None
        )
    return {
        index: {"position": position}
        for group in groups.values()
        for index, position in zip(group, ordered_positions(tuple(group.values())), strict=True)
    }


def ordered_positions(stored: Sequence[StoredPosition | None]) -> tuple[int, ...]:
    """Positions that put rows in this order: those they have, with new rows (None) in between.
    Where the rows have another order, or no gaps, all are numbered again."""
    present = [row for row in stored if row]
    positions = _fill_gaps([row and row[1] for row in stored])
    if positions and present == sorted(present):
        return positions
    return tuple(range(POSITION_STEP, POSITION_STEP * len(stored) + 1, POSITION_STEP))


def _fill_gaps(positions: Sequence[int | None]) -> tuple[int, ...]:
    """The positions with new rows half-way to the next one; empty where there is no room."""
    filled = [0]
    for index, position in enumerate(positions):
        following = (later for later in positions[index:] if later is not None)
        after = next(following, filled[-1] + 2 * POSITION_STEP)
        middle = (filled[-1] + after) // 2
        if position is None and not filled[-1] < middle < after:
            return ()
        filled.append(middle if position is None else position)
    return tuple(filled[1:])
