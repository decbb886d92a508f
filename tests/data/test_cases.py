"""The shipped taxonomy gives the cases their expected results, however they are answered."""

import random
from collections.abc import Iterator
from fractions import Fraction

import pytest

from matcher.core import UNSURE, Answers, Match, Taxonomy, match
from matcher.core.answers import in_order, with_answer
from matcher.core.scoring import rank
from matcher.core.walk import walk
from matcher.models import Case
from tests.core import oracle
from tests.data.answered import answers_of

RANDOM_SETS = 600


@pytest.fixture
def cases(draft: None, drafted: Taxonomy) -> list[tuple[Case, Answers]]:
    """Every case with its answers."""
    rows = Case.objects.prefetch_related("answers__question", "answers__option")
    return [(row, answers_of(drafted, row)) for row in rows]


def unexpected(row: Case, result: Match) -> list[str]:
    """What the case expects and the match does not say."""
    tops = {ranking.top for ranking in result.rankings.values()}
    expected = {one.outcome.slug for one in row.expectations.filter(also=False)}
    warnings = {one.slug for one in row.warnings.all()}
    assert len(expected) == 3
    assert warnings
    return [f"{row.slug}: {slug}" for slug in (expected - tops) | (warnings - {*result.warnings})]


def answered_along_the_walk(taxonomy: Taxonomy, case: Answers) -> Answers:
    """What the walk asks of somebody who is not sure where the case says nothing."""
    known, given = case.as_dict(), Answers()
    while (asked := walk(taxonomy, match(taxonomy, given)).next) is not None:
        given = with_answer(taxonomy, given, asked, known.get(asked, UNSURE))
    return given


def test_every_case_fully_answered_gives_the_expected_result(
    drafted: Taxonomy, cases: list[tuple[Case, Answers]]
) -> None:
    assert len(cases) == 32
    assert [
        wrong for row, answers in cases for wrong in unexpected(row, match(drafted, answers))
    ] == []


def test_every_case_along_the_walk_ends_as_answering_everything_does(
    drafted: Taxonomy, cases: list[tuple[Case, Answers]]
) -> None:
    for row, answers in cases:
        walked = match(drafted, answered_along_the_walk(drafted, answers))
        full = match(drafted, answers)
        assert unexpected(row, walked) == []
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
        score = result.fit.score
        assert (None if score is None else Fraction(score, 10)) == oracle.fit_score(drafted, picks)


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
        assert {axis: one.top for axis, one in walked.rankings.items()} == {
            axis: one.top for axis, one in full.rankings.items()
        }
        assert (walked.warnings, walked.fit) == (full.warnings, full.fit)


@pytest.mark.parametrize(
    ("axes", "questions"),
    [
        (("delivery", "geography"), ("served", "work_kind", "object", "systems", "channels")),
        (
            ("family",),
            ("control", "data_location", "language_time", "priority", "readiness", "sensitivity"),
        ),
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
    assert unused == []


def test_every_outcome_can_come_first(drafted: Taxonomy) -> None:
    found = {
        (axis, ranking.top)
        for answers in random_answers(drafted)
        for axis, ranking in match(drafted, answers).rankings.items()
        if ranking.top is not None
    }
    assert found == {(outcome.axis, outcome.slug) for outcome in drafted.outcomes}
