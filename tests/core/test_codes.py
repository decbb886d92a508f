"""Codes of other classifications: how they are written, and what a typed one leads to."""

import pytest

from matcher.core.codes import code_hits, codes_of, has_form, without_check_digit
from matcher.core.taxonomy.values import Code, CodeScheme, ServiceLine
from tests import builders

CPV = CodeScheme(slug="cpv", name="CPV 2008", about="", notice="", forms=("NNNNNNNN", "NNNNNNNN-N"))
ISCO = CodeScheme(slug="isco-08", name="ISCO-08", about="", notice="", forms=("NN", "NNNN"))

CALLS = Code(scheme="cpv", code="79512000", title="Call centre")
TALKS = Code(scheme="cpv", code="79512000-6", title="Call centre")
CLERKS = Code(scheme="isco-08", code="4222", title="Clerks")

PLAIN = builders.taxonomy(
    axes=[builders.axis("family")],
    outcomes={"family": ["support", "finance"]},
    questions=[builders.question("object", "contacts", "invoices", family=2)],
)
CHAT = ServiceLine(slug="chat", name="Chat", codes=(TALKS, CLERKS))
SUPPORT, FINANCE = PLAIN.outcomes
CODED = builders.changed(
    PLAIN,
    code_schemes=(CPV, ISCO),
    outcomes=(
        SUPPORT.model_copy(update={"codes": (CALLS,), "service_lines": (CHAT,)}),
        FINANCE.model_copy(update={"codes": (CLERKS,)}),
    ),
)


@pytest.mark.parametrize(
    ("code", "forms", "fits"),
    [
        ("43-4051.00", ("NN-NNNN.NN",), True),
        ("43-4051.0", ("NN-NNNN.NN",), False),
        ("43.4051-00", ("NN-NNNN.NN",), False),
        ("4222", ("NN", "NNNN"), True),
        ("422", ("NN", "NNNN"), False),
        ("4a22", ("NNNN",), False),
        ("४२२२", ("NNNN",), False),
        ("NNNN", ("NNNN",), False),
        ("", ("NNNN",), False),
        ("4222", (), False),
    ],
)
def test_a_code_has_a_form_where_each_n_is_a_digit(
    code: str, forms: tuple[str, ...], fits: bool
) -> None:
    assert has_form(code, forms) is fits


@pytest.mark.parametrize(
    ("code", "bare"),
    [
        ("79512000-6", "79512000"),
        ("79512000", "79512000"),
        ("795-6", "795-6"),
        ("", ""),
    ],
)
def test_a_check_digit_is_what_a_form_adds_to_another(code: str, bare: str) -> None:
    assert without_check_digit(code, CPV.forms) == bare


def test_the_codes_of_a_family_come_before_those_of_its_lines() -> None:
    support = CODED.outcomes[0]
    assert list(codes_of(support, support.service_lines)) == [
        (CALLS, support, None),
        (TALKS, support, CHAT),
        (CLERKS, support, CHAT),
    ]


@pytest.mark.parametrize(
    "text", ["79512000", "79512000-6", " cpv 79512000 ", "CPV: 79512000-6", "CPV 2008 79512000"]
)
def test_a_code_is_found_alone_with_its_check_digit_or_beside_its_name(text: str) -> None:
    (hit,) = code_hits(CODED, text)
    support = CODED.outcomes[0]
    assert hit.scheme == CPV
    assert hit.code == CALLS
    assert hit.holders == ((CALLS, support, None), (TALKS, support, CHAT))


def test_a_code_leads_to_whatever_family_has_it() -> None:
    (hit,) = code_hits(CODED, "ISCO 4222")
    assert [(holder.family.slug, holder.line) for holder in hit.holders] == [
        ("support", CHAT),
        ("finance", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "call centre",
        "4223",
        "79512000 79512000-6",
        "we answer 4222 calls",
        "CPV 4222",
        "cpv",
        "7951200\N{FULLWIDTH DIGIT ZERO}",
    ],
)
def test_anything_else_than_one_code_finds_nothing(text: str) -> None:
    assert code_hits(CODED, text) == ()


def test_an_edition_without_classifications_finds_nothing() -> None:
    assert code_hits(PLAIN, "79512000") == ()
