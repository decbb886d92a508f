"""Draft rows -> taxonomy: each row becomes the value that its mapping says.

Rows are read as columns and not as instances of their models, one query for each table: a taxonomy
has thousands of rows, and every preview and every page of the desk reads them all.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from matcher.core import Taxonomy
from matcher.draft.case_contents import CaseContent, Cases
from matcher.draft.mapping import Fields, RowMapping
from matcher.draft.row_mappings import (
    AXIS,
    CASE,
    CONTEXT,
    EXAMPLE,
    MAPPINGS,
    OUTCOME,
    QUESTION,
    SERVICE_LINE,
)
from matcher.models import Case

Parts = tuple[RowMapping, ...]

Values = list[object]
"""What rows say: a dictionary for each of them, or a bare string."""


def compile_draft() -> Taxonomy:
    """The taxonomy that the draft rows make, in a fixed number of queries."""
    return _compile({mapping: mapping.parts for mapping in (*MAPPINGS, EXAMPLE)})


def compile_vocabulary() -> Taxonomy:
    """Only what a condition may name: axes, outcomes with their service lines, questions with
    options and weights, and those of context."""
    return _compile(
        {
            AXIS: (),
            OUTCOME: (SERVICE_LINE,),
            **{mapping: mapping.parts for mapping in (QUESTION, CONTEXT)},
        }
    )


def compile_cases() -> tuple[CaseContent, ...]:
    """All cases in their order, whole, in a fixed number of queries."""
    rows = _by_owner(CASE, CASE.parts).get(None, [])
    cases = Cases.model_validate({"cases": rows}).cases
    named = Case.objects.filter(warnings__isnull=False).order_by("warnings__slug")
    warnings: dict[str, list[str]] = defaultdict(list)
    for slug, warning in named.values_list("slug", "warnings__slug"):
        warnings[slug].append(warning)
    return tuple(case.model_copy(update={"warnings": tuple(warnings[case.slug])}) for case in cases)


def _compile(mappings: Mapping[RowMapping, Parts]) -> Taxonomy:
    return Taxonomy.model_validate(
        {"evidence": ()}
        | {
            mapping.attribute: list(chain.from_iterable(_by_owner(mapping, parts).values()))
            for mapping, parts in mappings.items()
        }
    )


def _by_owner(mapping: RowMapping, parts: Parts) -> Mapping[int | None, Values]:
    """What the rows of a mapping say, in their order, by the primary key of the row that they
    belong to; None where they belong to none."""
    held = {part: _by_owner(part, part.parts) for part in parts}
    by_owner: dict[int | None, Values] = defaultdict(list)
    for row in _rows(mapping):
        by_owner[row.get(f"{mapping.owner}_id")].append(_value(mapping, row, held))
    return by_owner


def _rows(mapping: RowMapping) -> Iterator[dict[str, Any]]:
    """The columns of the rows, and the natural keys of the rows that they point at. Rows whose
    order leaves open which comes first are in the order in which they were added, so that the
    same rows always make the same taxonomy."""
    order = mapping.order or mapping.model._meta.ordering or ()
    rows = mapping.model._default_manager.filter(**mapping.constant).order_by(*order, "pk")
    return iter(rows.values(*mapping.columns))


def _value(
    mapping: RowMapping,
    row: Mapping[str, Any],
    held: Mapping[RowMapping, Mapping[int | None, Values]],
) -> object:
    """What a row says, and what the rows say that belong to it."""
    if mapping.value is None:
        return row[mapping.bare_field]
    fields = dict(_own_fields(mapping, row))
    for part, values_by_owner in held.items():
        values = values_by_owner.get(row["pk"], [])
        fields[part.attribute] = next(iter(values), None) if part.single else values
    return fields


def _own_fields(mapping: RowMapping, row: Mapping[str, Any]) -> Fields:
    """The fields of the value that the row itself has."""
    same = {name: row[name] for name in mapping.same}
    converted = {
        name: conversion.to_value(row[name]) for name, conversion in mapping.conversions.items()
    }
    renamed = {name: row[column] for name, column in mapping.renamed.items()}
    return {**same, **converted, **renamed, **_referenced(mapping, row)}


def _referenced(mapping: RowMapping, row: Mapping[str, Any]) -> Fields:
    """What the value says instead of the foreign keys."""
    links = {
        name: None if row[paths[-1]] is None else tuple(row[path] for path in paths)
        for name, paths in mapping.key_paths.items()
    }
    return {
        name: field
        for reference in mapping.references
        for name, field in reference.read(links).items()
    }
