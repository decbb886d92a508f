"""What would change the answer, and what an unknown is worth: exact, by trying every option."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from matcher.core.conditions import Condition
from matcher.core.facts import Now
from matcher.core.matching import Match
from matcher.core.ranking import Ranking
from matcher.core.rules import NOT_SURE, AxisRules, Picks
from matcher.core.taxonomy.values import Question, Taxonomy


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
        if _may_tip(taxonomy.rules[axis], match.rankings[axis], question.slug, given)
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
    if not _may_tip(taxonomy.rules[axis], match.rankings[axis], slug, NOT_SURE):
        return ()
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


def _may_tip(rules: AxisRules, ranking: Ranking, slug: str, given: str) -> bool:
    """Whether trying the options of a question is worth it: False only where the best of them
    cannot close any rival's gap, with the combinations it has a say in at their best for the
    rival, nor rule the first outcome out or anything back in."""
    choice = rules.choice(slug, given)
    if (
        ranking.top is None
        or slug not in rules.base
        or choice.excluded
        or rules.may_exclude(slug, ranking.top)
    ):
        return True
    moving = [one.points for one in rules.combinations if slug in one.questions]
    first, *rivals = ranking.standings
    for rival in rivals:
        pair = rules.pair(rival.outcome, first.outcome)
        gain = pair.reach[slug][1] - pair.lead(choice.points)
        gain += sum([abs(pair.lead(points)) for points in moving])
        if rival.points + gain >= first.points:
            return True
    return False


Tried = Iterator[tuple[str, str, int | None]]


def _tried(rules: AxisRules, picks: Picks, question: Question) -> Tried:
    """Every option but the given one: the option, who would be first, and by how much."""
    others = {slug: option for slug, option in picks.items() if slug != question.slug}
    without = _Without.question(rules, others, question.slug)
    for option in question.options:
        if option.slug != picks.get(question.slug):
            first = without.first({**others, question.slug: option.slug}, option.slug)
            if first is not None:
                yield option.slug, *first


@dataclass(frozen=True, slots=True)
class _Without:
    """An axis with every answer but the one to a question: what trying its options starts from.
    `moving` are the combinations that the question has a say in; the others are in the points."""

    rules: AxisRules
    slug: str
    points: Mapping[str, int]
    excluded: frozenset[str]
    scored: bool
    moving: tuple[tuple[Condition, Mapping[str, int]], ...]

    @classmethod
    def question(cls, rules: AxisRules, others: Picks, slug: str) -> Self:
        choices = [rules.choice(other, option) for other, option in others.items()]
        points = rules.points(others)
        facts = Now(others, {})
        for condition, effects, names in rules.combinations:
            if slug not in names and condition.truth(facts):
                _add(points, effects)
        return cls(
            rules=rules,
            slug=slug,
            points=points,
            excluded=frozenset().union(*[choice.excluded for choice in choices]),
            scored=any(choice.strengths for choice in choices),
            moving=tuple(
                (condition, effects)
                for condition, effects, names in rules.combinations
                if slug in names
            ),
        )

    def first(self, picks: Picks, option: str) -> tuple[str, int | None] | None:
        """The first outcome and its lead with this option, as `rank` would say without reasons."""
        choice = self.rules.choice(self.slug, option)
        if not (self.scored or choice.strengths):
            return None
        points = dict(self.points)
        _add(points, choice.points)
        for condition, effects in self.moving:
            if condition.truth(Now(picks, {})):
                _add(points, effects)
        return self.rules.leader(points, self.excluded | choice.excluded, picks)


def _add(points: dict[str, int], more: Mapping[str, int]) -> None:
    for outcome, value in more.items():
        points[outcome] = points.get(outcome, 0) + value
