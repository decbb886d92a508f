"""Several people answer one piece of work: where they agree, what counts, and what a difference
would change."""

import pytest
from hypothesis import given as for_any, strategies as st

from matcher.core import Answers, Taxonomy, match
from matcher.core.answers import with_answer
from matcher.core.programme import inherit
from matcher.core.respondents import (
    Position,
    Voice,
    answers_of_all,
    changed_since,
    difference,
    positions,
    unheard,
)
from tests import builders
from tests.web.editions import fenced, small, ticked

TAXONOMY = ticked()
NOBODY: Answers = Answers()


def given(**picks: str) -> Answers:
    return builders.answers(TAXONOMY, **picks)


def of(*answers: Answers) -> dict[int, Answers]:
    """What the respondents 1, 2, … answer."""
    return dict(enumerate(answers, start=1))


# ── Where they agree ─────────────────────────────────────────────────────────────────────


def test_a_question_that_nobody_has_answered_has_no_position() -> None:
    assert positions(TAXONOMY, given(colour="green"), of(NOBODY, NOBODY)) == ()
    assert positions(TAXONOMY, given(colour="green"), {}) == ()


def test_whoever_has_not_answered_yet_contradicts_nobody() -> None:
    (position,) = positions(TAXONOMY, NOBODY, of(NOBODY, given(colour="green"), NOBODY))
    assert position == Position("colour", (Voice(("green",), (2,)),), ())
    assert (position.differs, position.answer) == (False, ("green",))


def test_positions_stand_in_the_order_asked_and_voices_in_that_of_respondents() -> None:
    people = of(given(size="large"), given(colour="blue", size="small"), given(size="large"))
    assert positions(TAXONOMY, NOBODY, people) == (
        Position("colour", (Voice(("blue",), (2,)),), ()),
        Position("size", (Voice(("large",), (1, 3)), Voice(("small",), (2,))), ()),
    )


@pytest.mark.parametrize(
    ("own", "answers", "differs", "answer"),
    [
        ("", ("green", "green"), False, ("green",)),
        ("", ("green", "blue"), True, ()),
        ("", ("green", "not-sure"), True, ()),
        ("", ("not-sure", "not-sure"), False, ("not-sure",)),
        ("blue", ("green", "green"), False, ("blue",)),
        ("green", ("green", "blue"), False, ("green",)),
        ("not-sure", ("green", "blue"), False, ("not-sure",)),
    ],
    ids=[
        "they agree",
        "they differ",
        "not sure is an answer of its own",
        "nobody is sure",
        "what is settled stands against all of them",
        "what is settled ends a difference",
        "even with not sure",
    ],
)
def test_they_differ_until_it_is_settled(
    own: str, answers: tuple[str, ...], differs: bool, answer: tuple[str, ...]
) -> None:
    mine = given(colour=own) if own else NOBODY
    (position,) = positions(TAXONOMY, mine, of(*(given(colour=each) for each in answers)))
    assert (position.differs, position.answer) == (differs, answer)


def test_the_same_ticks_are_one_answer_and_a_tick_more_is_another() -> None:
    people = of(given(uses="eaten, baked"), given(uses="baked, eaten"), given(uses="baked"))
    (position,) = positions(TAXONOMY, NOBODY, people)
    assert position.voices == (Voice(("eaten", "baked"), (1, 2)), Voice(("baked",), (3,)))


@pytest.mark.parametrize(
    ("seen", "changed"),
    [
        ({1: ("green",), 2: ("blue",)}, ()),
        ({1: ("green",), 2: ("green",)}, (2,)),
        ({1: ("green",)}, (2,)),
        ({1: ("green",), 2: ("blue",), 3: ("blue",)}, (3,)),
        ({1: ("green",), 2: ("blue",), 4: ("blue",)}, ()),
        ({}, (1, 2)),
    ],
    ids=[
        "nobody",
        "one changed",
        "one has answered since",
        "one has taken it back",
        "one was removed since",
        "all since",
    ],
)
def test_whoever_says_something_else_since_is_named(
    seen: dict[int, tuple[str, ...]], changed: tuple[int, ...]
) -> None:
    people = of(given(colour="green"), given(colour="blue"), given(size="large"))
    assert changed_since(seen, "colour", people) == changed


