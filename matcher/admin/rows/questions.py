"""Questions, their options, and the evidence that an answer carries."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.columns import RelatedCount
from matcher.admin.base.row_admin import RowAdmin, StackedRowInline, TabularRowInline
from matcher.admin.spreadsheets.mixin import SpreadsheetMixin
from matcher.draft.spreadsheet_columns import EVIDENCE_TABLE
from matcher.models import Evidence, Option, Question, Suggestion, Weight


class WeightInline(TabularRowInline):
    model = Weight
    fields = ("axis", "weight", "role", "required")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("axis")


class OptionInline(TabularRowInline):
    model = Option
    fields = ("label", "slug", "hint", "position")
    prepopulated_fields = {"slug": ("label",)}
    show_change_link = True


@admin.register(Question)
class QuestionAdmin(RowAdmin):
    """What is asked, what may be picked, and how much it counts."""

    list_display = (
        "prompt",
        "slug",
        "part",
        RelatedCount("options", _("options"), link=True),
        "counts_on",
        "ordered",
        "position",
    )
    list_filter = ("part", "circumstance", "weights__axis", "weights__role")
    search_fields = ("prompt", "slug", "help", "example", "options__label")
    prepopulated_fields = {"slug": ("prompt",)}
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "prompt",
                    "slug",
                    "part",
                    "help",
                    "example",
                    "not_sure",
                    "ordered",
                    "circumstance",
                    "position",
                )
            },
        ),
        (
            _("Border question"),
            {"fields": ("border_first", "border_second"), "classes": ("collapse",)},
        ),
    )
    inlines = (WeightInline, OptionInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("weights__axis")

    @admin.display(description=_("counts on"))
    def counts_on(self, row: Question) -> SafeString:
        weights = ((f"{weight}, {weight.get_role_display()}",) for weight in row.weights.all())
        return format_html_join(mark_safe("<br>"), "{}", weights)


class EvidenceInline(TabularRowInline):
    model = Evidence
    fields = ("outcome", "strength", "excludes", "sentence")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return (
            super()
            .get_queryset(request)
            .select_related("option", "outcome")
            .order_by("outcome__axis__position", "outcome__position")
        )


@admin.register(Evidence)
class EvidenceAdmin(SpreadsheetMixin, RowAdmin):
    """Every cell of evidence, to be searched, and to go to a spreadsheet and back."""

    spreadsheet = EVIDENCE_TABLE
    list_display = ("option", "outcome", "strength", "excludes", "sentence")
    list_filter = ("outcome__axis", "option__question", "excludes")
    list_select_related = ("option", "outcome")
    search_fields = ("sentence", "option__label", "option__slug", "outcome__name", "outcome__slug")
    fields = ("option", "outcome", "strength", "excludes", "sentence")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("option__question", "outcome__axis")


class SuggestionInline(StackedRowInline):
    model = Suggestion
    fields = ("condition", "sentence", "position")


@admin.register(Option)
class OptionAdmin(RowAdmin):
    """What may be picked, and what it says about each outcome."""

    list_display = (
        "label",
        "slug",
        "question",
        RelatedCount("evidence", _("evidence")),
        RelatedCount("suggestions", _("suggestions")),
        "position",
    )
    list_filter = ("question",)
    list_select_related = ("question",)
    search_fields = ("label", "slug", "hint", "question__prompt", "evidence__sentence")
    prepopulated_fields = {"slug": ("label",)}
    fields = ("question", "label", "slug", "hint", "supposing", "position")
    inlines = (EvidenceInline, SuggestionInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("question")
        return rows.prefetch_related("question__weights__axis")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Option | None = None
    ) -> tuple[str, ...]:
        return ("question",) if obj else ()
