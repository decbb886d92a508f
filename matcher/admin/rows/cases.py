"""Cases that guard the taxonomy."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import ManyToManyField, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.columns import RelatedCount
from matcher.admin.base.row_admin import RowAdmin, RowFormSet, TabularRows
from matcher.admin.pages.case_detail import case_fares
from matcher.admin.pages.cases import Mark, marks
from matcher.models import Case, CaseAnswer, CaseExpectation, Outcome

if TYPE_CHECKING:
    from django.contrib.admin.views.main import ChangeList


class AnswerInline(TabularRows):
    model = CaseAnswer
    fields = ("question", "option")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("case", "option")


class ExpectationFormSet(RowFormSet):
    """One outcome is expected on an axis; others may be accepted as well."""

    def clean(self) -> None:
        super().clean()
        for axis, times in Counter(one.axis for one in self._expected()).items():
            if times > 1:
                said = _("%(axis)s: expect one outcome, and tick “also acceptable” for the others.")
                raise ValidationError(said % {"axis": axis})

    def _expected(self) -> Iterator[Outcome]:
        for form in self.forms:
            given = getattr(form, "cleaned_data", {})
            if given.get("outcome") and not (given["also"] or given.get("DELETE")):
                yield given["outcome"]


class ExpectationInline(TabularRows):
    model = CaseExpectation
    formset = ExpectationFormSet
    fields = ("outcome", "also")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("case", "outcome")


class Marked(Protocol):
    """A row of the list, with how its case fares."""

    mark: Mark


@admin.register(Case)
class CaseAdmin(RowAdmin):
    """Described pieces of work with the result that they must have."""

    list_display = (
        "title",
        "slug",
        RelatedCount("answers", _("answers")),
        "on_draft",
        "on_edition",
        "expected",
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

    def get_changelist_instance(self, request: HttpRequest) -> "ChangeList":
        page = super().get_changelist_instance(request)
        found = marks()
        for row in page.result_list:
            row.mark = found.get(row.slug, Mark())
        return page

    @admin.display(description=_("how it fares"))
    def fares(self, row: Case) -> str:
        if not row.pk:
            return ""
        return render_to_string("admin/desk/_fares.html", {"fares": case_fares(row.pk)})

    @admin.display(description=_("on the draft"))
    def on_draft(self, row: Marked) -> str:
        return _marked(row.mark.draft)

    @admin.display(description=_("on the edition"))
    def on_edition(self, row: Marked) -> str:
        return _marked(row.mark.edition)

    @admin.display(description=_("expected"))
    def expected(self, row: Case) -> str:
        return ", ".join(one.outcome.name for one in row.expectations.all() if not one.also)


def _marked(passed: bool | None) -> str:
    return render_to_string("admin/desk/_mark.html", {"passed": passed})
