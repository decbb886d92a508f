"""The guide: pages to read, each with its sections."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.columns import RelatedCount
from matcher.admin.base.row_admin import RowAdmin, StackedRowInline
from matcher.models import GuidePage, GuideSection


class GuideSectionInline(StackedRowInline):
    model = GuideSection
    fields = (("title", "slug"), "text", "position")
    prepopulated_fields = {"slug": ("title",)}


@admin.register(GuidePage)
class GuidePageAdmin(RowAdmin):
    """Pages of the guide, each with its sections."""

    list_display = (
        "title",
        "slug",
        RelatedCount("sections", _("sections")),
        "linked_from",
        "position",
    )
    list_filter = ("linked_from",)
    search_fields = ("title", "slug", "summary", "sections__title", "sections__text")
    prepopulated_fields = {"slug": ("title",)}
    fields = (("title", "slug"), "summary", "linked_from", "position")
    inlines = (GuideSectionInline,)
