"""The form field of a condition: checked against the draft, and spelled out below the text."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.forms import Media, Script
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.multiline import MultilineField
from matcher.core import Taxonomy
from matcher.core.condition_errors import (
    ConditionFault,
    MarkedPiece,
    combination_faults,
    condition_faults,
    mark_faults,
)
from matcher.draft.compile import compile_vocabulary
from matcher.wording import describe_condition

MAX_FAULTS_LISTED = 5
"""More faults than this in one condition are only counted and marked."""

LAYOUT = '<div class="condition">{}<div class="condition-said" role="status">{}</div></div>'

VocabularySource = Callable[[], Taxonomy]


@dataclass(frozen=True, slots=True)
class ConditionReading:
    """What a condition means, in plain words; or its faults, and the text with them marked."""

    words: str = ""
    faults: tuple[ConditionFault, ...] = ()
    pieces: tuple[MarkedPiece, ...] = ()

    @property
    def listed_faults(self) -> tuple[ConditionFault, ...]:
        return self.faults[:MAX_FAULTS_LISTED]

    @property
    def unlisted_count(self) -> int:
        return len(self.faults) - len(self.listed_faults)


def read_condition(vocabulary: Taxonomy, text: str, axis: str = "") -> ConditionReading:
    """What the condition means. With an axis: as the condition of a combination on that axis."""
    faults = (
        combination_faults(vocabulary, text, axis) if axis else condition_faults(vocabulary, text)
    )
    if faults:
        return ConditionReading(faults=faults, pieces=mark_faults(text, faults))
    return ConditionReading(words=describe_condition(vocabulary, text))


def refuse_faults(faults: tuple[ConditionFault, ...]) -> None:
    """Raises ValidationError with a sentence for each fault."""
    if faults:
        raise ValidationError(
            [fault.sentence for fault in faults[:MAX_FAULTS_LISTED]], code="condition"
        )


class ConditionWidget(AdminTextareaWidget):
    """The text, and below it what it means."""

    def __init__(self, vocabulary: VocabularySource) -> None:
        super().__init__({"rows": 3, "spellcheck": "false", "autocomplete": "off"})
        self.vocabulary = vocabulary

    @property
    def media(self) -> Media:
        return Media(
            css={"all": ("admin_matcher/condition.css",)},
            js=(Script("admin_matcher/condition.js", defer=True),),  # type: ignore[arg-type]
        )

    def render(
        self,
        name: str,
        value: Any,  # noqa: ANN401 - as Django has it
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        attributes = {
            "data-condition": reverse("admin:desk_condition"),
            "data-words": reverse("admin:desk_condition_words"),
            "data-suggestions": _("suggestions, choose with the arrow keys"),
        }
        field = super().render(name, value, {**attributes, **(attrs or {})}, renderer)
        reading = read_condition(self.vocabulary(), value) if value else None
        panel = render_to_string("admin/matcher/condition.html", {"reading": reading})
        return format_html(LAYOUT, field, panel)


class ConditionFormField(MultilineField):
    """A condition. Refuses one that cannot be read or names what the vocabulary does not have."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        # The vocabulary is compiled when first needed, and kept for all copies of the field.
        self.vocabulary = cache(compile_vocabulary)
        super().__init__(**options | {"widget": ConditionWidget(self.vocabulary)})

    def validate(self, value: str) -> None:
        super().validate(value)
        if value:
            refuse_faults(condition_faults(self.vocabulary(), value))
