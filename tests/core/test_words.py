"""Words of visitors: what is read in them, and what they suggest."""

import pytest
from hypothesis import given, strategies as st

from matcher.core.words.documents import Document, documents, family_axis, without_sources
from matcher.core.words.engine import Engine
from matcher.core.words.suggest import NOTHING, suggest
from matcher.core.words.table import direction
from matcher.core.words.text import content_words, stem

DOCUMENTS = (
    Document("receivables", "Chasing late payers. Reminding debtors", {"money": 1}, line=True),
    Document("payables", "Entering invoices and paying suppliers", {"money": 1}, line=True),
    Document("answering", "Answering customers’ calls and messages", {"talk": 1}, line=True),
    Document("label", "call center", {"talk": 1}),
    Document("hiring", "Screening applicants for vacancies", {"people": 1}, line=True),
)
SOME_WORDS = ["invoices", "phone", "hiring", "calls", "suppliers", "vacancy", "debt"]
ENGINE = Engine.of(("money", "talk", "people"), DOCUMENTS)


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
        ("organise", "organize"),
        ("labour", "labor"),
        ("repaying", "repay"),
        ("reconciling", "reconcile"),
    ],
)
def test_a_spelling_that_the_table_does_not_have_is_read_as_the_nearest(
    word: str, known: str
) -> None:
    assert direction(word) == direction(known) is not None


def test_a_word_made_of_two_means_both() -> None:
    parts = [direction("pay"), direction("slip")]
    assert direction("payslip") == [sum(pair) for pair in zip(*filter(None, parts), strict=True)]


@pytest.mark.parametrize("word", ["xqzvw", "zzyzx", ""])
def test_what_is_no_word_means_nothing(word: str) -> None:
    assert direction(word) is None


def test_citations_say_nothing_about_the_work() -> None:
    text = "Half of calls ([Bureau, B](https://a.example/x)) are [short](https://b.example)."
    assert without_sources(text) == "Half of calls are short."


def test_every_family_is_spoken_for(drafted) -> None:  # type: ignore[no-untyped-def]
    axis = family_axis(drafted)
    families = {outcome.slug for outcome in drafted.outcomes if outcome.axis == axis}
    spoken = {family for document in documents(drafted) for family in document.shares}
    assert spoken == families
    assert all(0 < share <= 1 for each in documents(drafted) for share in each.shares.values())


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
    assert suggest(ENGINE, text).ranked[0].subject == first


def test_it_says_which_lines_and_words_brought_a_family() -> None:
    found = suggest(ENGINE, "please screen our applicants").ranked[0]
    assert (found.subject, found.lines) == ("people", ("hiring",))
    assert set(found.words) == {"screen", "applicants"}


def test_all_families_are_ranked_and_no_more_than_three_explained() -> None:
    found = suggest(ENGINE, "invoices", explained=1)
    assert {each.subject for each in found.ranked} == {"money", "talk", "people"}
    assert [bool(each.lines) for each in found.ranked] == [True, False, False]


@pytest.mark.parametrize("text", ["", " ", "x", "客服中心", "👍👍", "12345", "the of and", "xqzvw"])
def test_without_a_known_word_there_is_nothing_to_say(text: str) -> None:
    assert suggest(ENGINE, text) == NOTHING


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    found = suggest(ENGINE, text)
    assert found == NOTHING or len(found.ranked) == 3


@given(st.lists(st.sampled_from(SOME_WORDS)))
def test_what_was_read_before_changes_nothing(words: list[str]) -> None:
    """Words met before are remembered, others compared together: the scores are the same."""
    text = " ".join(words)
    fresh = suggest(Engine.of(ENGINE.subjects, DOCUMENTS), text)
    again = suggest(ENGINE, text)
    assert [each.subject for each in again.ranked] == [each.subject for each in fresh.ranked]
    assert [each.score for each in again.ranked] == pytest.approx(
        [each.score for each in fresh.ranked]
    )
