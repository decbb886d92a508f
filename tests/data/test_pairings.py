"""What a buyer of a country, a sector and a craft is shown, and what not: pairings that were wrong
in the first edition, and others of their kind (pairings.jsonl)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from matcher.core import Answers, Taxonomy, match
from matcher.core.implications import Implications
from matcher.core.scope import Context, HasScope, context_of

SHOWN = {"yes": True, "no": False, "maybe": None}


@dataclass(frozen=True)
class Pairing:
    """A buyer, whose work is on the `line` if one is named, and a row: a slug, or how it begins."""

    buyer: str
    context: dict[str, str]
    line: str
    kind: str
    family: str
    content: str
    shown: str

    def __str__(self) -> str:
        return f"{self.buyer}: {self.content}"


def pairings() -> Iterator[Pairing]:
    path = Path(__file__).with_name("pairings.jsonl")
    for text in path.read_text(encoding="utf-8").splitlines():
        yield Pairing(**json.loads(text))


def content(taxonomy: Taxonomy, pairing: Pairing) -> HasScope:
    """The row of the pairing."""
    families = [one for one in taxonomy.outcomes if one.profile]
    own = [one for one in families if one.slug == pairing.family]
    by_kind: dict[str, list[tuple[str, HasScope]]] = {
        "line": [(line.slug, line) for one in families for line in one.service_lines],
        "kpi": [(kpi.slug, kpi) for one in own for kpi in one.kpis],
        "risk": [(risk.text, risk) for one in own for risk in one.risks],
        "criterion": [(row.text, row) for one in own for row in one.criteria],
        "regime": [(regime.slug, regime) for regime in taxonomy.regimes],
        "standard": [(standard.slug, standard) for standard in taxonomy.standards],
        "note": [(note.slug, note) for note in taxonomy.notes],
        "exposure": [(row.title, row) for one in own for row in one.exposures],
        "step": [(step.text, step) for step in taxonomy.next_steps],
    }
    rows = by_kind[pairing.kind]
    exact = [row for name, row in rows if name == pairing.content]
    (row,) = exact or [row for name, row in rows if name.startswith(pairing.content)]
    return row


@pytest.mark.parametrize("pairing", [*pairings()], ids=str)
def test_a_buyer_is_shown_what_applies_and_nothing_else(
    drafted: Taxonomy, pairing: Pairing
) -> None:
    answers = Answers(context=tuple(pairing.context.items()))
    buyer = Context(context_of(drafted, answers).given, {pairing.line: True})
    assert buyer.meets(content(drafted, pairing).scope) is SHOWN[pairing.shown]


@pytest.mark.parametrize(
    ("country", "sector", "rules"),
    [
        ("de", "bank", "bank-outsourcing-dora"),
        ("de", "insurance", "insurer-outsourcing-eu"),
        ("de", "life-insurance", "insurer-outsourcing-eu"),
        ("gb", "bank", "uk-financial-outsourcing"),
        ("ca", "insurance", "canada-bank-third-parties"),
        ("au", "bank", "australia-cps-230"),
        ("jp", "bank", "japan-bank-outsourcing"),
    ],
)
def test_a_financial_firm_is_told_of_its_rules_on_outsourcing_whatever_it_hands_over(
    drafted: Taxonomy, country: str, sector: str, rules: str
) -> None:
    context = (("country", country), ("sector", sector))
    (question,) = [one for one in drafted.questions if one.slug == "object"]
    outside = {one.slug for one in drafted.outside}
    for option in question.options:
        found = match(drafted, Answers((("object", option.slug),), context=context))
        named = [regime.slug for regime in Implications(drafted, found).regimes.applies]
        assert (rules in named) is (option.slug not in outside), option.slug


def told(taxonomy: Taxonomy, rules: str, answers: str, buyer: str) -> bool | None:
    """Whether a buyer with these answers is told of the rules; None: as rules that may apply."""
    found = match(taxonomy, Answers(_pairs(answers), context=_pairs(buyer)))
    touched = Implications(taxonomy, found).regimes
    parts = {True: touched.applies, None: touched.may_apply}
    return next((truth for truth in parts if rules in {one.slug for one in parts[truth]}), False)


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Answers written as “question=option question=option”."""
    return tuple((name, slug) for name, _, slug in (pair.partition("=") for pair in text.split()))


FEES_BY_PHONE = "object=regulated-cases served=external-customer work_kind=interaction-heavy"
PATIENTS_BILLS = "object=invoices-payments served=external-customer work_kind=transaction-heavy"
BOOKINGS = "object=customer-contacts served=external-customer work_kind=interaction-heavy"


