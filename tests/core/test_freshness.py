"""Rows that nobody has looked at for a while."""

from datetime import date

from matcher.core import Kpi, Source, Taxonomy
from matcher.core.checks.freshness import stale_rows
from matcher.core.taxonomy.values import Regime, Standard
from tests import builders

TODAY = date(2026, 11, 30)


def source(checked_on: str) -> Source:
    return Source(title=f"Checked {checked_on}", checked_on=checked_on)


def regime(slug: str, *checked_on: str, next_date: str = "") -> Regime:
    return Regime(
        slug=slug,
        name=slug.title(),
        triggered_by="t",
        changes="c",
        condition="size = big",
        next_date=next_date,
        sources=tuple(map(source, checked_on)),
    )


def found(taxonomy: Taxonomy) -> list[tuple[str, str, str]]:
    return [(one.level, str(one.location), one.sentence) for one in stale_rows(taxonomy, TODAY)]


SMALL = builders.taxonomy(
    axes=[builders.axis("kind")],
    outcomes={"kind": ["ball"]},
    questions=[builders.question("size", "big", kind=1)],
    evidence=builders.evidence("kind", {"size=big": {"ball": 1}}),
)


def test_a_rule_is_looked_at_again_after_half_a_year_and_when_its_next_date_has_come() -> None:
    taxonomy = builders.changed(
        SMALL,
        regimes=(
            regime("fresh", "2024-01-01", "2026-06-01", next_date="2026-12-01"),
            regime("old", "2026-05-30"),
            regime("never", ""),
            regime("without"),
            regime("come", "2026-11-30", next_date="2026-11"),
        ),
    )
    assert found(taxonomy) == [
        ("warning", "regime old", "“Old” was last checked on 2026-05-30."),
        ("info", "regime never", "“Never” was never checked."),
        ("info", "regime without", "“Without” was never checked."),
        ("warning", "regime come", "What “Come” announced for 2026-11 has come: look again."),
    ]


def test_a_standard_is_looked_at_again_after_half_a_year() -> None:
    def standard(slug: str, *checked_on: str) -> Standard:
        return Standard(
            slug=slug,
            name=slug.title(),
            covers="c",
            attested_by="b",
            ask="a",
            sources=tuple(map(source, checked_on)),
        )

    rows = (standard("fresh", "2026-06-01"), standard("old", "2026-05-30"), standard("never", ""))
    assert found(builders.changed(SMALL, standards=rows)) == [
        ("warning", "standard old", "“Old” was last checked on 2026-05-30."),
        ("info", "standard never", "“Never” was never checked."),
    ]


def test_a_measure_is_looked_at_while_it_has_a_range() -> None:
    def kpi(slug: str, range: str, *checked_on: str) -> Kpi:
        return Kpi(
            slug=slug,
            name=slug.title(),
            formula="f",
            unit="%",
            better="Higher",
            range=range,
            sources=tuple(map(source, checked_on)),
        )

    kpis = (kpi("bare", ""), kpi("old", "5", "2025-12-01"), kpi("new", "5", "2026-11-01"))
    ball = SMALL.outcomes[0].model_copy(update={"kpis": kpis})
    assert found(builders.changed(SMALL, outcomes=(ball,))) == [
        ("warning", "KPI kind/ball/old", "The range of “Old” was last checked on 2025-12-01.")
    ]
