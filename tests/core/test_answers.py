"""Answers to and from an address."""

import pytest
from hypothesis import given

from matcher.core import (
    Answer,
    Answers,
    Ignored,
    ParsedAnswers,
    Taxonomy,
    parse_pairs,
    parse_query,
    write_query,
)
from matcher.core.answers import with_answer
from tests import builders
from tests.core.strategies import answer_sets

SMALL = builders.taxonomy(
    axes=[builders.axis("family")],
    outcomes={"family": ["support", "finance"]},
    questions=[
        builders.question("served", "customer", "staff", family=1),
        builders.question("object", "contacts", "invoices", family=2),
    ],
    labels=["call-center"],
)
FOUR = builders.taxonomy(
    axes=[builders.axis("family")],
    outcomes={"family": ["a", "b"]},
    questions=[
        builders.question(slug, *(f"{slug}o{number}" for number in range(count)), family=1)
        for slug, count in {"q1": 2, "q2": 3, "q3": 2, "q4": 3}.items()
    ],
    labels=["call-center"],
)


@pytest.mark.parametrize(
    ("query", "picks", "ignored"),
    [
        ("", (), ()),
        ("served=staff", (("served", "staff"),), ()),
        ("object=invoices&served=staff", (("served", "staff"), ("object", "invoices")), ()),
        ("served=not-sure", (("served", "not-sure"),), ()),
        ("served=", (), ()),
        ("served=staff&served=staff", (("served", "staff"),), ()),
        (
            "served=staff&served=customer",
            (),
            (Ignored("repeated", "served", "staff, customer"),),
        ),
        ("served=aliens", (), (Ignored("option", "served", "aliens"),)),
        ("region=eu", (), (Ignored("question", "region", "eu"),)),
        ("region=eu&region=us", (), (Ignored("question", "region", "eu, us"),)),
        ("colour=red&utm_source=mail&utm_source=web&=staff", (), ()),
        ("label=nonsense", (), (Ignored("label", "label", "nonsense"),)),
        ("asked=served&then=result&edition=3&r=x&task=y&result=1&answers=2", (), ()),
        ("served=%FF%FE", (), (Ignored("option", "served", "\ufffd\ufffd"),)),
    ],
)
def test_an_address_is_read_and_what_cannot_be_used_is_named(
    query: str, picks: tuple[tuple[str, str], ...], ignored: tuple[Ignored, ...]
) -> None:
    assert parse_query(SMALL, query, former={"region"}) == ParsedAnswers(Answers(picks), ignored)


def test_the_label_one_started_from_is_no_answer() -> None:
    assert parse_query(SMALL, "label=call-center&served=staff") == ParsedAnswers(
        Answers((("served", "staff"),), "call-center")
    )


def test_answers_are_written_in_the_order_asked() -> None:
    answers = builders.answers(SMALL, "call-center", object="invoices", served="not-sure")
    assert write_query(answers) == "served=not-sure&object=invoices&label=call-center"


@given(answer_sets())
def test_what_is_written_is_read_back_as_the_same_answers(answers: Answers) -> None:
    assert parse_query(FOUR, write_query(answers)) == ParsedAnswers(answers)


@given(answer_sets())
def test_the_order_in_an_address_does_not_matter(answers: Answers) -> None:
    assert parse_pairs(FOUR, reversed(answers.picks)).answers.picks == answers.picks


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("object", ("invoices",), (("served", "staff"), ("object", "invoices"))),
        ("served", ("customer",), (("served", "customer"),)),
        ("served", (), ()),
    ],
)
def test_changing_an_answer_keeps_the_others(
    question: str, answer: Answer, expected: tuple[tuple[str, str], ...]
) -> None:
    before = builders.answers(SMALL, "call-center", served="staff")
    assert with_answer(SMALL, before, question, answer) == Answers(expected, "call-center")


def test_a_taxonomy_survives_being_written_as_json() -> None:
    assert Taxonomy.from_json(SMALL.to_json()) == SMALL
