"""Answers to and from an address."""

from dataclasses import replace

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
from matcher.core.answers import ChangedQueries, conflict_among, in_order, with_answer
from matcher.core.taxonomy.values import MAX_ANSWERS
from tests import builders
from tests.core import oracle
from tests.core.strategies import OPTIONS, answer_sets, question, taxonomies

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
    questions=[question(slug) for slug in OPTIONS],
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


@given(answer_sets())
def test_a_changed_answer_is_written_like_the_answers_with_it(answers: Answers) -> None:
    answers = replace(answers, label="call-center", context=(("sector", "public"),))
    changes = [(slug, (option,)) for slug in answers.as_dict() for option in OPTIONS[slug]]
    queries = ChangedQueries(answers)
    assert [queries.with_answer(*change) for change in changes] == [
        write_query(with_answer(FOUR, answers, *change)) for change in changes
    ]


# ── Several ticks ────────────────────────────────────────────────────────────────────────

TICKS = builders.several(
    "object", "contacts", "books", "nothing", conflicts=["contacts, nothing", "books, nothing"]
)
SECOND = builders.taxonomy(
    axes=[builders.axis("family")],
    outcomes={"family": ["support", "finance"]},
    questions=[builders.question("served", "customer", "staff", "both", family=1), TICKS],
    context=[
        builders.context("parts", "one", "two", asked="first"),
        builders.context("sector", "public", "private"),
    ],
    retired=[
        builders.retired("served=clients", "served=customer"),
        builders.retired("served=users", "served=customer"),
        builders.retired("served=own", "served=staff", "object=books"),
        builders.retired("served=many", "served=not-sure"),
        builders.retired("served=ghosts"),
        builders.retired("object=letters", "object=contacts"),
        builders.retired("object=calls", "object=contacts"),
        builders.retired("object=void", "object=nothing"),
        builders.retired("region=eu", "served=both"),
        builders.retired("region=us"),
    ],
)


def test_an_answer_is_one_option_or_any_ticks_that_do_not_exclude_each_other() -> None:
    plain = TICKS.model_copy(update={"kind": "one"})
    free = builders.several("object", "a", "b", "c")
    assert plain.answers == (("contacts",), ("books",), ("nothing",))
    assert TICKS.answers == (("contacts",), ("books",), ("nothing",), ("contacts", "books"))
    assert free.answers == (
        *(("a",), ("b",), ("c",)),
        *(("a", "b"), ("a", "c"), ("b", "c")),
        ("a", "b", "c"),
    )
    assert TICKS.model_copy(update={"options": ()}).answers == ()


@pytest.mark.parametrize(("options", "expected"), [(12, False), (13, True), (200, True)])
def test_a_question_of_too_many_answers_is_noticed_without_listing_them_all(
    options: int, expected: bool
) -> None:
    asked = builders.several("q", *(f"o{number}" for number in range(options)))
    assert asked.too_many_answers is expected
    assert len(asked.answers) < 3 * MAX_ANSWERS


@given(taxonomies())
def test_the_answers_are_those_that_may_be_given(taxonomy: Taxonomy) -> None:
    for asked in taxonomy.questions:
        assert sorted(asked.answers) == sorted(oracle.allowed(asked))


@pytest.mark.parametrize(
    ("query", "picks", "ignored"),
    [
        ("object=books", {"object": "books"}, ()),
        # in the order of the options, whatever the order of the address
        ("object=books&object=contacts", {"object": "contacts, books"}, ()),
        ("object=not-sure", {"object": "not-sure"}, ()),
        ("object=&object=books", {"object": "books"}, ()),
        ("object=books&object=books", {}, (Ignored("double", "object", "books"),)),
        ("object=not-sure&object=not-sure", {}, (Ignored("double", "object", "not-sure"),)),
        (
            "object=books&object=not-sure",
            {},
            (Ignored("unsure", "object", "books, not-sure"),),
        ),
        (
            "object=nothing&object=books",
            {},
            (Ignored("conflict", "object", "nothing, books"),),
        ),
        ("object=books&object=aliens", {}, (Ignored("option", "object", "books, aliens"),)),
        # the other questions keep their answers
        (
            "object=nothing&object=contacts&served=staff",
            {"served": "staff"},
            (Ignored("conflict", "object", "nothing, contacts"),),
        ),
    ],
)
def test_ticks_are_read_together_and_named_together_where_they_make_no_answer(
    query: str, picks: dict[str, str], ignored: tuple[Ignored, ...]
) -> None:
    expected = ParsedAnswers(builders.answers(SECOND, **picks), ignored)
    assert parse_query(SECOND, query) == expected


@pytest.mark.parametrize(
    ("ticked", "expected"),
    [
        (("contacts", "books"), None),
        (("nothing", "books"), ("books", "nothing")),
        (("nothing", "books", "contacts"), ("contacts", "nothing")),
        (("not-sure",), None),
    ],
)
def test_the_first_two_ticks_that_exclude_each_other_are_named(
    ticked: Answer, expected: tuple[str, str] | None
) -> None:
    assert conflict_among(TICKS, ticked) == expected


def test_ticks_are_put_in_the_order_of_their_options() -> None:
    assert in_order(SECOND, {"object": ("books", "contacts"), "served": ("staff",)}) == (
        ("served", "staff"),
        ("object", "contacts"),
        ("object", "books"),
    )


