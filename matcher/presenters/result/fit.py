"""The fit check of a result: the verdict, the score on its scale, and what it is based on."""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from matcher.core import Taxonomy, Tenths, format_score
from matcher.core.fit import DriverResult, Fit
from matcher.core.implications import ranked_stops
from matcher.core.taxonomy.values import GuidePage, Stop
from matcher.presenters.guide import guide_page_by_slug
from matcher.presenters.words import answer_label
from matcher.wording import join_and

HIGHEST_SCORE = 100
"""The highest score in tenths: also the width of the scale, so that a score is its position."""


@dataclass(frozen=True, slots=True)
class BandView:
    """One section of the scale: where it begins, how wide it is, and what a score in it means."""

    x: int
    width: int
    range: str
    verdict: str
    reached: bool


@dataclass(frozen=True, slots=True)
class StopView:
    """A hard stop that holds, and what it does to the verdict."""

    title: str
    effect: str


@dataclass(frozen=True, slots=True)
class DriverView:
    """What one answer adds to the score. `score` is empty where the driver is left out."""

    name: str
    answer: str
    score: str
    weight: str


@dataclass(frozen=True, slots=True)
class FitView:
    """Whether the work should be handed over now. `verdict` is empty until the required answers
    are given; `because` then names them. `at` is the position of the score on the scale, `guide`
    what to read about the verdict."""

    verdict: str
    verdict_name: str
    text: str
    because: str
    score: str
    at: int
    bands: tuple[BandView, ...]
    stops: tuple[StopView, ...]
    drivers: tuple[DriverView, ...]
    left_out: str
    guide: GuidePage | None


def fit_view(taxonomy: Taxonomy, fit: Fit) -> FitView:
    """The fit check with the texts of its edition."""
    verdict = taxonomy.index.verdict_by_slug.get(fit.verdict or "")
    return FitView(
        verdict=fit.verdict or "",
        verdict_name=verdict.name if verdict else _("No verdict yet"),
        text=verdict.text if verdict else "",
        because=_because(taxonomy, fit),
        score=format_score(fit.score) if fit.verdict and fit.score is not None else "",
        at=fit.score or 0,
        bands=band_views(taxonomy, reached=fit.band if fit.verdict else None),
        stops=_stops(taxonomy, fit),
        drivers=tuple(_driver(taxonomy, result) for result in fit.drivers),
        left_out=_left_out(taxonomy, fit),
        guide=guide_page_by_slug(taxonomy, verdict.guide) if verdict else None,
    )


def _because(taxonomy: Taxonomy, fit: Fit) -> str:
    """What the verdict waits for; or what it would be by the score alone, if that differs."""
    if fit.verdict is None:
        required = {driver.slug for driver in taxonomy.drivers if driver.required}
        prompts = tuple(
            f"“{taxonomy.index.question_by_slug[result.question].prompt}”"
            for result in fit.drivers
            if result.driver in required and result.score is None
        )
        sentence = _("It needs an answer to %(questions)s.") % {"questions": join_and(prompts)}
        return sentence if prompts else ""
    if fit.band is None or fit.band == fit.verdict:
        return ""
    return _("The score alone would say: %(verdict)s.") % {
        "verdict": taxonomy.index.verdict_by_slug[fit.band].name
    }


def band_views(taxonomy: Taxonomy, *, reached: str | None) -> tuple[BandView, ...]:
    """The bands from the lowest score to the highest; `reached` is the verdict of one."""
    bands = sorted(taxonomy.bands, key=lambda band: band.minimum)
    starts = [*(band.minimum for band in bands), Tenths(HIGHEST_SCORE + 1)]
    return tuple(
        BandView(
            x=start,
            width=min(after, HIGHEST_SCORE) - start,
            range=_("%(from)s to %(to)s")
            % {"from": format_score(start), "to": format_score(Tenths(after - 1))},
            verdict=taxonomy.index.verdict_by_slug[band.verdict].name,
            reached=band.verdict == reached,
        )
        for band, (start, after) in zip(bands, pairwise(starts), strict=True)
    )


def _stops(taxonomy: Taxonomy, fit: Fit) -> tuple[StopView, ...]:
    """The hard stops that hold, the strongest first, each with what it does."""
    return tuple(
        StopView(
            taxonomy.index.warning_by_slug[stop.warning].title, _stop_effect(taxonomy, fit, stop)
        )
        for stop in ranked_stops(taxonomy, fit)
    )


def _stop_effect(taxonomy: Taxonomy, fit: Fit, stop: Stop) -> str:
    """What it does to the verdict. Before there is one, what it will do."""
    verdict = {"verdict": taxonomy.index.verdict_by_slug[stop.verdict].name}
    if fit.verdict is None and stop.at_most:
        return _("will limit the verdict to: %(verdict)s") % verdict
    if fit.verdict is None:
        return _("will set the verdict to: %(verdict)s") % verdict
    if stop.at_most:
        return _("limits the verdict to: %(verdict)s") % verdict
    if stop.verdict != fit.verdict:
        return _("would set the verdict, whatever the score: %(verdict)s") % verdict
    return _("sets the verdict, whatever the score")


def _driver(taxonomy: Taxonomy, result: DriverResult) -> DriverView:
    name = next(driver.name for driver in taxonomy.drivers if driver.slug == result.driver)
    return DriverView(
        name=name,
        answer=answer_label(taxonomy.index.question_by_slug[result.question], result.answer)
        or _("Not answered"),
        score="" if result.score is None else str(result.score),
        weight=f"{result.weight} %",
    )


def _left_out(taxonomy: Taxonomy, fit: Fit) -> str:
    names = {driver.slug: driver.name for driver in taxonomy.drivers}
    missing = tuple(names[result.driver] for result in fit.drivers if result.score is None)
    if not missing or fit.score is None:
        return ""
    return _("Left out of the score, because there is no answer to count: %(names)s.") % {
        "names": join_and(missing)
    }
