"""The cases: what each says, and what follows from it besides the three decisions."""

from collections import Counter
from collections.abc import Iterable

import pytest

from matcher.core import NOT_SURE, Answers, Regime, Taxonomy, current_facts, match
from matcher.core.conditions import parse
from matcher.core.taxonomy.values import PricingRule
from matcher.models import Case

pytestmark = pytest.mark.usefixtures("draft")


def cases() -> list[Case]:
    return list(
        Case.objects.prefetch_related(
            "answers__question", "answers__option", "expectations__outcome__axis", "warnings"
        )
    )


def answers(case: Case) -> Answers:
    return Answers(
        tuple(
            (one.question.slug, one.option.slug if one.option else NOT_SURE)
            for one in case.answers.all()
        )
    )


def expected(case: Case) -> list[tuple[str, str]]:
    """The outcome of each axis that the case must bring first."""
    return [
        (one.outcome.axis.slug, one.outcome.slug) for one in case.expectations.all() if not one.also
    ]


def typical() -> list[Case]:
    """The cases that stand for a family, without those that stand on a border of two."""
    return [case for case in cases() if case.slug.startswith("A")]


def test_there_are_twenty_and_twelve_on_borders_in_order() -> None:
    assert [case.slug for case in cases()] == [
        *(f"A{number:02}" for number in range(1, 21)),
        *(f"B{number:02}" for number in range(1, 13)),
    ]


def test_every_case_answers_every_base_question_in_order(drafted: Taxonomy) -> None:
    asked = [question.slug for question in drafted.index.base_questions]
    given = {case.slug: list(answers(case).as_dict()) for case in cases()}
    assert [slug for slug, first in given.items() if first[: len(asked)] != asked] == []


def test_five_cases_answer_a_border_question_as_well(drafted: Taxonomy) -> None:
    given = {
        case.slug: answers(case).picks[len(drafted.index.base_questions) :] for case in cases()
    }
    assert {slug: picks for slug, picks in given.items() if picks} == {
        "B01": (("payslip-or-books", "employee"),),
        "B06": (("keying-or-casework", "sector-people"),),
        "B08": (("post-or-capture", "posts"),),
        "B09": (("capture-or-review", "expert-settles"),),
        "B11": (("capture-or-review", "expert-settles"),),
    }


def test_every_case_expects_one_outcome_on_each_axis(drafted: Taxonomy) -> None:
    axes = [axis.slug for axis in drafted.axes]
    assert [case.slug for case in cases() if [axis for axis, _ in expected(case)] != axes] == []


def test_other_outcomes_are_accepted_for_families_only() -> None:
    others = [one for case in cases() for one in case.expectations.all() if one.also]
    assert Counter(one.outcome.axis.slug for one in others) == {"family": 20}


def test_every_case_says_why_and_names_one_warning() -> None:
    assert [one.slug for one in cases() if not one.reason.endswith(".")] == []
    assert [one.slug for one in cases() if len(one.warnings.all()) != 1] == []


def test_three_cases_are_examples_to_open() -> None:
    assert [one.slug for one in cases() if one.example] == ["A03", "A09", "A13"]


def test_the_score_and_the_verdict_of_every_case(drafted: Taxonomy) -> None:
    fits = {case.slug: match(drafted, answers(case)).fit for case in cases()}
    assert {slug: (fit.score, fit.verdict) for slug, fit in fits.items()} == {
        "A01": (72, "in-part-or-pilot"),
        "A02": (69, "in-part-or-pilot"),
        "A03": (81, "ready"),
        "A04": (68, "in-part-or-pilot"),
        "A05": (56, "not-yet"),
        "A06": (75, "ready"),
        "A07": (90, "ready"),
        "A08": (66, "too-small"),
        "A09": (66, "in-part-or-pilot"),
        "A10": (87, "ready"),
        "A11": (84, "ready"),
        "A12": (72, "in-part-or-pilot"),
        "A13": (58, "in-part-or-pilot"),
        "A14": (77, "ready"),
        "A15": (71, "in-part-or-pilot"),
        "A16": (59, "in-part-or-pilot"),
        "A17": (67, "in-part-or-pilot"),
        "A18": (90, "ready"),
        "A19": (65, "in-part-or-pilot"),
        "A20": (33, "keep"),
        "B01": (80, "ready"),
        "B02": (61, "in-part-or-pilot"),
        "B03": (71, "in-part-or-pilot"),
        "B04": (71, "in-part-or-pilot"),
        "B05": (69, "in-part-or-pilot"),
        "B06": (62, "in-part-or-pilot"),
        "B07": (75, "ready"),
        "B08": (87, "ready"),
        "B09": (70, "in-part-or-pilot"),
        "B10": (80, "ready"),
        "B11": (58, "in-part-or-pilot"),
        "B12": (69, "in-part-or-pilot"),
    }


