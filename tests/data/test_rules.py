"""Combinations, warnings, the fit check, and what follows from a match."""

import re

import pytest

from matcher.core import NOT_SURE, Answers, Taxonomy, current_facts, match
from matcher.core.checks import TaxonomyReview, review
from matcher.core.conditions import parse
from matcher.core.implications import Implications
from matcher.core.matching import nothing_decided
from matcher.core.scope import Scoped, nearest_lines
from matcher.core.sensitivity import worth_asking


def test_the_taxonomy_is_sound_and_nothing_in_it_needs_a_look(drafted: Taxonomy) -> None:
    assert {finding.level for finding in review(drafted)} == {"info"}


def test_every_outcome_is_brought_first_by_a_few_answers_to_questions_that_everybody_is_asked(
    drafted: Taxonomy,
) -> None:
    base = {question.slug for question in drafted.index.base_questions}
    for (axis, outcome), answers in TaxonomyReview(drafted).example_answers.items():
        assert answers is not None
        assert match(drafted, answers).rankings[axis].top == outcome
        assert set(answers.as_dict()) <= base
        assert len(answers) <= 3


OUT_OF_REACH = {"out-of-reach", "not-together", "alike", "never-holds", "always-holds", "unused"}
"""What is found where something cannot be got at by plain answers."""


def test_lines_labels_pricing_models_and_verdicts_are_reached_by_plain_answers(
    drafted: Taxonomy,
) -> None:
    warnings = [one for one in review(drafted) if one.level == "warning"]
    assert [one for one in warnings if one.code in OUT_OF_REACH] == []


def test_a_service_line_is_the_nearest_of_its_family_with_its_own_typical_answers(
    drafted: Taxonomy,
) -> None:
    assert [
        line.slug
        for family in drafted.outcomes
        for line in family.service_lines
        if nearest_lines(family.service_lines, Answers(tuple(line.typical_picks)))[0].line != line
    ] == []


def test_the_combinations_and_what_they_add(drafted: Taxonomy) -> None:
    assert {
        one.slug: {effect.outcome: effect.points for effect in one.effects}
        for one in drafted.combinations
    } == {
        "moving-target": {"managed-service": -300, "hybrid": 300},
        "regulated-domain": {"industry-specific": 400},
        "strict-files": {"industry-specific": 300, "data-document": -200},
        "expert-reading": {"knowledge-specialist": 200},
        "staff-service": {"hr-payroll": 200},
    }


def test_the_warnings_stand_in_the_order_in_which_they_show(drafted: Taxonomy) -> None:
    assert [one.slug for one in drafted.warnings] == [
        "stabilise-first",
        "take-stock",
        "hold-until-cleared",
        "keep-core",
        "stay-ours",
        "document-first",
        "check-readiness",
        "too-thin",
        "location-locked",
        "licensed-step",
        "check-location",
        "regulated-case",
        "regulated-conversation",
        "ecommerce-blend",
        "expert-work",
        "customer-tech-vs-employee-it",
        "outreach-rules",
        "people-data",
        "money-controls",
        "supplier-impact",
        "automate-first",
        "brand-voice",
        "no-baseline",
        "cost-vs-closeness",
        "change-of-provider",
        "two-families",
        "label-too-broad",
    ]


def test_no_warning_shows_before_anything_is_answered(drafted: Taxonomy) -> None:
    assert match(drafted, Answers()).warnings == ()


def test_the_drivers_of_the_fit_check(drafted: Taxonomy) -> None:
    assert [
        (
            one.slug,
            one.question,
            one.weight,
            one.not_sure,
            one.required,
            [score.score for score in one.scores],
        )
        for one in drafted.drivers
    ] == [
        ("documentation", "readiness", 30, None, False, [9, 7, 6, 3, 8, 8, 8, 8, 2, 1]),
        ("exceptions", "judgment", 20, None, True, [9, 8, 7]),
        ("compliance", "regulation", 15, None, False, [9, 9, 6]),
        ("customer-sensitivity", "sensitivity", 20, None, True, [9, 8, 7, 7, 2]),
        ("volume-stability", "volume", 15, None, False, [3, 9, 10, 9, 8, 6, 8, 7, 8]),
    ]


def test_the_weights_of_the_fit_check_make_a_whole(drafted: Taxonomy) -> None:
    assert sum(one.weight for one in drafted.drivers) == 100


def test_the_verdicts_from_mildest_to_strictest_and_which_go_ahead(drafted: Taxonomy) -> None:
    assert [(one.slug, one.severity, one.proceeds) for one in drafted.verdicts] == [
        ("ready", 0, True),
        ("in-part-or-pilot", 1, True),
        ("too-small", 2, False),
        ("hold", 3, False),
        ("not-yet", 4, False),
        ("keep", 5, False),
    ]


