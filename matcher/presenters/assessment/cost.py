"""What each way costs: a table by scenario, and a bar of the totals."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _, gettext_lazy

from matcher.core.should_cost import Cost, Estimate, Scenario, WayCost, cheaper_from
from matcher.presenters.assessment.numbers import Bar, amount_text, money, share


class CostRow(NamedTuple):
    """What a way costs in a scenario, in whole units of money. `sooner` says from which year on it
    has cost less than the way that the others are compared with; empty for that one."""

    way: str
    cost: Cost
    sooner: str

    @property
    def amounts(self) -> tuple[str, ...]:
        """Once, by year, and in all."""
        return tuple(map(amount_text, (self.cost.transition, *self.cost.by_year, self.cost.total)))


class ScenarioRows(NamedTuple):
    """A scenario with every way in it."""

    name: str
    takes: str
    rows: tuple[CostRow, ...]


class CostBar(NamedTuple):
    """What a way costs over all years: in the middle scenario and, where that is not known to the
    unit, from the hopeful to the cautious one."""

    middle: str
    range: str
    bar: Bar


class CostView(NamedTuple):
    """The should-cost by scenario. `against` is the way that the others are compared with."""

    years: int
    currency: str
    against: str
    compared: bool
    scenarios: tuple[ScenarioRows, ...]


SCENARIOS = {
    Scenario.CAUTIOUS: (gettext_lazy("Cautious"), gettext_lazy("the dear end of every range")),
    Scenario.MIDDLE: (gettext_lazy("Middle"), gettext_lazy("the middle of every range")),
    Scenario.HOPEFUL: (gettext_lazy("Hopeful"), gettext_lazy("the cheap end of every range")),
}


def cost_view(
    estimate: Estimate, costs: tuple[WayCost, ...], currency: str, names: Mapping[str, str]
) -> CostView:
    """The should-cost by scenario, the first way first."""
    return CostView(
        years=estimate.years,
        currency=currency,
        against=names[costs[0].name],
        compared=len(costs) > 1,
        scenarios=tuple(
            ScenarioRows(str(name), str(takes), tuple(_cost_rows(costs, scenario, names)))
            for scenario, (name, takes) in SCENARIOS.items()
        ),
    )


def _cost_rows(
    costs: tuple[WayCost, ...], scenario: Scenario, names: Mapping[str, str]
) -> Iterator[CostRow]:
    against = costs[0].by_scenario[scenario]
    for way in costs:
        cost = way.by_scenario[scenario]
        yield CostRow(names[way.name], cost, "" if way is costs[0] else _sooner(cost, against))


def _sooner(cost: Cost, against: Cost) -> str:
    year = cheaper_from(cost, against)
    return _("from year %(year)s") % {"year": year} if year else _("in none of these years")


def cost_bars(costs: tuple[WayCost, ...], currency: str) -> Mapping[str, CostBar]:
    """What each way costs in all, by its name, on one scale."""
    most = max((way.by_scenario[Scenario.CAUTIOUS].total for way in costs), default=0)
    return {way.name: _cost_bar(way, most, currency) for way in costs}


def _cost_bar(way: WayCost, most: int, currency: str) -> CostBar:
    low, middle, high = (
        way.by_scenario[scenario].total
        for scenario in (Scenario.HOPEFUL, Scenario.MIDDLE, Scenario.CAUTIOUS)
    )
    # A way whose cost is known to the unit is a line that can still be seen.
    length = max(high - low, most // 100)
    return CostBar(
        middle=money(middle, currency),
        range=""
        if low == high
        else _("%(low)s to %(high)s") % {"low": amount_text(low), "high": amount_text(high)},
        bar=Bar(share(low, most), share(length, most), share(middle, most)),
    )
