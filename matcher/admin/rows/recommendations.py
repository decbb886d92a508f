"""What follows from a match: pricing, compliance, next steps, notes."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.columns import RelatedCount
from matcher.admin.base.row_admin import RowAdmin, StackedRowInline
from matcher.models import NextStep, Note, PricingModel, PricingRule, Regime, RegimeSource


@admin.register(PricingModel)
class PricingModelAdmin(RowAdmin):
    """Ways to pay."""

    list_display = ("name", "slug", RelatedCount("rules", _("rules"), link=True), "position")
    search_fields = ("name", "slug", "fits", "avoid", "behaviour", "safeguards")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "fits", "avoid", "behaviour", "safeguards", "position")


@admin.register(PricingRule)
class PricingRuleAdmin(RowAdmin):
    """When a way to pay is suggested."""

    list_display = ("slug", "model", "condition", "position")
    list_filter = ("model",)
    list_select_related = ("model",)
    search_fields = ("slug", "condition", "sentence", "model__name")
    fields = ("slug", "model", "condition", "sentence", "position")


class RegimeSourceInline(StackedRowInline):
    model = RegimeSource
    fields = (("title", "grade"), "url", "note", "position")


@admin.register(Regime)
class RegimeAdmin(RowAdmin):
    """Sets of rules that work may fall under."""

    list_display = (
        "name",
        "slug",
        "condition",
        RelatedCount("sources", _("sources")),
        "position",
    )
    search_fields = ("name", "slug", "triggered_by", "changes", "condition", "sources__title")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "triggered_by", "changes", "condition", "position")
    inlines = (RegimeSourceInline,)


@admin.register(NextStep)
class NextStepAdmin(RowAdmin):
    """What to do next."""

    list_display = ("text", "slug", "verdict", "axis", "position")
    list_filter = ("verdict", "axis")
    list_select_related = ("verdict", "axis")
    search_fields = ("text", "slug")
    fields = ("slug", "text", "verdict", "axis", "position")


@admin.register(Note)
class NoteAdmin(RowAdmin):
    """Background that belongs to a topic."""

    list_display = ("title", "slug", "topic", "position")
    list_filter = ("topic",)
    search_fields = ("title", "slug", "text")
    prepopulated_fields = {"slug": ("title",)}
    fields = ("topic", "title", "slug", "text", "position")
