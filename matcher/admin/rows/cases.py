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

from matcher.admin.base.answers import AnswerFormSet
from matcher.admin.base.row_admin import RowAdmin, RowFormSet, TabularRowInline
from matcher.admin.pages.case_detail import case_detail_view
from matcher.admin.pages.cases import CaseStatus, case_statuses
from matcher.core.cases import CaseState
from matcher.models import Case, CaseAnswer, CaseExpectation, CaseVerdict, Outcome

if TYPE_CHECKING:
    from django.contrib.admin.views.main import ChangeList


class AnswerInline(TabularRowInline):
    model = CaseAnswer
    formset = AnswerFormSet
    fields = ("question", "option")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("case", "option")


class ExpectationFormSet(RowFormSet):
    """One outcome is expected on an axis; others may be accepted as well."""

    def clean(self) -> None:
        super().clean()
        for axis, times in Counter(outcome.axis for outcome in self._expected_outcomes()).items():
            if times > 1:
                raise ValidationError(
                    _("%(axis)s: expect one outcome, and tick “also acceptable” for the others."),
                    params={"axis": axis},
                )

    def _expected_outcomes(self) -> Iterator[Outcome]:
        for row in self.kept_rows():
            if row.get("outcome") and not row["also"]:
                yield row["outcome"]


class ExpectationInline(TabularRowInline):
    model = CaseExpectation
    formset = ExpectationFormSet
    fields = ("outcome", "also", "disagrees")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("case", "outcome")


class VerdictFormSet(RowFormSet):
    """One verdict is expected; others may be accepted as well."""

    def clean(self) -> None:
        super().clean()
        if sum(not row["also"] for row in self.kept_rows()) > 1:
            raise ValidationError(
                _("Expect one verdict, and tick “also acceptable” for the others.")
            )


class VerdictInline(TabularRowInline):
    model = CaseVerdict
    formset = VerdictFormSet
    fields = ("verdict", "also", "disagrees")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("case", "verdict")


class CaseListRow(Protocol):
    """A row of the list, with whether its case passes on the draft and on the edition."""

    status: CaseStatus


@admin.register(Case)
class CaseAdmin(RowAdmin):
    """Described pieces of work with the result that they must have."""

    list_display = (
        "title",
        "slug",
        "on_draft",
        "on_edition",
        "expected",
        "is_to_review",
        "position",
    )
    list_filter = ("example", ("to_review", admin.EmptyFieldListFilter))
    search_fields = ("title", "slug", "vignette", "reason", "expectations__outcome__name")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("results",)
    fields = (
        "results",
        "to_review",
        "title",
        "slug",
        "vignette",
        "reason",
        "warnings",
        "example",
        "sold_as",
        "position",
    )
    inlines = (AnswerInline, ExpectationInline, VerdictInline)
    formfield_overrides = {
        **RowAdmin.formfield_overrides,
        ManyToManyField: {"widget": CheckboxSelectMultiple},
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("expectations__outcome")

    def get_changelist_instance(self, request: HttpRequest) -> "ChangeList":
        page = super().get_changelist_instance(request)
        statuses = case_statuses()
        for row in page.result_list:
            row.status = statuses.get(row.slug, CaseStatus())
        return page

    @admin.display(description=_("results"))
    def results(self, row: Case) -> str:
        if not row.pk:
            return ""
        return render_to_string(
            "admin/desk/_case_detail.html", {"detail": case_detail_view(row.pk)}
        )

    @admin.display(description=_("on the draft"))
    def on_draft(self, row: CaseListRow) -> str:
        return _mark_html(row.status.draft)

    @admin.display(description=_("on the edition"))
    def on_edition(self, row: CaseListRow) -> str:
        return _mark_html(row.status.edition)

    @admin.display(description=_("to review"), boolean=True)
    def is_to_review(self, row: Case) -> bool:
        return bool(row.to_review)

    @admin.display(description=_("expected"))
    def expected(self, row: Case) -> str:
        expectations = row.expectations.all()
        return ", ".join(
            expectation.outcome.name for expectation in expectations if not expectation.also
        )


def _mark_html(state: CaseState | None) -> str:
    return render_to_string("admin/desk/_case_state.html", {"state": state})
