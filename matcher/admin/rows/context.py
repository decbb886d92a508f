"""What is asked and never scored, what was asked once, and what is another kind of buying."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.answers import AnswerFormSet
from matcher.admin.base.columns import RelatedCount
from matcher.admin.base.row_admin import RowAdmin, StackedRowInline, TabularRowInline
from matcher.models import (
    ContextGroup,
    ContextOption,
    ContextQuestion,
    Outside,
    Retired,
    RetiredInstead,
)


class ContextOptionInline(StackedRowInline):
    model = ContextOption
    fields = (("label", "slug"), "hint", "groups", ("other_part", "position"))
    prepopulated_fields = {"slug": ("label",)}


class ContextGroupInline(TabularRowInline):
    model = ContextGroup
    fields = ("name", "slug", "position")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(ContextQuestion)
class ContextQuestionAdmin(RowAdmin):
    """What is asked about the buyer and never scored."""

    list_display = ("prompt", "slug", "asked", RelatedCount("options", _("options")), "position")
    list_filter = ("asked",)
    search_fields = ("prompt", "slug", "help", "example", "options__label")
    prepopulated_fields = {"slug": ("prompt",)}
    fields = ("prompt", "slug", "asked", "help", "example", "not_sure", "home", "position")
    inlines = (ContextGroupInline, ContextOptionInline)


class InsteadInline(TabularRowInline):
    model = RetiredInstead
    formset = AnswerFormSet
    fields = ("question", "option", "position")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("question", "option")


@admin.register(Retired)
class RetiredAdmin(RowAdmin):
    """Answers of earlier editions, and what is read in their place."""

    list_display = ("__str__", "name", "answers_instead", "position")
    list_filter = ("question",)
    search_fields = ("question", "option", "name", "instead__option__label")
    fields = ("question", "option", "name", "position")
    inlines = (InsteadInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.prefetch_related("instead__question", "instead__option")

    @admin.display(description=_("answers instead"))
    def answers_instead(self, row: Retired) -> SafeString:
        return format_html_join(
            mark_safe("<br>"), "{}", ((answer,) for answer in row.instead.all())
        )


@admin.register(Outside)
class OutsideAdmin(RowAdmin):
    """Kinds of buying that the taxonomy is not about, and how they are known."""

    list_display = ("name", "slug", "condition", "position")
    search_fields = ("name", "slug", "condition", "sentence", "text")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "condition", "sentence", "text", "position")
