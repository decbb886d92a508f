"""What holds for every taxonomy and all answers."""

import random
from fractions import Fraction

from hypothesis import given, settings, strategies as st

from matcher.core import UNSURE, Answers, Taxonomy, dump, load, match
from matcher.core.answers import with_answer
from matcher.core.fit import NO_FIT
from matcher.core.scoring import rank
from matcher.core.walk import Walk, open_borders, walk
from tests import builders
from tests.core import oracle
from tests.core.strategies import answer_sets, bordered_taxonomies, completions, taxonomies


@given(taxonomies(), answer_sets())
@settings(max_examples=300)
def test_a_match_equals_an_independent_calculation(taxonomy: Taxonomy, answers: Answers) -> None:
    picks = answers.as_dict()
    result = match(taxonomy, answers)
    for axis, ranking in result.rankings.items():
        expected = oracle.points(taxonomy, axis, picks)
        out = oracle.excluded(taxonomy, axis, picks)
        assert {one.outcome: Fraction(one.points, 100) for one in ranking.standings} == {
            slug: points for slug, points in expected.items() if slug not in out
        }
        assert {one.outcome for one in ranking.excluded} == out
        assert ranking.top == oracle.first(taxonomy, axis, picks)
        assert ranking.confidence == oracle.confidence(taxonomy, axis, picks)
    assert result.outside == oracle.outside(taxonomy, picks)
    if result.outside:
        assert result.fit == NO_FIT
    else:
        score = None if result.fit.score is None else Fraction(result.fit.score, 10)
        assert score == oracle.fit_score(taxonomy, picks)
        assert result.fit.stops == oracle.stops(taxonomy, picks)


@given(taxonomies(), answer_sets())
def test_contributions_and_bonuses_sum_to_the_points(taxonomy: Taxonomy, answers: Answers) -> None:
    for ranking in match(taxonomy, answers).rankings.values():
        for one in ranking.standings:
            parts = [cell.points for cell in one.contributions]
            parts += [bonus.points for bonus in one.bonuses]
            assert one.points == sum(parts)


