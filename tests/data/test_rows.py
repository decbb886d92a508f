"""Every row of fixtures/ is one that an editor could save."""

from django.core.exceptions import ValidationError
from django.db import models

from matcher.models import Warning
from tests.fixtures import Rows


def errors(row: models.Model) -> dict[str, list[str]]:
    """What the fields refuse: too long, no address, a condition that cannot be read."""
    related = {field.name for field in row._meta.fields if field.is_relation}
    try:
        row.clean_fields(exclude=related)
    except ValidationError as error:
        return error.message_dict
    return {}


def test_no_field_refuses_what_it_holds(django_db_setup: Rows) -> None:
    rows = [row for found in django_db_setup.values() for row in found]
    assert len(rows) > 2500
    assert [(repr(row), errors(row)) for row in rows if errors(row)] == []


def test_a_row_with_an_error_would_be_noticed() -> None:
    spoilt = Warning(slug="Not a slug", title="A", condition="a and or", text="A.")
    assert list(errors(spoilt)) == ["slug", "condition"]


def test_rows_with_a_place_stand_in_steps_of_ten(django_db_setup: Rows) -> None:
    placed = [
        row
        for model, found in django_db_setup.items()
        for row in found
        if any(
            isinstance(field, models.PositiveSmallIntegerField) and field.name == "position"
            for field in model._meta.fields
        )
    ]
    assert len(placed) > 1500
    assert {row.position % 10 for row in placed} == {0}
    assert min(row.position for row in placed) == 10
