"""The walk: which question comes next, which may be skipped, how far we are."""

from collections.abc import Iterator
from dataclasses import dataclass

from matcher.core.facts import CertainFacts
from matcher.core.matching import Match
from matcher.core.scoring import certain_closeness
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Question

EARLY_RESULT_FROM = 5
"""An early result is offered from this many answers on."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a visitor is. `next` is the question to ask, None when nothing is left to ask.

    `skipped` are unanswered base questions that can no longer change anything; `open` are the
    unanswered others, and a border question while it is to be asked. Between `least` and `most`
    more questions will be asked, not counting border questions that may still turn up.
    """

    next: str | None
    answered: tuple[str, ...]
    skipped: tuple[str, ...]
    open: tuple[str, ...]
    least: int
    most: int

    @property
    def early_result(self) -> bool:
        """Whether to offer the result while questions are open."""
        return bool(self.open) and len(self.answered) >= EARLY_RESULT_FROM


def border_question(taxonomy: Taxonomy, match: Match, axis: str) -> Question | None:
    """The question that decides between the first two outcomes of the axis, while they are close
    and it has no answer yet."""
    ranking = match.rankings[axis]
    if not ranking.close:
        return None
    pair = frozenset(standing.outcome for standing in ranking.standings[:2])
    question = taxonomy.index.border_questions.get((axis, pair))
    return question if question and question.slug not in match.answers.as_dict() else None


def walk(taxonomy: Taxonomy, match: Match) -> Walk:
    """Where a visitor with these answers is."""
    facts = _certain_facts(taxonomy, match)
    unanswered = [
        question for question in taxonomy.index.base_questions if question.slug not in facts.picks
    ]
    skipped = tuple(
        question.slug for question in unanswered if _may_skip(taxonomy, question, facts)
    )
    base = [question.slug for question in unanswered if question.slug not in skipped]
    left = (*_borders(taxonomy, match, base), *base)
    certain = [slug for slug in left if slug not in taxonomy.index.tie_breakers]
    return Walk(
        next=left[0] if left else None,
        answered=tuple(slug for slug, _option in match.answers),
        skipped=skipped,
        open=left,
        least=max(len(certain), min(len(left), 1)),
        most=len(left),
    )


def _borders(taxonomy: Taxonomy, match: Match, base: list[str]) -> Iterator[str]:
    """The border question of each axis whose first two outcomes are close, once no base question
    of that axis is left that might separate them."""
    for axis in match.rankings:
        if not any((slug, axis) in taxonomy.index.weight_by_pair for slug in base):
            question = border_question(taxonomy, match, axis)
            if question:
                yield question.slug


def _certain_facts(taxonomy: Taxonomy, match: Match) -> CertainFacts:
    picks = match.answers.as_dict()
    return CertainFacts(
        picks=picks,
        rankings=match.rankings,
        closeness={
            axis: certain_closeness(taxonomy, picks, match.rankings[axis])
            for axis in taxonomy.index.axes_asked_close
        },
        label=match.answers.label,
    )


def _may_skip(taxonomy: Taxonomy, question: Question, facts: CertainFacts) -> bool:
    """A question that only breaks ties is skipped once every axis it counts on is settled and
    no warning or stop that depends on it is open."""
    conditions = taxonomy.index.tie_breakers.get(question.slug)
    return (
        conditions is not None
        and all(facts.rankings[weight.axis].settled for weight in question.weights)
        and all(condition.truth(facts) is not None for condition in conditions)
    )
