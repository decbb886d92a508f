"""A three-way merge of taxonomies, row by row: what was shipped once, what an installation made of
it, and what is shipped now."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from matcher.core.picks import NOT_SURE
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.diff import Change, RowsByLocation, diff_taxonomies, rows_by_location
from matcher.core.taxonomy.row_ref import RowRef, RowTypeName, row_ref
from matcher.core.taxonomy.row_types import ROW_TYPES, RowType, TaxonomyRow

T = TypeVar("T", bound=Hashable)

ASKED: frozenset[RowTypeName] = frozenset({"question", "option"})
"""What is shipped no longer of these is asked no longer, whatever its words are by now: what took
its place would ask the same again."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What comes out. `conflicts` are the rows that both sides changed, each as the change from the
    row that was kept to the shipped one. `displaced` are the installation's own rows that belong to
    or point at what is gone; they are not in the taxonomy."""

    taxonomy: Taxonomy
    conflicts: tuple[Change, ...]
    displaced: tuple[TaxonomyRow, ...]


@dataclass(frozen=True, slots=True)
class _Versions:
    """A row in the three taxonomies; None where there is none."""

    base: TaxonomyRow | None
    own: TaxonomyRow | None
    shipped: TaxonomyRow | None

    @property
    def is_own(self) -> bool:
        """Whether the installation added or changed the row, and other than what is shipped."""
        return not (_same(self.own, self.base) or _same(self.own, self.shipped))

    @property
    def is_contested(self) -> bool:
        """Whether the row was changed or removed by both sides, or added, and differently."""
        return self.is_own and not _same(_filled(self.base, self, self.base), self.shipped)

    @property
    def merged(self) -> TaxonomyRow | None:
        if _same(self.own, self.base):
            return self.shipped
        if self.own and self.base and not self.shipped and self.own.row_type.name in ASKED:
            return None
        return _filled(self.own, self, self.base)


def merge(*, base: Taxonomy, own: Taxonomy, shipped: Taxonomy) -> Merge:
    """Rows that the installation left as they were in `base` become what is shipped; those that it
    added, changed or deleted stay so.

    What the base does not say of a row at all (`model_fields_set`), the installation has not
    decided either while it has the default: such a field is the shipped one in every row. Siblings
    come in the shipped order, unless the installation has changed theirs.
    """
    bases, owns, now = (rows_by_location(taxonomy) for taxonomy in (base, own, shipped))
    versions = {
        location: _Versions(bases.get(location), owns.get(location), now.get(location))
        for location in {**now, **owns, **bases}
    }
    placed = _placed(versions)
    merged = _assembled(_in_order(placed, bases, owns, now))
    return Merge(
        taxonomy=merged,
        conflicts=tuple(_conflicts(diff_taxonomies(merged, shipped), versions, placed)),
        displaced=tuple(
            row for location, row in owns.items() if _is_displaced(location, versions, placed)
        ),
    )


def _same(one: TaxonomyRow | None, other: TaxonomyRow | None) -> bool:
    """Whether both rows say the same and belong to the same row, or there is neither."""
    if one is None or other is None:
        return one is other
    return one.fields == other.fields and _owner(one) == _owner(other)


def _owner(row: TaxonomyRow) -> RowRef | None:
    return row.owner.location if row.owner else None


def _filled(
    row: TaxonomyRow | None, versions: _Versions, base: TaxonomyRow | None
) -> TaxonomyRow | None:
    """The row with the shipped content of the fields that its base does not have."""
    shipped = versions.shipped
    if row is None or base is None or shipped is None or isinstance(row.value, str):
        return row
    undecided = [
        name
        for name, value in row.fields.items()
        if name not in base.value.model_fields_set and value == base.fields[name]
    ]
    update = {name: shipped.fields[name] for name in undecided}
    return replace(row, value=row.value.model_copy(update=update))


def _conflicts(
    changes: Iterable[Change], versions: Mapping[RowRef, _Versions], placed: RowsByLocation
) -> Iterator[Change]:
    """Those of the changes that are about rows that both sides changed. What belongs to a row that
    the installation deleted is not told again."""
    for change in changes:
        shipped = versions[change.location].shipped
        owner = _owner(shipped) if shipped else None
        if versions[change.location].is_contested and (owner is None or owner in placed):
            yield change


def _is_displaced(
    location: RowRef, versions: Mapping[RowRef, _Versions], placed: RowsByLocation
) -> bool:
    """Whether the installation's own row is not what has its place."""
    own, row = versions[location].own, placed.get(location)
    return versions[location].is_own and not (row and own and row.taxonomy is own.taxonomy)


