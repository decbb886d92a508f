"""Places to buy from, and the rules about them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.columns import RelatedCount
from matcher.admin.base.row_admin import RowAdmin, StackedRowInline
from matcher.admin.rows.outcomes import SOURCE_FIELDS
from matcher.models import Place, PlaceEntry, PlaceRule, PlaceRuleSource


@admin.register(Place)
class PlaceAdmin(RowAdmin):
    """Countries where providers work."""

    list_display = ("country", "zones", "languages", "shown", "position")
    list_filter = ("shown",)
    search_fields = ("country", "zones", "note")
    fields = ("country", "zones", "languages", "note", "shown", "position")


class PlaceEntryInline(StackedRowInline):
    model = PlaceEntry
    fields = ("countries", "says", "partly", "position")


class PlaceRuleSourceInline(StackedRowInline):
    model = PlaceRuleSource
    fields = SOURCE_FIELDS


@admin.register(PlaceRule)
class PlaceRuleAdmin(RowAdmin):
    """What is said of places at home."""

    list_display = ("name", "slug", "kind", "scope", RelatedCount("sources", _("sources")))
    list_filter = ("kind",)
    search_fields = ("name", "slug", "says", "entries__says", "sources__title")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "kind", "says", "otherwise", "scope", "position")
    inlines = (PlaceEntryInline, PlaceRuleSourceInline)