# ── What counts ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("own", "people", "archetype", "counts"),
    [
        (NOBODY, of(), NOBODY, NOBODY),
        (NOBODY, of(given(colour="green")), NOBODY, given(colour="green")),
        (NOBODY, of(given(colour="green"), given(colour="blue")), NOBODY, NOBODY),
        (NOBODY, of(given(colour="green")), given(colour="blue"), given(colour="green")),
        (NOBODY, of(given(colour="green"), given(colour="blue")), given(colour="blue"), NOBODY),
        (NOBODY, of(given(size="large")), given(colour="blue"), given(colour="blue", size="large")),
        (given(colour="blue"), of(given(colour="green")), NOBODY, given(colour="blue")),
        (
            given(colour="not-sure"),
            of(given(colour="green")),
            given(colour="blue"),
            given(colour="not-sure"),
        ),
    ],
    ids=[
        "nothing",
        "what they agree on",
        "nothing while they differ",
        "they win over the archetype",
        "also while they differ",
        "the archetype where they say nothing",
        "its own wins over them",
        "its own not sure wins over all",
    ],
)
def test_own_answers_win_over_respondents_and_they_over_the_archetype(
    own: Answers, people: dict[int, Answers], archetype: Answers, counts: Answers
) -> None:
    assert answers_of_all(TAXONOMY, own, people, archetype) == counts


def test_the_buyer_and_the_label_are_those_of_the_archetype() -> None:
    archetype = Answers(given(colour="blue").picks, "fruit", (("land", "hill"),))
    people = of(given(colour="green"))
    assert unheard(TAXONOMY, people, archetype) == Answers((), "fruit", archetype.context)


def anything() -> st.SearchStrategy[Answers]:
    """Any answers to the three questions of `small`, each of which may be left open."""
    choices = {
        question.slug: st.sampled_from(
            ["", "not-sure", *(option.slug for option in question.options)]
        )
        for question in small().questions
    }
    return st.fixed_dictionaries(choices).map(
        lambda picks: given(**{slug: each for slug, each in picks.items() if each})
    )


@for_any(own=anything(), people=st.lists(anything(), max_size=4), archetype=anything())
def test_writing_the_archetype_into_a_row_changes_nothing_that_counts(
    own: Answers, people: list[Answers], archetype: Answers
) -> None:
    counts = answers_of_all(TAXONOMY, own, of(*people), archetype)
    written = inherit(TAXONOMY, own, unheard(TAXONOMY, of(*people), archetype))
    assert answers_of_all(TAXONOMY, written, of(*people), NOBODY) == counts


@for_any(own=anything(), people=st.lists(anything(), max_size=4))
def test_what_they_differ_on_is_unanswered_and_everything_else_counts(
    own: Answers, people: list[Answers]
) -> None:
    counts = answers_of_all(TAXONOMY, own, of(*people), NOBODY).as_dict()
    stands = {each.question: each.answer for each in positions(TAXONOMY, own, of(*people))}
    assert counts == own.as_dict() | {slug: each for slug, each in stands.items() if each}


# ── What a difference would change ───────────────────────────────────────────────────────


def turned(
    taxonomy: Taxonomy, answers: Answers, *said: str, question: str
) -> tuple[tuple[str, ...], bool]:
    people = of(*(builders.answers(taxonomy, **{question: each}) for each in said))
    (position,) = positions(taxonomy, NOBODY, people)
    found = difference(taxonomy, answers, position)
    assert [each.match for each in found.alternatives] == [
        match(taxonomy, with_answer(taxonomy, answers, question, voice.answer))
        for voice in position.voices
    ]
    return found.turned, found.turns_verdict


def test_the_axes_that_a_difference_turns_are_named() -> None:
    assert turned(small(), NOBODY, "green", "blue", question="colour") == (("kind",), False)


def test_a_difference_may_turn_nothing() -> None:
    decided = builders.answers(small(), colour="blue", size="small")
    assert turned(small(), decided, "sweet", "sour", question="taste") == ((), False)


def test_a_tie_that_a_difference_breaks_is_a_turn() -> None:
    large = builders.answers(small(), size="large")
    assert turned(small(), large, "not-sure", "sour", question="taste") == (("kind",), False)


def test_an_answer_with_which_nothing_is_decided_turns_an_axis_too() -> None:
    assert turned(small(), NOBODY, "green", "not-sure", question="colour") == (("kind",), False)


def test_another_kind_of_buying_turns_the_verdict() -> None:
    green = builders.answers(fenced(), colour="green")
    assert turned(fenced(), green, "small", "large", question="size") == (("kind",), True)
