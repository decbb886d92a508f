"""The walk: which question comes next, which may be skipped, how far we are."""

from dataclasses import dataclass

from matcher.core.conditions import Condition, Is, IsClose, Unanswered, atoms, parse
from matcher.core.facts import ForGood
from matcher.core.matching import Match
from matcher.core.scoring import closeness_for_good
from matcher.core.taxonomy import Question, Taxonomy

EARLY_RESULT_FROM = 5
"""From this many answers on an early result is offered (architecture, scoring)."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a visitor is. `next` is the question to ask, None when nothing is left to ask.

    `skipped` are unanswered questions that cannot change anything any more; `open` are the
    unanswered others. Between `least` and `most` more questions will be asked.
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


def walk(taxonomy: Taxonomy, match: Match) -> Walk:
    """Where a visitor with these answers is."""
    facts = _for_good(taxonomy, match)
    answered = tuple(slug for slug, _option in match.answers)
    unanswered = [one for one in taxonomy.questions if one.slug not in facts.picks]
    skipped = tuple(one.slug for one in unanswered if _may_skip(taxonomy, one, facts))
    left = tuple(one.slug for one in unanswered if one.slug not in skipped)
    sure = [slug for slug in left if not _only_breaks_ties(taxonomy, slug)]
    return Walk(
        next=left[0] if left else None,
        answered=answered,
        skipped=skipped,
        open=left,
        least=max(len(sure), min(len(left), 1)),
        most=len(left),
    )


def _for_good(taxonomy: Taxonomy, match: Match) -> ForGood:
    picks = match.answers.as_dict()
    return ForGood(
        picks=picks,
        rankings=match.rankings,
        closeness={
            axis: closeness_for_good(taxonomy, picks, ranking)
            for axis, ranking in match.rankings.items()
        },
        label=match.answers.label,
    )


def _only_breaks_ties(taxonomy: Taxonomy, slug: str) -> bool:
    """Whether the question does nothing but break ties: it is essential on no axis and the fit
    check does not ask it."""
    weights = taxonomy.question_by_slug[slug].weights
    return all(weight.role == "tie-break" for weight in weights) and all(
        driver.question != slug for driver in taxonomy.drivers
    )


def _may_skip(taxonomy: Taxonomy, question: Question, facts: ForGood) -> bool:
    """A question that only breaks ties is skipped once every axis it counts on is settled and
    no warning or stop that depends on it is open."""
    if not _only_breaks_ties(taxonomy, question.slug):
        return False
    axes = frozenset(weight.axis for weight in question.weights)
    return all(facts.rankings[axis].settled for axis in axes) and not any(
        _depends(condition, question.slug, axes) and condition.truth(facts) is None
        for condition in _advising(taxonomy)
    )


def _advising(taxonomy: Taxonomy) -> tuple[Condition, ...]:
    warnings = (parse(warning.condition) for warning in taxonomy.warnings)
    stops = (parse(stop.condition) for stop in taxonomy.stops)
    return (*warnings, *stops)


def _depends(condition: Condition, question: str, axes: frozenset[str]) -> bool:
    """Whether the condition asks for this question, or for an axis that it counts on."""
    return any(
        isinstance(atom, Is | IsClose | Unanswered) and (atom.name == question or atom.name in axes)
        for atom in atoms(condition)
    )
