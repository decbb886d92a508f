"""What would change the answer, and what an unknown is worth: tables, and against brute force."""

import pytest
from hypothesis import given, settings

from matcher.core import Answers, Taxonomy, match
from matcher.core.answers import with_answer
from matcher.core.sensitivity import TippingChange, Unknown, tipping_changes, unknowns
from tests import builders
from tests.core import oracle
from tests.core.strategies import answer_sets, taxonomies

SMALL = builders.taxonomy(
    axes=[builders.axis("family", tie_question="object"), builders.axis("place")],
    outcomes={"family": ["support", "finance", "shop"], "place": ["home", "far"]},
    questions=[
        builders.question("object", "contacts", "invoices", "orders", family=2),
        builders.question("rules", "none", "some", "strict", family=1, place=1).model_copy(
            update={"ordered": True}
        ),
        builders.question("channel", "phone", "queue", family=1),
    ],
    evidence=(
        *builders.evidence(
            "family",
            {
                "object=contacts": {"support": 3},
                "object=invoices": {"finance": 3},
                "object=orders": {"shop": 2},
                "rules=some": {"finance": 3},
                "rules=strict": {"finance": 3, "support": "x"},
            },
        ),
        *builders.evidence("place", {"rules=strict": {"far": "x", "home": 1}}),
    ),
    combinations=[
        builders.combination("both", "family", "object = orders and rules = some", shop=9)
    ],
)


def tipping(axis: str, **picks: str) -> list[TippingChange]:
    return list(tipping_changes(SMALL, match(SMALL, builders.answers(SMALL, **picks)), axis))


def test_every_single_change_that_puts_another_outcome_first_is_found_and_ordered() -> None:
    assert tipping("family", object="contacts", rules="none") == [
        TippingChange("object", "contacts", "invoices", "finance", steps=1, lead=600),
        TippingChange("object", "contacts", "orders", "shop", steps=1, lead=400),
        TippingChange("rules", "none", "strict", "finance", steps=2, lead=300),
    ]


def test_a_change_is_tried_with_its_combinations() -> None:
    assert tipping("family", object="contacts", rules="some") == [
        TippingChange("object", "contacts", "orders", "shop", steps=1, lead=1000),
        TippingChange("object", "contacts", "invoices", "finance", steps=1, lead=900),
        TippingChange("rules", "some", "strict", "finance", steps=1, lead=300),
    ]


def test_an_outcome_that_is_the_only_one_left_has_no_lead() -> None:
    assert tipping("place", rules="none") == [
        TippingChange("rules", "none", "strict", "home", steps=2, lead=None)
    ]


@pytest.mark.parametrize("picks", [{}, {"object": "not-sure"}, {"channel": "phone"}])
def test_no_change_may_tip_it(picks: dict[str, str]) -> None:
    assert tipping("family", **picks) == []


def test_what_an_unknown_is_worth() -> None:
    result = match(SMALL, builders.answers(SMALL, object="contacts", channel="not-sure"))
    assert unknowns(SMALL, result) == (
        Unknown("rules", {"family": ("finance",), "place": ("home",)}),
        Unknown("channel", {"family": ()}),
    )


def real(picks: dict[str, str]) -> dict[str, str]:
    return {slug: option for slug, option in picks.items() if option != "not-sure"}


@given(taxonomies(), answer_sets())
@settings(max_examples=200)
def test_tips_are_exactly_the_changes_that_brute_force_finds(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    result = match(taxonomy, answers)
    for axis, ranking in result.rankings.items():
        expected = {
            (question.slug, option.slug, top)
            for question in taxonomy.questions
            if question.slug in real(answers.as_dict())
            for option in question.options
            if (
                top := oracle.first(
                    taxonomy,
                    axis,
                    with_answer(taxonomy, answers, question.slug, option.slug).as_dict(),
                )
            )
            not in (None, ranking.top)
        }
        found = tipping_changes(taxonomy, result, axis)
        assert {(tip.question, tip.after, tip.outcome) for tip in found} == expected
        assert len(found) == len(expected)
        for tip in found:
            changed = match(taxonomy, with_answer(taxonomy, answers, tip.question, tip.after))
            assert tip.lead == changed.rankings[axis].margin


@given(taxonomies(), answer_sets())
@settings(max_examples=200)
def test_unknowns_are_worth_exactly_what_brute_force_finds(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    result = match(taxonomy, answers)
    found = {one.question: one.outcomes for one in unknowns(taxonomy, result)}
    assert set(found) == {one.slug for one in taxonomy.questions} - set(real(answers.as_dict()))
    for slug, outcomes in found.items():
        question = taxonomy.index.question_by_slug[slug]
        for axis, reachable in outcomes.items():
            assert set(reachable) == {
                top
                for option in question.options
                if (
                    top := oracle.first(
                        taxonomy, axis, with_answer(taxonomy, answers, slug, option.slug).as_dict()
                    )
                )
                not in (None, result.rankings[axis].top)
            }