def test_ticks_count_as_one_answer() -> None:
    answers = builders.answers(SECOND, object="contacts, books", served="staff")
    assert len(answers) == 2
    assert list(answers) == [("served", "staff"), ("object", "contacts"), ("object", "books")]
    assert answers.as_dict() == {"served": ("staff",), "object": ("contacts", "books")}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (("contacts",), {"served": "staff", "object": "contacts"}),
        (("books",), {"served": "staff", "object": "books"}),
        (("not-sure",), {"served": "staff", "object": "not-sure"}),
        ((), {"served": "staff"}),
    ],
)
def test_another_answer_replaces_all_ticks(answer: Answer, expected: dict[str, str]) -> None:
    before = replace(
        builders.answers(SECOND, "kpo", served="staff", object="contacts, books"),
        context=(("sector", "public"),),
    )
    assert with_answer(SECOND, before, "object", answer) == replace(
        before, picks=builders.answers(SECOND, **expected).picks
    )


def test_changed_ticks_are_written_in_their_place() -> None:
    answers = builders.answers(SECOND, served="staff", object="contacts, books")
    queries = ChangedQueries(answers)
    assert queries.with_answer("object", ("books",)) == "served=staff&object=books"
    assert queries.with_answer("served", ("customer",)) == (
        "served=customer&object=contacts&object=books"
    )


def test_an_answer_that_changes_keeps_its_place() -> None:
    """A link of somebody else may have another order; the page that shows it stays as it was."""
    before = Answers((("object", "contacts"), ("object", "books"), ("served", "staff")))
    assert with_answer(SECOND, before, "object", ("books",)).picks == (
        ("object", "books"),
        ("served", "staff"),
    )


# ── Retired answers ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "picks", "dropped"),
    [
        ("served=clients", {"served": "customer"}, ()),
        ("served=own", {"served": "staff", "object": "books"}, ()),
        ("served=many", {"served": "not-sure"}, ()),
        ("served=ghosts", {}, (("served", "ghosts"),)),
        ("served=ghosts&served=ghosts", {}, (("served", "ghosts"),)),
        # of a question that is gone altogether
        ("region=eu", {"served": "both"}, ()),
        ("region=us", {}, (("region", "us"),)),
        # a direct answer wins, wherever it stands
        ("served=own&object=contacts", {"served": "staff", "object": "contacts"}, ()),
        (
            "object=contacts&region=eu&served=customer",
            {"served": "customer", "object": "contacts"},
            (),
        ),
        ("served=ghosts&served=staff", {"served": "staff"}, (("served", "ghosts"),)),
        # two that fall together
        ("served=clients&served=users", {"served": "customer"}, ()),
        ("object=letters&object=calls", {"object": "contacts"}, ()),
        ("object=letters&served=own", {"served": "staff", "object": "contacts, books"}, ()),
        # two that together make no answer: nothing takes their place
        ("served=clients&region=eu", {}, (("served", "clients"), ("region", "eu"))),
        ("object=letters&object=void", {}, (("object", "letters"), ("object", "void"))),
        ("served=clients&served=many", {}, (("served", "clients"), ("served", "many"))),
        # what did take one place is not lost for the other
        ("served=own&object=void", {"served": "staff"}, (("object", "void"),)),
    ],
)
def test_a_retired_answer_is_replaced_or_named(
    query: str, picks: dict[str, str], dropped: tuple[tuple[str, str], ...]
) -> None:
    expected = builders.answers(SECOND, **picks)
    ignored = tuple(Ignored("retired", *answer) for answer in dropped)
    assert parse_query(SECOND, query) == ParsedAnswers(expected, ignored)


def test_what_a_retired_question_never_had_is_named_as_its_question() -> None:
    assert parse_query(SECOND, "region=mars").ignored == (Ignored("question", "region", "mars"),)


# ── Context ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "context", "ignored"),
    [
        ("sector=public", (("sector", "public"),), ()),
        ("sector=not-sure", (("sector", "not-sure"),), ()),
        # in the order of the taxonomy
        ("sector=public&parts=two", (("parts", "two"), ("sector", "public")), ()),
        ("sector=public&sector=public", (("sector", "public"),), ()),
        ("sector=", (), ()),
        ("sector=mars", (), (Ignored("option", "sector", "mars"),)),
        ("sector=public&sector=private", (), (Ignored("repeated", "sector", "public, private"),)),
    ],
)
def test_answers_that_are_not_scored_stand_apart(
    query: str, context: tuple[tuple[str, str], ...], ignored: tuple[Ignored, ...]
) -> None:
    expected = ParsedAnswers(Answers((("served", "staff"),), "", context), ignored)
    assert parse_query(SECOND, f"{query}&served=staff") == expected


def test_all_answers_are_written_into_the_address() -> None:
    answers = replace(
        builders.answers(SECOND, "call-center", object="contacts, books", served="staff"),
        context=(("parts", "two"), ("sector", "not-sure")),
    )
    query = "parts=two&sector=not-sure&served=staff&object=contacts&object=books"
    assert write_query(answers) == f"{query}&label=call-center"
    assert parse_query(SECOND, query).answers == replace(answers, label="")


def test_a_taxonomy_survives_being_written_as_json() -> None:
    assert Taxonomy.from_json(SMALL.to_json()) == SMALL
