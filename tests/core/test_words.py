"""Words of visitors: what is read in them, and what they suggest."""

import math

import pytest
from hypothesis import given, strategies as st

from matcher.core import Taxonomy
from matcher.core.words import directions
from matcher.core.words.documents import (
    Document,
    Source,
    family_source,
    option_source,
    without_sources,
)
from matcher.core.words.engine import Engine
from matcher.core.words.indexing import engines
from matcher.core.words.suggest import NOTHING, Suggestions, nearest, suggest
from matcher.core.words.suggester import MAX_TEXT_LENGTH, Proposal, Suggester
from matcher.core.words.table import meaning, together, word_table
from matcher.core.words.text import content_words, stem
from tests.builders import taxonomy

DOCUMENTS = (
    Document("receivables", "Chasing late payers. Reminding debtors", {"money": 1}, line=True),
    Document("payables", "Entering invoices and paying suppliers", {"money": 1}, line=True),
    Document("answering", "Answering customers’ calls and messages", {"talk": 1}, line=True),
    Document("label", "call center", {"talk": 1}),
    Document("hiring", "Screening applicants for vacancies", {"people": 1}, line=True),
)
SOME_WORDS = ["invoices", "phone", "hiring", "calls", "suppliers", "vacancy", "debt"]
NO_FAMILIES = taxonomy(axes=[], outcomes={}, questions=[])
SOURCE = Source(("money", "talk", "people"), DOCUMENTS)
OPTIONS = Source(
    ("pay", "hire"),
    (DOCUMENTS[0]._replace(shares={"pay": 1}), DOCUMENTS[4]._replace(shares={"hire": 1})),
)
ENGINE, OTHER = engines(SOURCE, OPTIONS)


def suggested(text: str, *, engine: Engine = ENGINE, explained: int | None = 3) -> Suggestions:
    return suggest(engine, engine.hear(text), explained=explained)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We need somebody to chase late payers!", ["chase", "late", "payers"]),
        ("The customer’s invoices, and the bank's", ["customer", "invoices", "bank"]),
        ("A/B x 24/7 e-mail", ["mail"]),
        ("客服 приём", []),
        ("", []),
    ],
)
def test_of_a_text_the_words_count_that_say_something(text: str, words: list[str]) -> None:
    assert content_words(text) == words


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [("invoices", "invoic"), ("payments", "pay"), ("paying", "pay"), ("pay", "pay"), ("es", "es")],
)
def test_words_of_one_stem_are_counted_together(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("stabilised", "stabilized"),
        ("vapour", "vapor"),
        ("repaying", "repay"),
        ("reconciling", "reconcile"),
        ("unsubmitted", "submitted"),
    ],
)
def test_a_spelling_that_the_table_does_not_have_is_read_as_the_nearest(
    word: str, known: str
) -> None:
    assert meaning(word) == meaning(known) is not None


def test_a_direction_is_the_sum_of_those_of_its_words_and_may_have_length_1() -> None:
    both, *parts = (together(words) for words in (["van", "drivers"], ["van"], ["drivers"]))
    assert both is not None
    added = map(sum, zip(*(part.direction for part in parts if part), strict=True))
    assert both.direction == pytest.approx(tuple(added))
    assert math.hypot(*(both.unit or ())) == pytest.approx(1)


def test_a_word_made_of_two_means_both() -> None:
    assert meaning("vandrivers") == together(["van", "drivers"]) is not None


@pytest.mark.parametrize("word", ["invoice", "refunds", "payslip", "onboarding", "helpdesk"])
def test_the_words_of_our_own_texts_are_in_the_table(word: str) -> None:
    assert word in word_table().places


@pytest.mark.parametrize("word", ["xqzvw", "zzyzx", ""])
def test_what_is_no_word_means_nothing(word: str) -> None:
    assert meaning(word) is None


def test_citations_say_nothing_about_the_work() -> None:
    text = "Half of calls ([Bureau, B](https://a.example/x)) are [short](https://b.example)."
    assert without_sources(text) == "Half of calls are short."


def test_every_family_and_every_proposed_option_is_spoken_for(drafted: Taxonomy) -> None:
    asked = [each for each in drafted.questions if each.proposed_from is not None]
    assert [each.slug for each in asked] == ["object"]
    for source in (family_source(drafted), *(option_source(drafted, each) for each in asked)):
        spoken = {subject for each in source.documents for subject in each.shares}
        assert spoken == set(source.subjects)
        assert all(0 < share <= 1 for each in source.documents for share in each.shares.values())


