"""The cases: what each says, and what follows from it besides the three decisions."""

from collections import Counter
from collections.abc import Iterable

import pytest

from matcher.core.answers import Answers
from matcher.core.conditions import parse
from matcher.core.matching import match, now
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy import PricingRule, Regime, Taxonomy
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
    return [case for case in cases() if case.slug.startswith("a")]


def test_there_are_twenty_and_twelve_on_borders_in_order() -> None:
    assert [case.slug for case in cases()] == [
        *(f"a{number:02}" for number in range(1, 21)),
        *(f"b{number:02}" for number in range(1, 13)),
    ]


def test_every_case_answers_every_base_question_in_order(drafted: Taxonomy) -> None:
    asked = [question.slug for question in drafted.base_questions]
    given = {case.slug: list(answers(case).as_dict()) for case in cases()}
    assert [slug for slug, first in given.items() if first[: len(asked)] != asked] == []


def test_five_cases_answer_a_border_question_as_well(drafted: Taxonomy) -> None:
    given = {case.slug: answers(case).picks[len(drafted.base_questions) :] for case in cases()}
    assert {slug: picks for slug, picks in given.items() if picks} == {
        "b01": (("payslip-or-books", "employee"),),
        "b06": (("keying-or-casework", "sector-people"),),
        "b08": (("post-or-capture", "posts"),),
        "b09": (("capture-or-review", "expert-settles"),),
        "b11": (("capture-or-review", "expert-settles"),),
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
    assert [one.slug for one in cases() if one.example] == ["a03", "a09", "a13"]


def test_the_score_and_the_verdict_of_every_case(drafted: Taxonomy) -> None:
    fits = {case.slug: match(drafted, answers(case)).fit for case in cases()}
    assert {slug: (fit.score, fit.verdict) for slug, fit in fits.items()} == {
        "a01": (72, "in-part-or-pilot"),
        "a02": (69, "in-part-or-pilot"),
        "a03": (81, "ready"),
        "a04": (68, "in-part-or-pilot"),
        "a05": (56, "not-yet"),
        "a06": (75, "ready"),
        "a07": (90, "ready"),
        "a08": (66, "too-small"),
        "a09": (66, "in-part-or-pilot"),
        "a10": (87, "ready"),
        "a11": (84, "ready"),
        "a12": (72, "in-part-or-pilot"),
        "a13": (58, "in-part-or-pilot"),
        "a14": (77, "ready"),
        "a15": (71, "in-part-or-pilot"),
        "a16": (59, "in-part-or-pilot"),
        "a17": (67, "in-part-or-pilot"),
        "a18": (90, "ready"),
        "a19": (65, "in-part-or-pilot"),
        "a20": (33, "keep"),
        "b01": (80, "ready"),
        "b02": (61, "in-part-or-pilot"),
        "b03": (71, "in-part-or-pilot"),
        "b04": (71, "in-part-or-pilot"),
        "b05": (69, "in-part-or-pilot"),
        "b06": (62, "in-part-or-pilot"),
        "b07": (75, "ready"),
        "b08": (87, "ready"),
        "b09": (70, "in-part-or-pilot"),
        "b10": (80, "ready"),
        "b11": (58, "in-part-or-pilot"),
        "b12": (69, "in-part-or-pilot"),
    }


def test_the_nearest_service_line_of_a_typical_case_is_the_one_described(drafted: Taxonomy) -> None:
    assert {case.slug: nearest(drafted, case) for case in typical()} == {
        "a01": "inbound-service",
        "a02": "customer-tech-support",
        "a03": "accounts-payable",
        "a04": "receivables-followup",
        "a05": "hr-helpdesk",
        "a06": "payroll-processing",
        "a07": "po-processing",
        "a08": "order-status",
        "a09": "returns-refunds",
        "a10": "catalogue-listings",
        "a11": "response-handling",
        "a12": "cleansing",
        "a13": "insurance-claims",
        "a14": "medical-billing",
        "a15": "benefit-eligibility",
        "a16": "market-research",
        "a17": "contract-review",
        "a18": "service-desk",
        "a19": "outbound-prospecting",
        "a20": "market-research",
    }


def nearest(taxonomy: Taxonomy, case: Case) -> str:
    """The service line whose typical answers the case shares most."""
    given = set(answers(case))
    family = taxonomy.outcome_by_slug["family", dict(expected(case))["family"]]
    return max(
        family.service_lines,
        key=lambda line: sum((one.question, one.option) in given for one in line.typical),
    ).slug


def touched(rules: Iterable[Regime | PricingRule], taxonomy: Taxonomy, case: Case) -> list[str]:
    """The rules whose condition holds for the case."""
    facts = now(match(taxonomy, answers(case)))
    return [one.slug for one in rules if parse(one.condition).truth(facts)]


def test_the_regimes_that_each_typical_case_touches(drafted: Taxonomy) -> None:
    assert {case.slug: touched(drafted.regimes, drafted, case) for case in typical()} == {
        "a01": [
            "pci-dss",
            "gdpr-transfers",
            "soc-2-iso-27001",
            "psd2-strong-authentication",
            "employment-transfer",
        ],
        "a02": ["gdpr-transfers", "soc-2-iso-27001", "employment-transfer"],
        "a03": ["gdpr-transfers", "sox-soc-1", "soc-2-iso-27001", "employment-transfer"],
        "a04": ["sox-soc-1", "employment-transfer"],
        "a05": ["gdpr-transfers", "soc-2-iso-27001", "employment-transfer"],
        "a06": ["gdpr-transfers", "sox-soc-1", "soc-2-iso-27001", "employment-transfer"],
        "a07": ["employment-transfer"],
        "a08": ["pci-dss", "psd2-strong-authentication"],
        "a09": [
            "pci-dss",
            "gdpr-transfers",
            "soc-2-iso-27001",
            "psd2-strong-authentication",
            "employment-transfer",
        ],
        "a10": ["employment-transfer"],
        "a11": ["gdpr-transfers", "soc-2-iso-27001", "employment-transfer"],
        "a12": ["gdpr-transfers", "soc-2-iso-27001"],
        "a13": [
            "hipaa",
            "gdpr-transfers",
            "sox-soc-1",
            "soc-2-iso-27001",
            "bank-outsourcing-dora",
            "insurance-licensing",
            "employment-transfer",
        ],
        "a14": [
            "hipaa",
            "gdpr-transfers",
            "sox-soc-1",
            "soc-2-iso-27001",
            "bank-outsourcing-dora",
            "employment-transfer",
        ],
        "a15": ["hipaa", "soc-2-iso-27001", "bank-outsourcing-dora", "employment-transfer"],
        "a16": [],
        "a17": ["gdpr-transfers", "soc-2-iso-27001", "legal-profession", "employment-transfer"],
        "a18": ["gdpr-transfers", "soc-2-iso-27001", "employment-transfer"],
        "a19": ["tcpa-telemarketing", "employment-transfer"],
        "a20": [],
    }


def test_the_pricing_that_is_suggested_for_each_typical_case(drafted: Taxonomy) -> None:
    assert {case.slug: touched(drafted.pricing_rules, drafted, case) for case in typical()} == {
        "a01": ["high-peaks-base-plus-units"],
        "a02": ["we-direct-per-person", "not-measured-per-person-first"],
        "a03": ["unit-price"],
        "a04": ["not-measured-per-person-first"],
        "a05": ["not-measured-per-person-first"],
        "a06": ["unit-price"],
        "a07": ["unit-price"],
        "a08": ["low-varied-monthly-fee", "we-direct-per-person", "not-measured-per-person-first"],
        "a09": ["high-peaks-base-plus-units", "not-measured-per-person-first"],
        "a10": ["high-peaks-base-plus-units"],
        "a11": ["high-peaks-base-plus-units"],
        "a12": ["one-off-fixed-price"],
        "a13": [
            "high-domain-named-people",
            "high-domain-scoped-assignments",
            "not-measured-per-person-first",
        ],
        "a14": ["unit-price"],
        "a15": ["unit-price-contacts"],
        "a16": [
            "low-varied-monthly-fee",
            "high-domain-named-people",
            "high-domain-scoped-assignments",
            "we-direct-per-person",
            "not-measured-per-person-first",
        ],
        "a17": [
            "high-domain-named-people",
            "high-domain-scoped-assignments",
            "not-measured-per-person-first",
        ],
        "a18": ["unit-price-contacts"],
        "a19": ["we-direct-per-person", "not-measured-per-person-first"],
        "a20": [
            "low-varied-monthly-fee",
            "high-domain-named-people",
            "high-domain-scoped-assignments",
            "we-direct-per-person",
            "not-measured-per-person-first",
        ],
    }
