"""Which reasons are named first, and where the winner of two outcomes gained more."""

import pytest
from hypothesis import given

from matcher.core import Answers, Hundredths, Standing, Taxonomy, match
from matcher.core.reasons import (
    Advantage,
    advantages,
    reasons_by_row,
    reasons_each,
    strongest_reasons,
)
from tests import builders
from tests.core.strategies import answer_sets, taxonomies

SMALL = builders.taxonomy(
    axes=[builders.axis("family")],
    outcomes={"family": ["shop", "support"]},
    questions=[
        builders.question("object", "orders", family=2),
        builders.question("served", "shoppers", family=1),
        builders.question("channel", "phone", family=1),
        builders.question("rules", "loose", family=1),
    ],
    evidence=builders.evidence(
        "family",
        {
            "object=orders": {"shop": 3, "support": -1},
            "served=shoppers": {"shop": 2, "support": 3},
            "channel=phone": {"shop": -1, "support": 2},
            "rules=loose": {"shop": 2},
        },
    ),
    combinations=[
        builders.combination("both", "family", "object = orders and channel = phone", shop=3),
        builders.combination("talk", "family", "channel = phone", support=1),
    ],
)


def standings() -> tuple[Standing, Standing]:
    picks = {"object": "orders", "served": "shoppers", "channel": "phone", "rules": "loose"}
    shop, support = match(SMALL, builders.answers(SMALL, **picks)).rankings["family"].standings
    assert (shop.outcome, support.outcome) == ("shop", "support")
    return shop, support


def names(reasons: tuple[object, ...]) -> list[str]:
    return [getattr(reason, "question", "") or reason.combination for reason in reasons]  # type: ignore[attr-defined]


def test_the_strongest_reasons_are_those_of_most_points_and_none_that_speaks_against() -> None:
    shop, support = standings()
    assert names(strongest_reasons(shop, 3)) == ["object", "both", "served"]
    assert names(strongest_reasons(shop, 9)) == ["object", "both", "served", "rules"]
    assert names(strongest_reasons(support, 3)) == ["served", "channel", "talk"]
    assert strongest_reasons(Standing("none", shop.points), 3) == ()


@pytest.mark.parametrize(("axes", "expected"), [(1, 3), (3, 3), (4, 2), (9, 1)])
def test_the_more_is_decided_the_fewer_reasons_stand_beside_each(axes: int, expected: int) -> None:
    slugs = [f"axis-{number}" for number in range(axes)]
    taxonomy = builders.taxonomy(
        axes=[builders.axis(slug) for slug in slugs],
        outcomes={slug: ["a", "b"] for slug in slugs},
        questions=[builders.question("size", "big", **dict.fromkeys(slugs, 1))],
    )
    assert reasons_each(taxonomy) == expected


def test_a_winner_is_compared_row_by_row() -> None:
    shop, support = standings()
    (orders, _served, _phone, rules) = shop.contributions
    of_shop, of_support = reasons_by_row(shop), reasons_by_row(support)
    assert advantages(of_shop, of_support) == (
        Advantage("object", "orders", "", orders, support.contributions[0], Hundredths(800)),
        Advantage("", "", "both", shop.bonuses[0], None, Hundredths(300)),
        Advantage("rules", "loose", "", rules, None, Hundredths(200)),
    )
    leads = advantages(of_support, of_shop)
    assert [(row.question or row.combination, row.lead) for row in leads] == [
        ("channel", 300),
        ("served", 100),
        ("talk", 100),
    ]


def test_each_tick_is_a_row_of_its_own() -> None:
    objects = builders.several("object", "orders", "returns", family=2)
    taxonomy = builders.changed(
        SMALL,
        questions=(objects, *SMALL.questions[1:]),
        evidence=(
            *SMALL.evidence,
            *builders.evidence("family", {"object=returns": {"shop": 1, "support": 2}}),
        ),
    )
    answers = builders.answers(taxonomy, object="orders, returns")
    shop, support = match(taxonomy, answers).rankings["family"].standings
    of_shop, of_support = reasons_by_row(shop), reasons_by_row(support)
    (orders, returns), (less, more) = shop.contributions, support.contributions
    assert advantages(of_shop, of_support) == (
        Advantage("object", "orders", "", orders, less, Hundredths(800)),
    )
    assert advantages(of_support, of_shop) == (
        Advantage("object", "returns", "", more, returns, Hundredths(200)),
    )


@given(taxonomies(), answer_sets())
def test_what_each_of_two_gained_more_adds_up_to_the_lead(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    for ranking in match(taxonomy, answers).rankings.values():
        for other in ranking.standings[1:]:
            first = ranking.standings[0]
            own, others = reasons_by_row(first), reasons_by_row(other)
            won, lost = advantages(own, others), advantages(others, own)
            gained = sum(row.lead for row in won) - sum(row.lead for row in lost)
            assert gained == first.points - other.points
            assert all(row.lead > 0 for row in (*won, *lost))
            assert [row.lead for row in won] == sorted((row.lead for row in won), reverse=True)