# ── What has a place ─────────────────────────────────────────────────────────────────────


def _placed(versions: Mapping[RowRef, _Versions]) -> RowsByLocation:
    """The merged rows without those that belong to, or point at, a row that is not there. Where the
    installation's own row is such a one, the shipped row takes its place, if there is one."""
    placed = _merged(versions)
    while lost := {location for location, row in placed.items() if not _has_place(row, placed)}:
        # What belongs to a lost row waits for what takes the place of that.
        for location in [lone for lone in lost if _owner(placed[lone]) not in lost]:
            row, shipped = placed.pop(location), versions[location].shipped
            if shipped and row.taxonomy is not shipped.taxonomy:
                placed[location] = shipped
    return {
        location: _with_tie_question(row, versions[location].shipped, placed)
        for location, row in placed.items()
    }


def _merged(versions: Mapping[RowRef, _Versions]) -> RowsByLocation:
    """What comes of each row by itself. Those that belong to a row which is kept though it is no
    longer shipped are kept with it: it would say nothing without them."""
    merged: RowsByLocation = {}
    for location, version in versions.items():
        row, own = version.merged, version.own
        owner = _owner(own) if own else None
        if owner in merged and versions[owner].shipped is None:
            row = own
        if row:
            merged[location] = row
    return merged


def _has_place(row: TaxonomyRow, placed: RowsByLocation) -> bool:
    if row.owner:
        owner = placed.get(row.owner.location)
        if owner is None:
            return False
        row = replace(row, owner_value=owner.value)
    targets = _TARGETS.get(row.row_type.name, _none)(row)
    return all(target in placed for target in targets)


def _with_tie_question(
    row: TaxonomyRow, shipped: TaxonomyRow | None, placed: RowsByLocation
) -> TaxonomyRow:
    """An axis stays whatever its tie question: where that is gone it has the shipped one."""
    tie_question = row.fields.get("tie_question")
    if not tie_question or row_ref("question", str(tie_question)) in placed:
        return row
    instead = shipped.value.tie_question if shipped else ""
    return replace(row, value=row.value.model_copy(update={"tie_question": instead}))


Targets = Iterable[RowRef]


def _none(row: TaxonomyRow) -> Targets:
    return ()


def _option(row: TaxonomyRow) -> Targets:
    question, option = row.value.question, row.value.option
    return (row_ref("question", question) if option == NOT_SURE else _option_ref(question, option),)


def _option_ref(question: str, option: str) -> RowRef:
    return row_ref("option", question, option)


def _named(row_type: RowTypeName, field: str) -> Callable[[TaxonomyRow], Targets]:
    """The row whose slug the field holds, if it holds one."""

    def targets(row: TaxonomyRow) -> Targets:
        slug = getattr(row.value, field)
        return (row_ref(row_type, slug),) if slug else ()

    return targets


def _both(
    first: Callable[[TaxonomyRow], Targets], second: Callable[[TaxonomyRow], Targets]
) -> Callable[[TaxonomyRow], Targets]:
    return lambda row: (*first(row), *second(row))


def _outcome(axis: str, slug: str) -> RowRef:
    return row_ref("outcome", axis, slug)


def _outcome_of_any_axis(field: str) -> Callable[[TaxonomyRow], Targets]:
    """The outcome whose slug the field holds, on whatever axis it was found in its taxonomy."""

    def targets(row: TaxonomyRow) -> Targets:
        slug = getattr(row.value, field)
        keys = [key for key in row.taxonomy.index.outcome_by_slug if key[1] == slug]
        return (_outcome(*keys[0]),) if keys else ()

    return targets


def _border(row: TaxonomyRow) -> Targets:
    axis = row.value.weights[0].axis if row.value.weights else ""
    return [_outcome(axis, slug) for slug in row.value.between]


