"""What a piece of work should cost over some years, each way of getting it done, in three
scenarios.

The method follows the should-cost modelling that the UK Sourcing Playbook asks for before a choice
of delivery model (Cabinet Office, Open Government Licence 3.0): the cost over the whole life, with
what it takes to change and to govern, as a range. Every number is the buyer's own. None is assumed,
above all no saving.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class Scenario(StrEnum):
    """Which end of each range is taken: the dear one of all, the middle, the cheap one of all."""

    CAUTIOUS = "cautious"
    MIDDLE = "middle"
    HOPEFUL = "hopeful"


@dataclass(frozen=True, slots=True)
class Range:
    """A number that is known from `low` to `high`; the same twice where it is known."""

    low: Decimal
    high: Decimal

    def at(self, scenario: Scenario) -> Decimal:
        """The number of the scenario. More is always dearer."""
        match scenario:
            case Scenario.CAUTIOUS:
                return self.high
            case Scenario.MIDDLE:
                return (self.low + self.high) / 2
            case Scenario.HOPEFUL:
                return self.low


WHOLE = Decimal(100)
NOTHING = Range(Decimal(0), Decimal(0))
ALL = Range(WHOLE, WHOLE)

MIXED = "mixed:"
"""The name of the mix among the ways: no slug, so that no outcome is called so."""


@dataclass(frozen=True, slots=True)
class Way:
    """What one way of getting the work done takes. Money is in one currency.

    `rate`: an hour of work with everything that belongs to it. `first_year`, `last_year`: how many
    of today's hours are left, in per cent; the years between lie on a line. `rework`: how many of
    these are done again, in per cent. `transition`: once, before it runs. `governance`, `tools`:
    each year. `share`: of a mix of ways, how many of its hours are done this way, in per cent.
    """

    rate: Range
    first_year: Range = ALL
    last_year: Range = ALL
    rework: Range = NOTHING
    transition: Range = NOTHING
    governance: Range = NOTHING
    tools: Range = NOTHING
    share: Range = NOTHING


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is asked for: today's hours of work in a year, for how many years, and the ways by
    their name, the one that the others are compared with first."""

    hours: Range
    years: int
    ways: Mapping[str, Way]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a way costs in one scenario: once, then each year, in whole units of money."""

    transition: int
    by_year: tuple[int, ...]

    @property
    def total(self) -> int:
        """Over all years."""
        return self.transition + sum(self.by_year)


@dataclass(frozen=True, slots=True)
class WayCost:
    """What a way costs in every scenario."""

    name: str
    by_scenario: Mapping[Scenario, Cost]


def should_cost(estimate: Estimate) -> tuple[WayCost, ...]:
    """What each way costs, in the order of the estimate, then their mix, if there is one."""
    alone = (
        WayCost(name, {scenario: _cost(estimate, way, scenario) for scenario in Scenario})
        for name, way in estimate.ways.items()
    )
    return (*alone, *_mix(estimate))


def _mix(estimate: Estimate) -> Iterator[WayCost]:
    """The ways with a share, side by side. Only hours are shared: each way has its own transition,
    governance and tools in full."""
    parts = [way for way in estimate.ways.values() if way.share.high > 0]
    if parts:
        yield WayCost(
            MIXED,
            {
                scenario: _sum(
                    [_cost(estimate, way, scenario, way.share.at(scenario)) for way in parts]
                )
                for scenario in Scenario
            },
        )


def _sum(costs: Sequence[Cost]) -> Cost:
    years = zip(*(cost.by_year for cost in costs), strict=True)
    return Cost(sum(cost.transition for cost in costs), tuple(map(sum, years)))


def _cost(estimate: Estimate, way: Way, scenario: Scenario, share: Decimal = WHOLE) -> Cost:
    hours = estimate.hours.at(scenario) * share / 100
    an_hour = way.rate.at(scenario) * (100 + way.rework.at(scenario)) / 100
    every_year = way.governance.at(scenario) + way.tools.at(scenario)
    return Cost(
        transition=_whole(way.transition.at(scenario)),
        by_year=tuple(
            _whole(hours * left / 100 * an_hour + every_year)
            for left in _hours_left(way, scenario, estimate.years)
        ),
    )


def _whole(amount: Decimal) -> int:
    """In whole units of money, half of one rounded up."""
    return int(amount.to_integral_value(ROUND_HALF_UP))


def _hours_left(way: Way, scenario: Scenario, years: int) -> Iterator[Decimal]:
    """How many of today's hours are left in each year, in per cent."""
    first, last = way.first_year.at(scenario), way.last_year.at(scenario)
    for year in range(years):
        yield first + (last - first) * year / max(years - 1, 1)


