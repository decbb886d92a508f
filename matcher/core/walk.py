"""The walk: which question comes next, which may be skipped, how far we are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.core.facts import CertainFacts
from matcher.core.matching import Match
from matcher.core.picks import UNSURE, Picks
from matcher.core.rules import AxisRules
from matcher.core.scoring import certain_closeness, close_pair
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Asked, Question

EARLY_RESULT_FROM = 5
"""An early result is offered from this many answers on."""

MOST_SCREENS = 15
"""No border question is asked that would make the whole walk longer; the result offers it. Longer
walks are left before their end."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a visitor is. `next` is the question to ask, None when nothing is left to ask: one of
    context that comes first, then one that is scored, then one of context that comes last. `first`
    and `last` are those of context without an answer.

    `skipped` are base questions without an answer that can no longer change anything, as far as
    base questions go, and all of them once it is certain that this is another kind of buying;
    `last` is empty then.
    `open` are the others, and a border question while it is to be asked; `offered` are those that
    would make the walk too long. Between `least` and `most` more questions will be asked; fewer
    only if it turns out to be another kind of buying. `borders` is on how many axes a border
    question may turn up that is not open yet; `most` counts one for each of them, and hardly
    anybody is asked a second one. While `borders` is 0, `most` is certain.
    """

    next: str | None
    answered: tuple[str, ...]
    skipped: tuple[str, ...]
    open: tuple[str, ...]
    least: int
    most: int
    borders: int = 0
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()

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
    skipped = _skipped(taxonomy, match, facts)
    base = [slug for slug in match.unanswered if slug not in skipped]
    borders = _borders(taxonomy, match, facts, base)
    first, last = (_context_left(taxonomy, match, asked) for asked in ("first", "last"))
    if _certainly_outside(taxonomy, facts):
        base, skipped, borders, last = [], match.unanswered, _Borders(), ()
    left = (*borders.asked, *base)
    certain = _certain(taxonomy, left)
    context = len(first) + bool(last)
    # An answer on a border may make those that were skipped matter after all.
    again = len(skipped) if borders.more or borders.asked else 0
    return Walk(
        next=next(iter((*first, *left, *last)), None),
        answered=tuple(facts.picks),
        skipped=skipped,
        open=left,
        least=max(len(certain), min(len(left), 1)) + context,
        most=len(left) + borders.more + again + context,
        borders=borders.more,
        first=first,
        last=last,
        offered=borders.offered,
    )


def _context_screens(taxonomy: Taxonomy) -> int:
    """How many pages ask for context: one for each question that comes first, and one for all that
    come last."""
    asked = [question.asked for question in taxonomy.context]
    return asked.count("first") + ("last" in asked)


def _context_left(taxonomy: Taxonomy, match: Match, asked: Asked) -> tuple[str, ...]:
    """The questions of context at one end of the walk that have no answer."""
    given = dict(match.answers.context)
    return tuple(
        question.slug
        for question in taxonomy.context
        if question.asked == asked and question.slug not in given
    )


def open_borders(taxonomy: Taxonomy, match: Match) -> Mapping[str, str]:
    """The border question of each axis whose first two outcomes are close, once no base question
    is left that might separate them."""
    skipped = _skipped(taxonomy, match, _certain_facts(taxonomy, match))
    return _due_borders(taxonomy, match, [slug for slug in match.unanswered if slug not in skipped])


@dataclass(frozen=True, slots=True)
class _Borders:
    """The border questions to ask, those that would make the walk too long, and on how many axes
    more may turn up."""

    asked: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    more: int = 0


def _borders(
    taxonomy: Taxonomy, match: Match, facts: CertainFacts, base: Sequence[str]
) -> _Borders:
    due = _due_borders(taxonomy, match, base)
    screens = len(facts.picks) + _context_screens(taxonomy)
    room = max(0, MOST_SCREENS - screens - len(base))
    asked = dict(list(due.items())[:room])
    more = sum(
        _another_may_turn_up(taxonomy.index.rules[axis], facts.picks, asked.get(axis))
        for axis, ranking in match.rankings.items()
        if not ranking.settled
    )
    later = max(0, MOST_SCREENS - screens - len(_certain(taxonomy, base)) - len(asked))
    return _Borders(
        asked=tuple(asked.values()), offered=tuple(due.values())[room:], more=min(more, later)
    )


def _due_borders(taxonomy: Taxonomy, match: Match, base: Sequence[str]) -> Mapping[str, str]:
    """The border question of each axis whose first two outcomes are close, once no base question
    of that axis is left that might separate them."""
    return {
        axis: question.slug
        for axis in match.rankings
        if (question := border_question(taxonomy, match, axis))
        and not any((slug, axis) in taxonomy.index.weight_by_pair for slug in base)
    }


def _another_may_turn_up(rules: AxisRules, picks: Picks, asked: str | None) -> bool:
    """Whether on an axis that is not settled a border question may be asked besides the one that
    is open. True where the contrary is not certain."""
    if asked and not rules.unanswered(picks):
        return _leads_to_another(rules, picks, asked)
    return any(slug not in picks and slug != asked for slug in rules.borders.values())


def _leads_to_another(rules: AxisRules, picks: Picks, border: str) -> bool:
    """Whether an answer to the border question that is asked brings up another one."""
    answered = [{**picks, border: answer} for answer in (UNSURE, *rules.answer_rules[border])]
    pairs = ((close_pair(rules, after), after) for after in answered)
    return any(pair and rules.open_border(*pair, after) for pair, after in pairs)


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


def _certain(taxonomy: Taxonomy, left: Sequence[str]) -> Sequence[str]:
    """The questions among these that no answer to another can make superfluous."""
    return [slug for slug in left if slug not in taxonomy.index.tie_breakers]


def _skipped(taxonomy: Taxonomy, match: Match, facts: CertainFacts) -> tuple[str, ...]:
    """The base questions without an answer that can no longer change anything."""
    questions = taxonomy.index.question_by_slug
    return tuple(slug for slug in match.unanswered if _may_skip(taxonomy, questions[slug], facts))


def _certainly_outside(taxonomy: Taxonomy, facts: CertainFacts) -> bool:
    """Whether this is another kind of buying, and which one, whatever else is answered."""
    truths = (condition.truth(facts) for _slug, condition in taxonomy.index.outside_conditions)
    return next((truth for truth in truths if truth is not False), False) is True


def _may_skip(taxonomy: Taxonomy, question: Question, facts: CertainFacts) -> bool:
    """A question that only breaks ties is skipped once every axis it counts on is settled as far
    as base questions go, and no warning, stop or other kind of buying that depends on it is
    open."""
    conditions = taxonomy.index.tie_breakers.get(question.slug)
    return (
        conditions is not None
        and all(facts.rankings[weight.axis].base_settled for weight in question.weights)
        and all(condition.truth(facts) is not None for condition in conditions)
    )
