"""How the fields of rows are shown, read and checked, the same on every page."""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

import django
from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from matcher.admin.base.condition_field import ConditionFormField
from matcher.admin.base.multiline import MultilineField
from matcher.models import Option, Outcome
from matcher.models.rows import ConditionField

if TYPE_CHECKING:
    _Base = BaseModelAdmin[Any]
    _Form = forms.ModelForm[Any]
else:
    _Base = BaseModelAdmin
    _Form = forms.ModelForm

GROUPED_BY = {Outcome: "axis", Option: "question"}
"""Choices that are too many for one list are grouped: outcomes by axis, options by question."""


class RowForm(_Form):
    """Reports what the database would refuse, also where a constraint covers a field that cannot
    be changed in the form, such as the row that this one belongs to."""

    def validate_constraints(self) -> None:
        """Check all constraints of the row, not only those of the fields in this form."""
        if not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self.add_error(None, error)

    if django.VERSION < (6, 0):  # since then Django calls validate_constraints itself

        def validate_unique(self) -> None:
            super().validate_unique()
            self.validate_constraints()


class RowFieldsMixin(_Base):
    """The fields of pages and of the rows inside them."""

    form: "type[forms.ModelForm[Any]]" = RowForm
    formfield_overrides = {
        ConditionField: {"form_class": ConditionFormField},
        models.TextField: {
            "form_class": MultilineField,
            "widget": AdminTextareaWidget(attrs={"rows": 3}),
        },
        models.URLField: {"assume_scheme": "https"},
    }

    def formfield_for_foreignkey(
        self, db_field: "models.ForeignKey[Any, Any]", request: HttpRequest, **kwargs: object
    ) -> "forms.ModelChoiceField[Any] | None":
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and field.queryset is not None:
            field.choices = _cached_choices(field, field.queryset)
        return field


FieldChoice = tuple[Any, Any]


def _cached_choices(
    field: "forms.ModelChoiceField[Any]", queryset: "models.QuerySet[Any]"
) -> Callable[[], list[FieldChoice]]:
    """The choices of the field, read when first needed and then kept for all its copies: ten rows
    on a page cost one query."""

    @cache
    def choices() -> list[FieldChoice]:
        rows = queryset.complex_filter(field.get_limit_choices_to() or {})
        empty_choice = [("", field.empty_label)] if field.empty_label is not None else []
        return [*empty_choice, *_grouped(rows)]

    return choices


def _grouped(rows: "models.QuerySet[Any]") -> list[FieldChoice]:
    group = GROUPED_BY.get(rows.model)
    if group is None:
        return _pairs(rows)
    by_group = groupby(rows.select_related(group), key=lambda row: str(getattr(row, group)))
    return [(name, _pairs(members)) for name, members in by_group]


def _pairs(rows: Iterable[models.Model]) -> list[FieldChoice]:
    return [(row.pk, str(row)) for row in rows]