_TARGETS: Mapping[RowTypeName, Callable[[TaxonomyRow], Targets]] = {
    "outcome": _named("axis", "axis"),
    "typical answer": _option,
    "confusion": _outcome_of_any_axis("other"),
    "question": _border,
    "weight": _named("axis", "axis"),
    "evidence": _both(_option, lambda row: (_outcome(row.value.axis, row.value.outcome),)),
    "combination": _named("axis", "axis"),
    "effect": lambda row: (_outcome(row.owner_value.axis, row.value.outcome),),
    "fit driver": _named("question", "question"),
    "score": lambda row: (_option_ref(row.owner_value.question, row.value.option),),
    "verdict": _named("guide page", "guide"),
    "band": _named("verdict", "verdict"),
    "stop": _both(_named("verdict", "verdict"), _named("warning", "warning")),
    "suggestion": _option,
    "label": _named("axis", "axis"),
    "candidate": _outcome_of_any_axis("outcome"),
    "pricing rule": _named("pricing model", "model"),
    "next step": _both(_named("verdict", "verdict"), _named("axis", "axis")),
    "example answer": _option,
    "answer instead": _option,
}
"""The rows that a row of each type cannot be without, beside the one that it belongs to. What a
condition names is not among them: a rule stays, and the checks say what is wrong with it."""


# ── Order ────────────────────────────────────────────────────────────────────────────────

_Siblings = tuple[str, RowRef | None]
"""The type of rows, and the row that they belong to."""


def _in_order(
    placed: RowsByLocation, base: RowsByLocation, own: RowsByLocation, shipped: RowsByLocation
) -> Iterator[TaxonomyRow]:
    """The rows, siblings in their order."""
    bases, owns, now = (_by_siblings(rows, placed) for rows in (base, own, shipped))
    for siblings in {**now, **owns}:
        for location in merged_order(bases[siblings], owns[siblings], now[siblings]):
            yield placed[location]


def _by_siblings(
    locations: Iterable[RowRef], placed: RowsByLocation
) -> Mapping[_Siblings, list[RowRef]]:
    groups: dict[_Siblings, list[RowRef]] = defaultdict(list)
    for location in locations:
        if row := placed.get(location):
            groups[row.row_type.name, _owner(row)].append(location)
    return groups


def merged_order(base: Sequence[T], own: Sequence[T], shipped: Sequence[T]) -> list[T]:
    """All that is own or shipped, in the shipped order, or in the own one where that is no longer
    the order of the base. What the other has besides comes after what it came after there."""
    before, after = set(base), set(own)
    moved = [item for item in own if item in before] != [item for item in base if item in after]
    leader, follower = (own, shipped) if moved else (shipped, own)
    merged, present = list(leader), set(leader)
    for index, item in enumerate(follower):
        if item not in present:
            place = merged.index(follower[index - 1]) + 1 if index else 0
            merged.insert(place, item)
    return merged


# ── Rows into a taxonomy ─────────────────────────────────────────────────────────────────


def _assembled(rows: Iterable[TaxonomyRow]) -> Taxonomy:
    """The taxonomy of these rows."""
    siblings: dict[_Siblings, list[TaxonomyRow]] = defaultdict(list)
    for row in rows:
        siblings[row.row_type.name, _owner(row)].append(row)
    return Taxonomy(
        **{row_type.attribute: _values(row_type, None, siblings) for row_type in ROW_TYPES}
    )


def _values(
    row_type: RowType, owner: RowRef | None, siblings: Mapping[_Siblings, list[TaxonomyRow]]
) -> tuple[Any, ...]:
    return tuple(_value(row, siblings) for row in siblings.get((row_type.name, owner), ()))


def _value(row: TaxonomyRow, siblings: Mapping[_Siblings, list[TaxonomyRow]]) -> object:
    """What the row says, with the rows that belong to it."""
    children = {
        child.attribute: _values(child, row.location, siblings) for child in row.row_type.children
    }
    if not children:
        return row.value
    described = type(row.value).model_fields
    return row.value.model_copy(
        update={
            name: next(iter(values), None) if described[name].default is None else values
            for name, values in children.items()
        }
    )
