"""What a match decides, and what another edition decides otherwise."""

import pytest

from matcher.core import load, match
from matcher.core.decisions import (
    Decisions,
    Difference,
    decisions,
    differences,
    load_outline,
    summarised_decisions,
)
from matcher.core.matching import dump
from matcher.core.walk import walk
from matcher.core.work_summary import summarise
from tests import builders
from tests.stored.samples import RELEASES

APPLE = Decisions(verdict="ready", firsts={"kind": "apple"})


def test_a_match_a_stored_one_and_a_summary_decide_the_same() -> None:
    taxonomy = builders.taxonomy(
        axes=[builders.axis("kind")],
        outcomes={"kind": ["apple", "pear"]},
        questions=[builders.question("colour", "red", kind=1)],
        evidence=builders.evidence("kind", {"colour=red": {"apple": 2}}),
    )
    found = match(taxonomy, builders.answers(taxonomy, colour="red"))
    assert (
        decisions(found)
        == decisions(load_outline(dump(found)))
        == summarised_decisions(summarise(found, walk(taxonomy, found)))
        == Decisions(firsts={"kind": "apple"})
    )


@pytest.mark.parametrize("text", [text for each in RELEASES for text in each.matches])
def test_the_outline_of_what_any_release_stored_is_that_of_its_match(text: str) -> None:
    whole, outline = load(text), load_outline(text)
    assert decisions(outline) == decisions(whole)
    assert (outline.answers, outline.fit.score) == (whole.answers, whole.fit.score)


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (APPLE, ()),
        (Decisions(verdict="ready", firsts={}), ()),
        (
            Decisions(verdict="not-yet", firsts={"kind": None, "use": "fresh"}),
            (
                Difference("fit", "ready", "not-yet"),
                Difference("kind", "apple", None),
                Difference("use", None, "fresh"),
            ),
        ),
        (Decisions(outside="guarding"), (Difference("outside", None, "guarding"),)),
    ],
)
def test_what_is_decided_otherwise_is_named_on_each_axis(
    after: Decisions, found: tuple[Difference, ...]
) -> None:
    assert differences(APPLE, after) == found


def test_work_that_is_no_other_kind_of_buying_any_more_is_just_that() -> None:
    before = Decisions(outside="guarding")
    assert differences(before, before) == ()
    assert differences(before, APPLE) == (Difference("outside", "guarding", None),)