@pytest.mark.parametrize(
    ("answers", "buyer", "is_told"),
    [
        (FEES_BY_PHONE, "country=us sector=public", True),
        (FEES_BY_PHONE, "country=us sector=insurance", False),
        (PATIENTS_BILLS, "country=us sector=health-provider", True),
        (BOOKINGS, "country=gb sector=health-provider", False),
        (BOOKINGS, "country=gb sector=travel", True),
        (BOOKINGS, "country=gb", None),
    ],
)
def test_cities_and_hospitals_are_told_of_the_card_standard_where_they_are_paid(
    drafted: Taxonomy, answers: str, buyer: str, is_told: bool | None
) -> None:
    assert told(drafted, "pci-dss", answers, buyer) is is_told


SUPPLIERS_BILLS = "object=invoices-payments served=internal-ops volume=ten-or-more"


@pytest.mark.parametrize(
    ("answers", "buyer", "is_told"),
    [
        (f"{SUPPLIERS_BILLS} readiness=documented-only", "country=us sector=retail", True),
        (f"{SUPPLIERS_BILLS} readiness=standard-service", "country=us sector=retail", False),
        ("object=invoices-payments volume=under-one", "country=us sector=retail", False),
        ("object=regulated-cases work_kind=transaction-heavy", "country=us sector=bank", True),
        (
            "object=regulated-cases work_kind=transaction-heavy",
            "country=us sector=health-provider",
            False,
        ),
    ],
)
def test_who_may_be_listed_is_told_of_controls_over_its_reporting(
    drafted: Taxonomy, answers: str, buyer: str, is_told: bool
) -> None:
    assert told(drafted, "us-financial-reporting", answers, buyer) is is_told


@pytest.mark.parametrize(
    ("answers", "buyer", "is_told"),
    [
        ("object=regulated-cases regulation=high", "country=us sector=insurance", True),
        ("object=regulated-cases regulation=high", "country=us sector=health-provider", False),
        ("object=employee-matters judgment=low-rules", "country=us sector=payments", False),
        ("object=employee-matters judgment=high-domain", "country=us sector=payments", True),
        ("object=jobs-to-fill", "country=us sector=freight", True),
    ],
)
def test_who_decides_about_people_is_told_of_the_law_on_automated_decisions(
    drafted: Taxonomy, answers: str, buyer: str, is_told: bool
) -> None:
    assert told(drafted, "colorado-automated-decisions", answers, buyer) is is_told


@pytest.mark.parametrize(("line", "is_told"), [("loan-operations", True), ("kyc-aml", False)])
def test_a_bank_is_told_of_software_that_scores_credit_where_it_lends(
    drafted: Taxonomy, line: str, is_told: bool
) -> None:
    answers, buyer = "object=regulated-cases regulation=high", f"country=de sector=bank line={line}"
    assert told(drafted, "ai-act-credit-insurance", answers, buyer) is is_told


def test_who_hands_over_bills_or_payments_is_told_to_ask_for_a_report_on_controls(
    drafted: Taxonomy,
) -> None:
    (question,) = [one for one in drafted.questions if one.slug == "served"]
    for option in question.options:
        answers = Answers((("object", "invoices-payments"), ("served", option.slug)))
        asked_for = Implications(drafted, match(drafted, answers)).standards.applies
        assert "soc-1" in {standard.slug for standard in asked_for}, option.slug


def test_nobody_is_taken_over_where_a_standard_service_does_what_nobody_does_yet(
    drafted: Taxonomy,
) -> None:
    def taken_over(readiness: str, buyer: str = "") -> bool | None:
        answers = f"object=employee-matters volume=one-to-nine readiness={readiness}"
        return told(drafted, "employment-transfer", answers, f"country=gb {buyer}")

    assert taken_over("documented-measured") is True
    assert taken_over("standard-service") is None
    assert taken_over("standard-service", "staff=two-to-five") is True
    assert taken_over("standard-service", "staff=nobody") is False


def test_who_buys_a_standard_service_for_pay_and_benefits_is_shown_how_payroll_is_measured(
    drafted: Taxonomy,
) -> None:
    fintech = (
        ("object", "employee-matters"),
        ("judgment", "low-rules"),
        ("regulation", "moderate"),
        ("served", "internal-employee"),
        ("work_kind", "transaction-heavy"),
        ("volume", "one-to-nine"),
        ("volume", "steady"),
        ("readiness", "standard-service"),
        ("sensitivity", "own-people"),
    )
    family = drafted.index.outcome_by_slug["family", "hr-payroll"]
    buyer = context_of(drafted, Answers(fintech, context=(("country", "gb"),)), family)
    shown = [kpi.slug for kpi in buyer.sort(family.kpis).applies]
    assert {kpi.slug for kpi in family.kpis if "line = payroll-processing" in kpi.scope} <= {*shown}
    assert "sla-attainment" not in shown
