"""The questions that tell two families apart, and what every option supposes."""

from collections import Counter

import pytest

from matcher.core import Answers, Match, Question, Taxonomy, match
from matcher.core.taxonomy.values import Evidence
from matcher.core.walk import walk
from matcher.models import Case
from tests.data.answered import answers_of, asked_or_offered, next_given

Pair = frozenset[str]


def borders(taxonomy: Taxonomy) -> list[Question]:
    return [question for question in taxonomy.questions if question.between]


def cells(taxonomy: Taxonomy, question: str) -> list[Evidence]:
    return [cell for cell in taxonomy.evidence if cell.question == question]


def sides(taxonomy: Taxonomy, question: Question) -> list[dict[str, int]]:
    """The strengths by family of each option, in the order of the options."""
    return [
        {
            cell.outcome: cell.strength
            for cell in cells(taxonomy, question.slug)
            if cell.option == option.slug
        }
        for option in question.options
    ]


def test_every_pair_among_the_common_confusions_has_one_border_question(
    drafted: Taxonomy,
) -> None:
    confused = {
        frozenset({outcome.slug, other.other})
        for outcome in drafted.outcomes
        for other in outcome.confusions
        if other.other
    }
    assert Counter(frozenset(one.between) for one in borders(drafted)) == Counter(confused)
    assert len(confused) == 28


def test_border_questions_come_last_and_name_their_families_in_order(drafted: Taxonomy) -> None:
    places = {one.slug: place for place, one in enumerate(drafted.index.outcomes_by_axis["family"])}
    pairs = [tuple(places[slug] for slug in one.between) for one in borders(drafted)]
    assert [first < second for first, second in pairs] == [True] * 28
    assert [*drafted.index.base_questions, *borders(drafted)] == [*drafted.questions]


def test_a_border_question_breaks_ties_on_the_family_and_does_nothing_else(
    drafted: Taxonomy,
) -> None:
    assert {
        (one.part, one.ordered, weight.axis, weight.weight, weight.role, weight.required)
        for one in borders(drafted)
        for weight in one.weights
    } == {("work", False, "family", 100, "tie-break", False)}
    assert {len(one.weights) for one in borders(drafted)} == {1}


def test_a_border_question_has_a_side_for_each_family_and_sometimes_a_middle(
    drafted: Taxonomy,
) -> None:
    options = [tuple(option.slug for option in one.options) for one in borders(drafted)]
    assert Counter(len(slugs) for slugs in options) == {2: 15, 3: 13}
    assert {slugs[2:] for slugs in options} == {(), ("about-half",)}


def test_the_sides_of_a_border_speak_for_their_own_family_as_strongly_as_against_the_other(
    drafted: Taxonomy,
) -> None:
    for question in borders(drafted):
        first, second = question.between
        assert (
            sides(drafted, question)
            == [
                {first: 2, second: -2},
                {first: -2, second: 2},
                {},
            ][: len(question.options)]
        )


def test_every_side_of_a_border_has_reasons_of_its_own(drafted: Taxonomy) -> None:
    sentences = [cell.sentence for one in borders(drafted) for cell in cells(drafted, one.slug)]
    assert len(sentences) == 112
    assert [sentence for sentence, count in Counter(sentences).items() if count > 1] == []


def test_every_border_question_asks_once_and_tells_what_not_sure_leaves_open(
    drafted: Taxonomy,
) -> None:
    assert [one.slug for one in borders(drafted) if one.prompt.count("?") != 1] == []
    assert [
        one.slug
        for one in borders(drafted)
        if "stay close" not in one.not_sure or "prove both" not in one.not_sure
    ] == []


def test_every_option_says_what_it_supposes_in_a_clause(drafted: Taxonomy) -> None:
    clauses = [
        (question.slug, option.slug, option.supposing)
        for question in drafted.questions
        for option in question.options
    ]
    assert len(clauses) == 173
    assert [clause for clause in clauses if not reads_after_if(clause[2])] == []


def test_an_option_supposes_something_else_than_its_neighbours(drafted: Taxonomy) -> None:
    clauses = Counter(option.supposing for one in drafted.questions for option in one.options)
    assert [clause for clause, count in clauses.items() if count > 1] == []


def reads_after_if(clause: str) -> bool:
    """Neither a sentence nor a condition: short, no capital to begin with, no stop to end."""
    return (
        0 < len(clause) <= 90
        and clause[0].islower()
        and clause[-1] not in ".?!,;:"
        and not clause.startswith("if ")
    )


@pytest.mark.parametrize(
    "clause", ["", "Staff were served", "staff were served.", "if staff were served", "so " * 31]
)
def test_a_clause_that_does_not_read_well_would_be_noticed(clause: str) -> None:
    assert not reads_after_if(clause)


@pytest.fixture
def cases(draft: None, drafted: Taxonomy) -> list[tuple[str, Answers]]:
    """Every case with its answers."""
    return [
        (row.slug, answers_of(drafted, row))
        for row in Case.objects.prefetch_related("answers__question", "answers__option")
    ]


def first_two(result: Match) -> Pair:
    return frozenset(one.outcome for one in result.rankings["family"].standings[:2])


def asked_on_borders(taxonomy: Taxonomy, case: Answers) -> list[tuple[str, Pair, bool]]:
    """The border questions that the walk asks of the case or leaves to the result to offer, each
    with the two families that are first at that moment and whether they are close."""
    known, given, asked = case.as_dict(), Answers(), []
    while slug := asked_or_offered(walk(taxonomy, result := match(taxonomy, given))):
        question = taxonomy.index.question_by_slug.get(slug)
        if question and question.between:
            asked.append((slug, first_two(result), result.rankings["family"].close))
        given = next_given(taxonomy, given, slug, known)
    return asked


def test_a_border_comes_up_only_while_its_families_are_first_and_close(
    drafted: Taxonomy, cases: list[tuple[str, Answers]]
) -> None:
    asked = {slug: asked_on_borders(drafted, answers) for slug, answers in cases}
    assert {slug: found for slug, found in asked.items() if found} == {
        "V01": [
            (
                "shipment-or-filing",
                frozenset({"procurement-supply-chain", "industry-specific"}),
                True,
            )
        ],
        "R06": [
            ("queue-or-questions", frozenset({"industry-specific", "knowledge-specialist"}), True)
        ],
    }


def test_a_case_answers_the_border_questions_that_it_meets_and_no_others(
    drafted: Taxonomy, cases: list[tuple[str, Answers]]
) -> None:
    between = {question.slug for question in borders(drafted)}
    assert {
        slug: [one for one in answers.as_dict() if one in between] for slug, answers in cases
    } == {
        slug: [asked for asked, _pair, _close in asked_on_borders(drafted, answers)]
        for slug, answers in cases
    }


def test_an_answer_on_the_border_parts_the_families_or_turns_them_round(
    drafted: Taxonomy, cases: list[tuple[str, Answers]]
) -> None:
    base = {question.slug for question in drafted.index.base_questions}
    turned = {}
    for slug, answers in cases:
        before = match(drafted, Answers(tuple(one for one in answers if one[0] in base)))
        after = match(drafted, answers)
        if before != after:
            turned[slug] = [
                (one.rankings["family"].top, one.rankings["family"].close)
                for one in (before, after)
            ]
    assert turned == {
        "V01": [("industry-specific", True), ("procurement-supply-chain", False)],
        "R06": [("industry-specific", True), ("industry-specific", False)],
    }
