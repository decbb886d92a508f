"""Axes, their outcomes, and the content of families."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.columns import RelatedCount
from matcher.admin.base.row_admin import (
    RowAdmin,
    RowFormSet,
    RowInline,
    StackedRowInline,
    TabularRowInline,
)
from matcher.admin.spreadsheets.mixin import SpreadsheetMixin
from matcher.draft.row_mappings import split_lines
from matcher.draft.spreadsheet_columns import KPI_TABLE, TASK_TABLE
from matcher.models import (
    Axis,
    Confusion,
    Criterion,
    ExampleTask,
    FamilyCode,
    HandBack,
    Kpi,
    KpiSource,
    LineCode,
    Outcome,
    OutcomeFact,
    OutcomeNeeds,
    Profile,
    Risk,
    ServiceLine,
    TypicalAnswer,
    VendorLabel,
)

SOURCE_FIELDS = (
    ("title", "grade"),
    "url",
    "note",
    ("dated", "says"),
    ("checked_on", "checked_by"),
    "position",
)
"""The fields of a source, of a figure or of rules."""

LINKS_HELP = _("Texts may carry links, written as [title, grade](https://…).")


@admin.register(Axis)
class AxisAdmin(RowAdmin):
    """The decisions belong to the product: they are tuned, not added or deleted."""

    list_display = (
        "name",
        "slug",
        RelatedCount("outcomes", _("outcomes"), link=True),
        RelatedCount("weights", _("questions that count")),
        "tie_question",
        "clear_from",
        "likely_from",
        "position",
    )
    list_select_related = ("tie_question",)
    search_fields = ("name", "slug", "asks")
    readonly_fields = ("slug",)
    fieldsets = (
        (None, {"fields": ("slug", "name", "asks", "position")}),
        (_("Who comes first"), {"fields": ("tie_question",)}),
        (
            _("How sure the result is"),
            {
                "fields": (
                    "clear_from",
                    "likely_from",
                    "full_answers",
                    "close_percent",
                    "robust_clear",
                )
            },
        ),
        (_("When nothing fits"), {"fields": ("unclear_below",)}),
        (_("Make, buy or automate?"), {"fields": ("assessed",)}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Axis | None = None) -> bool:
        return False


class FactInline(TabularRowInline):
    model = OutcomeFact
    fields = ("name", "text", "position")


class ProfileInline(StackedRowInline):
    model = Profile
    fieldsets = (
        (
            _("What it is"),
            {"fields": ("definition", "position", "office"), "description": LINKS_HELP},
        ),
        (
            _("The work"),
            {
                "fields": (
                    "served",
                    "work_kind",
                    "judgment",
                    "regulation",
                    "volume",
                    "channels",
                    "systems",
                )
            },
        ),
        (
            _("How it is run and bought"),
            {
                "fields": (
                    "staffing",
                    "quality",
                    "training",
                    "pricing",
                    "automation",
                )
            },
        ),
        (_("Software and AI"), {"fields": ("exposure_note",)}),
        (_("Where it stands on the map"), {"fields": ("inward", "expertise")}),
    )


class MissingProfileInline(ProfileInline):
    """Makes a family of an outcome; folded away, because most that lack a profile need none."""

    classes = ("collapse",)
    verbose_name = _("family profile: only for a service family")


class CriterionInline(TabularRowInline):
    model = Criterion
    fields = ("text", "scope", "position")


class RiskInline(TabularRowInline):
    model = Risk
    fields = ("text", "scope", "position")


class HandBackInline(TabularRowInline):
    model = HandBack
    fields = ("text", "scope", "position")


class ConfusionInline(StackedRowInline):
    model = Confusion
    fk_name = "family"
    fields = (("other_name", "other"), "goes_wrong", "tell_apart", "position")


class VendorLabelInline(TabularRowInline):
    model = VendorLabel
    fields = ("name", "position")


class FamilyCodeInline(TabularRowInline):
    model = FamilyCode
    fields = ("scheme", "code", "title", "position")


class NeedsFormSet(RowFormSet):
    """An outcome is made of others on its axis that stand by themselves."""

    def clean(self) -> None:
        super().clean()
        others = Outcome.objects.filter(axis=self.instance.axis_id, needs=None)
        known = set(others.exclude(pk=self.instance.pk).values_list("slug", flat=True))
        for form in self.kept_forms():
            parts = split_lines(form.cleaned_data.get("of", ""))
            for slug in (slug for slug in parts if slug not in known):
                message = _("“%(slug)s” is no other outcome on this axis that stands by itself.")
                form.add_error("of", message % {"slug": slug})
            if form.cleaned_data.get("at_least", 0) > len(set(parts)):
                form.add_error("at_least", _("It is not made of so many."))


class NeedsInline(StackedRowInline):
    model = OutcomeNeeds
    formset = NeedsFormSet
    fields = ("of", "at_least", "sentence")
    classes = ("collapse",)
    verbose_name = _("parts: only for an outcome that is made of others")


@admin.register(Outcome)
class OutcomeAdmin(RowAdmin):
    """Service families, delivery models and geographies."""

    list_display = (
        "name",
        "slug",
        "axis",
        RelatedCount("evidence", _("evidence")),
        RelatedCount("service_lines", _("service lines"), link=True),
        RelatedCount("kpis", _("KPIs"), link=True),
        RelatedCount("exposures", _("exposure"), link=True),
        "position",
    )
    list_filter = ("axis", "in_first_source")
    list_select_related = ("axis",)
    search_fields = (
        "name",
        "slug",
        "summary",
        "phrase",
        "profile__definition",
        "vendor_labels__name",
    )
    prepopulated_fields = {"slug": ("name",)}
    fields = (
        *("axis", "name", "slug", "summary", "phrase"),
        *("in_first_source", "min_shared_hours", "position"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("axis", "profile")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Outcome | None = None
    ) -> tuple[str, ...]:
        return ("axis",) if obj else ()

    def get_inlines(self, request: HttpRequest, obj: Outcome | None) -> tuple[type[RowInline], ...]:
        if hasattr(obj, "profile"):
            return (
                *(FactInline, ProfileInline, CriterionInline, RiskInline, HandBackInline),
                *(ConfusionInline, VendorLabelInline, FamilyCodeInline, NeedsInline),
            )
        return (FactInline, NeedsInline, MissingProfileInline)


class TaskInline(TabularRowInline):
    model = ExampleTask
    fields = ("text", "position")


class TypicalAnswerInline(TabularRowInline):
    model = TypicalAnswer
    fields = ("option", "position")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("line", "option")


class LineCodeInline(TabularRowInline):
    model = LineCode
    fields = ("scheme", "code", "title", "position")


@admin.register(ServiceLine)
class ServiceLineAdmin(RowAdmin):
    """What can be bought on its own within a family."""

    list_display = (
        "name",
        "slug",
        "family",
        RelatedCount("tasks", _("tasks")),
        RelatedCount("typical", _("typical answers")),
        "position",
    )
    list_filter = ("family",)
    list_select_related = ("family",)
    search_fields = ("name", "slug", "note", "tasks__text")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("family", "name", "slug", "note", "scope", "position")
    inlines = (TaskInline, TypicalAnswerInline, LineCodeInline)


@admin.register(ExampleTask)
class ExampleTaskAdmin(SpreadsheetMixin, RowAdmin):
    """Every example task, to be searched, and to go to a spreadsheet and back."""

    spreadsheet = TASK_TABLE
    list_display = ("text", "line", "position")
    list_filter = ("line__family", "line")
    list_select_related = ("line",)
    search_fields = ("text", "line__name", "line__slug")
    fields = ("line", "text", "position")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("line__family__axis")


class KpiSourceInline(StackedRowInline):
    model = KpiSource
    fields = SOURCE_FIELDS


@admin.register(Kpi)
class KpiAdmin(SpreadsheetMixin, RowAdmin):
    """Measures of the families."""

    spreadsheet = KPI_TABLE
    list_display = (
        "name",
        "slug",
        "family",
        "unit",
        "has_range",
        RelatedCount("sources", _("sources")),
        "position",
    )
    list_filter = ("family", ("range", admin.EmptyFieldListFilter), "sources__grade")
    list_select_related = ("family",)
    search_fields = ("name", "slug", "formula", "range", "range_note", "sources__title")
    prepopulated_fields = {"slug": ("name",)}
    fields = (
        "family",
        "name",
        "slug",
        "formula",
        ("unit", "better"),
        "range",
        "range_note",
        "scope",
        "position",
    )
    inlines = (KpiSourceInline,)

    @admin.display(description=_("range"), boolean=True)
    def has_range(self, row: Kpi) -> bool:
        return bool(row.range)
