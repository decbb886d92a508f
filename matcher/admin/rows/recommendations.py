"""What follows from a match: pricing, compliance, standards, next steps, notes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.columns import RelatedCount
from matcher.admin.base.row_admin import RowAdmin, StackedRowInline
from matcher.admin.base.row_history import RowPageForm
from matcher.admin.rows.outcomes import SOURCE_FIELDS
from matcher.core.taxonomy.topics import NoteTopic
from matcher.models import (
    Axis,
    NextStep,
    Note,
    PriceExample,
    PriceSource,
    PricingModel,
    PricingRule,
    Regime,
    RegimeSource,
    Standard,
    StandardSource,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@admin.register(PricingModel)
class PricingModelAdmin(RowAdmin):
    """Ways to pay."""

    list_display = (
        "name",
        "slug",
        RelatedCount("rules", _("rules"), link=True),
        RelatedCount("examples", _("examples of prices"), link=True),
        "position",
    )
    search_fields = ("name", "slug", "fits", "avoid", "behaviour", "safeguards")
    prepopulated_fields = {"slug": ("name",)}
    fields = (
        *("name", "slug", "fits", "avoid", "behaviour", "safeguards", "scope"),
        *("examples_note", "position"),
    )


class PriceSourceInline(StackedRowInline):
    model = PriceSource
    fields = SOURCE_FIELDS


@admin.register(PriceExample)
class PriceExampleAdmin(RowAdmin):
    """What vendors ask, as somebody read it."""

    list_display = ("name", "model", "unit", "price", "dated", "position")
    list_filter = ("model",)
    list_select_related = ("model",)
    search_fields = ("name", "unit", "price", "note", "sources__title")
    fields = ("model", "name", "unit", ("price", "dated"), "note", "position")
    inlines = (PriceSourceInline,)


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
    fields = SOURCE_FIELDS


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
    fields = (
        *("name", "slug", "triggered_by", "changes", "condition", "scope"),
        ("jurisdiction", "in_force"),
        ("next_date", "next_change"),
        "position",
    )
    inlines = (RegimeSourceInline,)


class StandardSourceInline(StackedRowInline):
    model = StandardSource
    fields = SOURCE_FIELDS


@admin.register(Standard)
class StandardAdmin(RowAdmin):
    """What to ask providers to show."""

    list_display = (
        "name",
        "slug",
        "condition",
        RelatedCount("sources", _("sources")),
        "position",
    )
    search_fields = ("name", "slug", "covers", "ask", "condition", "sources__title")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "covers", "attested_by", "ask", "condition", "scope", "position")
    inlines = (StandardSourceInline,)


@admin.register(NextStep)
class NextStepAdmin(RowAdmin):
    """What to do next."""

    list_display = ("text", "slug", "verdict", "axis", "condition", "position")
    list_filter = ("verdict", "axis")
    list_select_related = ("verdict", "axis")
    search_fields = ("text", "slug", "condition")
    fields = ("slug", "text", "verdict", "axis", "condition", "scope", "position")


TOPIC_NAMES = {
    NoteTopic.READING: _("How to read a result"),
    NoteTopic.FIT: _("The fit check"),
    NoteTopic.PRICING: _("Pricing"),
    NoteTopic.COMPLIANCE: _("Compliance"),
    NoteTopic.LABELS: _("Labels"),
    NoteTopic.SAVINGS: _("Savings and the business case"),
    NoteTopic.DISAGREEMENTS: _("Where sources disagree"),
    NoteTopic.LIMITS: _("Limits"),
}


def topic_choices() -> Iterator[tuple[str, "StrOrPromise"]]:
    """What a note may be about: one of the axes, or a topic of its own."""
    yield "", "---------"
    yield from Axis.objects.values_list("slug", "name")
    yield from ((str(topic), name) for topic, name in TOPIC_NAMES.items())


class NoteForm(RowPageForm):
    """Refuses a topic that no page would show."""

    topic = forms.ChoiceField(
        label=_("Topic"), choices=topic_choices, help_text=_("Where the note is shown.")
    )


@admin.register(Note)
class NoteAdmin(RowAdmin):
    """Background that belongs to a topic."""

    form = NoteForm
    list_display = ("title", "slug", "topic", "position")
    list_filter = ("topic",)
    search_fields = ("title", "slug", "text")
    prepopulated_fields = {"slug": ("title",)}
    fields = ("topic", "title", "slug", "text", "scope", "position")