@given(taxonomies(), answer_sets(), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(
    taxonomy: Taxonomy, answers: Answers, randomly: random.Random
) -> None:
    picks = answers.as_dict()
    shuffled = dict(randomly.sample(list(picks.items()), len(picks)))
    for axis in taxonomy.axes:
        assert rank(taxonomy, axis.slug, shuffled) == rank(taxonomy, axis.slug, picks)


@given(taxonomies(), answer_sets(complete=True))
def test_an_answer_without_weight_on_an_axis_never_moves_it(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    for axis, questions in taxonomy.index.question_slugs_by_axis.items():
        picks = answers.as_dict()
        others = {slug: answer for slug, answer in picks.items() if slug in questions}
        assert rank(taxonomy, axis, picks) == rank(taxonomy, axis, others)


@given(taxonomies(), answer_sets())
def test_not_sure_scores_like_no_answer(taxonomy: Taxonomy, answers: Answers) -> None:
    """But for combinations, which may ask for either of them."""
    plain = builders.changed(taxonomy, combinations=())
    picks = answers.as_dict()
    answered = oracle.real(picks)
    for axis in plain.axes:
        one, other = rank(plain, axis.slug, picks), rank(plain, axis.slug, answered)
        assert (one.standings, one.excluded, one.top) == (
            other.standings,
            other.excluded,
            other.top,
        )


@given(taxonomies(), answer_sets())
@settings(max_examples=400)
def test_when_an_axis_is_settled_no_completion_changes_its_first_outcome(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    for axis in taxonomy.axes:
        ranking = rank(taxonomy, axis.slug, answers.as_dict())
        if ranking.settled:
            tops = {
                oracle.first(taxonomy, axis.slug, completed.as_dict())
                for completed in completions(answers)
            }
            assert tops == {ranking.top}


@given(bordered_taxonomies(), answer_sets())
@settings(max_examples=150)
def test_when_an_axis_is_settled_no_border_question_changes_it_either(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    ranking = rank(taxonomy, "family", answers.as_dict())
    if ranking.settled:
        for completed in (answers, *completions(answers)):
            assert oracle.reached(taxonomy, "family", completed.as_dict()) == {ranking.top}


@given(bordered_taxonomies(), answer_sets(complete=True))
@settings(max_examples=150)
def test_with_all_base_questions_answered_settled_means_that_no_border_question_is_open(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    result = match(taxonomy, answers)
    assert result.rankings["family"].base_settled
    assert result.rankings["family"].settled is (not open_borders(taxonomy, result))


@given(bordered_taxonomies(), answer_sets())
def test_once_settled_an_axis_stays_settled(taxonomy: Taxonomy, answers: Answers) -> None:
    for axis in taxonomy.axes:
        if rank(taxonomy, axis.slug, answers.as_dict()).settled:
            assert all(
                rank(taxonomy, axis.slug, completed.as_dict()).settled
                for completed in completions(answers)[:20]
            )


@given(taxonomies(), answer_sets(complete=True))
@settings(max_examples=300)
def test_the_walk_loses_nothing_that_all_answers_say(taxonomy: Taxonomy, answers: Answers) -> None:
    known = answers.as_dict()
    given_so_far = Answers((), answers.label)
    while (asked := walk(taxonomy, match(taxonomy, given_so_far)).next) is not None:
        given_so_far = with_answer(taxonomy, given_so_far, asked, known[asked])
    walked, full = match(taxonomy, given_so_far), match(taxonomy, answers)
    assert walked.outside == full.outside
    if full.outside:
        return
    assert {axis: one.top for axis, one in walked.rankings.items()} == {
        axis: one.top for axis, one in full.rankings.items()
    }
    assert (walked.warnings, walked.fit.stops) == (full.warnings, full.fit.stops)


@given(taxonomies(), answer_sets())
def test_what_is_not_known_neither_scores_nor_stops(taxonomy: Taxonomy, answers: Answers) -> None:
    known = Answers(tuple(pick for pick in answers if pick[1] != "not-sure"), answers.label)
    unsure, silent = match(taxonomy, answers).fit, match(taxonomy, known).fit
    assert (unsure.score, unsure.band, unsure.verdict, unsure.stops) == (
        silent.score,
        silent.band,
        silent.verdict,
        silent.stops,
    )


@given(taxonomies(), answer_sets())
def test_there_is_no_score_before_the_required_answers(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    fit = match(taxonomy, answers).fit
    required = {driver.question for driver in taxonomy.drivers if driver.required}
    if required - {*oracle.real(answers.as_dict())}:
        assert (fit.score, fit.band) == (None, None)
        assert fit.verdict == ("wait" if fit.stops else None)


@given(taxonomies(), answer_sets())
def test_a_stored_match_is_read_back_as_it_was(taxonomy: Taxonomy, answers: Answers) -> None:
    result = match(taxonomy, answers)
    assert load(dump(result)) == result


@given(taxonomies(), answer_sets())
def test_the_walk_promises_no_more_and_no_less_than_it_asks(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    here = walk(taxonomy, match(taxonomy, answers))
    everything = {question.slug for question in taxonomy.questions}
    assert {*here.answered, *here.skipped, *here.open} == everything
    assert here.least <= here.most == len(here.open)
    asked = 0
    while (next_question := walk(taxonomy, match(taxonomy, answers)).next) is not None:
        answers = with_answer(taxonomy, answers, next_question, UNSURE)
        asked += 1
    assert asked <= here.most
    assert here.least <= asked or match(taxonomy, answers).outside


@given(bordered_taxonomies(), answer_sets(), st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_whatever_is_answered_the_walk_keeps_its_numbers_with_border_questions(
    taxonomy: Taxonomy, answers: Answers, randomly: random.Random
) -> None:
    here = position = walk(taxonomy, match(taxonomy, answers))
    asked = 0
    while position.next is not None:
        possible = oracle.allowed(taxonomy.index.question_by_slug[position.next])
        answer = randomly.choice([UNSURE, *possible])
        answers = with_answer(taxonomy, answers, position.next, answer)
        asked, position = asked + 1, walk(taxonomy, match(taxonomy, answers))
    if match(taxonomy, answers).outside:
        assert asked <= here.most + here.borders
        return
    assert here.least <= asked
    if not here.borders:
        assert asked <= here.most
    if here.least == here.most:
        assert asked == here.most


@given(bordered_taxonomies(), answer_sets())
def test_what_the_walk_says_is_left_includes_every_open_border_question(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    result = match(taxonomy, answers)
    here: Walk = walk(taxonomy, result)
    settled = result.rankings["family"].settled
    borders = open_borders(taxonomy, result)
    assert not (settled and (borders or here.borders))
    assert result.outside or {*borders.values()} <= {*here.open, *here.offered}
