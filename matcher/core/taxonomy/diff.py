"""What one taxonomy has that another does not, row by row."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_ref import RowRef
from matcher.core.taxonomy.row_types import ROW_TYPES, RowGroup, RowType, TaxonomyRow, rows

ChangeKind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that has another value, or the place of a row that moved, both as strings. Places
    count from 1 among the siblings that the row had before and has after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is new, gone or different. `display_name` names it for people, `location` for
    programs; only a changed row has fields."""

    kind: ChangeKind
    group: RowGroup
    display_name: str
    location: RowRef
    fields: tuple[FieldChange, ...] = ()


RowsByLocation = dict[RowRef, TaxonomyRow]
"""Rows by their location, in their order."""


def diff_taxonomies(before: Taxonomy, after: Taxonomy) -> tuple[Change, ...]:
    """Everything that differs; nothing exactly when both are the same word for word.

    A row with another key is another row: the old one is removed, the new one added. A derived
    order (evidence is in the order of its options and outcomes) is reported only where nothing else
    differs, because what moved it is reported already.
    """
    differing = [
        row_type
        for row_type in ROW_TYPES
        if getattr(before, row_type.attribute) != getattr(after, row_type.attribute)
    ]
    old, new = rows_by_location(before, differing), rows_by_location(after, differing)
    return tuple(_changes(old, new, derived=False)) or tuple(_changes(old, new, derived=True))


def changes_by_group(changes: Iterable[Change]) -> tuple[tuple[RowGroup, tuple[Change, ...]], ...]:
    """The changes of each group, for a page."""
    groups: dict[RowGroup, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.group, []).append(change)
    return tuple((group, tuple(members)) for group, members in groups.items())


def rows_by_location(
    taxonomy: Taxonomy, row_types: Iterable[RowType] = ROW_TYPES
) -> RowsByLocation:
    """The rows of these types, those of one key told apart by number."""
    counts: Counter[RowRef] = Counter()
    by_location: RowsByLocation = {}
    for row in rows(taxonomy, row_types):
        location = row.location
        counts[location] += 1
        by_location[replace(location, number=counts[location])] = row
    return by_location


def _changes(old: RowsByLocation, new: RowsByLocation, *, derived: bool) -> Iterator[Change]:
    owners = (row for row in (*old.values(), *new.values()) if row.owner is None)
    groups = {_identity(row.group): row.group for row in owners}
    moved = dict(_moved(old, new, derived=derived))
    for location in (*old, *(location for location in new if location not in old)):
        before, after = old.get(location), new.get(location)
        row = after or old[location]
        group = groups[_identity(row.group)]
        if before is None or after is None:
            yield Change("removed" if before else "added", group, row.display_name, location)
        elif fields := (*_fields(before, after), *moved.get(location, ())):
            yield Change("changed", group, row.display_name, location, fields)


def _identity(group: RowGroup) -> tuple[str, str]:
    """What stays the same when a group is renamed."""
    return group.kind, group.slug


def _fields(before: TaxonomyRow, after: TaxonomyRow) -> Iterator[FieldChange]:
    if before.value == after.value:
        return
    old = before.fields
    for name, value in after.fields.items():
        if name in old and old[name] != value:
            label = name.replace("_", " ")
            yield FieldChange(
                label, before.format_field(name, old[name]), after.format_field(name, value)
            )


# ── Order ────────────────────────────────────────────────────────────────────────────────


def _moved(
    old: RowsByLocation, new: RowsByLocation, *, derived: bool
) -> Iterator[tuple[RowRef, tuple[FieldChange, ...]]]:
    """The rows that left their order, as few as explain the new one."""
    old_order = {location: index for index, location in enumerate(old)}
    for siblings in _siblings(old, new, derived=derived):
        before = {
            location: index
            for index, location in enumerate(sorted(siblings, key=old_order.__getitem__))
        }
        stayed = _longest_rise([before[location] for location in siblings])
        for index, location in enumerate(siblings):
            if before[location] not in stayed and before[location] != index:
                yield (
                    location,
                    (FieldChange("position", f"{before[location] + 1}", f"{index + 1}"),),
                )


def _siblings(old: RowsByLocation, new: RowsByLocation, *, derived: bool) -> Iterable[list[RowRef]]:
    """Rows that both have, of the same type and under the same owner, in their new order."""
    siblings: dict[tuple[str, tuple[str, ...]], list[RowRef]] = {}
    for location, row in new.items():
        if location in old and row.row_type.derived_order <= derived:
            owner = row.owner.key if row.owner else ()
            siblings.setdefault((row.row_type.name, owner), []).append(location)
    return siblings.values()


def _longest_rise(indexes: Sequence[int]) -> set[int]:
    """A longest rising subsequence of the indexes (all different): what stayed in order."""
    ends: list[int] = []
    links: dict[int, int | None] = {}
    for index in indexes:
        length = bisect_left(ends, index)
        links[index] = ends[length - 1] if length else None
        ends[length : length + 1] = [index]
    chosen: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        chosen.add(last)
        last = links[last]
    return chosen
