"""What each of the ten families carries."""

from collections import Counter

from matcher.core import Kpi, Outcome, Taxonomy
from matcher.core.checks.measures import mismatched_measures

FAMILIES = [
    ("customer-operations", "front"),
    ("finance-accounting", "back"),
    ("hr-payroll", "back"),
    ("procurement-supply-chain", "back"),
    ("ecommerce-order-ops", "both"),
    ("data-document", "back"),
    ("industry-specific", "back"),
    ("knowledge-specialist", "neither"),
    ("it-technical", "neither"),
    ("sales-marketing", "front"),
]


def families(taxonomy: Taxonomy) -> tuple[Outcome, ...]:
    return taxonomy.index.outcomes_by_axis["family"]


def offices(taxonomy: Taxonomy) -> list[tuple[str, str | None]]:
    return [(one.slug, one.profile and one.profile.office) for one in families(taxonomy)]


def test_there_are_ten_families_in_order_each_with_a_coarse_tag(drafted: Taxonomy) -> None:
    assert offices(drafted) == FAMILIES


def test_only_two_outcomes_are_not_named_by_the_first_source(drafted: Taxonomy) -> None:
    marked = [one.slug for one in drafted.outcomes if not one.in_first_source]
    assert marked == ["it-technical", "sales-marketing"]


def test_outcomes_of_the_other_axes_stand_in_order_without_a_profile(drafted: Taxonomy) -> None:
    others = [(one.axis, one.slug) for one in drafted.outcomes if one.profile is None]
    assert others == [
        ("delivery", "managed-service"),
        ("delivery", "dedicated-team"),
        ("delivery", "project-based"),
        ("delivery", "hybrid"),
        ("geography", "onshore"),
        ("geography", "nearshore"),
        ("geography", "offshore"),
        ("geography", "multi-shore"),
        ("route", "fix-cause"),
        ("route", "own-software"),
        ("route", "own-people"),
        ("route", "rented-people"),
        ("route", "provider-people"),
        ("route", "provider-with-ai"),
    ]


def test_every_delivery_model_answers_the_same_five_things(drafted: Taxonomy) -> None:
    names = {
        one.slug: [fact.name for fact in one.facts]
        for one in drafted.index.outcomes_by_axis["delivery"]
    }
    five = [
        "What you buy",
        "Who directs people",
        "Who answers for the result",
        "Good when",
        "Poor when",
    ]
    assert names == {
        "managed-service": five,
        "dedicated-team": five,
        "project-based": five,
        "hybrid": five,
    }


def test_every_place_says_what_it_means_and_when_it_is_ruled_out(drafted: Taxonomy) -> None:
    four = {"What it means", "Good when", "Poor when", "Ruled out when"}
    lacking = {
        one.slug: four - {fact.name for fact in one.facts}
        for one in drafted.index.outcomes_by_axis["geography"]
    }
    assert lacking == {
        "onshore": set(),
        "nearshore": set(),
        "offshore": set(),
        "multi-shore": set(),
    }


def test_no_part_of_a_profile_is_empty(drafted: Taxonomy) -> None:
    empty = [
        (one.slug, name)
        for one in families(drafted)
        for name, value in (one.profile.model_dump() if one.profile else {}).items()
        if not value and name not in {"shortlist", "risks"}  # rows of their own
    ]
    assert empty == []


def test_every_family_has_enough_of_everything(drafted: Taxonomy) -> None:
    counts = {
        one.slug: (
            len(one.service_lines),
            len(one.kpis),
            len(one.confusions),
            len(one.vendor_labels),
        )
        for one in families(drafted)
    }
    assert counts == {
        "customer-operations": (15, 11, 5, 13),
        "finance-accounting": (18, 10, 5, 13),
        "hr-payroll": (15, 10, 5, 10),
        "procurement-supply-chain": (13, 9, 5, 11),
        "ecommerce-order-ops": (15, 11, 5, 10),
        "data-document": (18, 9, 5, 12),
        "industry-specific": (18, 13, 5, 13),
        "knowledge-specialist": (15, 10, 5, 11),
        "it-technical": (14, 10, 5, 13),
        "sales-marketing": (14, 11, 4, 10),
    }


def test_every_service_line_has_at_least_three_tasks(drafted: Taxonomy) -> None:
    lines = [line for one in families(drafted) for line in one.service_lines]
    assert len(lines) == 155
    assert [line.slug for line in lines if len(line.tasks) < 3] == []


def test_a_task_stands_on_one_service_line_only(drafted: Taxonomy) -> None:
    tasks = Counter(
        task for one in families(drafted) for line in one.service_lines for task in line.tasks
    )
    assert [task for task, count in tasks.items() if count > 1] == []