def test_the_nearest_service_line_of_a_typical_case_is_the_one_described(drafted: Taxonomy) -> None:
    assert {case.slug: nearest(drafted, case) for case in typical()} == {
        "A01": "inbound-service",
        "A02": "customer-tech-support",
        "A03": "accounts-payable",
        "A04": "receivables-followup",
        "A05": "hr-helpdesk",
        "A06": "payroll-processing",
        "A07": "po-processing",
        "A08": "order-status",
        "A09": "returns-refunds",
        "A10": "catalogue-listings",
        "A11": "response-handling",
        "A12": "cleansing",
        "A13": "insurance-claims",
        "A14": "medical-billing",
        "A15": "benefit-eligibility",
        "A16": "market-research",
        "A17": "contract-review",
        "A18": "service-desk",
        "A19": "outbound-prospecting",
        "A20": "market-research",
    }


def nearest(taxonomy: Taxonomy, case: Case) -> str:
    """The service line whose typical answers the case shares most."""
    given = set(answers(case))
    family = taxonomy.index.outcome_by_slug["family", dict(expected(case))["family"]]
    return max(
        family.service_lines,
        key=lambda line: sum((one.question, one.option) in given for one in line.typical),
    ).slug


def touched(rules: Iterable[Regime | PricingRule], taxonomy: Taxonomy, case: Case) -> list[str]:
    """The rules whose condition holds for the case."""
    facts = current_facts(match(taxonomy, answers(case)))
    return [one.slug for one in rules if parse(one.condition).truth(facts)]


def test_the_regimes_that_each_typical_case_touches(drafted: Taxonomy) -> None:
    assert {case.slug: touched(drafted.regimes, drafted, case) for case in typical()} == {
        "A01": [
            "pci-dss",
            "gdpr-transfers",
            "soc-2-iso-27001",
            "psd2-strong-authentication",
            "employment-transfer",
        ],
        "A02": ["gdpr-transfers", "soc-2-iso-27001", "employment-transfer"],
        "A03": ["gdpr-transfers", "sox-soc-1", "soc-2-iso-27001", "employment-transfer"],
        "A04": ["sox-soc-1", "employment-transfer"],
        "A05": ["gdpr-transfers", "soc-2-iso-27001", "employment-transfer"],
        "A06": ["gdpr-transfers", "sox-soc-1", "soc-2-iso-27001", "employment-transfer"],
        "A07": ["employment-transfer"],
        "A08": ["pci-dss", "psd2-strong-authentication"],
        "A09": [
            "pci-dss",
            "gdpr-transfers",
            "soc-2-iso-27001",
            "psd2-strong-authentication",
            "employment-transfer",
        ],
        "A10": ["employment-transfer"],
        "A11": ["gdpr-transfers", "soc-2-iso-27001", "employment-transfer"],
        "A12": ["gdpr-transfers", "soc-2-iso-27001"],
        "A13": [
            "hipaa",
            "gdpr-transfers",
            "sox-soc-1",
            "soc-2-iso-27001",
            "bank-outsourcing-dora",
            "insurance-licensing",
            "employment-transfer",
        ],
        "A14": [
            "hipaa",
            "gdpr-transfers",
            "sox-soc-1",
            "soc-2-iso-27001",
            "bank-outsourcing-dora",
            "employment-transfer",
        ],
        "A15": ["hipaa", "soc-2-iso-27001", "bank-outsourcing-dora", "employment-transfer"],
        "A16": [],
        "A17": ["gdpr-transfers", "soc-2-iso-27001", "legal-profession", "employment-transfer"],
        "A18": ["gdpr-transfers", "soc-2-iso-27001", "employment-transfer"],
        "A19": ["tcpa-telemarketing", "employment-transfer"],
        "A20": [],
    }


def test_the_pricing_that_is_suggested_for_each_typical_case(drafted: Taxonomy) -> None:
    assert {case.slug: touched(drafted.pricing_rules, drafted, case) for case in typical()} == {
        "A01": ["high-peaks-base-plus-units"],
        "A02": ["we-direct-per-person", "not-measured-per-person-first"],
        "A03": ["unit-price"],
        "A04": ["not-measured-per-person-first"],
        "A05": ["not-measured-per-person-first"],
        "A06": ["unit-price"],
        "A07": ["unit-price"],
        "A08": ["low-varied-monthly-fee", "we-direct-per-person", "not-measured-per-person-first"],
        "A09": ["high-peaks-base-plus-units", "not-measured-per-person-first"],
        "A10": ["high-peaks-base-plus-units"],
        "A11": ["high-peaks-base-plus-units"],
        "A12": ["one-off-fixed-price"],
        "A13": [
            "high-domain-named-people",
            "high-domain-scoped-assignments",
            "not-measured-per-person-first",
        ],
        "A14": ["unit-price"],
        "A15": ["unit-price-contacts"],
        "A16": [
            "low-varied-monthly-fee",
            "high-domain-named-people",
            "high-domain-scoped-assignments",
            "we-direct-per-person",
            "not-measured-per-person-first",
        ],
        "A17": [
            "high-domain-named-people",
            "high-domain-scoped-assignments",
            "not-measured-per-person-first",
        ],
        "A18": ["unit-price-contacts"],
        "A19": ["we-direct-per-person", "not-measured-per-person-first"],
        "A20": [
            "low-varied-monthly-fee",
            "high-domain-named-people",
            "high-domain-scoped-assignments",
            "we-direct-per-person",
            "not-measured-per-person-first",
        ],
    }
