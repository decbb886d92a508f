"""Deletions, one row or many at a time: only what was read is deleted."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import NestedObjects, unquote
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _, gettext_lazy

from matcher.models.rows import Row

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = admin.ModelAdmin

MARK_FIELD = "mark"
"""The hidden field of what was read."""

CONFIRMED = "post"
"""The field by which Django knows that a deletion is confirmed."""


def deletion_mark(rows: Sequence[Model] | QuerySet[Any]) -> str:
    """A string that is another one once any of the rows, or of those that are deleted with them,
    says something else, or another one would be deleted too."""
    collector = NestedObjects(using=DEFAULT_DB_ALIAS)
    collector.collect(rows)
    texts = sorted(repr(_values(row)) for found in collector.model_objs.values() for row in found)
    return sha256("\0".join(texts).encode()).hexdigest()


def _values(row: Model) -> tuple[object, ...]:
    return (row._meta.label, *(getattr(row, field.attname) for field in row._meta.concrete_fields))


class DeletionMixin(_Admin):
    """Rows whose deletion is confirmed on a page that carries what it showed. What visitors keep is
    no draft that others edit: there the link goes, whatever is under it."""

    actions: Sequence[str] | None = ("delete_selected",)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        rows = [row] if row and self.has_delete_permission(request, row) else []
        mark = self._deletion_mark(rows)
        if rows and _confirms_another(request, mark):
            _say_that_it_moved(request)
            return redirect(request.get_full_path())
        return super().delete_view(request, object_id, {MARK_FIELD: mark, **(extra_context or {})})

    @admin.action(
        permissions=["delete"],
        description=gettext_lazy("Delete selected %(verbose_name_plural)s"),
    )
    def delete_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> TemplateResponse | None:
        """Django’s own, for what was read."""
        mark = self._deletion_mark(queryset)
        if _confirms_another(request, mark):
            _say_that_it_moved(request)
            unconfirmed = request.POST.copy()
            del unconfirmed[CONFIRMED]
            request.POST = unconfirmed  # type: ignore[assignment]  # as Django makes it
        response = delete_selected(self, request, queryset)
        if response and response.context_data is not None:
            response.context_data[MARK_FIELD] = mark
        return response

    def _deletion_mark(self, rows: Sequence[Model] | QuerySet[Any]) -> str:
        return deletion_mark(rows) if issubclass(self.model, Row) else ""


def _confirms_another(request: HttpRequest, mark: str) -> bool:
    """Whether the form confirms something else than what would be deleted now."""
    return CONFIRMED in request.POST and request.POST.get(MARK_FIELD, "") != mark


def _say_that_it_moved(request: HttpRequest) -> None:
    messages.warning(
        request,
        _(
            "Somebody changed what you were about to delete. Nothing was deleted: look again at "
            "what would go now."
        ),
    )
