"""The ways to get work done by a buyer's own weights, in tables worked by hand."""

import pytest

from matcher.core import Match, match
from matcher.core.assessment import (
    Assessment,
    Deciding,
    Mark,
    Total,
    assess,
    assessed_axis,
    translated_weight,
)
from tests import builders

BASE = builders.taxonomy(
    axes=[builders.axis("kind"), builders.axis("way", assessed=True)],
    outcomes={"kind": ["fruit"], "way": ["make", "buy", "automate"]},
    questions=[
        builders.question("rules", "firm", "loose", way=1.5),
        builders.question("volume", "high", "low", way=1),
        builders.several("limits", "people", "time", way=0.5),
        builders.question("colour", "green", kind=1),
    ],
    evidence=builders.evidence(
        "way",
        {
            "rules=firm": {"automate": 2, "make": -1},
            "rules=loose": {"make": 2},
            "volume=high": {"buy": 3, "automate": 1},
            "volume=low": {"make": 1, "buy": "x"},
            "limits=people": {"buy": 1, "make": -1},
            "limits=time": {"buy": 1},
        },
    ),
)


def matched(**picks: str) -> Match:
    return match(BASE, builders.answers(BASE, **picks))


def by_question(assessment: Assessment) -> dict[str, tuple[int, int]]:
    return {row.question: (row.our_weight, row.weight) for row in assessment.criteria}


def test_the_axis_is_found_by_its_flag() -> None:
    axis = assessed_axis(BASE)
    assert axis is not None
    assert axis.slug == "way"
    plain = BASE.model_copy(update={"axes": (builders.axis("kind"),)})
    assert assessed_axis(plain) is None


@pytest.mark.parametrize(
    ("weight", "heaviest", "expected"),
    [(150, 150, 5), (100, 150, 3), (50, 150, 2), (10, 150, 1), (1, 1000, 1), (30, 100, 2)],
)
def test_our_weight_on_the_scale_of_the_buyer(weight: int, heaviest: int, expected: int) -> None:
    assert translated_weight(weight, heaviest) == expected


def test_criteria_are_the_answered_questions_that_weigh_on_the_axis() -> None:
    found = assess(BASE, matched(rules="firm", volume="not-sure", colour="green"), "way")
    assert by_question(found) == {"rules": (5, 5)}
    (row,) = found.criteria
    assert {slug: mark.strength for slug, mark in row.marks.items()} == {
        "automate": 2,
        "make": -1,
        "buy": 0,
    }
    assert row.marks["buy"] == Mark()
    assert row.marks["automate"].sentences


def test_ticks_of_one_question_are_one_criterion() -> None:
    found = assess(BASE, matched(limits="people, time"), "way")
    (row,) = found.criteria
    assert row.marks["buy"].strength == 2
    assert len(row.marks["buy"].sentences) == 2


def test_an_excluded_outcome_is_no_option() -> None:
    found = assess(BASE, matched(volume="low"), "way")
    assert {total.option for total in found.totals} == {"make", "automate"}


@pytest.mark.parametrize(
    ("weights", "totals", "decides"),
    [
        # by our weights rules 5, volume 3: automate 10 + 3, buy 9, make -5
        ({}, (("automate", 13), ("buy", 9), ("make", -5)), ("rules", 10, True)),
        # the buyer cares for volume alone
        (
            {"rules": 0, "volume": 5},
            (("buy", 15), ("automate", 5), ("make", 0)),
            ("volume", 10, True),
        ),
        # both as heavy: equal ones stand in our order
        ({"rules": 1, "volume": 1}, (("automate", 3), ("buy", 3), ("make", -1)), None),
        # nothing counts
        ({"rules": 0, "volume": 0}, (("automate", 0), ("buy", 0), ("make", 0)), None),
    ],
)
def test_totals_by_the_weights_of_the_buyer(
    weights: dict[str, int],
    totals: tuple[tuple[str, int], ...],
    decides: tuple[str, int, bool] | None,
) -> None:
    found = assess(BASE, matched(rules="firm", volume="high"), "way", weights)
    assert found.totals == tuple(Total(*total) for total in totals)
    assert _decides(found.deciding) == decides


def _decides(deciding: Deciding | None) -> tuple[str, int, bool] | None:
    return deciding and (deciding.criterion.question, deciding.lead, deciding.alone)


def test_a_lead_made_of_two_criteria_rests_on_neither_alone() -> None:
    weights = {"rules": 0, "volume": 1, "limits": 1}
    found = assess(BASE, matched(rules="firm", volume="high", limits="people"), "way", weights)
    # buy 3 + 1, automate 1: volume gives 2 of the lead of 3
    assert _decides(found.deciding) == ("volume", 2, False)


def test_who_is_first_by_whose_weights() -> None:
    answers = matched(rules="firm", volume="high")
    by_ours = assess(BASE, answers, "way")
    assert by_ours.ours == "automate"
    assert by_ours.firsts == ("automate",)
    assert by_ours.agrees
    own = assess(BASE, answers, "way", {"rules": 0})
    assert own.firsts == ("buy",)
    assert not own.agrees
    assert assess(BASE, answers, "way", {"rules": 1, "volume": 1}).firsts == ("automate", "buy")
    assert assess(BASE, answers, "way", {"rules": 0, "volume": 0}).firsts == ()


def test_without_an_answer_nothing_is_first() -> None:
    found = assess(BASE, matched(colour="green"), "way")
    assert (found.criteria, found.ours, found.firsts, found.deciding) == ((), None, (), None)
