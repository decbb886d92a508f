"""Ranking the outcomes of one axis."""

from collections.abc import Mapping
from typing import NamedTuple

from matcher.core.facts import CurrentFacts
from matcher.core.picks import UNSURE, Picks
from matcher.core.quantities import Hundredths
from matcher.core.ranking import Bonus, Confidence, Exclusion, Ranking, Standing
from matcher.core.rules import AxisRules, Contribution
from matcher.core.settling import Outlook, closeness, is_base_settled, may_ask_border
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.index import Index
from matcher.core.taxonomy.values import Axis


def rank(taxonomy: Taxonomy, axis: str, picks: Picks) -> Ranking:
    """The ranking on one axis for the picks (question -> option or *not sure*)."""
    index = taxonomy.index
    cells = _cells(index, axis, picks)
    scored = any(cells.values())
    bonuses = _bonuses(index, axis, picks) if scored else {}
    exclusions = _exclusions(index, axis, cells)
    excluded = frozenset([exclusion.outcome for exclusion in exclusions])
    rules = index.rules[axis]
    left = [slug for slug in cells if slug not in excluded]
    standings = _in_order(
        rules, picks, [_standing(slug, cells[slug], bonuses.get(slug, ())) for slug in left]
    )
    top = standings[0].outcome if scored and standings else None
    outlook = Outlook(rules, picks)
    rivals = [standing.outcome for standing in standings[1 if top else 0 :]]
    base_settled = is_base_settled(outlook, top=top, rivals=rivals)
    settled = base_settled and (top is None or not _may_ask_border(outlook, standings))
    tally = _Tally(standings, exclusions, top, settled, base_settled)
    return _judge(index, axis, picks, tally)


def _may_ask_border(outlook: Outlook, standings: tuple[Standing, ...]) -> bool:
    if not outlook.rules.borders:
        return False
    points = {standing.outcome: standing.points for standing in standings}
    return may_ask_border(outlook, tuple(points), points)


def first_outcome(rules: AxisRules, picks: Picks) -> str | None:
    """The first outcome as `rank` finds it, without the reasons: for thousands of answer sets."""
    total = _total(rules, picks)
    leader = rules.leader(*total, picks) if total else None
    return leader[0] if leader else None


def close_pair(rules: AxisRules, picks: Picks) -> tuple[str, str] | None:
    """The first two outcomes as `rank` finds them, where the second is close."""
    total = _total(rules, picks)
    if total is None:
        return None
    points, excluded = total
    first = rules.leader(points, excluded, picks)
    second = first and rules.leader(points, excluded | {first[0]}, picks)
    if not first or not second:
        return None
    pair = first[0], second[0]
    return pair if rules.is_close(*(points.get(outcome, 0) for outcome in pair)) else None


def _total(rules: AxisRules, picks: Picks) -> tuple[dict[str, int], frozenset[str]] | None:
    """The points by outcome and what is excluded; None without a scoring answer."""
    answers = [rules.for_answer(question, answer) for question, answer in picks.items()]
    if not any(answer.strengths for answer in answers):
        return None
    points = rules.points(picks)
    facts = CurrentFacts(picks, {})
    for condition, effects, _questions in rules.combinations:
        if condition.truth(facts):
            for outcome, more in effects.items():
                points[outcome] = points.get(outcome, 0) + more
    return points, rules.ruled_out(answers)


class _Tally(NamedTuple):
    standings: tuple[Standing, ...]
    exclusions: tuple[Exclusion, ...]
    top: str | None
    settled: bool
    base_settled: bool

    @property
    def margin(self) -> Hundredths | None:
        if self.top is None or len(self.standings) < 2:
            return None
        return Hundredths(self.standings[0].points - self.standings[1].points)


def _cells(index: Index, axis: str, picks: Picks) -> dict[str, list[Contribution]]:
    """The evidence that the answers carry, by outcome, in the order asked."""
    by_outcome: dict[str, list[Contribution]] = {slug: [] for slug in index.rules[axis].outcomes}
    cells_by_answer = index.cells[axis]
    for question in index.question_slugs_by_axis[axis]:
        for option in picks.get(question, ()):
            for cell in cells_by_answer.get((question, option), ()):
                by_outcome[cell.outcome].append(cell)
    return by_outcome


