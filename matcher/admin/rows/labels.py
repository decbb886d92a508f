"""The label dictionary."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.row_admin import RowAdmin, TabularRowInline
from matcher.admin.spreadsheets.mixin import SpreadsheetMixin
from matcher.draft.spreadsheet_columns import LABEL_TABLE
from matcher.models import Label, LabelCandidate, LabelName


class NameInline(TabularRowInline):
    model = LabelName
    fields = ("name", "position")


class CandidateInline(TabularRowInline):
    model = LabelCandidate
    fields = ("outcome", "note", "position")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("outcome")


@admin.register(Label)
class LabelAdmin(SpreadsheetMixin, RowAdmin):
    """What vendors call things."""

    spreadsheet = LABEL_TABLE
    list_display = ("slug", "known_as", "meaning", "axis", "may_mean", "position")
    list_filter = ("axis",)
    list_select_related = ("axis",)
    search_fields = ("slug", "names__name", "meaning", "asks", "candidates__outcome__name")
    fields = ("slug", "meaning", "asks", "axis", "position")
    inlines = (NameInline, CandidateInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("names", "candidates__outcome")

    @admin.display(description=_("names"))
    def known_as(self, row: Label) -> str:
        return ", ".join(name.name for name in row.names.all())

    @admin.display(description=_("candidates"))
    def may_mean(self, row: Label) -> str:
        return ", ".join(candidate.outcome.name for candidate in row.candidates.all())
