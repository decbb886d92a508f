"""Rules over several answers: combinations and warnings."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.columns import RelatedCount
from matcher.admin.base.condition_field import refuse_problems
from matcher.admin.base.row_admin import RowAdmin, TabularRowInline
from matcher.admin.base.row_history import RowPageForm
from matcher.core.condition_errors import combination_problems
from matcher.draft.compile import compile_vocabulary
from matcher.models import Combination, Effect, Warning


class EffectInline(TabularRowInline):
    model = Effect
    fields = ("outcome", "points", "sentence")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("outcome")


class CombinationForm(RowPageForm):
    """Also refuses a condition about what does not count on the combination’s axis."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(*args, **kwargs)
        if "condition" in self.fields:  # not where it may only be looked at
            self.fields["condition"].widget.attrs["data-on-axis"] = ""

    def clean(self) -> None:
        super().clean()
        axis, text = self.cleaned_data.get("axis"), self.cleaned_data.get("condition")
        if axis and text:
            try:
                refuse_problems(combination_problems(compile_vocabulary(), text, axis.slug))
            except ValidationError as error:
                self.add_error("condition", error)


@admin.register(Combination)
class CombinationAdmin(RowAdmin):
    """What single answers cannot express."""

    list_display = ("slug", "axis", "condition", "effects", "position")
    list_filter = ("axis",)
    list_select_related = ("axis",)
    search_fields = ("slug", "condition", "effects__sentence", "effects__outcome__name")
    form = CombinationForm
    fields = ("slug", "axis", "condition", "position")
    inlines = (EffectInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("effects__outcome")

    @admin.display(description=_("effects"))
    def effects(self, row: Combination) -> SafeString:
        return format_html_join(
            mark_safe("<br>"), "{}", ((effect,) for effect in row.effects.all())
        )


@admin.register(Warning)
class WarningAdmin(RowAdmin):
    """Advice that shows while its condition holds."""

    list_display = (
        "title",
        "slug",
        "condition",
        RelatedCount("stops", _("hard stops"), link=True),
        "position",
    )
    search_fields = ("title", "slug", "condition", "text")
    prepopulated_fields = {"slug": ("title",)}
    fields = ("title", "slug", "condition", "text", "position")
