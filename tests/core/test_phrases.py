"""A phrase taken apart: every word finds its place, and nothing is said that the words do not."""

import pytest
from hypothesis import given, strategies as st

from matcher.core.phrases import (
    Entry,
    Part,
    deciding_questions,
    folded,
    glossary,
    proposed_answers,
    read_axes,
    starting_label,
    take_apart,
)
from matcher.core.taxonomy.values import Candidate, Label, Term
from tests import builders

PLAIN = builders.taxonomy(
    axes=[builders.axis("family"), builders.axis("place")],
    outcomes={"family": ["books", "payroll", "care"], "place": ["near", "far"]},
    questions=[
        builders.question("item", "bill", "person", family=builders.required("family", 2)),
        builders.question("rules", "few", "many", family=1, place=3),
        builders.question("hours", "day", "night", place=builders.required("place", 1)),
        builders.question("wish", "cheap", "good", place=builders.tie_break("place")),
    ],
)
OFFICE = Label(
    slug="office",
    names=("back office", "support centre"),
    meaning="Inside work",
    asks="What comes in?",
    axis="family",
    candidates=(Candidate(outcome="books"), Candidate(outcome="payroll", note="for pay")),
)
WHERE = Label(
    slug="where",
    names=("near", "far"),
    meaning="A place",
    asks="Which?",
    axis="place",
    candidates=(Candidate(outcome="near"), Candidate(outcome="far")),
)
VAGUE = Label(slug="vague", names=("ITES",), meaning="Anything", asks="What?", axis="family")
TERMS = (
    Term(slug="overseas", names=("overseas",), says="Far.", axis="place", outcome="far"),
    Term(slug="night", names=("24/7", "nights"), says="When.", question="hours", option="night"),
    Term(slug="day", names=("daytime",), says="When.", question="hours", option="day"),
    Term(slug="offer", names=("service", "our", "office"), says="All offers."),
)
SOLD_AS = ("people care (loosely)", "back office")
WORDS = PLAIN.model_copy(
    update={
        "labels": (WHERE, OFFICE, VAGUE),
        "terms": TERMS,
        "outcomes": tuple(
            outcome.model_copy(update={"vendor_labels": SOLD_AS})
            if outcome.slug == "care"
            else outcome
            for outcome in PLAIN.outcomes
        ),
    }
)
KNOWN = glossary(WORDS)


def taken(phrase: str) -> list[tuple[str, str]]:
    """Each part as written, and what it is: slugs of label and term, and of the outcomes."""
    return [(part.text, _what(part)) for part in take_apart(KNOWN, phrase)]


def _what(part: Part) -> str:
    entry = part.entry
    if entry is None:
        return "?"
    named = [row.slug for row in (entry.label, entry.term) if row]
    return " ".join([*named, *(f"={outcome.slug}" for outcome in entry.outcomes)])


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("", []),
        (" -- … !", []),
        ("overseas", [("overseas", "overseas =far")]),
        ("far back office", [("far", "where =far"), ("back office", "office =books =payroll")]),
        ("BACK-OFFICES", [("BACK-OFFICES", "office =books =payroll")]),
        ("(backoffice)", [("backoffice", "office =books =payroll")]),
        ("support center", [("support center", "office =books =payroll")]),
        ("office back", [("office", "offer"), ("back", "?")]),
        ("our 24/7 service", [("our", "offer"), ("24/7", "night"), ("service", "offer")]),
        ("People, care", [("People, care", "=care")]),
        ("care", [("care", "=care")]),
        ("ITES", [("ITES", "vague")]),
        ("asdf qwerty", [("asdf", "?"), ("qwerty", "?")]),
        ("<b>far</b>", [("b", "?"), ("far", "where =far"), ("b", "?")]),
        ("客服中心 👍 مركز", [("客服中心", "?"), ("👍", "?"), ("مركز", "?")]),
    ],
)
def test_each_word_is_known_by_its_longest_name_or_unknown(
    phrase: str, parts: list[tuple[str, str]]
) -> None:
    assert taken(phrase) == parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Call-Centres", "call center"),
        ("F&A", "f and a"),
        ("labelling", "labeling"),
        ("digitisation", "Digitization"),
        ("companies", "company"),
        ("catalogue", "catalog"),
        ("labour", "labor"),
    ],
)
def test_spelling_makes_no_difference(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("process", "proces"), ("gas", "ga"), ("our", "or")])
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text(max_size=60) | st.sampled_from(["far ", "back office", "24/7", "x" * 10_000]))
def test_every_word_is_in_exactly_one_part_in_its_order(phrase: str) -> None:
    parts = take_apart(KNOWN, phrase)
    words = [part.words for part in take_apart({}, phrase)]
    assert [(word,) for part in parts for word in part.words] == words
    rest = phrase
    for part in parts:
        before, found, rest = rest.partition(part.text)
        assert found
        assert not take_apart({}, before)


def test_an_empty_name_is_never_found() -> None:
    nameless = WORDS.model_copy(update={"terms": (Term(slug="x", names=("…",), says="x"),)})
    assert [part.entry for part in take_apart(glossary(nameless), "a – b")] == [None, None]


# ── What it says ─────────────────────────────────────────────────────────────────────────


def entries(phrase: str) -> list[Entry]:
    return [part.entry for part in take_apart(KNOWN, phrase) if part.entry]


def said(phrase: str) -> dict[str, list[str]]:
    readings = read_axes(WORDS, entries(phrase))
    return {
        reading.axis.slug: [outcome.slug for outcome in reading.outcomes] for reading in readings
    }


@pytest.mark.parametrize(
    ("phrase", "family", "place"),
    [
        ("far back office", ["books", "payroll"], ["far"]),
        ("back office payroll", ["payroll"], []),
        ("back office care", ["books", "payroll", "care"], []),
        ("near or far", [], ["near", "far"]),
        ("far overseas", [], ["far"]),
        ("ITES payroll", ["payroll"], []),
        ("ITES", [], []),
        ("our 24/7 asdf", [], []),
        ("", [], []),
    ],
)
def test_words_narrow_a_decision_together_and_where_they_disagree_all_of_it_is_kept(
    phrase: str, family: list[str], place: list[str]
) -> None:
    assert said(phrase) == {"family": family, "place": place}


def test_what_is_said_needs_no_question_and_what_is_not_has_those_that_decide_it() -> None:
    family, place = read_axes(WORDS, entries("overseas"))
    assert (place.is_said, place.is_ambiguous, place.questions) == (True, False, ())
    assert (family.is_said, family.is_ambiguous) == (False, False)
    assert [question.slug for question in family.questions] == ["item", "rules"]


def test_the_required_question_is_first_then_the_heaviest_and_a_tie_break_none() -> None:
    place = WORDS.axes[1]
    assert [question.slug for question in deciding_questions(WORDS, place)] == ["hours", "rules"]


@pytest.mark.parametrize(
    ("phrase", "label"),
    [("far back office", "office"), ("far near", "where"), ("ITES", "vague"), ("overseas", None)],
)
def test_the_start_is_the_label_with_several_meanings(phrase: str, label: str | None) -> None:
    found = starting_label(entries(phrase))
    assert (found and found.slug) == label


@pytest.mark.parametrize(
    ("phrase", "proposals"),
    [
        ("24/7 back office, nights", (("hours", "night"),)),
        ("24/7 daytime", ()),
        ("overseas service", ()),
    ],
)
def test_a_term_proposes_its_answer_unless_another_contradicts(
    phrase: str, proposals: tuple[tuple[str, str], ...]
) -> None:
    assert proposed_answers(entries(phrase)) == proposals
