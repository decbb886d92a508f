"""What two matches of the same answers decide differently, and by which rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from matcher.core.matching import Match
from matcher.core.quantities import Hundredths
from matcher.core.ranking import Ranking
from matcher.core.rules import Contribution
from matcher.core.taxonomy.row_ref import RowRef, row_ref


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule whose effect changed: evidence or a combination. Points are None where it has no
    effect or rules out."""

    outcome: str
    rule: RowRef
    before: Hundredths | None
    after: Hundredths | None
    sentence: str


@dataclass(frozen=True, slots=True)
class AxisDifference:
    """An axis with another first outcome, and the rules about these two outcomes that changed."""

    axis: str
    before: str | None
    after: str | None
    changes: tuple[RuleChange, ...]


def diff_matches(before: Match, after: Match) -> tuple[AxisDifference, ...]:
    """The axes of the later match whose first outcome is not the one of before. An axis that did
    not exist before had none."""
    return tuple(
        AxisDifference(axis, _top(old), new.top, tuple(_changes(old, new)))
        for axis, new in after.rankings.items()
        if _top(old := before.rankings.get(axis)) != new.top
    )


def says_the_same(before: Match, after: Match) -> bool:
    """Whether both matches say the same, down to every point and sentence. What they say is
    listed here, so that a field that only the later one has filled in makes no difference."""
    return before == after or _statements(before) == _statements(after)


def _statements(match: Match) -> tuple[object, ...]:
    fit = match.fit
    rankings = [_ranking_statements(ranking) for ranking in match.rankings.values()]
    drivers = [
        (driver.driver, driver.answer, driver.weight, driver.score) for driver in fit.drivers
    ]
    verdict = (fit.score, fit.verdict, fit.band, fit.stops, drivers)
    return rankings, verdict, match.warnings, match.outside


def _ranking_statements(ranking: Ranking) -> tuple[object, ...]:
    return (
        ranking.axis,
        [(standing.outcome, standing.points) for standing in ranking.standings],
        rule_effects(ranking),
        ranking.top,
        ranking.margin,
        ranking.confidence,
        ranking.settled,
        ranking.close,
        ranking.unclear,
        ranking.answered,
        ranking.missing,
    )


def _top(ranking: Ranking | None) -> str | None:
    return ranking.top if ranking else None


def _changes(before: Ranking | None, after: Ranking) -> Iterator[RuleChange]:
    concerned = {_top(before), after.top}
    old, new = rule_effects(before), rule_effects(after)
    for outcome, rule in dict.fromkeys((*old, *new)):
        was, now = old.get((outcome, rule)), new.get((outcome, rule))
        if outcome in concerned and _points(was) != _points(now):
            effect = now or was
            sentence = effect.sentence if effect else ""
            yield RuleChange(outcome, rule, _points(was), _points(now), sentence)


def _points(effect: "RuleEffect | None") -> Hundredths | None:
    return effect.points if effect else None


class RuleEffect(NamedTuple):
    """What a rule does to an outcome: its points, None where it rules out, and the sentence that
    says why."""

    points: Hundredths | None
    sentence: str


OutcomeRule = tuple[str, RowRef]
"""An outcome, and a rule about it: evidence or a combination."""


def rule_effects(ranking: Ranking | None) -> dict[OutcomeRule, RuleEffect]:
    """The effect of each rule that counts on the axis."""
    return dict(_rule_effects(ranking))


def _rule_effects(ranking: Ranking | None) -> Iterator[tuple[OutcomeRule, RuleEffect]]:
    if ranking is None:
        return
    for standing in ranking.standings:
        for cell in standing.contributions:
            yield (cell.outcome, _evidence(cell)), RuleEffect(cell.points, cell.sentence)
        for bonus in standing.bonuses:
            combination = row_ref("combination", bonus.combination)
            yield (bonus.outcome, combination), RuleEffect(bonus.points, bonus.sentence)
    for exclusion in ranking.excluded:
        for cell in exclusion.reasons:
            yield (cell.outcome, _evidence(cell)), RuleEffect(None, cell.sentence)


def _evidence(cell: Contribution) -> RowRef:
    return row_ref("evidence", cell.question, cell.option, cell.axis, cell.outcome)
