"""What the tables refuse in a row, in sentences, whatever the database behind them is."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models import Field, IntegerField, Model, UniqueConstraint
from django.utils.translation import gettext as _

from matcher.draft.mapping import Fields
from matcher.models.rows import Row

FieldError = tuple[str, str]
"""The name of a field, and a sentence. Django's name for no field is `__all__`."""


def field_errors(model: type[Row], values: Fields) -> Iterator[FieldError]:
    """What each field refuses in its value; fields without a value are not looked at."""
    too_large = dict(_out_of_range(model, values))
    yield from too_large.items()
    names = [field.name for field in model._meta.concrete_fields]
    skipped = {name for name in names if name not in values or name in too_large}
    try:
        model(**values).clean_fields(exclude=skipped)
    except ValidationError as error:
        yield from _by_field(error)


def row_errors(row: Row) -> Iterator[FieldError]:
    """What a row refuses as a whole: fields that do not go together, and what only one may have."""
    for validate in (row.clean, row.validate_unique, row.validate_constraints):
        try:
            validate()
        except ValidationError as error:
            yield from _by_field(error)


def _by_field(error: ValidationError) -> Iterator[FieldError]:
    errors: Mapping[str, list[Any]] = error.update_error_dict({})
    for name, parts in errors.items():
        yield name, " ".join(ValidationError(parts).messages)


def _out_of_range(model: type[Row], values: Fields) -> Iterator[FieldError]:
    """Not every database refuses a number that is too large for its column."""
    for name, value in values.items():
        field = model._meta.get_field(name)
        if isinstance(field, IntegerField) and isinstance(value, int):
            low, high = BaseDatabaseOperations.integer_field_ranges[field.get_internal_type()]
            if not low <= value <= high:
                yield name, _range_sentence(field, low, high)


def _range_sentence(field: "IntegerField[Any, Any]", low: int, high: int) -> str:
    for validator in field.validators:
        if isinstance(validator, MinValueValidator):
            low = max(low, validator.limit_value)
        elif isinstance(validator, MaxValueValidator):
            high = min(high, validator.limit_value)
    return _("Write a whole number from %(low)s to %(high)s.") % {"low": low, "high": high}


# ── What only the database found ─────────────────────────────────────────────────────────


def constraint_sentence(error: Exception) -> str:
    """The sentence of the constraint that was broken, or else the message of the database."""
    message = str(error)
    broken = {message.partition("failed: ")[2], *re.findall(r'"(\w+)"', message)}
    for model in apps.get_app_config("matcher").get_models():
        for name, sentence in _constraints(model):
            if name in broken:
                return sentence
    return message


def _constraints(model: type[Model]) -> Iterator[tuple[str, str]]:
    """What SQLite or PostgreSQL calls each constraint of the table, and its sentence."""
    options = model._meta
    for constraint in options.constraints:
        sentence = f"{options.verbose_name}: {constraint.get_violation_error_message()}"
        yield constraint.name, sentence
        if isinstance(constraint, UniqueConstraint):
            fields = [
                cast("Field[Any, Any]", options.get_field(name)) for name in constraint.fields
            ]
            yield ", ".join(f"{options.db_table}.{field.column}" for field in fields), sentence
    for field in options.concrete_fields:
        if field.unique:
            sentence = " ".join(model().unique_error_message(model, (field.name,)).messages)
            yield f"{options.db_table}.{field.column}", sentence
            yield f"{options.db_table}_{field.column}_key", sentence
