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
    Asks,
    ConditionProblem,
    MarkedPiece,
    combination_problems,
    condition_problems,
    mark_problems,
)
from matcher.draft.compile import compile_vocabulary
from matcher.wording import describe_condition

MAX_PROBLEMS_LISTED = 5
"""More problems than this in one condition are only counted and marked."""

LAYOUT = '<div class="condition">{}<div class="condition-feedback" role="status">{}</div></div>'

VocabularySource = Callable[[], Taxonomy]


@dataclass(frozen=True, slots=True)
class ConditionReading:
    """What a condition means, in plain words; or its problems, and the text with them marked."""

    words: str = ""
    problems: tuple[ConditionProblem, ...] = ()
    pieces: tuple[MarkedPiece, ...] = ()

    @property
    def listed_problems(self) -> tuple[ConditionProblem, ...]:
        return self.problems[:MAX_PROBLEMS_LISTED]

    @property
    def unlisted_count(self) -> int:
        return len(self.problems) - len(self.listed_problems)


def read_condition(
    vocabulary: Taxonomy, text: str, axis: str = "", asks: Asks = "answers"
) -> ConditionReading:
    """What the condition means. With an axis: as the condition of a combination on that axis."""
    problems = (
        combination_problems(vocabulary, text, axis)
        if axis
        else condition_problems(vocabulary, text, asks)
    )
    if problems:
        return ConditionReading(problems=problems, pieces=mark_problems(text, problems))
    return ConditionReading(words=describe_condition(vocabulary, text))


def refuse_problems(problems: tuple[ConditionProblem, ...]) -> None:
    """Raises ValidationError with a sentence for each problem."""
    if problems:
        raise ValidationError(
            [problem.sentence for problem in problems[:MAX_PROBLEMS_LISTED]], code="condition"
        )


class ConditionWidget(AdminTextareaWidget):
    """The text, and below it what it means."""

    def __init__(self, vocabulary: VocabularySource, asks: Asks) -> None:
        rows = 1 if asks == "scope" else 3
        super().__init__({"rows": rows, "spellcheck": "false", "autocomplete": "off"})
        self.vocabulary = vocabulary
        self.asks = asks

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
        asks = "" if self.asks == "answers" else f"?asks={self.asks}"
        attributes = {
            "data-condition": reverse("admin:desk_condition") + asks,
            "data-words": reverse("admin:desk_condition_words") + asks,
            "data-suggestions": _("suggestions, choose with the arrow keys"),
        }
        field = super().render(name, value, {**attributes, **(attrs or {})}, renderer)
        reading = read_condition(self.vocabulary(), value, asks=self.asks) if value else None
        panel = render_to_string("admin/matcher/condition.html", {"reading": reading})
        return format_html(LAYOUT, field, panel)


class ConditionFormField(MultilineField):
    """A condition. Refuses one that cannot be read or names what the vocabulary does not have."""

    def __init__(self, *, asks: Asks = "answers", **options: Any) -> None:  # noqa: ANN401 - as Django has it
        # The vocabulary is compiled when first needed, and kept for all copies of the field.
        self.vocabulary = cache(compile_vocabulary)
        self.asks = asks
        super().__init__(**options | {"widget": ConditionWidget(self.vocabulary, asks)})

    def validate(self, value: str) -> None:
        super().validate(value)
        if value:
            refuse_problems(condition_problems(self.vocabulary(), value, self.asks))
