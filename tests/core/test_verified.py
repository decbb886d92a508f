"""Scores of exposure and examples of prices are shown only where somebody opened their source."""

import pytest

from matcher.core import Outcome, PricingModel, Source, Taxonomy
from matcher.core.quantities import Hundredths
from matcher.core.scope import Context
from matcher.core.taxonomy.values import Exposure, ExposureLevel, ExposureScale, PriceExample
from matcher.core.verified import verified_exposures, verified_prices
from tests import builders

OPENED = Source(title="Opened", checked_on="2026-11-30")
UNOPENED = Source(title="Unopened")
ANYBODY = Context({}, {})
HIGH = ExposureLevel(slug="high", name="High", means="Most tasks.")


def scale(slug: str, *sources: Source) -> ExposureScale:
    return ExposureScale(
        slug=slug, name=slug, meaning="m", citation="c", levels=(HIGH,), sources=sources
    )


def score(code: str, scale: str = "ilo", **changes: str) -> Exposure:
    values = {"level": "high", "checked_on": "2026-11-30"} | changes
    return Exposure(scale=scale, code=code, title=code, score=Hundredths(58), **values)


def shown(
    scales: tuple[ExposureScale, ...], *exposures: Exposure, buyer: Context = ANYBODY
) -> dict[str, list[str]]:
    small = builders.taxonomy(
        axes=[builders.axis("kind")], outcomes={"kind": ["ball"]}, questions=[]
    )
    taxonomy: Taxonomy = builders.changed(small, exposure_scales=scales)
    family = Outcome(axis="kind", slug="ball", name="Ball", summary="s", exposures=exposures)
    return {
        found.scale.slug: [one.exposure.code for one in found.occupations]
        for found in verified_exposures(taxonomy, family, buyer)
    }


def test_scores_are_shown_by_scale_in_their_order() -> None:
    scales = (scale("ilo", UNOPENED, OPENED), scale("other", OPENED))
    rows = (score("4222"), score("1111", "other"), score("4225"))
    assert shown(scales, *rows) == {"ilo": ["4222", "4225"], "other": ["1111"]}


def test_an_occupation_is_shown_until_it_is_known_not_to_be_near_the_work() -> None:
    rows = (score("4312"), score("3344", scope="sector = clinic"))
    scales = (scale("ilo", OPENED),)
    shop, clinic = (Context({"sector": frozenset((slug,))}, {}) for slug in ("shop", "clinic"))
    assert shown(scales, *rows, buyer=shop) == {"ilo": ["4312"]}
    assert shown(scales, *rows, buyer=clinic) == {"ilo": ["4312", "3344"]}
    assert shown(scales, *rows, buyer=ANYBODY) == {"ilo": ["4312", "3344"]}


@pytest.mark.parametrize(
    ("scales", "row"),
    [
        ((scale("ilo", OPENED),), score("4222", checked_on="")),
        ((scale("ilo", OPENED),), score("4222", level="low")),
        ((scale("ilo", UNOPENED),), score("4222")),
        ((scale("ilo"),), score("4222")),
        ((), score("4222")),
    ],
    ids=["score not read", "no such level", "source not opened", "no source", "no scale"],
)
def test_a_score_that_nobody_verified_is_not_shown(
    scales: tuple[ExposureScale, ...], row: Exposure
) -> None:
    assert shown(scales, row) == {}


def test_a_price_is_shown_where_a_source_was_opened() -> None:
    examples = tuple(
        PriceExample(name=name, unit="u", price="USD 1", sources=sources)
        for name, sources in (("a", (OPENED,)), ("b", (UNOPENED,)), ("c", ()))
    )
    model = PricingModel(
        slug="m", name="M", fits="", avoid="", behaviour="", safeguards="", examples=examples
    )
    assert [one.name for one in verified_prices(model)] == ["a"]
