"""Rows that nobody has looked at for a while."""

from datetime import date

from matcher.core import Kpi, Source, Taxonomy
from matcher.core.checks.freshness import stale_rows
from matcher.core.taxonomy.values import (
    Exposure,
    ExposureScale,
    PriceExample,
    PricingModel,
    Regime,
    Standard,
)
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


def test_scores_scales_and_prices_are_looked_at_again_after_half_a_year() -> None:
    def exposure(code: str, checked_on: str) -> Exposure:
        return Exposure(
            scale="ilo", code=code, title=code, score=58, level="high", checked_on=checked_on
        )

    def price(name: str, checked_on: str) -> PriceExample:
        return PriceExample(name=name, unit="u", price="1", sources=(source(checked_on),))

    scale = ExposureScale(
        slug="ilo", name="ILO", meaning="m", citation="c", sources=(source("2026-05-30"),)
    )
    scores = (exposure("1111", "2026-06-01"), exposure("2222", "2026-05-30"), exposure("3333", ""))
    model = PricingModel(
        slug="m",
        name="M",
        fits="",
        avoid="",
        behaviour="",
        safeguards="",
        examples=(price("fresh", "2026-06-01"), price("old", "2026-05-30")),
    )
    (ball,) = SMALL.outcomes
    taxonomy = builders.changed(
        SMALL,
        outcomes=(ball.model_copy(update={"exposures": scores}),),
        exposure_scales=(scale,),
        pricing_models=(model,),
    )
    assert found(taxonomy) == [
        (
            "warning",
            "exposure kind/ball/2222",
            "The score of “2222” was last checked on 2026-05-30.",
        ),
        ("info", "exposure kind/ball/3333", "The score of “3333” was never checked."),
        ("warning", "exposure scale ilo", "“ILO” was last checked on 2026-05-30."),
        ("warning", "price example m/old", "“old” was last checked on 2026-05-30."),
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
