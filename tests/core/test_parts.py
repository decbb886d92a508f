"""An outcome that is made of others is ruled out where too few of them are left."""

import pytest

from matcher.core import Exclusion, Taxonomy, match
from matcher.core.checks import review
from matcher.core.checks.reachability import Unreachable, reachability
from matcher.core.scoring import first_outcome, rank
from matcher.core.sensitivity import TippingChange, Unknown, tipping_changes, unknowns
from matcher.core.walk import walk
from tests import builders

PLACES = builders.needing(
    builders.taxonomy(
        axes=[builders.axis("place")],
        outcomes={"place": ["home", "near", "far", "mix"]},
        questions=[
            builders.several("law", "no-far", "no-near", "loose", place=1),
            builders.question("wish", "cheap", "safe", "spread", place=1),
        ],
        evidence=builders.evidence(
            "place",
            {
                "law=no-far": {"far": "x"},
                "law=no-near": {"near": "x"},
                "law=loose": {"far": 1},
                "wish=cheap": {"far": 3, "mix": 1},
                "wish=safe": {"home": 3, "mix": 1},
                "wish=spread": {"mix": 3, "home": 2},
            },
        ),
    ),
    "mix",
    2,
    *("home", "near", "far"),
)
"""A mix needs two of three places."""


def excluded(taxonomy: Taxonomy = PLACES, **picks: str) -> list[tuple[str, tuple[str, ...]]]:
    ranking = rank(taxonomy, "place", builders.picks(picks))
    return [(one.outcome, one.sentences) for one in ranking.excluded]


@pytest.mark.parametrize(
    ("picks", "expected"),
    [
        ({"wish": "spread"}, []),
        ({"law": "no-far"}, [("far", ("law=no-far and far.",))]),
        (
            {"law": "no-far, no-near"},
            [
                ("near", ("law=no-near and near.",)),
                ("far", ("law=no-far and far.",)),
                ("mix", ("mix needs 2.",)),
            ],
        ),
    ],
)
def test_it_is_ruled_out_with_its_sentence_while_enough_parts_keep_it_in(
    picks: dict[str, str], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert excluded(**picks) == expected


def test_its_own_evidence_and_its_missing_parts_both_say_why() -> None:
    own = builders.evidence("place", {"law=no-near": {"mix": "x"}})
    taxonomy = builders.changed(PLACES, evidence=(*PLACES.evidence, *own))
    mix = rank(taxonomy, "place", builders.picks({"law": "no-far, no-near"})).excluded[-1]
    assert mix == Exclusion(
        "mix", (taxonomy.index.cells["place"]["law", "no-near"][1],), "mix needs 2."
    )
    assert mix.sentences == ("law=no-near and mix.", "mix needs 2.")


@pytest.mark.parametrize(
    ("law", "first"),
    [("no-far", "mix"), ("no-near", "mix"), ("no-far, no-near", "home"), ("not-sure", "mix")],
)
def test_it_is_not_first_without_its_parts(law: str, first: str) -> None:
    picks = builders.picks({"law": law, "wish": "spread"})
    assert rank(PLACES, "place", picks).top == first
    assert first_outcome(PLACES.index.rules["place"], picks) == first


@pytest.mark.parametrize(
    ("parts", "at_least", "settled"),
    [
        (("home", "near", "far"), 2, False),  # no-far and no-near together rule it out
        (("home",), 1, True),  # home is always left, and nothing else can overtake the mix
    ],
)
def test_nothing_is_settled_while_answers_may_still_take_its_parts(
    parts: tuple[str, ...], at_least: int, settled: bool
) -> None:
    cells = {"law=no-far": {"far": "x"}, "law=no-near": {"near": "x"}, "wish=spread": {"mix": 3}}
    taxonomy = builders.changed(
        builders.needing(PLACES, "mix", at_least, *parts),
        evidence=builders.evidence("place", cells),
    )
    assert rank(taxonomy, "place", builders.picks({"wish": "spread"})).settled is settled


def test_one_tick_more_or_less_takes_or_brings_its_parts() -> None:
    def tipping(law: str) -> tuple[TippingChange, ...]:
        result = match(PLACES, builders.answers(PLACES, law=law, wish="spread"))
        return tuple(
            change
            for change in tipping_changes(PLACES, result, "place")
            if change.question == "law"
        )

    assert tipping("no-far") == (TippingChange("law", "", "no-near", "home", 1, None),)
    assert tipping("no-far, no-near") == (
        TippingChange("law", "no-far", "", "mix", 1, 100),
        TippingChange("law", "no-near", "", "mix", 1, 100),
    )


def test_an_unknown_may_take_its_last_part() -> None:
    both = builders.evidence("place", {"law=loose": {"near": "x", "far": "x"}})
    taxonomy = builders.changed(PLACES, evidence=(*both, *PLACES.evidence[3:]))
    result = match(taxonomy, builders.answers(taxonomy, wish="spread"))
    assert unknowns(taxonomy, result) == (Unknown("law", {"place": ("home",)}),)
    assert walk(taxonomy, result).next == "law"


def test_no_answers_bring_it_first_where_all_rule_its_parts_out() -> None:
    """Whatever speaks for the mix takes its parts."""
    taxonomy = builders.changed(
        PLACES,
        evidence=builders.evidence(
            "place",
            {
                "law=no-far": {"far": "x", "near": "x", "mix": 3},
                "law=no-near": {"home": 1},
                "wish=cheap": {"home": 1},
            },
        ),
    )
    assert reachability(taxonomy)["place", "mix"] == Unreachable(None)


def test_a_condition_that_asks_for_it_and_for_what_takes_its_parts_never_holds() -> None:
    law = "law = no-far and law = no-near"
    for condition, codes in (
        (f"{law} and place = mix", ["never-holds"]),
        ("law = no-far and place = mix", []),
    ):
        taxonomy = builders.changed(PLACES, warnings=(builders.warning("odd", condition),))
        assert [one.code for one in review(taxonomy) if str(one.location) == "warning odd"] == codes