# ── What a text suggests ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("chasing customers who have not paid", "money"),
        ("somebody to pick up the phone", "talk"),
        ("recruiting new employees", "people"),
    ],
)
def test_a_text_suggests_the_family_that_it_is_about(text: str, first: str) -> None:
    assert suggested(text).ranked[0].subject == first


def test_it_says_which_lines_and_words_brought_a_family() -> None:
    found = suggested("please screen our applicants").ranked[0]
    assert (found.subject, found.lines) == ("people", ("hiring",))
    assert set(found.words) == {"screen", "applicants"}


def test_all_families_are_ranked_and_as_many_explained_as_are_asked_for() -> None:
    found = suggested("paying suppliers", explained=1)
    assert {each.subject for each in found.ranked} == {"money", "talk", "people"}
    assert [bool(each.lines) for each in found.ranked] == [True, False, False]


def test_else_those_are_explained_that_are_worth_showing() -> None:
    found = suggested("paying suppliers and entering invoices", explained=None)
    assert found.shown > 0
    assert [bool(each.lines) for each in found.ranked[: found.shown]] == [True] * found.shown
    assert {each.lines for each in found.ranked[found.shown :]} <= {()}
    assert {each.lines for each in suggested("good morning", explained=None).ranked} == {()}


def test_what_one_engine_has_heard_another_reads() -> None:
    found = nearest(OTHER, ENGINE.hear("recruiting new employees"))
    assert found is not None
    assert found.subject == "hire"
    assert found.lead > 0
    assert nearest(OTHER, ENGINE.hear("客服")) is None


@pytest.mark.parametrize("text", ["", " ", "x", "客服中心", "👍👍", "12345", "the of and", "xqzvw"])
def test_without_a_known_word_there_is_nothing_to_say(text: str) -> None:
    assert suggested(text) == NOTHING


@pytest.mark.parametrize("text", ["good morning", "my cat sleeps on the sofa", "recruiting a king"])
def test_of_a_text_about_something_else_nothing_is_worth_showing(text: str) -> None:
    found = suggested(text)
    assert (found.shown, found.abstain, len(found.ranked)) == (0, True, 3)


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    found = suggested(text)
    assert found == NOTHING or len(found.ranked) == 3


@given(st.lists(st.sampled_from(SOME_WORDS)))
def test_what_was_read_before_changes_nothing(words: list[str]) -> None:
    """Words met before are remembered, others compared together: the scores are the same."""
    text = " ".join(words)
    (fresh,) = engines(SOURCE)
    first, again = suggested(text, engine=fresh), suggested(text)
    assert [each.subject for each in again.ranked] == [each.subject for each in first.ranked]
    assert [each.score for each in again.ranked] == pytest.approx(
        [each.score for each in first.ranked], abs=1e-3
    )


def test_a_text_of_many_new_words_is_read_like_one_of_words_met_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(directions, "NEW_AT_ONCE", 2)
    (fresh,) = engines(SOURCE)
    text = "chasing payers and suppliers about invoices, calls and messages"
    readings = [suggested(text, engine=fresh) for _time in range(5)]
    assert {each.ranked[0].words for each in readings} == {readings[0].ranked[0].words}
    for each in readings:
        assert each.lead == pytest.approx(readings[0].lead, abs=1e-3)


def test_no_more_words_are_remembered_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(directions, "MOST_REMEMBERED", 3)
    (fresh,) = engines(SOURCE)
    for word in SOME_WORDS:
        fresh.hear(word)
    assert len(fresh.directions._met) <= 3


# ── Everything together ──────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def suggester(drafted: Taxonomy) -> Suggester:
    return Suggester.of(drafted)


def test_a_sentence_suggests_a_family_and_proposes_an_answer(suggester: Suggester) -> None:
    families, answers = suggester.suggest(
        "we need somebody to chase late payers and match receipts"
    )
    assert families.ranked[0].subject == "finance-accounting"
    (answer,) = answers
    assert answer == Proposal("object", "invoices-payments", answer.lead)
    assert answer.lead >= 0.75


@pytest.mark.parametrize("text", ["good morning how are you", "", "chop the onions and fry them"])
def test_nothing_is_proposed_where_there_is_too_little_to_go_by(
    suggester: Suggester, text: str
) -> None:
    families, answers = suggester.suggest(text)
    assert (families.abstain, answers) == (True, ())


def test_of_a_long_text_the_beginning_is_read(suggester: Suggester) -> None:
    text = "chase late payers and match receipts " * 500
    assert suggester.suggest(text) == suggester.suggest(text[:MAX_TEXT_LENGTH])


def test_a_taxonomy_without_families_suggests_nothing() -> None:
    assert Suggester.of(NO_FAMILIES).suggest("chase late payers") == (NOTHING, ())
