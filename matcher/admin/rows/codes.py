"""Codes of other classifications, row by row and as a spreadsheet."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.columns import RelatedCount
from matcher.admin.base.row_admin import RowAdmin, StackedRowInline
from matcher.admin.rows.outcomes import SOURCE_FIELDS
from matcher.admin.spreadsheets.mixin import SpreadsheetMixin
from matcher.draft.spreadsheet_columns import FAMILY_CODE_TABLE, LINE_CODE_TABLE
from matcher.models import CodeScheme, CodeSource, FamilyCode, LineCode


class CodeSourceInline(StackedRowInline):
    model = CodeSource
    fields = SOURCE_FIELDS


@admin.register(CodeScheme)
class CodeSchemeAdmin(RowAdmin):
    """Classifications whose codes people search by."""

    list_display = ("name", "slug", "forms", RelatedCount("sources", _("sources")), "position")
    search_fields = ("name", "slug", "about", "notice", "sources__title")
    prepopulated_fields = {"slug": ("name",)}
    fields = (("name", "slug"), "about", "notice", "forms", "position")
    inlines = (CodeSourceInline,)


@admin.register(LineCode)
class LineCodeAdmin(SpreadsheetMixin, RowAdmin):
    """Every code of a service line, to be searched, and to go to a spreadsheet and back."""

    spreadsheet = LINE_CODE_TABLE
    list_display = ("code", "title", "scheme", "line", "position")
    list_filter = ("scheme", "line__family")
    list_select_related = ("scheme", "line")
    search_fields = ("code", "title", "line__name", "line__slug")
    fields = (("line", "scheme"), ("code", "title"), "position")


@admin.register(FamilyCode)
class FamilyCodeAdmin(SpreadsheetMixin, RowAdmin):
    """Every code of a family as a whole, to be searched, and to go to a spreadsheet and back."""

    spreadsheet = FAMILY_CODE_TABLE
    list_display = ("code", "title", "scheme", "family", "position")
    list_filter = ("scheme", "family")
    list_select_related = ("scheme", "family")
    search_fields = ("code", "title", "family__name")
    fields = (("family", "scheme"), ("code", "title"), "position")
