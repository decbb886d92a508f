"""What would change the answer, and what an unknown is worth: tables, and against brute force."""

import pytest
from hypothesis import given, settings

from matcher.core import Answers, Taxonomy, match
from matcher.core.answers import with_answer
from matcher.core.matching import nothing_decided
from matcher.core.sensitivity import (
    TippingChange,
    Unknown,
    answer_after,
    is_honest,
    tipping_changes,
    unknowns,
    worth_asking,
)
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


def after(taxonomy: Taxonomy, answers: Answers, change: TippingChange) -> Answers:
    """All answers after the change."""
    question = taxonomy.index.question_by_slug[change.question]
    answer = answer_after(question, answers.as_dict()[change.question], change)
    return with_answer(taxonomy, answers, change.question, answer)


def honest(taxonomy: Taxonomy, answers: Answers, axis: str = "family") -> list[TippingChange]:
    """The changes that somebody could mean."""
    changes = tipping_changes(taxonomy, match(taxonomy, answers), axis)
    return [change for change in changes if is_honest(taxonomy, axis, change)]


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


TICKS = builders.taxonomy(
    axes=[builders.axis("family")],
    outcomes={"family": ["support", "finance", "shop"]},
    questions=[
        builders.several(
            "object",
            *("contacts", "invoices", "orders", "nothing"),
            conflicts=["contacts, nothing"],
            family=2,
        ),
        builders.question("served", "customer", "staff", family=1),
    ],
    evidence=builders.evidence(
        "family",
        {
            "object=contacts": {"support": 3},
            "object=invoices": {"finance": 2},
            "object=orders": {"shop": 2, "support": "x"},
            "object=nothing": {"finance": 3},
            "served=customer": {"support": 1},
        },
    ),
    combinations=[
        builders.combination("both", "family", "object = contacts and object = invoices", finance=3)
    ],
)


@pytest.mark.parametrize(
    ("object_", "expected"),
    [
        (
            "contacts",
            [
                # a tick more; “nothing” would conflict, and no tick at all would be no answer
                TippingChange("object", "", "orders", "shop", steps=1, lead=400),
                TippingChange("object", "", "invoices", "finance", steps=1, lead=100),
            ],
        ),
        (
            "contacts, invoices",
            [TippingChange("object", "invoices", "", "support", steps=1, lead=600)],
        ),
        (
            "contacts, orders",
            [
                TippingChange("object", "orders", "", "support", steps=1, lead=600),
                # and with it the combination of the two
                TippingChange("object", "", "invoices", "finance", steps=1, lead=300),
            ],
        ),
        ("nothing", []),
    ],
)
def test_a_tick_more_or_less_is_one_change(object_: str, expected: list[TippingChange]) -> None:
    result = match(TICKS, builders.answers(TICKS, object=object_))
    assert list(tipping_changes(TICKS, result, "family")) == expected


def test_of_an_unknown_question_with_ticks_each_option_alone_is_tried() -> None:
    result = match(TICKS, builders.answers(TICKS, served="customer"))
    assert unknowns(TICKS, result) == (Unknown("object", {"family": ("finance", "shop")}),)


def test_a_change_of_a_tick_keeps_the_other_ones() -> None:
    two = builders.answers(TICKS, object="contacts, orders", served="customer")
    less, _more = tipping_changes(TICKS, match(TICKS, two), "family")
    assert (less.before, less.after, less.outcome) == ("orders", "", "support")
    assert after(TICKS, two, less) == builders.answers(TICKS, object="contacts", served="customer")
    one = builders.answers(TICKS, object="contacts")
    assert [(change.after, after(TICKS, one, change)) for change in honest(TICKS, one)] == [
        ("orders", builders.answers(TICKS, object="contacts, orders")),
        ("invoices", builders.answers(TICKS, object="contacts, invoices")),
    ]


def test_what_an_unknown_is_worth() -> None:
    result = match(SMALL, builders.answers(SMALL, object="contacts", channel="not-sure"))
    assert unknowns(SMALL, result) == (
        Unknown("rules", {"family": ("finance",), "place": ("home",)}),
        Unknown("channel", {"family": ()}),
    )


def test_of_what_the_work_is_only_an_option_that_speaks_for_the_new_outcome_is_honest() -> None:
    """Contacts would leave support first only because it takes points from finance."""
    work = builders.changed(
        SMALL,
        evidence=builders.evidence(
            "family",
            {
                "object=invoices": {"finance": 2},
                "object=contacts": {"finance": -3},
                "object=orders": {"shop": 3},
                "channel=phone": {"support": 1},
            },
        ),
    )
    changes = tipping_changes(
        work, match(work, builders.answers(work, object="invoices", channel="phone")), "family"
    )
    assert [(one.after, one.outcome) for one in changes] == [
        ("orders", "shop"),
        ("contacts", "support"),
    ]
    given_answers = builders.answers(work, object="invoices", channel="phone")
    assert honest(work, given_answers) == [changes[0]]


