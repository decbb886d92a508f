"""Software and AI: how exposed the work of families is, and the annex to a brief."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.columns import RelatedCount
from matcher.admin.base.row_admin import RowAdmin, StackedRowInline, TabularRowInline
from matcher.admin.rows.outcomes import SOURCE_FIELDS
from matcher.admin.spreadsheets.mixin import SpreadsheetMixin
from matcher.draft.spreadsheet_columns import EXPOSURE_TABLE
from matcher.models import AnnexClause, Exposure, ExposureLevel, ExposureScale, ScaleSource


class ExposureLevelInline(TabularRowInline):
    model = ExposureLevel
    fields = ("name", "slug", "means", "position")
    prepopulated_fields = {"slug": ("name",)}


class ScaleSourceInline(StackedRowInline):
    model = ScaleSource
    fields = SOURCE_FIELDS


@admin.register(ExposureScale)
class ExposureScaleAdmin(RowAdmin):
    """Where scores of exposure come from, and what they mean."""

    list_display = (
        "name",
        "slug",
        RelatedCount("levels", _("levels")),
        RelatedCount("sources", _("sources")),
        "position",
    )
    search_fields = ("name", "slug", "meaning", "citation", "sources__title")
    prepopulated_fields = {"slug": ("name",)}
    fields = (("name", "slug"), "meaning", "citation", "position")
    inlines = (ExposureLevelInline, ScaleSourceInline)


@admin.register(Exposure)
class ExposureAdmin(SpreadsheetMixin, RowAdmin):
    """Occupations near the families, and how exposed they are to AI."""

    spreadsheet = EXPOSURE_TABLE
    list_display = ("title", "code", "family", "score", "level", "checked_on", "position")
    list_filter = ("family", "level")
    list_select_related = ("family", "level")
    search_fields = ("title", "code", "family__name")
    fields = ("family", ("title", "code"), ("score", "level"), "checked_on", "scope", "position")


@admin.register(AnnexClause)
class AnnexClauseAdmin(RowAdmin):
    """The annex on software and AI, point by point."""

    list_display = ("title", "slug", "condition", "scope", "regime", "position")
    list_select_related = ("regime",)
    search_fields = ("title", "slug", "text", "to_fill_in", "condition")
    prepopulated_fields = {"slug": ("title",)}
    fields = (
        ("title", "slug"),
        *("text", "to_fill_in", "condition", "scope", "regime", "position"),
    )
