"""Figures and names of rules that stand in a text without a source."""

import pytest

from matcher.core import Kpi, Source, Taxonomy
from matcher.core.checks.content import unnamed_sources
from matcher.core.checks.figures import figures, regime_names, unsourced_figures
from matcher.core.taxonomy.row_types import rows
from matcher.core.taxonomy.values import AnnexClause, Note, Regime
from tests import builders

SMALL = builders.taxonomy(
    axes=[builders.axis("kind")],
    outcomes={"kind": ["ball"]},
    questions=[builders.question("size", "big", kind=1)],
    evidence=builders.evidence("kind", {"size=big": {"ball": 1}}),
)
"""A taxonomy whose texts have no figure."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turnover is around 30–45%.", ["30–45%"]),
        (
            "A 30 % share, then 80 percent or 99.5 per cent.",
            ["30 %", "80 percent", "99.5 per cent"],
        ),
        ("Eighty-five percent reach it.", ["Eighty-five percent"]),
        ("$9.40 on average, £1,200 at worst.", ["$9.40", "£1,200"]),
        (
            "EUR 20, or 20 euros, or two million dollars.",
            ["EUR 20", "20 euros", "two million dollars"],
        ),
        ("Pay is $2–3 an hour.", ["$2–3"]),
        ("In 20 seconds, at most 20 s.", ["20 seconds", "20 s"]),
        ("Within 5 business days or 24 hours.", ["5 business days", "24 hours"]),
        ("Older than 30/60/90 days.", ["90 days"]),
        ("A 60-day notice, then 3 to 6 months.", ["60-day", "3 to 6 months"]),
        ("They take 1.3–1.8 times as long.", ["1.3–1.8 times"]),
        ("After two stable months, measure for eight weeks.", []),
        ("Call back within the hour; open 24/7.", []),
        ("One in six, half of them, and 15 of 56 agencies.", []),
        ("PCI DSS 4.0.1 and ISO 9001, since 31 March 2025.", []),
        ("Form 1099 of 2024, SOC 2 and a P2P package.", []),
        ("In the 1990s, 2024 saw 2,100 hospitals take part.", []),
        ("A percentage nobody knows; money in dollars.", []),
        ("A lead of 3 points on a scale from 0 to 10.", []),
    ],
)
def test_a_figure_is_a_number_with_a_unit(text: str, expected: list[str]) -> None:
    assert list(figures(text)) == expected


def regime(name: str, *, jurisdiction: str = "", sources: tuple[Source, ...] = ()) -> Regime:
    return Regime(
        slug="rule",
        name=name,
        triggered_by="Records.",
        changes="Everything within 30 days.",
        condition="size = big",
        jurisdiction=jurisdiction,
        sources=sources,
    )


@pytest.mark.parametrize(
    ("name", "jurisdiction", "expected"),
    [
        ("Card standard (PCI DSS 4.0.1)", "Worldwide", {"PCI DSS"}),
        ("Health privacy (HIPAA) and other rules (US)", "United States", {"HIPAA"}),
        ("Assurance (SOC 2, ISO/IEC 27001:2022)", "Worldwide", {"SOC 2", "ISO/IEC 27001"}),
        ("Collection (Regulation F, US)", "United States", {"Regulation F"}),
        ("Resilience Act (EU), ICT services", "European Union", {"Resilience Act"}),
        ("AI Act: software that helps to hire (EU)", "European Union", {"AI Act"}),
        ("Hiring tools (New York City Local Law 144)", "", {"New York City Local Law 144"}),
        ("Data services (Brazil, CMN Resolution 4,893)", "Brazil", {"CMN Resolution"}),
        ("Personal data leaving Saudi Arabia", "Saudi Arabia", set()),
        ("Customs business (US)", "United States", set()),
    ],
)
def test_a_regime_is_known_by_the_proper_names_in_its_name(
    name: str, jurisdiction: str, expected: set[str]
) -> None:
    assert regime_names(regime(name, jurisdiction=jurisdiction)) == expected


SOURCE = Source(title="Ball Council: The rule, 2026")
RULE = regime("Roundness (UK RBA; SOC 2)", sources=(SOURCE,))


def found(taxonomy: Taxonomy) -> list[tuple[str, str]]:
    """Where something is found, and what."""
    return [
        (str(one.location), one.sentence.split(" ha")[0])
        for one in unsourced_figures(taxonomy, tuple(rows(taxonomy)))
    ]


def noted(text: str, title: str = "Balls") -> Taxonomy:
    note = Note(slug="balls", topic="kind", title=title, text=text)
    return builders.changed(SMALL, notes=(note,), regimes=(RULE,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine of ten are round.", []),
        ("About 30% are round. Most are red.", ["“30%”"]),
        ("About 30% are round ([Ball Council, A](https://example.org/a%20b)).", []),
        ("30% are round ([Ball Council, A](https://example.org/)). 20% are red.", ["“20%”"]),
        ("30% are round ([elsewhere](/labels/#ball)).", ["“30%”"]),
        ("30% to 40%, and again 30%, in 20 days.", ["“30%” and “40%” and “20 days”"]),
        ("The UK RBA demands it.", ["“UK RBA”"]),
        ("Ask for a SOC 2 report.", ["“SOC 2”"]),
        ("ASOC 2 and SOC 20 are something else.", []),
    ],
)
def test_a_sentence_without_a_link_has_no_source(text: str, expected: list[str]) -> None:
    assert found(noted(text)) == [("note balls", one) for one in expected]


def test_a_title_is_read_as_well() -> None:
    assert found(noted("x", title="The 20 seconds")) == [("note balls", "“20 seconds”")]


def test_the_sentence_stands_in_the_finding_with_the_way_out() -> None:
    taxonomy = noted("Most are red. About 30% are round.")
    (one,) = unsourced_figures(taxonomy, tuple(rows(taxonomy)))
    assert (one.level, one.code) == ("warning", "unsourced")
    assert one.sentence == (
        "“30%” has no source: “About 30% are round.” Name a source, or take it out."
    )


def kpi(*sources: Source) -> Kpi:
    return Kpi(
        slug="roundness",
        name="Round in 7 days",
        formula="Round within 7 days ÷ all.",
        unit="%",
        better="Higher",
        range_note="No reliable range: treat anything under 98% as flat.",
        sources=sources,
    )


def test_a_measure_and_a_regime_with_a_source_are_left_alone_and_so_are_definitions() -> None:
    (ball,) = SMALL.outcomes
    sourced = ball.model_copy(update={"kpis": (kpi(SOURCE),)})
    bare = ball.model_copy(update={"kpis": (kpi(),)})
    assert found(builders.changed(SMALL, outcomes=(sourced,), regimes=(RULE,))) == []
    unsourced = RULE.model_copy(update={"sources": ()})
    assert found(builders.changed(SMALL, outcomes=(bare,), regimes=(unsourced,))) == [
        ("KPI kind/ball/roundness", "“98%”"),
        ("regime rule", "“30 days”"),
    ]


def test_a_clause_that_names_its_law_has_the_sources_of_that() -> None:
    clause = AnnexClause(slug="c", title="C", text="Within 30 days, says the UK RBA.")
    lawful = clause.model_copy(update={"slug": "l", "regime": "rule"})
    assert found(builders.changed(SMALL, regimes=(RULE,), annex=(clause, lawful))) == [
        ("annex clause c", "“30 days” and “UK RBA”")
    ]


def test_what_people_call_and_tell_is_left_alone() -> None:
    line = {"slug": "soc", "name": "SOC 2 audits", "tasks": ("Roll the 13-week forecast",)}
    ball = SMALL.outcomes[0].model_dump() | {"vendor_labels": ("SOC 2",), "service_lines": (line,)}
    outcome = type(SMALL.outcomes[0]).model_validate(ball)
    assert found(builders.changed(SMALL, outcomes=(outcome,), regimes=(RULE,))) == []


@pytest.mark.parametrize(
    ("title", "is_named"),
    [
        ("Ball Council: The rule, 2026", True),
        ("Ball Council (figures of Disc): The rule, explained, undated", True),
        ("Ball Council: The rule", False),
        ("Ball Council: The rule of 2026", False),
        ("The rule, 2026", False),
    ],
)
def test_a_source_is_called_by_publisher_work_and_year(title: str, is_named: bool) -> None:
    rule = RULE.model_copy(update={"sources": (Source(title=title),)})
    taxonomy = builders.changed(SMALL, regimes=(rule,))
    findings = [(str(one.location), one.sentence) for one in unnamed_sources(tuple(rows(taxonomy)))]
    sentence = (
        f"“{title}” does not name publisher, work and year: write “Publisher: work, 2026”, or "
        "“undated” for the year."
    )
    assert findings == ([] if is_named else [(f"regime source rule/{title}", sentence)])
