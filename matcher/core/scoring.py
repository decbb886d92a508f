"""Ranking the outcomes of one axis."""

from collections.abc import Mapping
from typing import NamedTuple

from matcher.core.facts import Now
from matcher.core.ranking import Bonus, Confidence, Exclusion, Ranking, Standing
from matcher.core.rules import NOT_SURE, AxisRules, Contribution, Picks, tie_key
from matcher.core.settling import closeness, is_settled
from matcher.core.taxonomy.values import Axis, Taxonomy


def rank(taxonomy: Taxonomy, axis: str, answers: Picks) -> Ranking:
    """The ranking on one axis for the answers (question -> option or *not sure*)."""
    cells = _cells(taxonomy, axis, answers)
    scored = any(cells.values())
    bonuses = _bonuses(taxonomy, axis, answers) if scored else {}
    excluded = _exclusions(cells)
    out = frozenset([exclusion.outcome for exclusion in excluded])
    rules = taxonomy.rules[axis]
    standings = _in_order(
        rules,
        answers,
        [_standing(slug, cells[slug], bonuses.get(slug, ())) for slug in cells if slug not in out],
    )
    top = standings[0].outcome if scored and standings else None
    settled = is_settled(rules, answers, top=top, excluded=out)
    return _judge(taxonomy, axis, answers, _Tally(standings, excluded, top, settled))


def first(rules: AxisRules, answers: Picks) -> str | None:
    """The first outcome as `rank` finds it, without the reasons: for thousands of answer sets."""
    choices = [rules.choice(question, option) for question, option in answers.items()]
    if not any(choice.strengths for choice in choices):
        return None
    points = rules.points(answers)
    facts = Now(answers, {})
    for condition, effects, _questions in rules.combinations:
        if condition.truth(facts):
            for outcome, more in effects.items():
                points[outcome] = points.get(outcome, 0) + more
    excluded = frozenset().union(*[choice.excluded for choice in choices])
    leader = rules.leader(points, excluded, answers)
    return leader[0] if leader else None


class _Tally(NamedTuple):
    standings: tuple[Standing, ...]
    excluded: tuple[Exclusion, ...]
    top: str | None
    settled: bool

    @property
    def margin(self) -> int | None:
        if self.top is None or len(self.standings) < 2:
            return None
        return self.standings[0].points - self.standings[1].points


def _cells(taxonomy: Taxonomy, axis: str, answers: Picks) -> dict[str, list[Contribution]]:
    """The evidence that the answers carry, by outcome, in the order asked."""
    found: dict[str, list[Contribution]] = {slug: [] for slug in taxonomy.rules[axis].outcomes}
    table = taxonomy.cells[axis]
    for question in taxonomy.question_slugs_by_axis[axis]:
        if question in answers:
            for cell in table.get((question, answers[question]), ()):
                found[cell.outcome].append(cell)
    return found


def _bonuses(taxonomy: Taxonomy, axis: str, answers: Picks) -> dict[str, tuple[Bonus, ...]]:
    facts = Now(answers, {})
    found: dict[str, tuple[Bonus, ...]] = {}
    for combination, condition in taxonomy.combinations_by_axis[axis]:
        if condition.truth(facts):
            for effect in combination.effects:
                bonus = Bonus(combination.slug, effect.outcome, effect.points, effect.sentence)
                found[effect.outcome] = (*found.get(effect.outcome, ()), bonus)
    return found


def _exclusions(cells: Mapping[str, list[Contribution]]) -> tuple[Exclusion, ...]:
    return tuple(
        Exclusion(slug, reasons)
        for slug, found in cells.items()
        if (reasons := tuple([cell for cell in found if cell.excludes]))
    )


def _standing(slug: str, cells: list[Contribution], bonuses: tuple[Bonus, ...]) -> Standing:
    points = 0
    for cell in cells:
        points += cell.points
    for bonus in bonuses:
        points += bonus.points
    return Standing(slug, points, tuple(cells), bonuses)


def _in_order(rules: AxisRules, answers: Picks, standings: list[Standing]) -> tuple[Standing, ...]:
    strengths = rules.tie_choice(answers).strengths
    return tuple(
        sorted(
            standings, key=lambda one: (-one.points, *tie_key(one.outcome, strengths, rules.place))
        )
    )


def _judge(taxonomy: Taxonomy, axis: str, answers: Picks, tally: _Tally) -> Ranking:
    judged = taxonomy.axis_by_slug[axis]
    base = taxonomy.rules[axis].base
    given = [slug for slug in base if answers.get(slug, NOT_SURE) != NOT_SURE]
    missing = tuple([slug for slug in taxonomy.required[axis] if slug not in given])
    margin = tally.margin
    first = tally.standings[0].points if tally.top is not None else 0
    full = len(given) >= judged.full_answers
    return Ranking(
        axis=axis,
        standings=tally.standings,
        excluded=tally.excluded,
        top=tally.top,
        margin=margin,
        confidence=_confidence(
            judged, tally.top, margin, provisional=bool(missing), full=full or tally.settled
        ),
        settled=tally.settled,
        close=margin is not None and is_close(judged, first, first - margin),
        unclear=full and tally.top is not None and first < judged.unclear_below,
        answered=len(given),
        missing=missing,
    )


def is_close(axis: Axis, first: int, second: int) -> bool:
    """Whether the second reaches the axis's share of the first, which is above 0."""
    return first > 0 and second * 100 >= first * axis.close_percent


def _confidence(
    axis: Axis, top: str | None, margin: int | None, *, provisional: bool, full: bool
) -> Confidence:
    """How sure the first place is. One outcome left is clear whatever else is unknown: nothing
    can bring an excluded one back."""
    if top is None:
        return "provisional"
    if margin is None:
        return "clear"
    if provisional:
        return "provisional"
    if margin < axis.likely_from or margin == 0:
        return "close-call"
    return "clear" if margin >= axis.clear_from and full else "likely"


def closeness_for_good(taxonomy: Taxonomy, answers: Picks, ranking: Ranking) -> bool | None:
    """Whether a second outcome will be close, if no further answer can change that."""
    if not ranking.settled:
        return None
    return closeness(
        taxonomy.rules[ranking.axis],
        answers,
        top=ranking.top,
        excluded=frozenset(exclusion.outcome for exclusion in ranking.excluded),
        close_percent=taxonomy.axis_by_slug[ranking.axis].close_percent,
    )
