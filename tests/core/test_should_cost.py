"""What work should cost: worked by hand, and what holds for any numbers."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from matcher.core.should_cost import (
    MIXED,
    MOST,
    MOST_WAYS,
    MOST_YEARS,
    Cost,
    Estimate,
    Fault,
    Range,
    Scenario,
    Way,
    break_even_rate,
    cheaper_from,
    faults,
    should_cost,
)


def known(number: str) -> Range:
    return Range(Decimal(number), Decimal(number))


def between(low: str, high: str) -> Range:
    return Range(Decimal(low), Decimal(high))


OWN = Way(rate=known("30"))
BOUGHT = Way(
    rate=between("15", "21"),
    first_year=between("110", "130"),
    last_year=between("80", "100"),
    rework=between("0", "10"),
    transition=between("20000", "40000"),
    governance=known("12000"),
    tools=known("3000"),
)
ESTIMATE = Estimate(hours=known("10000"), years=3, ways={"own": OWN, "bought": BOUGHT})


def with_way(**changes: Range) -> Estimate:
    return replace(ESTIMATE, ways={"own": OWN, "bought": replace(BOUGHT, **changes)})


def with_shares(own: Range, bought: Range) -> Estimate:
    ways = {"own": replace(OWN, share=own), "bought": replace(BOUGHT, share=bought)}
    return replace(ESTIMATE, ways=ways)


def test_a_way_without_a_change_costs_the_same_each_year() -> None:
    own, _bought = should_cost(ESTIMATE)
    same = Cost(transition=0, by_year=(300_000, 300_000, 300_000))
    assert own.by_scenario == dict.fromkeys(Scenario, same)
    assert same.total == 900_000


def test_each_scenario_takes_its_end_of_every_range() -> None:
    # hours left by year 110, 95, 80 % at 15; 120, 105, 90 % at 18 and 5 % again;
    # 130, 115, 100 % at 21 and 10 % again; each with 15,000 a year
    _own, bought = should_cost(ESTIMATE)
    assert bought.by_scenario == {
        Scenario.HOPEFUL: Cost(20_000, (180_000, 157_500, 135_000)),
        Scenario.MIDDLE: Cost(30_000, (241_800, 213_450, 185_100)),
        Scenario.CAUTIOUS: Cost(40_000, (315_300, 280_650, 246_000)),
    }


def test_in_one_year_only_the_first_counts() -> None:
    _own, bought = should_cost(replace(ESTIMATE, years=1))
    assert bought.by_scenario[Scenario.HOPEFUL] == Cost(20_000, (180_000,))


@pytest.mark.parametrize(
    ("transition", "by_year", "expected"),
    [
        (0, (90, 90, 90), 1),
        (15, (90, 90, 90), 2),
        (30, (90, 90, 90), None),  # even at the end, not ahead
        (29, (90, 90, 90), 3),
        (0, (100, 100, 100), None),
        (0, (120, 90, 80), 3),
    ],
)
def test_the_year_from_which_a_way_has_cost_less(
    transition: int, by_year: tuple[int, ...], expected: int | None
) -> None:
    assert cheaper_from(Cost(transition, by_year), Cost(0, (100, 100, 100))) == expected


NUMBERS = st.decimals(0, 100_000, places=2)
RANGES = st.tuples(NUMBERS, NUMBERS).map(lambda pair: Range(min(pair), max(pair)))
PER_CENTS = st.tuples(*[st.decimals(0, 300, places=0)] * 2).map(
    lambda pair: Range(min(pair), max(pair))
)
WAYS = st.builds(
    Way,
    rate=RANGES,
    first_year=PER_CENTS,
    last_year=PER_CENTS,
    rework=PER_CENTS,
    transition=RANGES,
    governance=RANGES,
    tools=RANGES,
)


@given(RANGES, st.integers(1, MOST_YEARS), WAYS)
def test_hope_never_costs_more_than_caution(hours: Range, years: int, way: Way) -> None:
    (cost,) = should_cost(Estimate(hours, years, {"way": way}))
    by_scenario = cost.by_scenario
    for hope, care in ((Scenario.HOPEFUL, Scenario.MIDDLE), (Scenario.MIDDLE, Scenario.CAUTIOUS)):
        assert by_scenario[hope].transition <= by_scenario[care].transition
        assert all(
            less <= more
            for less, more in zip(by_scenario[hope].by_year, by_scenario[care].by_year, strict=True)
        )


def test_a_mix_shares_the_hours_and_pays_the_rest_in_full() -> None:
    # the hours of two fifths of 300,000 a year, and of three fifths of what is bought
    _own, _bought, mix = should_cost(with_shares(known("40"), known("60")))
    assert mix.name == MIXED
    assert mix.by_scenario[Scenario.HOPEFUL] == Cost(20_000, (234_000, 220_500, 207_000))
    assert mix.by_scenario[Scenario.MIDDLE] == Cost(30_000, (271_080, 254_070, 237_060))


def test_at_the_break_even_rate_both_cost_the_same() -> None:
    rate = break_even_rate(ESTIMATE, "bought", "own")
    assert rate is not None
    assert round(rate, 2) == Decimal("24.94")
    own, bought = should_cost(with_way(rate=Range(rate, rate)))
    middle = Scenario.MIDDLE
    assert abs(own.by_scenario[middle].total - bought.by_scenario[middle].total) <= 3  # rounded


@pytest.mark.parametrize(
    "changes",
    [
        {"governance": known("400000")},  # dearer without an hour of work
        {"first_year": known("0"), "last_year": known("0")},  # no hours are left
    ],
)
def test_where_no_price_of_an_hour_decides_there_is_no_break_even(changes) -> None:
    assert break_even_rate(with_way(**changes), "bought", "own") is None


# ── What cannot be ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("estimate", "expected"),
    [
        (ESTIMATE, []),
        (replace(ESTIMATE, hours=known("0")), [("", "hours", "missing")]),
        (replace(ESTIMATE, hours=known("-1")), [("", "hours", "negative")]),
        (replace(ESTIMATE, hours=between("9", "8")), [("", "hours", "upside-down")]),
        (replace(ESTIMATE, hours=known("2e9")), [("", "hours", "absurd")]),
        (replace(ESTIMATE, years=0), [("", "years", "out-of-range")]),
        (replace(ESTIMATE, years=MOST_YEARS + 1), [("", "years", "out-of-range")]),
        (replace(ESTIMATE, ways={}), [("", "ways", "out-of-range")]),
        (
            replace(ESTIMATE, ways=dict.fromkeys("abcde"[: MOST_WAYS + 1], OWN)),
            [("", "ways", "out-of-range")],
        ),
        (with_way(rate=known("0")), [("bought", "rate", "missing")]),
        (with_way(rate=between("0", "30")), [("bought", "rate", "missing")]),
        (with_way(first_year=known("110")), []),
        (with_way(last_year=known("501")), [("bought", "last_year", "absurd")]),
        (with_way(rework=known("101")), [("bought", "rework", "absurd")]),
        (with_way(tools=Range(Decimal(0), MOST + 1)), [("bought", "tools", "absurd")]),
        (with_way(share=known("60")), [("bought", "share", "no-mix")]),
        (with_way(share=known("-1")), [("bought", "share", "negative")]),
        (with_shares(known("40"), known("60")), []),
        (with_shares(known("50"), known("60")), [("own", "share", "no-mix")]),
        (with_shares(known("0"), known("100")), [("bought", "share", "no-mix")]),
        (
            with_shares(between("40", "60"), between("40", "60")),
            [("own", "share", "no-mix")],
        ),
        (
            with_way(rate=known("-5"), transition=between("5", "4")),
            [("bought", "rate", "negative"), ("bought", "transition", "upside-down")],
        ),
    ],
)
def test_numbers_that_cannot_be_are_named(
    estimate: Estimate, expected: list[tuple[str, str, str]]
) -> None:
    assert list(faults(estimate)) == [Fault(*each) for each in expected]