def test_of_the_circumstances_every_other_answer_is_honest() -> None:
    questions = tuple(
        one.model_copy(update={"circumstance": one.slug == "rules"}) for one in SMALL.questions
    )
    taxonomy = builders.changed(SMALL, questions=questions)
    answers = builders.answers(taxonomy, object="contacts", rules="none", channel="phone")
    assert [(change.question, change.after) for change in honest(taxonomy, answers)] == [
        ("object", "invoices"),
        ("object", "orders"),
        ("rules", "strict"),
    ]


@given(taxonomies(), answer_sets())
@settings(max_examples=200)
def test_an_honest_tip_leads_to_what_it_says(taxonomy: Taxonomy, answers: Answers) -> None:
    some = tuple(
        one.model_copy(update={"circumstance": number % 2 == 0})
        for number, one in enumerate(taxonomy.questions)
    )
    taxonomy = builders.changed(taxonomy, questions=some)
    result = match(taxonomy, answers)
    for axis in result.rankings:
        every = tipping_changes(taxonomy, result, axis)
        assert honest(taxonomy, answers, axis) == [
            tip
            for tip in every
            if taxonomy.index.question_by_slug[tip.question].circumstance
            or any(
                cell.strength > 0
                for cell in taxonomy.evidence
                if (cell.question, cell.option, cell.axis, cell.outcome)
                == (tip.question, tip.after, axis, tip.outcome)
            )
        ]
        for tip in every:
            changed = after(taxonomy, answers, tip)
            assert match(taxonomy, changed).rankings[axis].top == tip.outcome
            assert difference(answers, changed) == {(tip.question, tip.before, tip.after)}


def test_the_questions_worth_asking_separate_the_most_outcomes() -> None:
    asked = builders.changed(
        SMALL,
        questions=(*SMALL.questions, builders.question("colour", "red", "blue", family=1)),
    )
    nothing = match(asked, builders.answers(asked, object="not-sure"))
    assert [one.question for one in worth_asking(asked, nothing)] == ["object", "rules"]
    assert [one.question for one in worth_asking(asked, nothing, 1)] == ["object"]
    known = match(asked, builders.answers(asked, object="invoices", rules="strict"))
    assert worth_asking(asked, known) == ()


@given(taxonomies(), answer_sets())
def test_nothing_is_decided_until_an_answer_speaks(taxonomy: Taxonomy, answers: Answers) -> None:
    result = match(taxonomy, answers)
    tops = {oracle.first(taxonomy, axis, answers.as_dict()) for axis in result.rankings}
    assert nothing_decided(result) is (tops == {None})
    unsure = Answers(tuple((question.slug, "not-sure") for question in taxonomy.questions))
    assert nothing_decided(match(taxonomy, unsure))


def difference(before: Answers, after: Answers) -> set[tuple[str, str, str]]:
    """What is other in each answer: the option that is gone and the one that is new."""
    gone, new = dict({*before} - {*after}), dict({*after} - {*before})
    return {(question, gone.get(question, ""), new.get(question, "")) for question in gone | new}


@given(taxonomies(), answer_sets())
@settings(max_examples=200)
def test_tips_are_exactly_the_changes_that_brute_force_finds(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    result = match(taxonomy, answers)
    for axis, ranking in result.rankings.items():
        expected = {
            (*changed, top)
            for slug, given_answer in oracle.real(answers.as_dict()).items()
            for answer in oracle.one_change(taxonomy.index.question_by_slug[slug], given_answer)
            if (other := with_answer(taxonomy, answers, slug, answer))
            if (top := oracle.first(taxonomy, axis, other.as_dict())) not in (None, ranking.top)
            for changed in difference(answers, other)
        }
        found = tipping_changes(taxonomy, result, axis)
        assert {(tip.question, tip.before, tip.after, tip.outcome) for tip in found} == expected
        assert len(found) == len(expected)
        for tip in found:
            changed = match(taxonomy, after(taxonomy, answers, tip))
            assert tip.lead == changed.rankings[axis].margin


@given(taxonomies(), answer_sets())
@settings(max_examples=200)
def test_unknowns_are_worth_exactly_what_brute_force_finds(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    result, picks = match(taxonomy, answers), answers.as_dict()
    found = {one.question: one.outcomes for one in unknowns(taxonomy, result)}
    known = {*oracle.real(picks)}
    assert set(found) == {one.slug for one in taxonomy.questions} - known
    for slug, outcomes in found.items():
        question = taxonomy.index.question_by_slug[slug]
        for axis, reachable in outcomes.items():
            assert set(reachable) == {
                top
                for option in question.options
                if (top := oracle.first(taxonomy, axis, {**picks, slug: (option.slug,)}))
                not in (None, result.rankings[axis].top)
            }