def test_every_service_line_has_three_or_four_typical_answers(
    drafted: Taxonomy,
) -> None:
    """Payroll has one more: it is bought to a date, or as a standard service."""
    odd = [
        line.slug
        for one in families(drafted)
        for line in one.service_lines
        if not 3 <= len(line.typical) <= 4
    ]
    assert odd == ["payroll-processing"]


def test_typical_answers_tell_a_service_line_apart_from_its_sisters(drafted: Taxonomy) -> None:
    covered = [
        (line.slug, sister.slug)
        for one in families(drafted)
        for line in one.service_lines
        for sister in one.service_lines
        if line is not sister and set(line.typical) <= set(sister.typical)
    ]
    assert covered == []


def test_a_range_has_a_source(drafted: Taxonomy) -> None:
    kpis = [(one.slug, kpi) for one in families(drafted) for kpi in one.kpis]
    assert len(kpis) == 104
    assert [(slug, kpi.slug) for slug, kpi in kpis if kpi.range and not kpi.sources] == []


def test_a_range_has_a_source_that_somebody_opened(drafted: Taxonomy) -> None:
    ranges = [kpi for one in families(drafted) for kpi in one.kpis if kpi.range]
    unchecked = [kpi.slug for kpi in ranges if not any(source.checked_on for source in kpi.sources)]
    assert unchecked == []


def test_every_family_has_three_ranges_by_benchmark_bodies_or_practitioners(
    drafted: Taxonomy,
) -> None:
    def is_good(kpi: Kpi) -> bool:
        return any(source.grade in "AB" and source.checked_on for source in kpi.sources)

    counts = {
        one.slug: sum(is_good(kpi) for kpi in one.kpis if kpi.range) for one in families(drafted)
    }
    assert min(counts.values()) >= 3


def test_formula_unit_and_range_are_of_the_same_measure(drafted: Taxonomy) -> None:
    assert [one.sentence for one in mismatched_measures(drafted)] == []


def test_what_was_opened_says_what_it_says_and_nothing_else_does(drafted: Taxonomy) -> None:
    rows = (*drafted.regimes, *drafted.standards)
    sources = [
        *(source for one in families(drafted) for kpi in one.kpis for source in kpi.sources),
        *(source for row in rows for source in row.sources),
    ]
    wrong = [one.title for one in sources if bool(one.says) != bool(one.checked_on)]
    assert wrong == []
    assert {one.checked_by for one in sources if one.checked_on} == {"content editor"}


def test_a_kpi_without_a_range_says_so(drafted: Taxonomy) -> None:
    bare = [(one.slug, kpi) for one in families(drafted) for kpi in one.kpis if not kpi.range]
    assert len(bare) == 39
    says_so = ("No reliable range", "No reliable absolute range", "No reliable universal range")
    assert [
        (slug, kpi.slug)
        for slug, kpi in bare
        if not kpi.range_note.startswith((*says_so, "No reliable general range"))
    ] == []


def test_every_kpi_source_has_a_grade_and_an_address(drafted: Taxonomy) -> None:
    sources = [source for one in families(drafted) for kpi in one.kpis for source in kpi.sources]
    assert Counter(source.grade for source in sources) == {"A": 21, "B": 73, "C": 31}
    assert [source.title for source in sources if not source.url] == []


def test_the_better_direction_of_a_kpi_is_one_of_a_few(drafted: Taxonomy) -> None:
    assert {kpi.better for one in families(drafted) for kpi in one.kpis} == {
        "Higher",
        "Lower",
        "Within a band",
        "Depends on context",
        "A policy choice",
        "More self-service",
    }


def test_every_risk_names_its_control(drafted: Taxonomy) -> None:
    lacking = [
        (one.slug, risk)
        for one in families(drafted)
        for risk in one.risks
        if risk.text.count(" → ") != 1
    ]
    assert lacking == []


def test_confusions_connect_28_pairs_of_families_and_one_outsider(drafted: Taxonomy) -> None:
    confusions = [(one.slug, other) for one in families(drafted) for other in one.confusions]
    pairs = {frozenset({slug, other.other}) for slug, other in confusions if other.other}
    outsiders = [(slug, other.other_name) for slug, other in confusions if not other.other]
    assert (len(pairs), outsiders) == (28, [("hr-payroll", "General admin or virtual assistance")])


def test_a_confusion_names_the_other_family_as_that_family_is_named(drafted: Taxonomy) -> None:
    names = {one.slug: one.name for one in families(drafted)}
    assert [
        other.other_name
        for one in families(drafted)
        for other in one.confusions
        if other.other and other.other_name != names[other.other]
    ] == []
