"""The field of a condition: checked against the draft, and read back in words below the text."""

from collections.abc import Callable
from dataclasses import dataclass
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

from matcher.admin.base.multiline import Prose
from matcher.core.condition_errors import Fault, Piece, faults, faults_on_axis, marked
from matcher.core.taxonomy.values import Taxonomy
from matcher.wording import in_words

FAULTS_TOLD = 5
"""More faults than this in one condition are only counted and marked."""

PARTS = '<div class="condition">{}<div class="condition-said" role="status">{}</div></div>'

Vocabulary = Callable[[], Taxonomy]


@dataclass(frozen=True, slots=True)
class Reading:
    """A condition as it is read: in words, or with what is wrong, and the text marked there."""

    words: str = ""
    faults: tuple[Fault, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def told(self) -> tuple[Fault, ...]:
        return self.faults[:FAULTS_TOLD]

    @property
    def untold(self) -> int:
        return len(self.faults) - len(self.told)


def read(vocabulary: Taxonomy, text: str, axis: str = "") -> Reading:
    """What the condition says. With an axis it is that of a combination on it."""
    found = faults_on_axis(vocabulary, text, axis) if axis else faults(vocabulary, text)
    if found:
        return Reading(faults=found, pieces=marked(text, found))
    return Reading(words=in_words(vocabulary, text))


def refuse(found: tuple[Fault, ...]) -> None:
    """Raises ValidationError with a sentence for each fault."""
    if found:
        raise ValidationError([fault.sentence for fault in found[:FAULTS_TOLD]], code="condition")


class ConditionWidget(AdminTextareaWidget):
    """The text, and below it what the text says."""

    def __init__(self, vocabulary: Vocabulary) -> None:
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
        addresses = {
            "data-condition": reverse("admin:desk_condition"),
            "data-words": reverse("admin:desk_condition_words"),
            "data-found": _("suggestions, choose with the arrow keys"),
        }
        field = super().render(name, value, {**addresses, **(attrs or {})}, renderer)
        reading = read(self.vocabulary(), value) if value else None
        said = render_to_string("admin/matcher/condition.html", {"reading": reading})
        return format_html(PARTS, field, said)


class ConditionField(Prose):
    """A condition. Refuses one that cannot be read or names what the vocabulary does not have."""

    def __init__(self, *, vocabulary: Vocabulary, **options: Any) -> None:  # noqa: ANN401
        super().__init__(**options | {"widget": ConditionWidget(vocabulary)})
        self.vocabulary = vocabulary

    def validate(self, value: str) -> None:
        super().validate(value)
        if value:
            refuse(faults(self.vocabulary(), value))
