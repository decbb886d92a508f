"""Programmes: staff may see that there are some; an administrator may take one down."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.columns import RelatedCount
from matcher.admin.base.first_rows import FirstRows
from matcher.admin.base.readonly import ReadOnlyAdmin
from matcher.models import Programme
from matcher.programmes import take_down


@admin.register(Programme)
class ProgrammeAdmin(ReadOnlyAdmin):
    """Many pieces of work that visitors keep under one link. Its rows are shown to nobody here, and
    of the link only a checksum is kept."""

    list_display = (
        "__str__",
        "edition",
        RelatedCount("rows", _("rows")),
        "created_at",
        "expires_at",
        "gone_at",
    )
    list_filter = ("created_at", ("gone_at", admin.EmptyFieldListFilter))
    search_fields = ("title", "=edition__number")
    search_help_text = _("Part of a title, or the number of an edition.")
    show_full_result_count = False
    paginator = FirstRows
    fields = ("title", "edition", "row_count", "created_at", "expires_at", "gone_at")

    @admin.display(description=_("rows"))
    def row_count(self, programme: Programme) -> int:
        count: int = programme.rows_count  # type: ignore[attr-defined]
        return count

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("edition")
        return rows.defer("edition__taxonomy_json")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """No guessing of links letter by letter: the URL filters only by what the list offers."""
        return lookup.partition("__")[0] in ("created_at", "gone_at")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        taken_down = isinstance(obj, Programme) and obj.gone_at is not None
        return request.user.is_superuser and not taken_down

    def get_deleted_objects(
        self, objs: Sequence[Any] | QuerySet[Any], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """The programme alone: the names of its rows belong to whoever made it."""
        return [str(each) for each in objs], {}, set(), []

    def delete_model(self, request: HttpRequest, obj: Programme) -> None:
        take_down(obj)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[LogEntry]:
        """The log must not keep the title that the deletion blanks."""
        for row in queryset:
            row.title = ""
        return super().log_deletions(request, queryset)
