"""What the names of pieces of work propose: only what words or a service line bring, for what has
no answer yet."""

import pytest
from hypothesis import given, strategies as st

from matcher.core import Taxonomy, parse_pairs
from matcher.core.words.names import LINES_OFFERED, NameReader
from matcher.core.words.suggester import Suggester
from tests.builders import taxonomy

WORDS = ["payroll", "KYC", "back office", "multilingual", "HR", "invoices", "chat", "zzz", "给"]


@pytest.fixture(scope="module")
def reader(drafted: Taxonomy) -> NameReader:
    return NameReader.of(drafted, Suggester.of(drafted))


def proposed(reader: NameReader, name: str, *answered: str) -> dict[str, dict[str, str]]:
    """The answers that a name proposes, by the name of their line; empty for its words."""
    return {
        reading.line.name if reading.line else "": {
            question: ", ".join(options) for question, options in reading.answers.items()
        }
        for reading in reader.read(name, answered).readings
    }


def test_a_name_proposes_what_its_words_do_and_the_usual_answers_of_the_lines_that_are_near(
    reader: NameReader,
) -> None:
    found = proposed(reader, "Receivables")
    assert found[""] == {"object": "invoices-payments"}
    assert found["Receivables follow-up"] == {
        "object": "invoices-payments",
        "served": "external-customer",
        "work_kind": "written-contact",
        "judgment": "moderate-exceptions",
    }
    assert len(found) == 1 + LINES_OFFERED


def test_the_line_that_is_called_so_comes_first(reader: NameReader) -> None:
    first, *_others = proposed(reader, "payroll  processing")
    assert first == "Payroll processing"


def test_words_of_the_dictionary_win_over_the_engine(reader: NameReader) -> None:
    found = proposed(reader, "Multilingual HR queries")
    assert found[""] == {"object": "employee-matters", "language_time": "many-languages"}


def test_what_is_called_like_a_label_is_answered_by_the_dictionary_alone(
    reader: NameReader,
) -> None:
    reading = reader.read("Back-Office")
    assert reading.label is not None
    assert (reading.label.slug, reading.readings) == ("back-office", ())


@pytest.mark.parametrize(
    "name", ["First line helpdesk", "客服", "😀", "good morning how are you", "1", ""]
)
def test_a_name_that_says_too_little_proposes_nothing(reader: NameReader, name: str) -> None:
    reading = reader.read(name)
    assert (reading.label, reading.readings) == (None, ())


def test_what_is_answered_is_not_proposed_and_a_line_without_anything_new_is_not_offered(
    reader: NameReader,
) -> None:
    found = proposed(reader, "Receivables", "object", "served", "work_kind")
    assert found == {
        "Receivables follow-up": {"judgment": "moderate-exceptions"},
        "Insurance claims support": {"judgment": "moderate-exceptions"},
        "Expense processing": {"judgment": "low-rules"},
    }
    everything = ("object", "served", "work_kind", "judgment")
    assert proposed(reader, "Receivables", *everything) == {}


@given(name=st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join))
def test_whatever_is_proposed_is_an_answer(
    reader: NameReader, drafted: Taxonomy, name: str
) -> None:
    for reading in reader.read(name).readings:
        pairs = [(slug, option) for slug, answer in reading.answers.items() for option in answer]
        parsed = parse_pairs(drafted, pairs)
        assert (parsed.answers.as_dict(), parsed.ignored) == (reading.answers, ())


def test_a_taxonomy_without_families_proposes_nothing() -> None:
    plain = taxonomy(axes=[], outcomes={}, questions=[])
    assert NameReader.of(plain, Suggester.of(plain)).read("Receivables").readings == ()
