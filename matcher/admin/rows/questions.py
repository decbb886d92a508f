"""Questions, their options, and the evidence that an answer carries."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.columns import RelatedCount, RowLink
from matcher.admin.base.row_admin import (
    RowAdmin,
    RowFormSet,
    StackedRowInline,
    TabularRowInline,
)
from matcher.admin.base.row_history import RowPageForm
from matcher.admin.spreadsheets.mixin import SpreadsheetMixin
from matcher.draft.conflicts import mirror_conflicts
from matcher.draft.row_mappings import split_lines
from matcher.draft.spreadsheet_columns import EVIDENCE_TABLE
from matcher.models import Evidence, Option, Question, Suggestion, Weight

if TYPE_CHECKING:
    from django.forms import ModelForm
    from django_stubs_ext import StrOrPromise


class WeightInline(TabularRowInline):
    model = Weight
    fields = ("axis", "weight", "role", "required")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("axis")


class OptionFormSet(RowFormSet):
    """Options that exclude each other have to say so on both sides."""

    def clean(self) -> None:
        super().clean()
        named = {
            row["slug"]: split_lines(row.get("conflicts", ""))
            for row in self.kept_rows()
            if "slug" in row
        }
        for form in self.kept_forms():
            slug = form.cleaned_data.get("slug", "")
            for sentence in _conflict_problems(self.instance.kind, slug, named):
                form.add_error("conflicts", sentence)


def _conflict_problems(
    kind: str, slug: str, named: Mapping[str, Sequence[str]]
) -> "Iterator[StrOrPromise]":
    """What is wrong with what an option excludes; `named` is what each option of the question
    does."""
    excluded = named.get(slug, ())
    if excluded and kind == "one":
        yield _("Only one option of this question can be picked, so it excludes nothing.")
        return
    for other in excluded:
        params = {"other": other, "slug": slug}
        if other == slug or other not in named:
            yield _("“%(other)s” is no other option of this question.") % params
        elif slug not in named[other]:
            yield _("The option “%(other)s” has to name “%(slug)s” too.") % params


class OptionInline(StackedRowInline):
    model = Option
    formset = OptionFormSet
    fields = (("label", "slug"), "hint", "supposing", ("group", "conflicts"), "position")
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
    list_filter = ("part", "kind", "circumstance", "weights__axis", "weights__role")
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
                    "kind",
                    "ordered",
                    "circumstance",
                    "proposed_from",
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


class OptionForm(RowPageForm):
    """Refuses to exclude what is no other option. That those exclude this one is seen to."""

    def clean(self) -> None:
        super().clean()
        question = self.cleaned_data.get("question") or getattr(self.instance, "question", None)
        slug = self.cleaned_data.get("slug")
        if question is None or not slug:
            return  # each empty field has its own error already
        others = question.options.exclude(pk=self.instance.pk).values_list("slug", flat=True)
        excluded = split_lines(self.cleaned_data.get("conflicts", ""))
        named = {**dict.fromkeys(others, (slug,)), slug: excluded}
        for sentence in _conflict_problems(question.kind, slug, named):
            self.add_error("conflicts", sentence)


@admin.register(Option)
class OptionAdmin(RowAdmin):
    """What may be picked, and what it says about each outcome."""

    list_display = (
        "label",
        "slug",
        RowLink("question", _("question")),
        RelatedCount("evidence", _("evidence")),
        RelatedCount("suggestions", _("suggestions")),
        "position",
    )
    list_filter = ("question",)
    list_select_related = ("question",)
    search_fields = ("label", "slug", "hint", "question__prompt", "evidence__sentence")
    prepopulated_fields = {"slug": ("label",)}
    form = OptionForm
    fields = (
        "question",
        "label",
        "slug",
        "hint",
        "supposing",
        "group",
        "conflicts",
        "same_region",
        "position",
    )
    inlines = (EvidenceInline, SuggestionInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("question")
        return rows.prefetch_related("question__weights__axis")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Option | None = None
    ) -> tuple[str, ...]:
        return ("question",) if obj else ()

    def save_model(
        self, request: HttpRequest, obj: Option, form: "ModelForm[Option]", change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        if changed := mirror_conflicts(obj, former_slug=form.initial.get("slug", "")):
            names = ", ".join(f"“{option.label}”" for option in changed)
            message = _("These options were changed too, so that both sides agree: %(options)s.")
            self.message_user(request, message % {"options": names})