def cheaper_from(cost: Cost, than: Cost) -> int | None:
    """The year, counted from 1, at whose end the way has cost less in all than the other; None
    where it never has."""
    lead = than.transition - cost.transition
    for year, (own, other) in enumerate(zip(cost.by_year, than.by_year, strict=True), start=1):
        lead += other - own
        if lead > 0:
            return year
    return None


def break_even_rate(estimate: Estimate, name: str, other: str) -> Decimal | None:
    """What an hour of a way may cost until the way costs as much as the other, both in the middle
    scenario; None where no price of an hour decides that."""
    way = estimate.ways[name]
    own, others, rest = (
        _cost(estimate, part, Scenario.MIDDLE).total
        for part in (way, estimate.ways[other], replace(way, rate=NOTHING))
    )
    if own == rest or others <= rest:
        return None
    return way.rate.at(Scenario.MIDDLE) * (others - rest) / (own - rest)


# ── What cannot be ───────────────────────────────────────────────────────────────────────

MOST_YEARS = 7
MOST_WAYS = 4
MOST = Decimal(1_000_000_000)
"""More of anything in a year is a slip of the keyboard."""

PER_CENT = {
    "first_year": Decimal(500),
    "last_year": Decimal(500),
    "rework": WHOLE,
    "share": WHOLE,
}
"""What is typed in per cent, and the most that it can be: hours may grow, but no more can be done
again than was done."""


def most_of(field: str) -> Decimal:
    """The most that a field can be."""
    return PER_CENT.get(field, MOST)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a number of the estimate: of which way (empty: of the whole), in which
    field, and how."""

    way: str
    field: str
    kind: str


def faults(estimate: Estimate) -> tuple[Fault, ...]:
    """Why the estimate cannot be made; nothing where it can."""
    return (
        *_range_faults("", "hours", estimate.hours, needed=True),
        *([] if 1 <= estimate.years <= MOST_YEARS else [Fault("", "years", "out-of-range")]),
        *([] if 1 <= len(estimate.ways) <= MOST_WAYS else [Fault("", "ways", "out-of-range")]),
        *(fault for name, way in estimate.ways.items() for fault in _way_faults(name, way)),
        *_mix_faults(estimate),
    )


def _way_faults(name: str, way: Way) -> Iterator[Fault]:
    for field in fields(way):
        value: Range = getattr(way, field.name)
        yield from _range_faults(name, field.name, value, needed=field.name == "rate")


def _mix_faults(estimate: Estimate) -> Iterator[Fault]:
    """A mix takes two ways or more, whose shares are known and add up to all the hours."""
    shares = {name: way.share for name, way in estimate.ways.items() if way.share.high > 0}
    ends = {
        sum(share.low for share in shares.values()),
        sum(share.high for share in shares.values()),
    }
    if shares and (len(shares) < 2 or ends != {WHOLE}):
        yield Fault(next(iter(shares)), "share", "no-mix")


def _range_faults(way: str, field: str, value: Range, *, needed: bool = False) -> Sequence[Fault]:
    if value.low < 0:
        return [Fault(way, field, "negative")]
    if value.low > value.high:
        return [Fault(way, field, "upside-down")]
    if value.high > most_of(field):
        return [Fault(way, field, "absurd")]
    if needed and value.low == 0:
        return [Fault(way, field, "missing")]
    return []
