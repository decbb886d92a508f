"""Every way to get the work done on one line: how it comes out by weight, and what it costs."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from matcher.core.assessment import Assessment
from matcher.core.own_assessment import OwnAssessment
from matcher.presenters.assessment.cost import CostBar, cost_bars
from matcher.presenters.assessment.numbers import Bar, share, signed


class GlanceRow(NamedTuple):
    """A way with its total by the buyer's weights and its cost. How the work is done today and a
    mix have no total and no bar; a way that nobody worked out has no cost."""

    name: str
    first: bool
    total: str
    bar: Bar | None
    cost: CostBar | None


def glance(
    assessment: Assessment, own: OwnAssessment, names: Mapping[str, str]
) -> Iterator[GlanceRow]:
    """The options, the best first, then what else was worked out."""
    costs = cost_bars(own.costs, own.currency)
    bars = _bars(assessment)
    for total in assessment.totals:
        yield GlanceRow(
            name=names[total.option],
            first=total.option in assessment.firsts,
            total=signed(total.points),
            bar=bars[total.option],
            cost=costs.get(total.option),
        )
    for way, cost in costs.items():
        if way not in bars:
            yield GlanceRow(names[way], first=False, total="", bar=None, cost=cost)


def _bars(assessment: Assessment) -> Mapping[str, Bar]:
    """Bars to both sides of zero, on one scale."""
    points = [total.points for total in assessment.totals]
    low, high = min(0, *points, 0), max(0, *points, 0)
    return {
        total.option: Bar(
            share(min(0, total.points) - low, high - low), share(abs(total.points), high - low)
        )
        for total in assessment.totals
    }
