"""Which answers bring an outcome first, and proofs that none do."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given

from matcher.core import NOT_SURE, UNSURE, Answers, Question, Taxonomy
from matcher.core.checks import TaxonomyReview, reachability as reach, review
from matcher.core.checks.reachability import Unreachable, reachability, search
from matcher.core.scoring import first_outcome, rank
from tests import builders
from tests.builders import Cells
from tests.core import oracle
from tests.core.strategies import taxonomies


def fruit(cells: Cells, *outcomes: str, **rules: object) -> Taxonomy:
    """Apples, pears and plums, distinguished by colour and size."""
    taxonomy = builders.taxonomy(
        axes=[builders.axis("kind")],
        outcomes={"kind": outcomes or ("apple", "pear", "plum")},
        questions=[
            builders.question("colour", "red", "green", "blue", kind=1),
            builders.question("size", "small", "large", kind=1),
        ],
        evidence=builders.evidence("kind", cells),
    )
    return builders.changed(taxonomy, **rules)


GOOD: Cells = {
    "colour=red": {"apple": 2},
    "colour=green": {"pear": 2},
    "colour=blue": {"plum": 3, "apple": "x"},
    "size=small": {"plum": 1},
    "size=large": {"pear": 1, "apple": 1},
}

BEATEN: Cells = {"colour=red": {"apple": 3, "pear": 2}, "size=small": {"plum": 1}}
"""Whatever speaks for a pear speaks more for an apple."""

SHARED: Cells = {
    "colour=red": {"pear": 1, "apple": 3},
    "colour=green": {"pear": 1, "plum": 3},
    "colour=blue": {"apple": 1},
    "size=large": {"plum": 1},
}
"""A pear is beaten by an apple or by a plum, each time by another one."""


def said(taxonomy: Taxonomy) -> list[tuple[str, str, str]]:
    found = [one for one in review(taxonomy) if one.code == "out-of-reach"]
    return [(one.level, str(one.location), one.sentence) for one in found]


# ── Examples ─────────────────────────────────────────────────────────────────────────────


def test_an_example_asks_no_more_than_it_needs() -> None:
    assert {
        pair: found and found.picks
        for pair, found in TaxonomyReview(fruit(GOOD)).example_answers.items()
    } == {
        ("kind", "apple"): (("colour", "red"),),
        ("kind", "pear"): (("colour", "green"),),
        ("kind", "plum"): (("size", "small"),),
    }


def test_an_outcome_out_of_reach_has_no_example() -> None:
    assert {
        slug
        for (_axis, slug), found in TaxonomyReview(fruit(BEATEN)).example_answers.items()
        if found is None
    } == {"pear"}


def test_a_border_question_helps_only_where_nothing_else_does() -> None:
    stalk = Question.model_validate(
        builders.question("stalk", "long", "short", kind=1).model_dump()
        | {"between": ("apple", "pear")}
    )
    taxonomy = fruit({**BEATEN, "stalk=long": {"pear": 3}, "stalk=short": {"apple": 1}})
    with_border = builders.changed(taxonomy, questions=(*taxonomy.questions, stalk))
    found = TaxonomyReview(with_border).example_answers
    assert found["kind", "apple"] == Answers((("colour", "red"),))
    assert found["kind", "pear"] == Answers((("stalk", "long"),))


def test_only_the_search_finds_what_needs_an_answer_that_does_not_help_by_itself() -> None:
    """No single answer speaks for a pear; a combination of two does."""
    combination = builders.combination("ripe", "kind", "colour = red and size = not-sure", pear=4)
    taxonomy = fruit(
        {"colour=red": {"apple": 2}, "size=small": {"plum": 1}}, combinations=(combination,)
    )
    assert TaxonomyReview(taxonomy).example_answers["kind", "pear"] == Answers(
        (("colour", "red"), ("size", NOT_SURE))
    )


def ticks(cells: Cells, *, conflicts: Sequence[str] = ()) -> Taxonomy:
    """Fruit of several colours."""
    taxonomy = fruit(cells)
    colours = builders.several("colour", "red", "green", "blue", conflicts=conflicts, kind=1)
    return builders.changed(taxonomy, questions=(colours, taxonomy.questions[1]))


TOGETHER: Cells = {
    "colour=red": {"pear": 2, "apple": 3},
    "colour=green": {"pear": 2, "plum": 3},
    "colour=blue": {"apple": 1},
}
"""Only red and green together are more of a pear than of anything else."""


def test_an_example_may_need_ticks_together() -> None:
    found = reachability(ticks(TOGETHER))
    assert found["kind", "pear"] == Answers((("colour", "red"), ("colour", "green")))
    assert found["kind", "plum"] == Answers((("colour", "green"),))


def test_ticks_that_exclude_each_other_bring_nothing_first() -> None:
    taxonomy = ticks(TOGETHER, conflicts=["red, green"])
    assert reachability(taxonomy)["kind", "pear"] == Unreachable(None)


def test_an_example_has_no_tick_that_it_does_not_need() -> None:
    cells: Cells = {
        "colour=red": {"apple": 2},
        "colour=green": {"apple": 3},
        "size=small": {"pear": 1},
    }
    assert reachability(ticks(cells))["kind", "apple"] == Answers((("colour", "red"),))


# ── Proofs ───────────────────────────────────────────────────────────────────────────────


def test_an_outcome_that_another_always_beats_is_out_of_reach() -> None:
    sentence = "No answers can bring “Pear” first: “Apple” always stays ahead of it."
    assert said(fruit(BEATEN)) == [("warning", "outcome kind/pear", sentence)]


def test_a_tie_that_the_outcome_wins_is_no_proof_against_it() -> None:
    level: Cells = {"colour=red": {"apple": 2, "pear": 2}, "size=small": {"plum": 1}}
    assert reachability(fruit(level))["kind", "pear"] == Unreachable("apple")
    assert reachability(fruit(level, "pear", "apple", "plum"))["kind", "pear"] == Answers(
        (("colour", "red"),)
    )


def test_an_outcome_that_one_or_the_other_always_beats_is_out_of_reach_too() -> None:
    sentence = "No answers can bring “Pear” first: we tried all that might."
    assert said(fruit(SHARED)) == [("warning", "outcome kind/pear", sentence)]


def test_a_search_that_gives_up_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "MAX_ANSWER_SETS", 1)
    sentence = "We found no answers that bring “Pear” first, but could not try them all."
    assert said(fruit(SHARED)) == [("warning", "outcome kind/pear", sentence)]


def firsts(taxonomy: Taxonomy, axis: str) -> set[str | None]:
    """Every outcome that some answers bring first, by trying them all."""
    rules, slugs = taxonomy.index.rules[axis], taxonomy.index.rules[axis].base
    possible = [
        [(), UNSURE, *oracle.allowed(taxonomy.index.question_by_slug[slug])] for slug in slugs
    ]
    sets = (zip(slugs, picked, strict=True) for picked in product(*possible))
    return {first_outcome(rules, {slug: answer for slug, answer in one if answer}) for one in sets}


@given(taxonomies())
def test_every_outcome_has_an_example_or_a_proof_and_both_are_right(taxonomy: Taxonomy) -> None:
    possible = {axis.slug: firsts(taxonomy, axis.slug) for axis in taxonomy.axes}
    for (axis, outcome), found in reachability(taxonomy).items():
        if isinstance(found, Answers):
            assert rank(taxonomy, axis, found.as_dict()).top == outcome
        else:
            assert isinstance(found, Unreachable)
            assert outcome not in possible[axis]


@given(taxonomies())
def test_the_search_is_right_by_itself(taxonomy: Taxonomy) -> None:
    for axis in taxonomy.axes:
        rules, possible = taxonomy.index.rules[axis.slug], firsts(taxonomy, axis.slug)
        for outcome in rules.outcomes:
            found = search(rules, outcome)
            if isinstance(found, Unreachable):
                assert outcome not in possible
            else:
                assert found is not None
                assert first_outcome(rules, found) == outcome
