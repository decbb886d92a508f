"""The label dictionary."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.readonly import ReadOnlyAdmin
from matcher.admin.base.row_admin import RowAdmin, TabularRowInline
from matcher.admin.spreadsheets.mixin import SpreadsheetMixin
from matcher.draft.spreadsheet_columns import LABEL_TABLE
from matcher.models import Label, LabelCandidate, LabelName, Term, UnknownWord
from matcher.unknown_words import SHOWN_FROM


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


@admin.register(Term)
class TermAdmin(RowAdmin):
    """Words beside the labels, for phrases that visitors paste."""

    list_display = ("slug", "names", "says", "outcome", "option", "position")
    list_filter = ("outcome",)
    list_select_related = ("outcome", "option")
    search_fields = ("slug", "names", "says", "outcome__name", "option__label")
    fields = ("slug", "names", "says", "outcome", "option", "position")


@admin.register(UnknownWord)
class UnknownWordAdmin(ReadOnlyAdmin):
    """Words that visitors met and nothing explains: candidates for a label or a term."""

    list_display = ("word", "days", "last_day")
    search_fields = ("word",)
    fields = ("word", "days", "last_day")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(days__gte=SHOWN_FROM)
