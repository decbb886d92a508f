"""Cases that guard the taxonomy."""

from typing import Any

from django.contrib import admin
from django.db.models import ManyToManyField, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from matcher.admin.cases_tried import fared_of
from matcher.admin.columns import RelatedCount
from matcher.admin.rows import RowAdmin, TabularRows
from matcher.models import Case, CaseAnswer, CaseExpectation


class AnswerInline(TabularRows):
    model = CaseAnswer
    fields = ("question", "option")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("case", "option")


class ExpectationInline(TabularRows):
    model = CaseExpectation
    fields = ("outcome", "also")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("case", "outcome")


@admin.register(Case)
class CaseAdmin(RowAdmin):
    """Described pieces of work with the result that they must have."""

    list_display = (
        "title",
        "slug",
        RelatedCount("answers", _("answers")),
        "expected",
        "example",
        "position",
    )
    list_filter = ("example",)
    search_fields = ("title", "slug", "vignette", "reason", "expectations__outcome__name")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("fares",)
    fields = ("fares", "title", "slug", "vignette", "reason", "warnings", "example", "position")
    inlines = (AnswerInline, ExpectationInline)
    formfield_overrides = {
        **RowAdmin.formfield_overrides,
        ManyToManyField: {"widget": CheckboxSelectMultiple},
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("expectations__outcome")

    @admin.display(description=_("how it fares"))
    def fares(self, row: Case) -> str:
        if not row.pk:
            return ""
        return render_to_string("admin/desk/_fares.html", {"sides": fared_of(row)})

    @admin.display(description=_("expected"))
    def expected(self, row: Case) -> str:
        return ", ".join(one.outcome.name for one in row.expectations.all() if not one.also)
