"""Many pieces of work: what is inherited, what two edits leave, and what is still unknown."""

import pytest

from matcher.core import Answers, Taxonomy
from matcher.core.programme import (
    AnswerEdit,
    WorkState,
    inherit,
    next_open,
    unknowns,
    work_state,
)
from matcher.core.work_summary import WorkSummary
from tests import builders
from tests.web.editions import asked, fenced, small, ticked

TAXONOMY = ticked(context=(asked("land", "last", "hill", "valley"),))


def given(label: str = "", land: str = "", **picks: str) -> Answers:
    answers = builders.answers(TAXONOMY, label, **picks)
    return Answers(answers.picks, label, (("land", land),) if land else ())


@pytest.mark.parametrize(
    ("own", "archetype", "answers"),
    [
        (given(), given(), given()),
        (given(), given(colour="green"), given(colour="green")),
        (given(colour="blue"), given(), given(colour="blue")),
        (given(size="large"), given(colour="green"), given(colour="green", size="large")),
        (given(colour="blue"), given(colour="green"), given(colour="blue")),
        (given(colour="not-sure"), given(colour="green"), given(colour="not-sure")),
        (given(uses="baked"), given(uses="eaten, pressed"), given(uses="baked")),
        (given(), given(land="hill"), given(land="hill")),
        (given(land="valley"), given(land="hill"), given(land="valley")),
        (given("fruit"), given(), given("fruit")),
        (given(), given("fruit"), given("fruit")),
    ],
    ids=[
        "nothing",
        "all from the other",
        "all its own",
        "some of each, in the order asked",
        "its own wins",
        "not sure is an answer of its own",
        "ticks are not mixed",
        "what is known of the buyer",
        "its own buyer",
        "its own label",
        "the label of the other",
    ],
)
def test_own_answers_win_and_the_others_are_those_of_the_archetype(
    own: Answers, archetype: Answers, answers: Answers
) -> None:
    assert inherit(TAXONOMY, own, archetype) == answers


@pytest.mark.parametrize(
    ("opened", "sent", "stored", "kept"),
    [
        ("", "", "", ""),
        ("", "a", "", "a"),
        ("a", "", "a", ""),
        ("a", "b", "a", "b"),
        ("a", "a", "b", "b"),
        ("", "", "b", "b"),
        ("a", "b", "b", "b"),
        ("a", "", "", ""),
        ("ab", "a", "ab", "a"),
    ],
    ids=[
        "nothing at all",
        "a first answer",
        "an answer taken back",
        "another answer",
        "left alone, changed by somebody else",
        "left open, answered by somebody else",
        "changed to the same by both",
        "taken back by both",
        "a tick less",
    ],
)
def test_an_edit_keeps_what_its_sender_did_not_change(
    opened: str, sent: str, stored: str, kept: str
) -> None:
    edit = AnswerEdit(tuple(opened), tuple(sent))
    assert not edit.collides(tuple(stored))
    assert edit.applied(tuple(stored)) == tuple(kept)


@pytest.mark.parametrize(
    ("opened", "sent", "stored"), [("", "a", "b"), ("a", "b", "c"), ("a", "", "b"), ("a", "b", "")]
)
def test_two_different_edits_of_one_answer_are_told(opened: str, sent: str, stored: str) -> None:
    assert AnswerEdit(tuple(opened), tuple(sent)).collides(tuple(stored))


# ── What is still unknown ────────────────────────────────────────────────────────────────


def states(taxonomy: Taxonomy, *works: dict[str, str]) -> list[WorkState]:
    return [work_state(taxonomy, builders.answers(taxonomy, **work)) for work in works]


def summaries(taxonomy: Taxonomy, *works: dict[str, str]) -> list[WorkSummary]:
    return [state.summary for state in states(taxonomy, *works)]


def counts(taxonomy: Taxonomy, *works: dict[str, str]) -> dict[str, int]:
    found = unknowns(taxonomy, summaries(taxonomy, *works))
    return {unknown.question.slug: unknown.count for unknown in found}


def test_a_question_is_unknown_where_it_is_open_or_nobody_was_sure() -> None:
    works = {}, {"colour": "green"}, {"colour": "not-sure", "size": "large", "taste": "sour"}
    assert counts(small(), *works) == {"colour": 2, "size": 2, "taste": 1}


def test_nothing_is_unknown_of_no_work_at_all() -> None:
    assert counts(small()) == {}


def test_what_another_kind_of_buying_is_certain_to_leave_out_is_not_unknown() -> None:
    assert counts(fenced(), {"colour": "green", "size": "small"}) == {}


def test_a_question_that_the_walk_skips_is_not_asked() -> None:
    (settled,) = states(small(), {"colour": "blue", "size": "small"})
    assert settled.match.unanswered == ("taste",)
    assert settled.walk.skipped == ("taste",)
    assert not settled.summary.asks("taste")
    assert settled.summary.asks("colour")


@pytest.mark.parametrize(
    ("after", "following"), [("", "colour"), ("colour", "size"), ("size", "taste"), ("taste", None)]
)
def test_the_next_question_is_the_first_later_one_that_some_work_has_open(
    after: str, following: str | None
) -> None:
    works = summaries(small(), {}, {"colour": "green", "size": "large", "taste": "sour"})
    assert next_open(small(), works, after) == following


def test_not_sure_is_not_asked_again() -> None:
    unsure = {"colour": "not-sure", "size": "not-sure", "taste": "not-sure"}
    assert next_open(small(), states(small(), unsure)) is None
