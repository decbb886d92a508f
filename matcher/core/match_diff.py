"""What two matches of the same answers decide differently, and by which rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from matcher.core.matching import Match
from matcher.core.ranking import Ranking


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that says something else now. `rule` is an answer (`question=option`) or the slug
    of a combination; points in hundredths, None where the rule is silent or rules out."""

    outcome: str
    rule: str
    before: int | None
    after: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Difference:
    """An axis with another first outcome, and the rules about these two outcomes that changed."""

    axis: str
    before: str | None
    after: str | None
    changes: tuple[RuleChange, ...]


def differences(before: Match, after: Match) -> tuple[Difference, ...]:
    """The axes of the later match whose first outcome is another one than before. An axis that
    was not there before had none."""
    return tuple(
        Difference(axis, _top(old), new.top, tuple(_changes(old, new)))
        for axis, new in after.rankings.items()
        if _top(old := before.rankings.get(axis)) != new.top
    )


def _top(ranking: Ranking | None) -> str | None:
    return ranking.top if ranking else None


def _changes(before: Ranking | None, after: Ranking) -> Iterator[RuleChange]:
    concerned = {_top(before), after.top}
    old, new = sayings(before), sayings(after)
    for key in [*old, *(key for key in new if key not in old)]:
        was, is_ = old.get(key), new.get(key)
        outcome, rule = key
        if outcome in concerned and _points(was) != _points(is_):
            said = is_ or was
            yield RuleChange(outcome, rule, _points(was), _points(is_), said.why if said else "")


def _points(said: "Said | None") -> int | None:
    return said.points if said else None


class Said(NamedTuple):
    """What a rule says of an outcome: its points in hundredths, None where it rules out, and
    why."""

    points: int | None
    why: str


def sayings(ranking: Ranking | None) -> dict[tuple[str, str], Said]:
    """What each rule that has a say on the axis says, by outcome and rule."""
    return dict(_said(ranking))


def _said(ranking: Ranking | None) -> Iterator[tuple[tuple[str, str], Said]]:
    if ranking is None:
        return
    for standing in ranking.standings:
        for cell in standing.contributions:
            yield (cell.outcome, f"{cell.question}={cell.option}"), Said(cell.points, cell.sentence)
        for bonus in standing.bonuses:
            yield (bonus.outcome, bonus.combination), Said(bonus.points, bonus.sentence)
    for exclusion in ranking.excluded:
        for cell in exclusion.reasons:
            yield (cell.outcome, f"{cell.question}={cell.option}"), Said(None, cell.sentence)
