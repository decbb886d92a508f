"""The sentence at the top of a result, as a visitor reads it."""

import re
from dataclasses import replace

import pytest

from matcher.core import Taxonomy, match
from matcher.core.answer_sentence import AnswerSentence, AxisPhrases, answer_sentence
from matcher.models import Case
from tests.data.test_case_rows import answers, cases

pytestmark = pytest.mark.usefixtures("draft")


def spoken(said: AnswerSentence, name: str = "This work") -> str:
    """The sentence as plain text, with the visitor's name for the work."""
    parts = [said.opening]
    if said.family:
        parts.append(f"{name} is {either(said.family)}.")
    if said.others:
        parts.append(f"{said.run or 'Run it'} {', '.join(map(either, said.others))}.")
    return " ".join(filter(None, [*parts, said.closing]))


def either(axis: AxisPhrases) -> str:
    return " or ".join(axis.phrases)


def sentences(taxonomy: Taxonomy) -> dict[str, str]:
    """What is said of every case."""
    return {
        case.slug: spoken(answer_sentence(taxonomy, match(taxonomy, answers(case))))
        for case in cases()
    }


def test_every_outcome_has_its_words(drafted: Taxonomy) -> None:
    assert {outcome.slug: outcome.phrase for outcome in drafted.outcomes} == {
        "customer-operations": "customer operations and support",
        "finance-accounting": "finance and accounting operations",
        "hr-payroll": "HR and payroll operations",
        "procurement-supply-chain": "procurement and supply-chain support",
        "ecommerce-order-ops": "ecommerce and order operations",
        "data-document": "data processing and document operations",
        "industry-specific": "an industry-specific process",
        "knowledge-specialist": "a knowledge-intensive specialist service",
        "it-technical": "IT and technical services",
        "sales-marketing": "sales and marketing operations",
        "managed-service": "as a managed service",
        "dedicated-team": "as a dedicated team",
        "project-based": "as a project",
        "hybrid": "as a hybrid",
        "onshore": "onshore",
        "nearshore": "nearshore",
        "offshore": "offshore",
        "multi-shore": "from several places",
        "fix-cause": "once the cause is fixed",
        "own-software": "for what software leaves",
        "own-people": "beside your own people",
        "rented-people": "with people you direct",
        "provider-people": "with a provider’s people",
        "provider-with-ai": "with AI and a provider’s people",
    }


def test_a_verdict_that_does_not_go_ahead_says_so_in_its_first_words(drafted: Taxonomy) -> None:
    opened = [verdict.slug for verdict in drafted.verdicts if verdict.opening]
    assert opened == [verdict.slug for verdict in drafted.verdicts if not verdict.proceeds]


IS = "This work is ecommerce and order operations."
AS = "as a hybrid, nearshore, with AI and a provider’s people."
TRY = "Try software or a freelancer first."


def test_the_same_work_under_every_verdict(drafted: Taxonomy) -> None:
    result = match(drafted, answers(Case.objects.get(slug="A09")))

    def judged(verdict: str) -> str:
        said = replace(result, fit=replace(result.fit, verdict=verdict))
        return spoken(answer_sentence(drafted, said))

    assert {one.slug: (one.tint, judged(one.slug)) for one in drafted.verdicts} == {
        "ready": ("go", f"{IS} Run it {AS} It is ready to hand over."),
        "in-part-or-pilot": ("pilot", f"{IS} Run it {AS} Start with a pilot."),
        "too-small": (
            "not-yet",
            f"Too small to outsource well. {IS} If you buy it all the same, run it {AS} {TRY}",
        ),
        "hold": ("hold", f"Hold until the location is cleared. {IS} Then run it {AS}"),
        "not-yet": (
            "not-yet",
            f"Not yet. {IS} Once it is ready, run it {AS} Prepare first, then check again.",
        ),
        "keep": (
            "keep",
            f"Keep the deciding part in house. {IS} Hand over support tasks at most, {AS}",
        ),
    }


FIVE_UNLIKE_CASES = {
    "A01": "This work is customer operations and support. Run it as a managed service, onshore, "
    "with AI and a provider’s people. It is ready to hand over.",
    "A05": "Not yet. This work is HR and payroll operations. Once it is ready, run it as a "
    "hybrid, nearshore, once the cause is fixed. Prepare first, then check again.",
    "A08": "Too small to outsource well. This work is customer operations and support. If you buy "
    "it all the same, run it as a dedicated team, nearshore or onshore, with people you direct. "
    f"{TRY}",
    "A18": "This work is IT and technical services. Run it as a managed service, from several "
    "places, with AI and a provider’s people. It is ready to hand over.",
    "A20": "Keep the deciding part in house. This work is a knowledge-intensive specialist "
    "service. Hand over support tasks at most, as a dedicated team, onshore, beside your own "
    "people.",
}


def test_what_is_said_of_the_cases_reads_properly(drafted: Taxonomy) -> None:
    said = sentences(drafted)
    assert len(said) == 79
    assert {slug: said[slug] for slug in FIVE_UNLIKE_CASES} == FIVE_UNLIKE_CASES
    assert {slug: text for slug, text in said.items() if len(text) > 225} == {}
    whole = re.compile(r"([A-Z][^.]*[a-z]\.( |$))+")
    assert {slug: text for slug, text in said.items() if not whole.fullmatch(text)} == {}
    repeated = re.compile(r"\b(\w{3,}) (\w+ )?\1\b|This work is .*\bwork\b|  |,,|,\.")
    assert {slug: text for slug, text in said.items() if repeated.search(text)} == {}


def test_the_name_of_the_work_stands_where_it_has_one(drafted: Taxonomy) -> None:
    result = match(drafted, answers(Case.objects.get(slug="A01")))
    assert spoken(answer_sentence(drafted, result), name="Phone cover") == (
        "Phone cover is customer operations and support. Run it as a managed service, onshore, "
        "with AI and a provider’s people. It is ready to hand over."
    )
