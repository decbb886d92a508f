"""Texts as a sentence model sees them, with one whose reading is known: two numbers a text."""

import math

import pytest

from matcher.core.words.documents import Document, Source
from matcher.core.words.engine import Engine
from matcher.core.words.figures import BY_SENTENCES, BY_WORDS
from matcher.core.words.indexing import engines
from matcher.core.words.sentences import Sentences
from matcher.core.words.suggest import nearness, suggest
from matcher.core.words.suggester import Suggester, texts_of
from tests.builders import taxonomy

SOURCE = Source(
    ("money", "people"),
    (
        Document("payables", "Paying suppliers", {"money": 1}, line=True),
        Document("receivables", "Chasing late payers", {"money": 1}, line=True),
        Document("hiring", "Screening applicants", {"people": 1}, line=True),
        Document("shared", "Answering questions", {"money": 0.5, "people": 0.5}),
    ),
)


def towards(degrees: float) -> tuple[float, float]:
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


KNOWN = {
    "Paying suppliers": towards(0),
    "Chasing late payers": towards(10),
    "Screening applicants": towards(90),
    "Answering questions": towards(45),
}


def reading(said: dict[str, tuple[float, float]]) -> Engine:
    """An engine whose model reads these texts so, and no other."""
    (engine,) = engines(SOURCE, sentences=Sentences(said.__getitem__, KNOWN))
    return engine


@pytest.mark.parametrize(
    ("degrees", "first", "line"), [(4, "money", "payables"), (85, "people", "hiring")]
)
def test_the_model_says_what_a_text_means(degrees: float, first: str, line: str) -> None:
    text = "walking the dog"  # of which no word is in our texts
    engine = reading({text: towards(degrees)})
    found = suggest(engine, engine.hear(text), explained=1)
    assert found.ranked[0].subject == first
    assert found.ranked[0].lines[0] == line


def test_the_word_table_still_says_which_words_meant_most() -> None:
    text = "chase payers about invoices"
    engine = reading({text: towards(5)})
    found = suggest(engine, engine.hear(text), explained=1)
    assert set(found.ranked[0].words) <= {"chase", "payers", "invoices"}
    assert found.ranked[0].words


@pytest.mark.parametrize("text", ["hiring", "hiring people for vacancies"])
def test_how_near_a_text_is_is_the_cosine_however_long_it_is(text: str) -> None:
    engine = reading({text: towards(60)})
    near = nearness(engine, engine.hear(text), engine.subjects.index("people"))
    assert near == pytest.approx(math.cos(math.radians(15)), abs=1e-4)


def test_a_text_without_a_word_is_not_read() -> None:
    engine = reading({})
    assert suggest(engine, engine.hear("你好 !")).abstain


def test_each_way_to_read_has_its_figures() -> None:
    (plain,) = engines(SOURCE)
    assert (plain.figures, reading({}).figures) == (BY_WORDS, BY_SENTENCES)


def test_a_taxonomy_without_families_needs_nothing_read() -> None:
    empty = taxonomy(axes=[], outcomes={}, questions=[])
    assert texts_of(empty) == ()
    families, answers = Suggester.of(empty, Sentences(lambda _text: towards(0), {})).suggest("work")
    assert (families.ranked, answers) == ((), ())
