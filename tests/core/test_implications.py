"""What follows from a match."""

import pytest

from matcher.core import (
    Answers,
    Outcome,
    PricingModel,
    Profile,
    Regime,
    ServiceLine,
    Stop,
    Taxonomy,
    match,
)
from matcher.core.fit import Fit
from matcher.core.implications import (
    Implications,
    family_of,
    ranked_stops,
    ranked_warnings,
    verdict_so_far,
    waits,
)
from matcher.core.scope import NearServiceLine, nearest_lines
from matcher.core.taxonomy.values import PricingRule, TypicalAnswer
from tests import builders

NO_PROFILE = dict.fromkeys(
    (name for name, field in Profile.model_fields.items() if field.is_required()), ""
)


def line(slug: str, *typical: str) -> ServiceLine:
    """A service line; typical answers as “question=option”."""
    pairs = (one.split("=") for one in typical)
    return ServiceLine(
        slug=slug,
        name=slug,
        typical=tuple(
            TypicalAnswer(question=question, option=option) for question, option in pairs
        ),
    )


LINES = (
    line("a"),
    line("b", "size=big"),
    line("c", "size=big", "hue=red"),
    line("d", "size=small"),
)

PLAIN = builders.taxonomy(
    axes=[builders.axis("place"), builders.axis("kind")],
    outcomes={"place": ["here"], "kind": ["ball", "box"]},
    questions=[
        builders.question("size", "big", "small", place=1, kind=1),
        builders.question("hue", "red", "blue", kind=1),
    ],
    evidence=(
        *builders.evidence("place", {"size=big": {"here": 1}}),
        *builders.evidence("kind", {"size=big": {"ball": 1}, "size=small": {"box": 1}}),
    ),
    warnings=[builders.warning(slug, "size = big") for slug in ("first", "second", "third")],
    verdicts=builders.verdicts("go", "stay"),
    stops=[
        Stop(slug="stop", condition="size = big", verdict="stay", warning="second"),
        Stop(slug="idle", condition="size = small", verdict="stay", warning="third"),
    ],
)


def with_family(taxonomy: Taxonomy) -> Taxonomy:
    """The ball is a family with service lines; the box is none."""
    ball = Outcome(
        axis="kind",
        slug="ball",
        name="Ball",
        summary="",
        profile=Profile.model_validate(NO_PROFILE),
        service_lines=LINES,
    )
    outcomes = tuple(ball if one.slug == "ball" else one for one in taxonomy.outcomes)
    return builders.changed(taxonomy, outcomes=outcomes)


SMALL = with_family(PLAIN)


def test_the_family_is_the_first_outcome_with_a_profile() -> None:
    found = family_of(SMALL, match(SMALL, builders.answers(SMALL, size="big")))
    assert found is SMALL.index.outcome_by_slug["kind", "ball"]
    assert family_of(SMALL, match(SMALL, builders.answers(SMALL, size="small"))) is None
    assert family_of(SMALL, match(SMALL, Answers())) is None


def test_the_service_lines_that_agree_most_with_the_answers_come_first() -> None:
    a, b, c, d = LINES
    lines = SMALL.index.outcome_by_slug["kind", "ball"].service_lines
    given = builders.answers(SMALL, size="big", hue="red")
    assert nearest_lines(lines, given) == (
        NearServiceLine(c, 2),
        NearServiceLine(b, 1),
        NearServiceLine(a, 0),
        NearServiceLine(d, 0),
    )
    assert [near.line for near in nearest_lines(lines, Answers())] == [a, b, c, d]


