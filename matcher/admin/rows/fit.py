"""The fit check: drivers, verdicts with their bands, and hard stops."""

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.columns import RelatedCount, RowLink
from matcher.admin.base.row_admin import RowAdmin, TabularRowInline
from matcher.models import Band, Driver, DriverScore, Stop, Verdict


class ScoreInline(TabularRowInline):
    model = DriverScore
    fields = ("option", "score")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("option")


@admin.register(Driver)
class DriverAdmin(RowAdmin):
    """The parts of the fit score."""

    list_display = (
        "name",
        "slug",
        RowLink("question", _("question")),
        "weight",
        RelatedCount("scores", _("scores")),
        "required",
        "position",
    )
    list_select_related = ("question",)
    search_fields = ("name", "slug", "question__prompt")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "question", "weight", "required", "position")
    inlines = (ScoreInline,)


class BandInline(TabularRowInline):
    model = Band
    fields = ("minimum",)


@admin.register(Verdict)
class VerdictAdmin(RowAdmin):
    """What the fit check can say, and from which score."""

    list_display = ("name", "slug", "severity", "from_score", "proceeds", "tint")
    list_select_related = ("band",)
    search_fields = ("name", "slug", "text", "opening", "run", "closing")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (None, {"fields": ("name", "slug", "text", "severity", "proceeds", "guide")}),
        (
            _("At the top of a result"),
            {
                "fields": ("opening", "run", "closing", "tint"),
                "description": _(
                    "They make one text with the words of the outcomes: “Not yet. Returns and "
                    "refunds is ecommerce and order operations. Once it is ready, run it as a "
                    "hybrid, nearshore.” Read it aloud."
                ),
            },
        ),
    )
    inlines = (BandInline,)

    @admin.display(description=_("from score"), ordering="band__minimum")
    def from_score(self, row: Verdict) -> Decimal | None:
        return row.band.minimum if hasattr(row, "band") else None


@admin.register(Stop)
class StopAdmin(RowAdmin):
    """Conditions that override the fit score."""

    list_display = ("slug", "condition", "verdict", "at_most", "warning", "position")
    list_filter = ("verdict", "at_most")
    list_select_related = ("verdict", "warning")
    search_fields = ("slug", "condition", "warning__title")
    fields = ("slug", "condition", "verdict", "at_most", "warning", "position")
