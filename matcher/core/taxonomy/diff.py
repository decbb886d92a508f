"""What one taxonomy has that another has not, row by row and in words."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from matcher.core.taxonomy.row_types import Group, Row, rows
from matcher.core.taxonomy.values import Taxonomy

Said = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that says something else, or the place of a row that moved, both as text. Places
    count from 1 among the neighbours that the row had before and has after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is new, gone or different. `what` names it in words, `where` by its kind and
    key as in `Finding.where`; only a changed row has fields."""

    kind: Said
    group: Group
    what: str
    where: str
    fields: tuple[FieldChange, ...] = ()


Rows = dict[str, Row]
"""Rows by where they are, in their order."""


def changes(before: Taxonomy, after: Taxonomy) -> tuple[Change, ...]:
    """Everything that differs, and nothing exactly when both are the same word for word.

    A row with another key is another row: the old one is removed, the new one added. A derived
    order (evidence stands as its options and outcomes do) is named only where nothing else
    differs, as what moved it is named already.
    """
    old, new = _by_where(before), _by_where(after)
    return tuple(_found(old, new, derived=False)) or tuple(_found(old, new, derived=True))


def by_group(found: Iterable[Change]) -> tuple[tuple[Group, tuple[Change, ...]], ...]:
    """The changes of each group, for a page."""
    groups: dict[Group, list[Change]] = {}
    for change in found:
        groups.setdefault(change.group, []).append(change)
    return tuple((group, tuple(changes)) for group, changes in groups.items())


def _by_where(taxonomy: Taxonomy) -> Rows:
    """A second row of the same key is told apart by a number."""
    found: Rows = {}
    for row in rows(taxonomy):
        where = name = row.where
        number = 1
        while where in found:
            number += 1
            where = f"{name} ({number})"
        found[where] = row
    return found


def _found(old: Rows, new: Rows, *, derived: bool) -> Iterator[Change]:
    groups = {_same(row.group): row.group for row in (*old.values(), *new.values())}
    moved = dict(_moved(old, new, derived=derived))
    for where in (*old, *(where for where in new if where not in old)):
        was, now = old.get(where), new.get(where)
        row = now or old[where]
        group = groups[_same(row.group)]
        if was is None or now is None:
            yield Change("removed" if was else "added", group, row.what, where)
        elif fields := (*_fields(was, now), *moved.get(where, ())):
            yield Change("changed", group, row.what, where, fields)


def _same(group: Group) -> tuple[str, str]:
    """What makes it the same group although it was renamed."""
    return group.kind, group.slug


def _fields(was: Row, now: Row) -> Iterator[FieldChange]:
    old = was.fields()
    for name, value in now.fields().items():
        if name in old and old[name] != value:
            label = name.replace("_", " ")
            yield FieldChange(label, was.text(name, old[name]), now.text(name, value))


# ── Order ────────────────────────────────────────────────────────────────────────────────


def _moved(old: Rows, new: Rows, *, derived: bool) -> Iterator[tuple[str, tuple[FieldChange, ...]]]:
    """The rows that left their order, as few as explain the new one."""
    places = {where: place for place, where in enumerate(old)}
    for wheres in _neighbours(old, new, derived=derived):
        before = {
            where: place for place, where in enumerate(sorted(wheres, key=places.__getitem__))
        }
        stayed = _longest_rise([before[where] for where in wheres])
        for place, where in enumerate(wheres):
            if before[where] not in stayed and before[where] != place:
                yield where, (FieldChange("place", f"{before[where] + 1}", f"{place + 1}"),)


def _neighbours(old: Rows, new: Rows, *, derived: bool) -> Iterable[list[str]]:
    """Rows that both have, of the same kind and under the same owner, in their new order."""
    found: dict[tuple[str, str], list[str]] = {}
    for where, row in new.items():
        if where in old and row.kind.derived <= derived:
            owner = row.owner.key if row.owner else ""
            found.setdefault((row.kind.name, owner), []).append(where)
    return found.values()


def _longest_rise(places: Sequence[int]) -> set[int]:
    """A longest selection of the places (all different) that rises: what stayed in order."""
    ends: list[int] = []
    links: dict[int, int | None] = {}
    for place in places:
        length = bisect_left(ends, place)
        links[place] = ends[length - 1] if length else None
        ends[length : length + 1] = [place]
    chosen: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        chosen.add(last)
        last = links[last]
    return chosen
