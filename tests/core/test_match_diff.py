"""What another edition decides differently, and which of its rules do it."""

from dataclasses import replace

from matcher.core import Answers, Match, Taxonomy, dump, load, match
from matcher.core.fit import DriverResult
from matcher.core.match_diff import AxisDifference, RuleChange, diff_matches, says_the_same
from matcher.core.taxonomy.row_ref import RowRef, row_ref
from tests import builders

BEFORE = builders.taxonomy(
    axes=[builders.axis("family"), builders.axis("place")],
    outcomes={"family": ["support", "finance", "shop"], "place": ["home", "far"]},
    questions=[
        builders.question("object", "contacts", family=1, place=1),
        builders.question("law", "loose", place=1),
    ],
    evidence=(
        *builders.evidence("family", {"object=contacts": {"support": 3, "finance": 2, "shop": 1}}),
        *builders.evidence("place", {"object=contacts": {"far": 1}}),
    ),
    combinations=[builders.combination("both", "family", "object = contacts", support=1)],
)


def contacts(axis: str, outcome: str) -> RowRef:
    return row_ref("evidence", "object", "contacts", axis, outcome)


def said_by(taxonomy: Taxonomy) -> Match:
    return match(taxonomy, Answers((("object", "contacts"),)))


def test_the_same_rules_decide_the_same() -> None:
    assert diff_matches(said_by(BEFORE), said_by(BEFORE)) == ()


def test_a_changed_strength_is_named_with_its_points() -> None:
    after = builders.changed(
        BEFORE,
        evidence=builders.evidence(
            "family", {"object=contacts": {"support": 1, "finance": 3, "shop": 2}}
        ),
    )
    assert diff_matches(said_by(BEFORE), said_by(after)) == (
        AxisDifference(
            axis="family",
            before="support",
            after="finance",
            changes=(
                RuleChange(
                    "support",
                    contacts("family", "support"),
                    300,
                    100,
                    "object=contacts and support.",
                ),
                RuleChange(
                    "finance",
                    contacts("family", "finance"),
                    200,
                    300,
                    "object=contacts and finance.",
                ),
            ),
        ),
        AxisDifference(
            axis="place",
            before="far",
            after=None,
            changes=(
                RuleChange("far", contacts("place", "far"), 100, None, "object=contacts and far."),
            ),
        ),
    )


def test_a_combination_that_is_gone_and_a_new_exclusion_are_named() -> None:
    after = builders.changed(
        BEFORE,
        combinations=(),
        evidence=(
            *builders.evidence("family", {"object=contacts": {"support": "x", "finance": 2}}),
            *BEFORE.evidence[3:],
        ),
    )
    (difference,) = diff_matches(said_by(BEFORE), said_by(after))
    assert difference.changes == (
        RuleChange(
            "support", contacts("family", "support"), 300, None, "object=contacts and support."
        ),
        RuleChange("support", row_ref("combination", "both"), 100, None, "both: support."),
    )


def test_an_axis_that_is_new_is_named_and_one_that_is_gone_is_not() -> None:
    family = [one for one in BEFORE.outcomes if one.axis == "family"]
    small = builders.changed(BEFORE, axes=BEFORE.axes[:1], outcomes=tuple(family))
    assert [
        (one.axis, one.before, one.after) for one in diff_matches(said_by(small), said_by(BEFORE))
    ] == [("place", None, "far")]
    assert diff_matches(said_by(BEFORE), said_by(small)) == ()


def one_ranking(match: Match, **changes: object) -> Match:
    """The match with another ranking of families."""
    family = replace(match.rankings["family"], **changes)  # type: ignore[arg-type]
    return replace(match, rankings={**match.rankings, "family": family})


def test_whatever_a_match_says_makes_a_difference() -> None:
    match = said_by(BEFORE)
    (first, *others), fit = match.rankings["family"].standings, match.fit
    reworded = replace(first, contributions=(replace(first.contributions[0], sentence="New."),))
    for other in (
        one_ranking(match, top="finance"),
        one_ranking(match, confidence="clear"),
        one_ranking(match, settled=False),
        one_ranking(match, standings=(*others, first)),
        one_ranking(match, standings=(reworded, *others)),
        replace(match, fit=replace(fit, score=1)),
        replace(match, fit=replace(fit, verdict="no")),
        replace(match, fit=replace(fit, stops=("stop",))),
        replace(match, fit=replace(fit, drivers=(DriverResult("ready", "object", "", 100, 5),))),
        replace(match, warnings=("worms",)),
    ):
        assert not says_the_same(match, other)


def test_the_same_match_stored_and_read_again_says_the_same() -> None:
    assert says_the_same(said_by(BEFORE), load(dump(said_by(BEFORE))))
