"""The walk: which question comes next, which may be skipped, how far we are."""

from collections.abc import Iterator
from dataclasses import dataclass

from matcher.core.facts import ForGood
from matcher.core.matching import Match
from matcher.core.scoring import closeness_for_good
from matcher.core.taxonomy.values import Question, Taxonomy

EARLY_RESULT_FROM = 5
"""From this many answers on an early result is offered (architecture, scoring)."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a visitor is. `next` is the question to ask, None when nothing is left to ask.

    `skipped` are unanswered base questions that cannot change anything any more; `open` are the
    unanswered others, and a border question while it is to be asked. Between `least` and `most`
    more questions will be asked, border questions that may still turn up aside.
    """

    next: str | None
    answered: tuple[str, ...]
    skipped: tuple[str, ...]
    open: tuple[str, ...]
    least: int
    most: int

    @property
    def early_result(self) -> bool:
        """Whether to offer the result although questions are open."""
        return bool(self.open) and len(self.answered) >= EARLY_RESULT_FROM


def border_question(taxonomy: Taxonomy, match: Match, axis: str) -> Question | None:
    """The question that would tell the first two outcomes of the axis apart: while they are close
    and it has no answer yet."""
    ranking = match.rankings[axis]
    if not ranking.close:
        return None
    pair = frozenset(one.outcome for one in ranking.standings[:2])
    found = taxonomy.border_questions.get((axis, pair))
    return found if found and found.slug not in match.answers.as_dict() else None


def walk(taxonomy: Taxonomy, match: Match) -> Walk:
    """Where a visitor with these answers is."""
    facts = _for_good(taxonomy, match)
    unanswered = [one for one in taxonomy.base_questions if one.slug not in facts.picks]
    skipped = tuple(one.slug for one in unanswered if _may_skip(taxonomy, one, facts))
    base = [one.slug for one in unanswered if one.slug not in skipped]
    borders = list(_borders(taxonomy, match, base))
    left = (*borders, *base)
    sure = [slug for slug in left if slug not in taxonomy.tie_breakers]
    return Walk(
        next=left[0] if left else None,
        answered=tuple(slug for slug, _option in match.answers),
        skipped=skipped,
        open=left,
        least=max(len(sure), min(len(left), 1)),
        most=len(left),
    )


def _borders(taxonomy: Taxonomy, match: Match, base: list[str]) -> Iterator[str]:
    """The border question of each axis whose first two outcomes are close, once no base question
    of that axis is left that might part them."""
    for axis in match.rankings:
        if not any((slug, axis) in taxonomy.weight_by_pair for slug in base):
            question = border_question(taxonomy, match, axis)
            if question:
                yield question.slug


def _for_good(taxonomy: Taxonomy, match: Match) -> ForGood:
    picks = match.answers.as_dict()
    return ForGood(
        picks=picks,
        rankings=match.rankings,
        closeness={
            axis: closeness_for_good(taxonomy, picks, match.rankings[axis])
            for axis in taxonomy.axes_asked_close
        },
        label=match.answers.label,
    )


def _may_skip(taxonomy: Taxonomy, question: Question, facts: ForGood) -> bool:
    """A question that only breaks ties is skipped once every axis it counts on is settled and
    no warning or stop that depends on it is open."""
    conditions = taxonomy.tie_breakers.get(question.slug)
    return (
        conditions is not None
        and all(facts.rankings[weight.axis].settled for weight in question.weights)
        and all(condition.truth(facts) is not None for condition in conditions)
    )
