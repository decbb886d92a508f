"""What would change the answer, and what an unknown is worth: exact, by trying every option."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from matcher.core.facts import Now
from matcher.core.matching import Match
from matcher.core.rules import NOT_SURE, AxisRules, Choice, Picks, tie_key
from matcher.core.taxonomy import Question, Taxonomy


@dataclass(frozen=True, slots=True)
class Tip:
    """One answer whose change alone puts another outcome first. `steps` is how far the options
    lie apart on an ordered question, 1 on any other; `lead` is the new first outcome's lead in
    hundredths of a point, None where it is the only one left."""

    question: str
    before: str
    after: str
    outcome: str
    steps: int
    lead: int | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A question without a real answer, and by axis the outcomes that one of its options alone
    would put first. An axis on which it changes nothing by itself has an empty tuple."""

    question: str
    outcomes: Mapping[str, tuple[str, ...]]

    @property
    def worth(self) -> tuple[int, int]:
        """On how many axes it matters, and for how many outcomes: the larger, the more."""
        counts = [len(outcomes) for outcomes in self.outcomes.values()]
        return sum(map(bool, counts)), sum(counts)


def tips(taxonomy: Taxonomy, match: Match, axis: str) -> tuple[Tip, ...]:
    """Every single change of an answer to another option that puts another outcome first on the
    axis, the most plausible first: fewest steps, then the largest lead."""
    picks = match.answers.as_dict()
    top = match.rankings[axis].top
    found = [
        Tip(question.slug, given, option, outcome, _steps(question, given, option), lead)
        for question in _weighted(taxonomy, axis)
        if (given := picks.get(question.slug, NOT_SURE)) != NOT_SURE
        for option, outcome, lead in _tried(taxonomy.rules[axis], picks, question)
        if outcome != top
    ]
    return tuple(sorted(found, key=_plausibility))


def unknowns(taxonomy: Taxonomy, match: Match) -> tuple[Unknown, ...]:
    """Every base question without a real answer, the one worth most first."""
    found = [
        Unknown(
            slug, {axis: _reachable(taxonomy, match, axis, slug) for axis in _axes(taxonomy, slug)}
        )
        for slug in _without_answer(taxonomy, match)
    ]
    return tuple(sorted(found, key=lambda unknown: unknown.worth, reverse=True))


def _without_answer(taxonomy: Taxonomy, match: Match) -> Iterator[str]:
    picks = match.answers.as_dict()
    for question in taxonomy.base_questions:
        if picks.get(question.slug, NOT_SURE) == NOT_SURE:
            yield question.slug


def _axes(taxonomy: Taxonomy, slug: str) -> Iterator[str]:
    for weight in taxonomy.question_by_slug[slug].weights:
        yield weight.axis


def _reachable(taxonomy: Taxonomy, match: Match, axis: str, slug: str) -> tuple[str, ...]:
    """The outcomes other than the present first one, in the order of the axis."""
    question = taxonomy.question_by_slug[slug]
    tried = _tried(taxonomy.rules[axis], match.answers.as_dict(), question)
    found = {outcome for _option, outcome, _lead in tried} - {match.rankings[axis].top}
    return tuple(slug for slug in taxonomy.rules[axis].outcomes if slug in found)


def _weighted(taxonomy: Taxonomy, axis: str) -> Iterator[Question]:
    for slug in taxonomy.question_slugs_by_axis[axis]:
        yield taxonomy.question_by_slug[slug]


def _plausibility(tip: Tip) -> tuple[int, float]:
    return tip.steps, -tip.lead if tip.lead is not None else float("-inf")


def _steps(question: Question, before: str, after: str) -> int:
    if not question.ordered:
        return 1
    places = [option.slug for option in question.options]
    return abs(places.index(before) - places.index(after))


Tried = Iterator[tuple[str, str, int | None]]


def _tried(rules: AxisRules, picks: Picks, question: Question) -> Tried:
    """Every option but the given one: the option, who would be first, and by how much."""
    others = {slug: option for slug, option in picks.items() if slug != question.slug}
    chosen = [
        rules.choice(slug, option) for slug, option in others.items() if slug in rules.choices
    ]
    points = _summed(choice.points for choice in chosen)
    for option in question.options:
        if option.slug != picks.get(question.slug):
            choice = rules.choice(question.slug, option.slug)
            changed = {**others, question.slug: option.slug}
            first = _first(rules, changed, [*chosen, choice], _summed((points, choice.points)))
            if first is not None:
                yield option.slug, *first


def _summed(parts: Iterator[Mapping[str, int]] | tuple[Mapping[str, int], ...]) -> dict[str, int]:
    total: dict[str, int] = {}
    for part in parts:
        for outcome, points in part.items():
            total[outcome] = total.get(outcome, 0) + points
    return total


def _first(
    rules: AxisRules, picks: Picks, chosen: list[Choice], points: dict[str, int]
) -> tuple[str, int | None] | None:
    """The first outcome and its lead, as `rank` would say, without the reasons."""
    if not any(choice.strengths for choice in chosen):
        return None
    facts = Now(picks, {})
    for condition, effects in rules.combinations:
        if condition.truth(facts):
            for outcome, bonus in effects.items():
                points[outcome] = points.get(outcome, 0) + bonus
    excluded = frozenset().union(*(choice.excluded for choice in chosen))
    strengths = rules.tie_choice(picks).strengths
    order = sorted(
        (-points.get(slug, 0), *tie_key(slug, strengths, rules.place), slug)
        for slug in rules.outcomes
        if slug not in excluded
    )
    if not order:
        return None
    lead = order[1][0] - order[0][0] if len(order) > 1 else None
    return order[0][-1], lead
