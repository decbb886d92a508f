"""Which parts of a score to name first: what speaks for an outcome, and where it beat another."""

from collections.abc import Mapping
from typing import NamedTuple

from matcher.core.quantities import Hundredths
from matcher.core.ranking import Standing
from matcher.core.rules import Bonus, Contribution
from matcher.core.taxonomy import Taxonomy

Reason = Contribution | Bonus
"""What an answer, or a combination of answers, adds to an outcome."""


class Advantage(NamedTuple):
    """A row in which the winner gained more than the other: that of an option that was given or of
    a combination, with the names of the other empty. A side without a reason gained nothing; `lead`
    is how many points more the winner gained."""

    question: str
    option: str
    combination: str
    winner: Reason | None
    other: Reason | None
    lead: Hundredths


REASONS_IN_ALL = 9
"""So many reasons beside all decisions together are read; more are behind them."""


def reasons_each(taxonomy: Taxonomy) -> int:
    """How many reasons for it, and changes to it, stand beside each decision: three, or fewer where
    much is decided."""
    return min(3, REASONS_IN_ALL // len(taxonomy.axes))


def strongest_reasons(standing: Standing, count: int) -> tuple[Reason, ...]:
    """What speaks for the outcome most, at most `count`, the most points first; among equals
    answers in the order asked, then combinations."""
    reasons: tuple[Reason, ...] = (*standing.contributions, *standing.bonuses)
    favourable = [reason for reason in reasons if reason.points > 0]
    return tuple(sorted(favourable, key=lambda reason: -reason.points)[:count])


Row = tuple[str, str, str]
"""A question and its option, or a combination."""

ReasonsByRow = Mapping[Row, Reason]
"""The reasons of an outcome by row."""


def reasons_by_row(standing: Standing) -> ReasonsByRow:
    """All that the points of this outcome are made of."""
    rows: dict[Row, Reason] = {
        (cell.question, cell.option, ""): cell for cell in standing.contributions
    }
    for bonus in standing.bonuses:
        rows["", "", bonus.combination] = bonus
    return rows


def advantages(winner: ReasonsByRow, other: ReasonsByRow) -> tuple[Advantage, ...]:
    """The rows in which the winner gained more than the other, the largest lead first. They add up
    to its lead and to all that it gained less elsewhere."""
    leads: dict[Row, int] = {row: reason.points for row, reason in winner.items()}
    for row, reason in other.items():
        leads[row] = leads.get(row, 0) - reason.points
    ahead = [row for row, lead in leads.items() if lead > 0]
    ahead.sort(key=leads.__getitem__, reverse=True)
    return tuple(
        [Advantage(*row, winner.get(row), other.get(row), Hundredths(leads[row])) for row in ahead]
    )
