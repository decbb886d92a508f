"""Draft rows -> taxonomy: each row becomes the value that its mapping says."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from matcher.core.taxonomy import Taxonomy
from matcher.draft.mapping import RowMapping
from matcher.draft.row_mappings import AXIS, EXAMPLE, MAPPINGS, OUTCOME, QUESTION

Parts = tuple[RowMapping, ...]


def compile_draft() -> Taxonomy:
    """The taxonomy that the draft rows make, in a fixed number of queries."""
    return _compile({mapping: mapping.parts for mapping in (*MAPPINGS, EXAMPLE)})


def compile_vocabulary() -> Taxonomy:
    """Only what a condition may name: axes, outcomes, and questions with options and weights."""
    return _compile({AXIS: (), OUTCOME: (), QUESTION: QUESTION.parts})


def _compile(mappings: dict[RowMapping, Parts]) -> Taxonomy:
    return Taxonomy.model_validate(
        {"evidence": ()}
        | {
            mapping.attribute: tuple(_value(mapping, row, parts) for row in _rows(mapping, parts))
            for mapping, parts in mappings.items()
        }
    )


def _rows(mapping: RowMapping, parts: Parts) -> "QuerySet[Any]":
    """The rows of a mapping with all that their values say, in one query for each table."""
    rows = mapping.model._default_manager.filter(**mapping.constant)
    if mapping.referenced:
        rows = rows.select_related(*mapping.referenced)
    if mapping.order:
        rows = rows.order_by(*mapping.order)
    return rows.prefetch_related(
        *(Prefetch(part.attribute, _rows(part, part.parts)) for part in parts)
    )


def _value(mapping: RowMapping, row: Any, parts: Parts) -> object:  # noqa: ANN401
    """What a row says, as a value of the taxonomy."""
    if mapping.value is None:
        return getattr(row, mapping.bare_field)
    fields: dict[str, object] = {name: getattr(row, name) for name in mapping.same}
    for name, conversion in mapping.conversions.items():
        fields[name] = conversion.to_value(getattr(row, name))
    for name, column in mapping.renamed.items():
        fields[name] = getattr(row, column)
    for reference in mapping.references:
        fields |= reference.read(row)
    for part in parts:
        fields[part.attribute] = _held(part, row)
    return mapping.value.model_validate(fields)


def _held(part: RowMapping, row: Any) -> object:  # noqa: ANN401
    """What the rows say that belong to this one: one value where there can be only one of them."""
    held = getattr(row, part.attribute, None)
    if part.single:
        return None if held is None else _value(part, held, part.parts)
    rows: Iterable[Any] = held.all() if held else ()
    return tuple(_value(part, one, part.parts) for one in rows)
