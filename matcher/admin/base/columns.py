"""Columns of lists that need more than a field of the row."""

from typing import TYPE_CHECKING, cast

from django.db.models import Count, ForeignObjectRel, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class RowLink:
    """A column with the row that a foreign key points at, as a link to its page."""

    def __init__(self, field: str, title: "StrOrPromise") -> None:
        self.field = self.admin_order_field = field
        self.short_description = title
        self.__name__ = f"{field}_link"

    def __call__(self, row: Model) -> str:
        other: Model = getattr(row, self.field)
        options = other._meta
        url = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[other.pk])
        return format_html('<a href="{}">{}</a>', url, other)


class RelatedCount:
    """A column with the number of related rows, counted in the query of the list itself.

    `relation` is the name by which a row knows them. With `link` the number leads to their list.
    """

    def __init__(self, relation: str, title: "StrOrPromise", *, link: bool = False) -> None:
        self.relation = relation
        self.link = link
        self.short_description = title
        self.admin_order_field = self.__name__ = f"{relation}_count"

    def __call__(self, row: Model) -> str:
        count: int = getattr(row, self.admin_order_field)
        if not self.link:
            return str(count)
        return format_html('<a href="{}">{}</a>', self._changelist_url(row), count)

    def expression(self, model: type[Model]) -> Coalesce:
        """What to annotate the list's query with."""
        related = self._related(model)
        counts = (
            related.related_model._default_manager.filter(**{related.field.name: OuterRef("pk")})
            .order_by()
            .values(related.field.name)
            .annotate(count=Count("pk"))
        )
        return Coalesce(Subquery(counts.values("count")), 0)

    def _related(self, model: type[Model]) -> ForeignObjectRel:
        return cast(ForeignObjectRel, model._meta.get_field(self.relation))

    def _changelist_url(self, row: Model) -> str:
        related = self._related(type(row))
        options = related.related_model._meta
        url = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
        return f"{url}?{related.field.name}__id__exact={row.pk}"