def test_the_rules_that_hold_are_named_in_their_order() -> None:
    model = PricingModel(slug="m", name="M", fits="", avoid="", behaviour="", safeguards="")
    conditions = {"yes": "kind = ball", "no": "hue = red", "too": "size = big"}
    taxonomy = builders.changed(
        SMALL,
        pricing_models=(model,),
        pricing_rules=tuple(
            PricingRule(slug=slug, condition=condition, model="m", sentence="")
            for slug, condition in conditions.items()
        ),
        regimes=tuple(
            Regime(slug=slug, name="", triggered_by="", changes="", condition=condition)
            for slug, condition in conditions.items()
        ),
    )
    found = match(taxonomy, builders.answers(taxonomy, size="big"))
    assert Implications(taxonomy, found).pricing_rules == ("yes", "too")
    touched = Implications(taxonomy, found).regimes
    assert [regime.slug for regime in touched.applies] == ["yes", "too"]
    assert (touched.may_apply, touched.left_out) == ((), ())


def test_the_warnings_of_hard_stops_that_hold_come_first() -> None:
    found = match(SMALL, builders.answers(SMALL, size="big"))
    assert found.fit == Fit(score=None, verdict="stay", band=None, stops=("stop",), drivers=())
    assert ranked_warnings(SMALL, found) == (("second", True), ("first", False), ("third", False))


CAP_SLOW = Stop(slug="cap-slow", condition="size = big", verdict="slow", warning="a", at_most=True)
CAP_STAY = Stop(slug="cap-stay", condition="size = big", verdict="stay", warning="b", at_most=True)
SET_SLOW = Stop(slug="set-slow", condition="size = big", verdict="slow", warning="c")
SET_STAY = Stop(slug="set-stay", condition="size = big", verdict="stay", warning="d")
SAME = Stop(slug="same", condition="size = big", verdict="stay", warning="e")
SECOND = Stop(slug="second", condition="size = big", verdict="stay", warning="c")
IDLE = Stop(slug="idle", condition="size = small", verdict="stay", warning="e")


@pytest.mark.parametrize(
    ("table", "ranked", "warned", "verdict"),
    [
        ((), (), "", ""),
        # the more severe verdict is the stronger one, wherever its stop stands
        ((SET_SLOW, SET_STAY), (SET_STAY, SET_SLOW), "dc", "stay"),
        # equals stay in the order of their table
        ((SAME, SET_SLOW, SET_STAY), (SAME, SET_STAY, SET_SLOW), "edc", "stay"),
        # what overrides the score comes before what only caps it: the verdict is taken from it
        ((CAP_STAY, SET_SLOW, CAP_SLOW), (SET_SLOW, CAP_STAY, CAP_SLOW), "cba", "slow"),
        # a cap alone gives no verdict
        ((CAP_SLOW, CAP_STAY), (CAP_STAY, CAP_SLOW), "ba", ""),
        # a warning of two stops stands once, where the stronger one is
        ((SET_SLOW, SET_STAY, SECOND), (SET_STAY, SECOND, SET_SLOW), "dc", "stay"),
        # one that does not hold is nowhere
        ((IDLE, SET_SLOW), (SET_SLOW,), "c", "slow"),
    ],
)
def test_the_strongest_hard_stop_comes_first_and_gives_the_verdict(
    table: tuple[Stop, ...], ranked: tuple[Stop, ...], warned: str, verdict: str
) -> None:
    taxonomy = builders.changed(
        SMALL,
        verdicts=builders.verdicts("go", "slow", "stay"),
        warnings=tuple(builders.warning(slug, "size = big") for slug in "abcde"),
        stops=table,
    )
    found = match(taxonomy, builders.answers(taxonomy, size="big"))
    assert ranked_stops(taxonomy, found.fit) == ranked
    assert ranked_warnings(taxonomy, found) == (
        *((slug, True) for slug in warned),
        *((slug, False) for slug in "abcde" if slug not in warned),
    )
    assert verdict_so_far(taxonomy, found.fit) == verdict


def test_a_verdict_that_does_not_proceed_waits() -> None:
    assert [waits(SMALL, slug) for slug in ("go", "stay", None, "gone")] == [
        False,
        True,
        False,
        False,
    ]
