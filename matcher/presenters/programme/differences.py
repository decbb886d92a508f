"""What differs between those who answer a row, and what each difference would change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import Match, Question, Taxonomy
from matcher.core.respondents import Position, Voice, difference
from matcher.presenters.result.outside import verdict_name
from matcher.presenters.result.strips import first_names
from matcher.presenters.words import Tag, answer_text, tag
from matcher.programmes import StoredRow

Naming = Callable[[Sequence[int]], tuple[str, ...]]
"""What respondents are called, by their numbers."""


def by_label(row: StoredRow) -> Naming:
    """As whoever edits the programme calls them."""
    return lambda numbers: tuple(row.respondent(number).label for number in numbers)


@dataclass(frozen=True, slots=True)
class Saying:
    """An answer, and what those are called who gave it."""

    answer: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer of those that differ, with what is first on each axis that they turn, and the
    verdict, which is empty where they do not turn it."""

    saying: Saying
    firsts: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A question on which they differ, and what that would change: the axes, the verdict or
    nothing."""

    prompt: str
    axes: tuple[Tag, ...]
    turns_verdict: bool
    outcomes: tuple[Outcome, ...]


def saying(question: Question, voice: Voice, naming: Naming) -> Saying:
    """An answer in words, with those who gave it."""
    return Saying(answer_text(question, voice.answer), naming(voice.respondents))


def difference_view(
    taxonomy: Taxonomy, row: StoredRow, position: Position, naming: Naming
) -> DifferenceView:
    """What it comes to with each of the answers that differ."""
    question = taxonomy.index.question_by_slug[position.question]
    found = difference(taxonomy, row.answers, position)
    return DifferenceView(
        prompt=question.prompt,
        axes=tuple(tag(taxonomy.index.axis_by_slug[axis]) for axis in found.turned),
        turns_verdict=found.turns_verdict,
        outcomes=tuple(
            Outcome(
                saying=saying(question, each.voice, naming),
                firsts=_firsts(taxonomy, each.match, found.turned),
                verdict=_verdict(taxonomy, each.match) if found.turns_verdict else "",
            )
            for each in found.alternatives
        ),
    )


def _firsts(taxonomy: Taxonomy, match: Match, axes: Sequence[str]) -> tuple[str, ...]:
    """What is first on these axes. Another kind of buying decides nothing on them."""
    undecided = _("Not decided")
    return tuple(
        undecided if match.outside else first_names(taxonomy, match.rankings[axis]) for axis in axes
    )


def _verdict(taxonomy: Taxonomy, match: Match) -> str:
    return verdict_name(taxonomy, match) or _("No verdict yet")
