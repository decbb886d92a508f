"""Measures whose formula, unit and range do not fit together, and families with too few ranges."""

import pytest

from matcher.core import Kpi, Source, Taxonomy
from matcher.core.checks.measures import few_ranges, mismatched_measures
from tests import builders

SMALL = builders.taxonomy(
    axes=[builders.axis("kind")],
    outcomes={"kind": ["ball"]},
    questions=[builders.question("size", "big", kind=1)],
    evidence=builders.evidence("kind", {"size=big": {"ball": 1}}),
)


def with_kpis(*kpis: Kpi) -> Taxonomy:
    ball = SMALL.outcomes[0].model_copy(update={"kpis": kpis})
    return builders.changed(SMALL, outcomes=(ball,))


def kpi(**changes: object) -> Kpi:
    fields = {"slug": "roll", "name": "Roll", "formula": "f", "unit": "%", "better": "Higher"}
    return Kpi.model_validate(fields | changes)


def problems(unit: str, formula: str, range: str) -> list[str]:
    taxonomy = with_kpis(kpi(unit=unit, formula=formula, range=range))
    return [one.sentence for one in mismatched_measures(taxonomy)]


@pytest.mark.parametrize(
    ("unit", "formula", "range"),
    [
        ("hours", "Median time to first reply.", "2 h median in one vendor’s data"),
        ("%", "Leavers ÷ average headcount.", "27% median"),
        ("days", "Calendar days to the close.", "6.4 median, 10 or more for the slowest"),
        ("%", "Cases solved in time ÷ cases.", "93% within 5 business days"),
        ("% in s", "Answered in time ÷ offered.", "80% in 20 s is the commonest goal"),
        ("% / year", "Leavers in 12 months ÷ headcount.", "27% a year"),
        ("time by priority", "Time to the answer.", "10 min to 2 h for the answer"),
        ("currency", "Cost ÷ invoices.", "$9.40 on average (2024)"),
        ("per hour", "Documents ÷ hours.", "40–50 for mixed sets"),
        ("0–1", "Agreement of two.", "0.61–0.80 is called substantial"),
        ("hours", "Median time to first reply.", ""),
    ],
)
def test_formula_unit_and_range_of_the_same_measure(unit: str, formula: str, range: str) -> None:
    assert problems(unit, formula, range) == []


@pytest.mark.parametrize(
    ("unit", "formula", "range", "problem"),
    [
        (
            "hours",
            "Median time to first reply.",
            "2 h on average",
            "The formula of “Roll” is a median, and its range an average",
        ),
        (
            "days",
            "Average days to close.",
            "Median 6.4 days, 7 days on average",
            "The formula of “Roll” is an average, and its range a median and an average",
        ),
        (
            "%",
            "Answered in time ÷ offered.",
            "46 seconds on average",
            "The unit of “Roll” is “%”, and its range says “46 seconds”",
        ),
        (
            "days",
            "Days to the refund.",
            "7 hours at best",
            "The unit of “Roll” is “days”, and its range says “7 hours”",
        ),
        (
            "currency",
            "Cost ÷ invoices.",
            "12% of spend",
            "The unit of “Roll” is “currency”, and its range says “12%”",
        ),
    ],
)
def test_a_range_of_another_measure_is_noticed(
    unit: str, formula: str, range: str, problem: str
) -> None:
    assert problems(unit, formula, range) == [f"{problem}: are both the same measure?"]


def ranged(slug: str, grade: str) -> Kpi:
    source = Source.model_validate({"title": "Council: Balls, 2026", "grade": grade})
    return kpi(slug=slug, range="5%", sources=(source,))


NONE = kpi(slug="none", range_note="No reliable range: measure a baseline.")
SILENT = kpi(slug="silent", name="Silent", range_note="Measure a baseline.")


@pytest.mark.parametrize(
    ("kpis", "count"),
    [
        ((), None),
        ((NONE,), None),
        ((ranged("a", "A"), ranged("c", "C"), NONE), None),
        ((ranged("a", "A"), ranged("b", "B"), ranged("c", "B"), SILENT), None),
        ((ranged("a", "A"), ranged("b", "B"), ranged("c", "C"), SILENT), 2),
        ((NONE, SILENT), 0),
    ],
)
def test_a_family_has_three_good_ranges_or_says_that_there_are_none(
    kpis: tuple[Kpi, ...], count: int | None
) -> None:
    findings = [(str(one.location), one.sentence) for one in few_ranges(with_kpis(*kpis))]
    sentence = (
        f"“Ball” has {count} of 3 ranges of grade A or B, and “Silent” does not say "
        "“No reliable range”."
    )
    assert findings == ([] if count is None else [("outcome kind/ball", sentence)])
