"""Ranking the outcomes of one axis."""

from collections.abc import Mapping
from typing import NamedTuple

from matcher.core.picks import UNSURE, Picks
from matcher.core.quantities import Hundredths
from matcher.core.ranking import Confidence, Exclusion, Ranking, Standing
from matcher.core.rules import AxisRules, Bonus, Contribution
from matcher.core.settling import Outlook, closeness, is_base_settled, may_ask_border
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.index import Index
from matcher.core.taxonomy.values import Axis
from matcher.core.totals import Race, Total


def rank(taxonomy: Taxonomy, axis: str, picks: Picks) -> Ranking:
    """The ranking on one axis for the picks (question -> option or *not sure*)."""
    index = taxonomy.index
    rules = index.rules[axis]
    total = Total.of(rules, picks)
    cells = _cells(index, axis, picks)
    standings = _standings(total, cells)
    top = standings[0].outcome if total.answers and standings else None
    outlook = Outlook(rules, picks, total.from_answers, rules.unanswered(picks))
    rivals = [standing.outcome for standing in standings[1 if top else 0 :]]
    base_settled = is_base_settled(outlook, top=top, rivals=rivals)
    settled = base_settled and (top is None or not may_ask_border(outlook, standings))
    exclusions = _exclusions(index, axis, total, cells)
    return _judge(index, axis, total, _Tally(standings, exclusions, top, settled, base_settled))


def first_outcome(rules: AxisRules, picks: Picks) -> str | None:
    """The first outcome as `rank` finds it, without the reasons: for thousands of answer sets."""
    return Total.of(rules, picks).first()


def close_pair(rules: AxisRules, picks: Picks) -> tuple[str, str] | None:
    """The first two outcomes as `rank` finds them, where the second is close."""
    total = Total.of(rules, picks)
    first = total.first()
    if first is None:
        return None
    others = rules.left(total.points, total.excluded | {first})
    second = rules.first_place(others, total.ties)
    if second is None or not rules.is_close(total.points[rules.place[first]], others[second]):
        return None
    return first, rules.outcomes[second]


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


_Cells = Mapping[str, list[Contribution]]
"""The evidence that the answers carry, by outcome, in the order asked."""


def _cells(index: Index, axis: str, picks: Picks) -> _Cells:
    by_outcome: dict[str, list[Contribution]] = {slug: [] for slug in index.rules[axis].outcomes}
    cells_by_answer = index.cells[axis]
    for question in index.question_slugs_by_axis[axis]:
        for option in picks.get(question, ()):
            for cell in cells_by_answer.get((question, option), ()):
                by_outcome[cell.outcome].append(cell)
    return by_outcome


def _standings(total: Total, cells: _Cells) -> tuple[Standing, ...]:
    """The outcomes that are left, the best first."""
    outcomes, excluded = total.rules.outcomes, total.excluded
    points = total.points if total.answers else total.from_answers
    ties, bonuses = total.ties, _bonuses(total)
    left = [place for place, slug in enumerate(outcomes) if slug not in excluded]
    # They are in the order of the axis, which sorting keeps among equals.
    order = sorted(left, key=lambda place: (-points[place], -ties[place]))
    return tuple(
        [
            Standing(
                outcome := outcomes[place],
                Hundredths(points[place]),
                tuple(cells[outcome]),
                tuple(bonuses.get(outcome, ())),
            )
            for place in order
        ]
    )


def _bonuses(total: Total) -> Mapping[str, list[Bonus]]:
    """What the combinations add, by outcome: nothing without an answer that scores."""
    by_outcome: dict[str, list[Bonus]] = {}
    for combination in total.combinations if total.answers else ():
        for bonus in combination.bonuses:
            by_outcome.setdefault(bonus.outcome, []).append(bonus)
    return by_outcome


def _exclusions(index: Index, axis: str, total: Total, cells: _Cells) -> tuple[Exclusion, ...]:
    """What the answers rule out, and what too few parts are left of."""
    excluded = total.excluded
    if not excluded:
        return ()
    incomplete = total.rules.without_parts(total.ruled_out)
    return tuple(
        [
            Exclusion(
                slug,
                tuple([cell for cell in evidence if cell.excludes]),
                index.needs_sentence(axis, slug) if slug in incomplete else "",
            )
            for slug, evidence in cells.items()
            if slug in excluded
        ]
    )


def _judge(index: Index, slug: str, total: Total, tally: _Tally) -> Ranking:
    axis, rules, picks = index.axis_by_slug[slug], total.rules, total.picks
    answered = [question for question in rules.base if picks.get(question, UNSURE) != UNSURE]
    missing = tuple([question for question in index.required[slug] if question not in answered])
    margin = tally.margin
    first = tally.standings[0].points if tally.top is not None else 0
    full = len(answered) >= axis.full_answers
    confidence = _confidence(
        axis, tally.top, margin, provisional=bool(missing), full=full or tally.settled
    )
    if confidence == "clear" and margin is not None and axis.robust_clear:
        confidence = "clear" if _is_robust(total) else "likely"
    return Ranking(
        axis=slug,
        standings=tally.standings,
        excluded=tally.exclusions,
        top=tally.top,
        margin=margin,
        confidence=confidence,
        settled=tally.settled,
        close=margin is not None and rules.is_close(first, first - margin),
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


def _is_robust(total: Total) -> bool:
    """Whether no single answer, taken away, changes the first place: not while only one scores."""
    rules, picks, race = total.rules, total.picks, Race.of(total)
    if race is None or len(total.answers) < 2:
        return False
    return all(
        race.stays_without(question)
        or first_outcome(rules, _without(picks, question)) == race.first
        for question in total.answers.keys() | rules.mentioning.keys()
        if picks.get(question, UNSURE) != UNSURE
    )


def _without(picks: Picks, question: str) -> Picks:
    return {slug: answer for slug, answer in picks.items() if slug != question}


def certain_closeness(taxonomy: Taxonomy, picks: Picks, ranking: Ranking) -> bool | None:
    """Whether a second outcome will be close, if no further answer can change that."""
    if not ranking.base_settled:
        return None
    outlook = Outlook.of(taxonomy.index.rules[ranking.axis], picks)
    if outlook.is_certain:
        return ranking.close
    excluded = frozenset(exclusion.outcome for exclusion in ranking.excluded)
    return closeness(outlook, top=ranking.top, excluded=excluded)