def _bonuses(index: Index, axis: str, picks: Picks) -> dict[str, tuple[Bonus, ...]]:
    facts = CurrentFacts(picks, {})
    bonuses: dict[str, tuple[Bonus, ...]] = {}
    for combination, condition in index.combinations_by_axis[axis]:
        if condition.truth(facts):
            for effect in combination.effects:
                bonus = Bonus(combination.slug, effect.outcome, effect.points, effect.sentence)
                bonuses[effect.outcome] = (*bonuses.get(effect.outcome, ()), bonus)
    return bonuses


def _exclusions(
    index: Index, axis: str, cells: Mapping[str, list[Contribution]]
) -> tuple[Exclusion, ...]:
    """What the answers rule out, and what too few parts are left of."""
    reasons = {
        slug: tuple([cell for cell in evidence if cell.excludes])
        for slug, evidence in cells.items()
    }
    named = frozenset([slug for slug, excluding in reasons.items() if excluding])
    incomplete = index.rules[axis].without_parts(named) if named else named
    return tuple(
        Exclusion(slug, excluding, index.needs_sentence(axis, slug) if slug in incomplete else "")
        for slug, excluding in reasons.items()
        if excluding or slug in incomplete
    )


def _standing(slug: str, cells: list[Contribution], bonuses: tuple[Bonus, ...]) -> Standing:
    points = 0
    for cell in cells:
        points += cell.points
    for bonus in bonuses:
        points += bonus.points
    return Standing(slug, Hundredths(points), tuple(cells), bonuses)


def _in_order(rules: AxisRules, picks: Picks, standings: list[Standing]) -> tuple[Standing, ...]:
    """The best first. Given in the order of the axis, which sorting keeps among equals."""
    strengths = rules.for_tie_answer(picks).strengths

    def key(standing: Standing) -> tuple[int, int]:
        return -standing.points, -strengths.get(standing.outcome, 0)

    return tuple(sorted(standings, key=key))


def _judge(index: Index, slug: str, picks: Picks, tally: _Tally) -> Ranking:
    axis = index.axis_by_slug[slug]
    base = index.rules[slug].base
    answered = [question for question in base if picks.get(question, UNSURE) != UNSURE]
    missing = tuple([question for question in index.required[slug] if question not in answered])
    margin = tally.margin
    first = tally.standings[0].points if tally.top is not None else 0
    full = len(answered) >= axis.full_answers
    confidence = _confidence(
        axis, tally.top, margin, provisional=bool(missing), full=full or tally.settled
    )
    if confidence == "clear" and margin is not None and axis.robust_clear:
        confidence = "clear" if _is_robust(index.rules[slug], picks, tally) else "likely"
    return Ranking(
        axis=slug,
        standings=tally.standings,
        excluded=tally.exclusions,
        top=tally.top,
        margin=margin,
        confidence=confidence,
        settled=tally.settled,
        close=margin is not None and index.rules[slug].is_close(first, first - margin),
        unclear=full and tally.top is not None and first < axis.unclear_below,
        answered=len(answered),
        missing=missing,
        base_settled=tally.base_settled,
    )


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


def _is_robust(rules: AxisRules, picks: Picks, tally: _Tally) -> bool:
    """Whether no single answer, taken away, changes the first place: not while only one scores."""
    scoring = [slug for slug, answer in picks.items() if rules.for_answer(slug, answer).strengths]
    return len(scoring) > 1 and all(
        first_outcome(rules, {slug: answer for slug, answer in picks.items() if slug != question})
        == tally.top
        for question in picks
        if picks[question] != UNSURE and _may_matter(rules, picks, tally, question)
    )


def _may_matter(rules: AxisRules, picks: Picks, tally: _Tally, question: str) -> bool:
    """Whether without this answer another outcome might come first: it rules one out, or gives the
    first one as much of its lead as it has over a rival. Combinations that ask for it count at
    their most."""
    answer = rules.for_answer(question, picks[question])
    if answer.excluded:
        return True
    first, *rivals = tally.standings
    swings = [each.points for each in rules.combinations if question in each.questions]
    for rival in rivals:
        pair = rules.pair(rival.outcome, first.outcome)
        gain = -pair.lead(answer.points) + sum([abs(pair.lead(points)) for points in swings])
        if gain > 0 and gain >= first.points - rival.points:
            return True
    return False


def certain_closeness(taxonomy: Taxonomy, picks: Picks, ranking: Ranking) -> bool | None:
    """Whether a second outcome will be close, if no further answer can change that."""
    if not ranking.base_settled:
        return None
    return closeness(
        Outlook(taxonomy.index.rules[ranking.axis], picks),
        top=ranking.top,
        excluded=frozenset(exclusion.outcome for exclusion in ranking.excluded),
    )