def test_the_bands_in_tenths(drafted: Taxonomy) -> None:
    assert {one.verdict: one.minimum for one in drafted.bands} == {
        "ready": 70,
        "in-part-or-pilot": 55,
        "not-yet": 0,
    }


def test_every_stop_shows_the_warning_of_its_own_name(drafted: Taxonomy) -> None:
    assert [(one.slug, one.warning, one.verdict, one.at_most) for one in drafted.stops] == [
        ("stabilise-first", "stabilise-first", "not-yet", False),
        ("take-stock", "take-stock", "not-yet", False),
        ("hold-until-cleared", "hold-until-cleared", "hold", False),
        ("stay-ours", "stay-ours", "keep", False),
        ("keep-core", "keep-core", "keep", False),
        ("document-first", "document-first", "in-part-or-pilot", True),
        ("too-thin", "too-thin", "too-small", False),
    ]


def test_whenever_a_stop_holds_its_warning_shows(drafted: Taxonomy) -> None:
    conditions = {one.slug: one.condition for one in drafted.warnings}
    assert [one.slug for one in drafted.stops if one.condition != conditions[one.warning]] == []


def test_a_warning_asks_for_not_sure_only_to_say_what_to_find_out(drafted: Taxonomy) -> None:
    assert {
        one.slug: (one.condition, one.title)
        for one in drafted.warnings
        if re.search(r"not-sure|unanswered", one.condition)
    } == {
        "check-readiness": ("readiness = not-sure", "Find out how well the process is known"),
        "check-location": ("data_location = not-sure", "Find out where data may go"),
    }


def test_no_stop_and_no_way_to_pay_rests_on_what_is_not_known(drafted: Taxonomy) -> None:
    rules = (*drafted.stops, *drafted.pricing_rules, *drafted.regimes, *drafted.standards)
    assert [rule for rule in rules if re.search("not-sure|unanswered", rule.condition)] == []


def test_not_sure_everywhere_decides_nothing_and_asserts_nothing(drafted: Taxonomy) -> None:
    unsure = tuple((question.slug, NOT_SURE) for question in drafted.index.base_questions)
    result = match(drafted, Answers(unsure))
    assert nothing_decided(result)
    assert (result.fit.score, result.fit.verdict, result.fit.stops) == (None, None, ())
    assert result.warnings == ("check-readiness", "check-location")
    assert Implications(drafted, result).pricing_rules == ()
    assert (
        Implications(drafted, result).regimes
        == Implications(drafted, result).standards
        == Scoped((), (), ())
    )
    assert [one.question for one in worth_asking(drafted, result)] == [
        "object",
        "priority",
        "volume",
    ]


def test_the_circumstances_are_all_that_may_change_while_the_work_stays_the_same(
    drafted: Taxonomy,
) -> None:
    assert [one.slug for one in drafted.questions if one.circumstance] == [
        "volume",
        "readiness",
        "sensitivity",
        "control",
        "data_location",
        "language_time",
        "priority",
        "software_tried",
    ]


def test_every_verdict_has_its_own_next_steps_and_some_hold_always(drafted: Taxonomy) -> None:
    assert {one.verdict for one in drafted.next_steps} == {
        "",
        *(verdict.slug for verdict in drafted.verdicts),
    }


def steps_of(taxonomy: Taxonomy, verdict: str, *answers: tuple[str, str]) -> set[str]:
    found = Implications(taxonomy, match(taxonomy, Answers(answers))).next_steps
    return {step.slug for step in found if step.verdict == verdict}


def test_work_that_ends_is_tested_and_handed_over_and_not_widened(drafted: Taxonomy) -> None:
    once, flow = ("volume", "one-off"), ("volume", "steady")
    assert steps_of(drafted, "ready", once) == {
        *("write-rfp", "invite-providers", "same-sample", "acceptance-test", "final-hand-over"),
    }
    assert steps_of(drafted, "in-part-or-pilot", once) == {
        *("sample-batch-first", "what-is-handed-over", "keep-exceptions", "measure-hand-backs"),
    }
    assert "widen-after-two-months" in steps_of(drafted, "in-part-or-pilot", flow)


