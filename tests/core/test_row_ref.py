"""References to rows, as people read them."""

from collections.abc import Iterator
from typing import get_args

import pytest

from matcher.core import Taxonomy
from matcher.core.taxonomy.row_ref import RowRef, RowTypeName, row_ref
from matcher.core.taxonomy.row_types import ROW_TYPES, RowType, rows


@pytest.mark.parametrize(
    ("ref", "text"),
    [
        (row_ref("axis", "family"), "axis family"),
        (row_ref("outcome", "family", "shop"), "outcome family/shop"),
        (row_ref("fact", "family", "shop", "Good when"), "fact family/shop/Good when"),
        (row_ref("profile", "family", "shop"), "profile family/shop"),
        (row_ref("option", "object", "returns"), "option object=returns"),
        (row_ref("weight", "object", "family"), "weight object on family"),
        (
            row_ref("evidence", "object", "returns", "family", "shop"),
            "evidence object=returns on family/shop",
        ),
        (row_ref("effect", "both", "shop"), "effect both on shop"),
        (row_ref("suggestion", "object", "not-sure"), "suggestion object=not-sure"),
        (row_ref("typical answer", "calls", "object", "x"), "typical answer calls/object=x"),
        (row_ref("example answer", "a", "object", "x"), "example answer a/object=x"),
        (row_ref("next step", ""), "next step"),
        (RowRef("next step", ("",), number=2), "next step (2)"),
        (row_ref("option", "{0}", "{}"), "option {0}={}"),
    ],
)
def test_a_reference_reads_as_type_and_key(ref: RowRef, text: str) -> None:
    assert str(ref) == text


def test_every_type_of_row_is_named_once() -> None:
    names = [row_type.name for row_type in every(ROW_TYPES)]
    assert sorted(names) == sorted(get_args(RowTypeName))


def every(row_types: tuple[RowType, ...]) -> Iterator[RowType]:
    for row_type in row_types:
        yield row_type
        yield from every(row_type.children)


@pytest.mark.django_db
def test_no_two_rows_have_the_same_reference(drafted: Taxonomy) -> None:
    locations = [row.location for row in rows(drafted)]
    assert len(set(locations)) == len(set(map(str, locations))) == len(locations)
