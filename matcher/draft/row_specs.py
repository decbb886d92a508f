"""Taxonomy -> what each row of the draft has to say: the inverse of `compile`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from graphlib import TopologicalSorter

from matcher.core import Taxonomy, Value
from matcher.draft.case_contents import Cases
from matcher.draft.mapping import Fields, Holder, Links, NaturalKey, RowMapping, related
from matcher.draft.row_mappings import CASE, EXAMPLE, MAPPINGS
from matcher.models.rows import Row


@dataclass(frozen=True, slots=True)
class RowSpec:
    """What one row has to say: its natural key, its own fields, and by their keys the rows that it
    points at. `siblings` names the rows among which its position counts."""

    key: NaturalKey
    values: Fields
    links: Links = field(default_factory=dict)
    siblings: NaturalKey = ()


@dataclass(frozen=True, slots=True)
class TableSpec:
    """The rows of a mapping in their order. `siblings` are the look-ups that give the `siblings`
    of a row; None where the rows have no position of their own."""

    mapping: RowMapping
    specs: tuple[RowSpec, ...]
    siblings: tuple[str, ...] | None = None

    @property
    def model(self) -> type[Row]:
        return self.mapping.model


def table_specs(taxonomy: Taxonomy) -> tuple[TableSpec, ...]:
    """Every table but those of the cases, so that a row comes after the rows it points at. One with
    deferred references comes twice, the second time with these alone."""
    return tuple(_tables(MAPPINGS, taxonomy))


def example_table_specs(taxonomy: Taxonomy) -> tuple[TableSpec, TableSpec]:
    """The cases that are examples, and their answers."""
    cases, answers = _tables((EXAMPLE,), taxonomy)
    return cases, answers


def case_table_specs(taxonomy: Taxonomy, cases: Cases) -> tuple[TableSpec, ...]:
    """All cases, and then what belongs to them."""
    return tuple(_tables((CASE,), taxonomy, cases))


def _tables(
    mappings: Sequence[RowMapping], taxonomy: Taxonomy, held_by: Value | None = None
) -> Iterator[TableSpec]:
    """The tables of the values that the taxonomy holds, or another holder."""
    specs: dict[RowMapping, list[RowSpec]] = defaultdict(list)
    for mapping in mappings:
        for value in getattr(held_by or taxonomy, mapping.attribute):
            for part, spec in _specs(mapping, value, Holder(taxonomy, taxonomy), ()):
                specs[part].append(spec)
    for mapping, deferred in _in_order(tuple(_with_parts(mappings))):
        yield (_deferred_table if deferred else _table)(mapping, specs[mapping])


def _table(mapping: RowMapping, specs: Iterable[RowSpec]) -> TableSpec:
    names = _foreign_keys(mapping, deferred=False) | {mapping.owner}
    written = (replace(spec, links=_only(spec.links, names)) for spec in specs)
    return TableSpec(mapping, tuple(written), mapping.sibling_paths)


def _deferred_table(mapping: RowMapping, specs: Iterable[RowSpec]) -> TableSpec:
    names = _foreign_keys(mapping, deferred=True)
    written = (RowSpec(spec.key, {}, _only(spec.links, names)) for spec in specs)
    return TableSpec(mapping, tuple(written))


def _only(links: Links, names: set[str]) -> Links:
    return {name: key for name, key in links.items() if name in names}


# ── In which order ───────────────────────────────────────────────────────────────────────


def _with_parts(mappings: Iterable[RowMapping]) -> Iterator[RowMapping]:
    for mapping in mappings:
        yield mapping
        yield from _with_parts(mapping.parts)


def _in_order(mappings: Sequence[RowMapping]) -> Iterable[tuple[RowMapping, bool]]:
    """The mappings, each after those whose rows it points at; with whether it is the turn of its
    deferred references."""
    by_model = {mapping.model: mapping for mapping in mappings}
    graph: dict[tuple[RowMapping, bool], set[tuple[RowMapping, bool]]] = {}
    for mapping in mappings:
        for deferred in (False, True):
            names = _foreign_keys(mapping, deferred=deferred)
            if deferred and not names:
                continue
            targets = {related(mapping.model, name) for name in names}
            before = {(by_model[model], False) for model in targets if model in by_model}
            graph[mapping, deferred] = before | ({(mapping, False)} if deferred else set())
    return TopologicalSorter(graph).static_order()


def _foreign_keys(mapping: RowMapping, *, deferred: bool) -> set[str]:
    owner = {mapping.owner} - {""} if not deferred else set()
    names = [
        reference.foreign_keys for reference in mapping.references if reference.deferred is deferred
    ]
    return owner.union(*names)


# ── What a row says ──────────────────────────────────────────────────────────────────────


def _specs(
    mapping: RowMapping, value: object, holder: Holder, owner: NaturalKey
) -> Iterator[tuple[RowMapping, RowSpec]]:
    """The row of a value, and those of its parts."""
    spec = _spec(mapping, value, holder, owner)
    yield mapping, spec
    for part in mapping.parts:
        for inner in _held(part, value):
            yield from _specs(part, inner, replace(holder, owner=value), spec.key)


def _held(part: RowMapping, value: object) -> Iterable[object]:
    held = getattr(value, part.attribute)
    return filter(None, (held,)) if part.single else held


def _spec(mapping: RowMapping, value: object, holder: Holder, owner: NaturalKey) -> RowSpec:
    links: dict[str, NaturalKey | None] = {mapping.owner: owner} if mapping.owner else {}
    for reference in mapping.references:
        links |= reference.links(value, holder)
    return row_spec(mapping, _fields(mapping, value), links)


def row_spec(mapping: RowMapping, values: Fields, links: Links) -> RowSpec:
    """A row with these fields that points at these rows. Its key and siblings follow from them."""
    siblings = mapping.sibling_paths or ()
    return RowSpec(
        key=_follow(mapping.model, mapping.model.natural_fields, values, links),
        values=values,
        links=links,
        siblings=_follow(mapping.model, siblings, values, links),
    )


def _fields(mapping: RowMapping, value: object) -> Fields:
    if mapping.value is None:
        return {mapping.bare_field: value}
    same = {name: getattr(value, name) for name in mapping.same}
    converted = {
        name: conversion.to_row(getattr(value, name))
        for name, conversion in mapping.conversions.items()
    }
    renamed = {column: getattr(value, name) for name, column in mapping.renamed.items()}
    return {**same, **converted, **renamed, **mapping.constant}


def _follow(model: type[Row], paths: Iterable[str], values: Fields, links: Links) -> NaturalKey:
    """What look-ups such as `family__slug` lead to: into the key of the row pointed at."""
    return tuple(_at(model, path, values, links) for path in paths)


def _at(model: type[Row], path: str, values: Mapping[str, object], links: Links) -> str:
    name, _, rest = path.partition("__")
    if not rest:
        return str(values[name])
    key = links[name]
    return key[related(model, name).natural_fields.index(rest)] if key else ""
