"""One declaration for a row and its value: nothing that an editor writes is lost on the way."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import models
from pydantic import create_model

from matcher.core import Taxonomy
from matcher.core.taxonomy import values
from matcher.draft.apply import apply_taxonomy
from matcher.draft.compile import compile_draft
from matcher.draft.mapping import RowMapping, Unmapped
from matcher.draft.row_mappings import AXIS, EXAMPLE, KPI, MAPPINGS
from matcher.models import Case, CaseExpectation, CaseVerdict
from matcher.models.rows import Row
from tests.draft.everything import with_everything


def every_mapping(mappings: tuple[RowMapping, ...] = (*MAPPINGS, EXAMPLE)) -> Iterator[RowMapping]:
    for mapping in mappings:
        yield mapping
        yield from every_mapping(mapping.parts)


def row_models(parent: type[Row] = Row) -> Iterator[type[Row]]:
    for model in parent.__subclasses__():
        if not model._meta.abstract and model.__module__.startswith("matcher.models"):
            yield model
        yield from row_models(model)


def free_texts() -> Iterator[tuple[type[Row], str]]:
    """The fields in which an editor may write what they like, of the rows of a taxonomy."""
    for mapping in every_mapping():
        for field in mapping.model._meta.concrete_fields:
            text = type(field) in (models.TextField, models.CharField)
            bound = field.choices or field.unique or field.name == "condition"
            if text and not bound and field.name not in mapping.model.natural_fields:
                yield mapping.model, field.name


def test_every_table_of_the_draft_has_one_mapping() -> None:
    mapped = [mapping.model for mapping in every_mapping()]
    assert len(mapped) == len(set(mapped))
    assert set(row_models()) - {CaseExpectation, CaseVerdict} == set(mapped)


def test_every_attribute_of_a_taxonomy_has_a_mapping() -> None:
    assert {mapping.attribute for mapping in (*MAPPINGS, EXAMPLE)} == set(Taxonomy.model_fields)


def test_what_an_editor_writes_is_published_and_comes_back(draft: None, drafted: Taxonomy) -> None:
    apply_taxonomy(with_everything(drafted), reason="Test")
    apart = {(Case, "reason"), (Case, "to_review")}  # no part of a taxonomy
    fields = [field for field in free_texts() if field not in apart]
    before = compile_draft()
    written = {field: write(*field) for field in fields}
    after = compile_draft()
    assert [text for text in written.values() if text not in after.to_json()] == []
    apply_taxonomy(before, reason="Test")
    assert compile_draft() == before
    apply_taxonomy(after, reason="Test")
    assert [field for field, text in written.items() if not has(*field, text)] == []


def test_what_only_early_editions_use_has_no_column() -> None:
    retired = {
        (mapping.model.__name__, name) for mapping in every_mapping() for name in mapping.retired
    }
    assert retired == {("Driver", "not_sure"), ("Profile", "shortlist"), ("Profile", "risks")}


def write(model: type[Row], name: str) -> str:
    """Write a text of its own into that field of one row."""
    text = f"Zebra {model.__name__} {name}"[: model._meta.get_field(name).max_length]
    rows = model.objects.filter(example=True) if model is Case else model.objects.all()
    model.objects.filter(pk=rows[0].pk).update(**{name: text})
    return text


def has(model: type[Row], name: str, text: str) -> bool:
    return model.objects.filter(**{name: text}).exists()


class KpiWithNovelty(values.Kpi):
    novelty: str = ""


KpiWithoutUnit = create_model(
    "KpiWithoutUnit",
    __base__=values.Value,
    __module__=__name__,
    **{
        name: (field.annotation, field)
        for name, field in values.Kpi.model_fields.items()
        if name != "unit"
    },
)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (KpiWithNovelty, "KpiWithNovelty has “novelty” and matcher.models.outcomes.Kpi has"),
        (KpiWithoutUnit, "matcher.models.outcomes.Kpi has “unit” and .*KpiWithoutUnit has not"),
    ],
)
def test_a_field_that_only_one_side_has_is_refused_by_name(
    value: type[values.Value], message: str
) -> None:
    with pytest.raises(Unmapped, match=message):
        replace(KPI, value=value)


DECLARED = [
    (mapping, name)
    for mapping in every_mapping()
    for name in ("references", "parts", "renamed", "constant", "ignored")
    if getattr(mapping, name) and mapping.value
]


@pytest.mark.parametrize(
    ("mapping", "name"), DECLARED, ids=[f"{one.model.__name__}-{name}" for one, name in DECLARED]
)
def test_a_declaration_that_is_taken_away_is_noticed(mapping: RowMapping, name: str) -> None:
    with pytest.raises(Unmapped):
        replace(mapping, **{name: type(getattr(mapping, name))()})


def test_a_number_in_another_unit_is_not_copied_as_it_is() -> None:
    with pytest.raises(Unmapped, match=r"Axis.clear_from cannot be copied as it is"):
        replace(AXIS, conversions={})
