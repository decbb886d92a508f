"""Software and AI in figures: how exposed the work of a family is, and what vendors ask."""

from dataclasses import dataclass

from matcher.core import Outcome, PricingModel, Taxonomy, format_share
from matcher.core.scope import Context, Scoped
from matcher.core.taxonomy.values import ExposureScale, PriceExample
from matcher.core.verified import (
    ExposureOnScale,
    ScoredOccupation,
    verified_exposures,
    verified_prices,
)
from matcher.presenters.law import checked_on, day_as_known
from matcher.presenters.scope import left_out_sentence

# ── Exposure ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class OccupationView:
    """An occupation near a family: its score from 0 to 1, and the level of that with its
    meaning."""

    title: str
    code: str
    score: str
    level: str
    means: str


@dataclass(frozen=True, slots=True)
class ScaleView:
    """The occupations on one scale, and when their scores were last read there."""

    scale: ExposureScale
    occupations: tuple[OccupationView, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class ExposureView:
    """How exposed the work of a family is to AI, what to make of it (`note`), and how many
    occupations are left out because they are not near the work of the buyer."""

    note: str
    scales: tuple[ScaleView, ...]
    left_out: str


def exposure_view(taxonomy: Taxonomy, family: Outcome, buyer: Context) -> ExposureView | None:
    """The exposure of the family for this buyer; None where no score of it was read at its
    source."""
    scales = tuple(map(_scale, verified_exposures(taxonomy, family, buyer)))
    note = family.profile.exposure_note if family.profile else ""
    return ExposureView(note, scales, _left_out(taxonomy, family, buyer)) if scales else None


def _left_out(taxonomy: Taxonomy, family: Outcome, buyer: Context) -> str:
    far = buyer.sort(family.exposures).left_out
    return left_out_sentence(taxonomy, buyer, Scoped((), (), far))


def _scale(on_scale: ExposureOnScale) -> ScaleView:
    occupations = on_scale.occupations
    oldest = min(occupation.exposure.checked_on for occupation in occupations)
    return ScaleView(on_scale.scale, tuple(map(_occupation, occupations)), checked_on(oldest))


def _occupation(occupation: ScoredOccupation) -> OccupationView:
    exposure, level = occupation.exposure, occupation.level
    score = format_share(exposure.score)
    return OccupationView(exposure.title, exposure.code, score, level.name, level.means)


# ── Prices ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PriceView:
    """What a vendor asks, and as of when; empty where the source has no day."""

    example: PriceExample
    as_of: str


def price_views(model: PricingModel) -> tuple[PriceView, ...]:
    """The examples of prices of a way to pay whose sources somebody opened."""
    return tuple(
        PriceView(example, day_as_known(example.dated)) for example in verified_prices(model)
    )
