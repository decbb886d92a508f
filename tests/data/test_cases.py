"""The shipped taxonomy gives the cases their expected results, however they are answered."""

import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import pytest

from matcher.core import UNSURE, Answers, Taxonomy, match
from matcher.core.answers import in_order
from matcher.core.scoring import rank
from matcher.core.walk import walk
from matcher.draft.cases import run_cases
from matcher.models import Case
from tests.core import oracle
from tests.data.answered import answers_of, asked_or_offered, next_given

RANDOM_SETS = 600


@pytest.fixture
def cases(draft: None, drafted: Taxonomy) -> list[tuple[Case, Answers]]:
    """Every case with its answers."""
    rows = Case.objects.prefetch_related("answers__question", "answers__option")
    return [(row, answers_of(drafted, row)) for row in rows]


def answered_along_the_walk(taxonomy: Taxonomy, case: Answers) -> Answers:
    """What the walk asks, and then the result offers, of somebody who is not sure where the case
    says nothing."""
    known, given = case.as_dict(), Answers()
    while asked := asked_or_offered(walk(taxonomy, match(taxonomy, given))):
        given = next_given(taxonomy, given, asked, known)
    return given


def test_every_case_gives_what_is_expected_or_says_why_not(draft: None, drafted: Taxonomy) -> None:
    states = Counter(result.state for result in run_cases(drafted))
    assert states == {"passed": 68, "explained": 11}


def test_an_expert_agrees_with_nearly_all_that_comes_out(draft: None, drafted: Taxonomy) -> None:
    """Of all cases, those explained counted as wrong."""
    judged = [one for result in run_cases(drafted) for one in result.judged if one.expected]
    right, all_of_them = (
        Counter(one.axis for one in judged if one.passed),
        Counter(one.axis for one in judged),
    )
    assert {axis: f"{right[axis]} of {count}" for axis, count in all_of_them.items()} == {
        "family": "77 of 79",
        "delivery": "77 of 79",
        "geography": "74 of 79",
        "route": "64 of 67",
        "fit": "62 of 66",
    }


def test_every_case_along_the_walk_ends_as_answering_everything_does(
    drafted: Taxonomy, cases: list[tuple[Case, Answers]]
) -> None:
    for _row, answers in cases:
        walked = match(drafted, answered_along_the_walk(drafted, answers))
        full = match(drafted, answers)
        assert {axis: one.top for axis, one in walked.rankings.items()} == {
            axis: one.top for axis, one in full.rankings.items()
        }
        assert (walked.warnings, walked.fit) == (full.warnings, full.fit)


def random_answers(taxonomy: Taxonomy) -> Iterator[Answers]:
    """Complete and partial answer sets, the same in every run."""
    randomly = random.Random(20261122)
    for number in range(RANDOM_SETS):
        given = (0.25, 0.5, 0.75, 1)[number % 4]
        picks = {
            question.slug: randomly.choice([*question.answers, UNSURE])
            for question in taxonomy.questions
            if randomly.random() < given
        }
        yield Answers(in_order(taxonomy, picks))


def test_random_answers_score_as_an_independent_calculation_says(drafted: Taxonomy) -> None:
    for answers in random_answers(drafted):
        picks = answers.as_dict()
        result = match(drafted, answers)
        for axis, ranking in result.rankings.items():
            out = oracle.excluded(drafted, axis, picks)
            points = oracle.points(drafted, axis, picks)
            assert {one.outcome: Fraction(one.points, 100) for one in ranking.standings} == {
                slug: value for slug, value in points.items() if slug not in out
            }
            assert {one.outcome for one in ranking.excluded} == out
            assert ranking.top == oracle.first(drafted, axis, picks)
        assert result.outside == oracle.outside(drafted, picks)
        score = None if result.fit.score is None else Fraction(result.fit.score, 10)
        assert score == (None if result.outside else oracle.fit_score(drafted, picks))


def with_what_was_skipped(taxonomy: Taxonomy, answers: Answers, given: Answers) -> Answers:
    """The answers given on a walk and those to the base questions that it passed over."""
    known = answers.as_dict()
    base = {question.slug: known[question.slug] for question in taxonomy.index.base_questions}
    return Answers(in_order(taxonomy, base | given.as_dict()))


def test_random_walks_lose_nothing(drafted: Taxonomy) -> None:
    complete = [one for one in random_answers(drafted) if len(one) == len(drafted.questions)]
    assert len(complete) >= RANDOM_SETS // 4
    for answers in complete:
        given = answered_along_the_walk(drafted, answers)
        walked = match(drafted, given)
        full = match(drafted, with_what_was_skipped(drafted, answers, given))
        if walked.outside:
            assert walked.outside == full.outside
            continue
        assert {axis: one.top for axis, one in walked.rankings.items()} == {
            axis: one.top for axis, one in full.rankings.items()
        }
        assert (walked.warnings, walked.fit) == (full.warnings, full.fit)


@pytest.mark.parametrize(
    ("axes", "questions"),
    [
        (("delivery", "geography"), ("served", "work_kind", "object", "software_tried")),
        (
            ("family",),
            (
                *("control", "data_location", "language_time", "priority"),
                *("readiness", "sensitivity", "software_tried", "volume"),
            ),
        ),
        (("route",), ("served", "work_kind", "data_location", "language_time")),
    ],
)
def test_questions_of_one_decision_never_move_another(
    drafted: Taxonomy, axes: tuple[str, ...], questions: tuple[str, ...]
) -> None:
    for answers in random_answers(drafted):
        picks = answers.as_dict()
        others = {slug: option for slug, option in picks.items() if slug not in questions}
        for axis in axes:
            assert rank(drafted, axis, picks) == rank(drafted, axis, others)


def test_every_option_of_a_base_question_is_scored_or_asked_for_somewhere(
    drafted: Taxonomy,
) -> None:
    scored = {(cell.question, cell.option) for cell in drafted.evidence}
    driven = {
        (driver.question, score.option) for driver in drafted.drivers for score in driver.scores
    }
    unused = [
        (question.slug, option.slug)
        for question in drafted.index.base_questions
        for option in question.options
        if (question.slug, option.slug) not in scored | driven
    ]
    assert unused == [("object", "on-the-spot")]  # another kind of buying


def test_every_outcome_can_come_first(drafted: Taxonomy) -> None:
    found = {
        (axis, ranking.top)
        for answers in random_answers(drafted)
        for axis, ranking in match(drafted, answers).rankings.items()
        if ranking.top is not None
    }
    assert found == {(outcome.axis, outcome.slug) for outcome in drafted.outcomes}