@pytest.mark.parametrize(
    ("answer", "step"),
    [
        (("readiness", "provider-today"), "end-of-todays-contract"),
        (("readiness", "standard-service"), "what-the-standard-leaves-out"),
        (("control", "we-direct"), "who-directs-them"),
    ],
)
def test_an_answer_brings_a_step_of_its_own(
    drafted: Taxonomy, answer: tuple[str, str], step: str
) -> None:
    assert step in steps_of(drafted, "", answer)
    assert step not in steps_of(drafted, "", ("volume", "steady"))


def test_the_checks_of_delivery_geography_and_route_are_next_steps(drafted: Taxonomy) -> None:
    assert {one.axis for one in drafted.next_steps} == {
        *("", "delivery", "geography", "route"),
    }


def test_an_answer_on_who_runs_the_day_is_suggested_from_readiness_and_volume(
    drafted: Taxonomy,
) -> None:
    pairs = [
        {"readiness": readiness, "volume": volume}
        for readiness in slugs(drafted, "readiness")
        for volume in slugs(drafted, "volume")
    ]
    assert {suggested(drafted, "control", picks) for picks in pairs} == {
        ("provider-results",),
        ("we-direct",),
        ("defined-deliverable",),
        ("shared-split",),
        (),
    }


def test_an_answer_on_language_is_suggested_from_what_people_do(drafted: Taxonomy) -> None:
    assert {
        kind: suggested(drafted, "language_time", {"work_kind": kind})
        for kind in slugs(drafted, "work_kind")
    } == {
        "interaction-heavy": ("fluent-live",),
        "written-contact": ("fluent-writing",),
        "transaction-heavy": (),
        "document-heavy": (),
        "casework": (),
        "knowledge-heavy": (),
        "keep-running": (),
        "mixed": (),
        "not-sure": (),
    }


def test_nothing_is_suggested_before_anything_is_answered(drafted: Taxonomy) -> None:
    assert [one.slug for one in drafted.questions if suggested(drafted, one.slug, {})] == []


def suggested(taxonomy: Taxonomy, question: str, picks: dict[str, str]) -> tuple[str, ...]:
    """Every option of the question that the picks point to."""
    facts = current_facts(match(taxonomy, Answers(tuple(picks.items()))))
    return tuple(
        one.option
        for one in taxonomy.suggestions
        if one.question == question and parse(one.condition).truth(facts)
    )


def slugs(taxonomy: Taxonomy, question: str) -> list[str]:
    options = taxonomy.index.question_by_slug[question].options
    return [*(option.slug for option in options), NOT_SURE]


def test_every_pricing_model_is_explained_and_those_suggested_exist(drafted: Taxonomy) -> None:
    assert [one.slug for one in drafted.pricing_models] == [
        "full-time-person",
        "productive-hour",
        "transaction",
        "ticket-contact",
        "minute",
        "resolution",
        "outcome-fee",
        "fixed-fee",
        "base-plus-units",
        "gain-share",
    ]


def test_pricing_looks_at_answers_and_never_at_the_family(drafted: Taxonomy) -> None:
    assert [one.slug for one in drafted.pricing_rules if "family" in one.condition] == []


def test_fifty_three_regimes_each_with_a_source(drafted: Taxonomy) -> None:
    assert len(drafted.regimes) == 53
    assert [one.slug for one in drafted.regimes if not one.sources] == []


def test_sixteen_standards_each_with_a_source_of_the_field(drafted: Taxonomy) -> None:
    assert len(drafted.standards) == 16
    assert [
        one.slug
        for one in drafted.standards
        if not any(source.grade in "AB" for source in one.sources)
    ] == []


def test_the_standards_of_the_field_are_named(drafted: Taxonomy) -> None:
    names = " ".join(one.name for one in drafted.standards)
    wanted = ("COPC CX", "ISO 18295", "ISO 37500", "ISO/IEC 27001:2022", "ISO/IEC 42001")
    assert [one for one in wanted if one not in names] == []


def test_thirty_three_labels_each_with_a_name_and_something_to_ask(drafted: Taxonomy) -> None:
    assert len(drafted.labels) == 33
    assert [
        one.slug for one in drafted.labels if not (one.names and one.meaning and one.asks)
    ] == []


def test_a_label_names_outcomes_of_its_own_axis_only(drafted: Taxonomy) -> None:
    assert [
        (one.slug, candidate.outcome)
        for one in drafted.labels
        for candidate in one.candidates
        if (one.axis, candidate.outcome) not in drafted.index.outcome_by_slug
    ] == []


def test_the_topics_of_the_notes(drafted: Taxonomy) -> None:
    assert {one.topic for one in drafted.notes} == {
        "reading",
        "family",
        "delivery",
        "geography",
        "fit",
        "savings",
        "pricing",
        "compliance",
        "labels",
        "disagreements",
        "limits",
    }
