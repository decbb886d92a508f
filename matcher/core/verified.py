"""Figures that are shown only where somebody opened their source: exposure to AI, and prices."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matcher.core.scope import Context
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import (
    Exposure,
    ExposureLevel,
    ExposureScale,
    Outcome,
    PriceExample,
    PricingModel,
    Source,
)


@dataclass(frozen=True, slots=True)
class ScoredOccupation:
    """An occupation with its score, and the level of the scale that it is on."""

    exposure: Exposure
    level: ExposureLevel


@dataclass(frozen=True, slots=True)
class ExposureOnScale:
    """The occupations near a family that are on one scale."""

    scale: ExposureScale
    occupations: tuple[ScoredOccupation, ...]


def verified_exposures(
    taxonomy: Taxonomy, family: Outcome, buyer: Context
) -> tuple[ExposureOnScale, ...]:
    """The occupations near the family whose scores somebody read, by scale, without those of which
    it is known that they are not near the work of this buyer. A scale whose sources nobody opened
    is left out."""
    near = [row for row in family.exposures if buyer.meets(row.scope) is not False]
    scales = (scale for scale in taxonomy.exposure_scales if _is_opened(scale.sources))
    scored = ((scale, tuple(_occupations(scale, near))) for scale in scales)
    return tuple(ExposureOnScale(scale, found) for scale, found in scored if found)


def verified_prices(model: PricingModel) -> tuple[PriceExample, ...]:
    """The examples of prices whose source somebody opened."""
    return tuple(example for example in model.examples if _is_opened(example.sources))


def _occupations(scale: ExposureScale, near: Iterable[Exposure]) -> Iterator[ScoredOccupation]:
    levels = {level.slug: level for level in scale.levels}
    for exposure in near:
        if exposure.scale == scale.slug and exposure.checked_on and exposure.level in levels:
            yield ScoredOccupation(exposure, levels[exposure.level])


def _is_opened(sources: Iterable[Source]) -> bool:
    return any(source.checked_on for source in sources)
