"""Shared results: staff may look at them; an administrator may take one down."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.first_rows import FirstRows
from matcher.admin.base.readonly import ReadOnlyAdmin
from matcher.models import SharedResult
from matcher.sharing import take_down


@admin.register(SharedResult)
class SharedResultAdmin(ReadOnlyAdmin):
    """What visitors keep under a link. The link itself is not listed: "view on site" opens it."""

    list_display = ("__str__", "edition", "created_at", "expires_at", "gone_at")
    list_filter = ("created_at", "expires_at", ("gone_at", admin.EmptyFieldListFilter))
    sortable_by = ("created_at",)  # by anything else, a million are put in order first
    list_select_related = ("edition",)
    search_fields = ("title", "token__exact", "=edition__number")
    search_help_text = _("Part of a title, the number of an edition, or the whole code of a link.")
    show_full_result_count = False
    paginator = FirstRows
    fields = ("title", "edition", "created_at", "expires_at", "gone_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return (
            super()
            .get_queryset(request)
            .select_related("edition")
            .defer("query", "match_json", "assessment_json", "edition__taxonomy_json")
        )

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """No guessing of links letter by letter: the URL filters only by what the list offers."""
        return lookup.partition("__")[0] in ("created_at", "expires_at", "gone_at")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        taken_down = isinstance(obj, SharedResult) and obj.gone_at is not None
        return request.user.is_superuser and not taken_down

    def delete_model(self, request: HttpRequest, obj: SharedResult) -> None:
        take_down(obj)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[LogEntry]:
        """The log must not keep the title that the deletion blanks."""
        for row in queryset:
            row.title = ""
        return super().log_deletions(request, queryset)
