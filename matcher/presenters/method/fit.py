"""How the fit check works."""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from matcher.core import Driver, Stop, Taxonomy, Tenths, format_score
from matcher.core.taxonomy.topics import NoteTopic
from matcher.presenters.guide import guide_links
from matcher.presenters.method.axis import quoted
from matcher.presenters.method.rules import RuleView
from matcher.presenters.reference import Link, NamedText, note_texts
from matcher.web.page import RenderContext
from matcher.wording import describe_condition, join_and

HIGHEST_SCORE = Tenths(100)


@dataclass(frozen=True, slots=True)
class FitPage:
    """Everything on the page. `required` names the questions without which there is no verdict."""

    required: str
    drivers: tuple["DriverRow", ...]
    bands: tuple["BandRow", ...]
    stops: tuple[RuleView, ...]
    verdicts: tuple["VerdictText", ...]
    notes: tuple[NamedText, ...]
    guide: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DriverRow:
    """A part of the score, and what each answer scores."""

    name: str
    question: Link
    weight: str
    scores: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class BandRow:
    """The scores that say the same."""

    range: str
    verdict: str
    tint: str


@dataclass(frozen=True, slots=True)
class VerdictText:
    """A verdict and what it means."""

    name: str
    tint: str
    text: str


def fit_page(context: RenderContext) -> FitPage:
    """The fit check of this edition."""
    taxonomy = context.taxonomy
    return FitPage(
        required=join_and(
            tuple(
                quoted(taxonomy, driver.question) for driver in taxonomy.drivers if driver.required
            )
        ),
        drivers=tuple(_driver(context, driver) for driver in taxonomy.drivers),
        bands=_bands(taxonomy),
        stops=tuple(_stop(taxonomy, stop) for stop in taxonomy.stops),
        verdicts=tuple(
            VerdictText(verdict.name, verdict.tint, verdict.text) for verdict in taxonomy.verdicts
        ),
        notes=note_texts(taxonomy, NoteTopic.FIT),
        guide=guide_links(context, "fit"),
    )


def _driver(context: RenderContext, driver: Driver) -> DriverRow:
    question = context.taxonomy.index.question_by_slug[driver.question]
    labels = {option.slug: option.label for option in question.options}
    return DriverRow(
        name=driver.name,
        question=Link(question.prompt, context.page_url("method_of", question.slug)),
        weight=f"{driver.weight} %",
        scores=tuple((labels[score.option], score.score) for score in driver.scores),
    )


def _bands(taxonomy: Taxonomy) -> tuple[BandRow, ...]:
    """From the lowest score to the highest."""
    bands = sorted(taxonomy.bands, key=lambda band: band.minimum)
    starts = [*(band.minimum for band in bands), HIGHEST_SCORE + 1]
    verdicts = (taxonomy.index.verdict_by_slug[band.verdict] for band in bands)
    return tuple(
        BandRow(
            _("%(from)s to %(to)s")
            % {"from": format_score(Tenths(start)), "to": format_score(Tenths(after - 1))},
            verdict.name,
            verdict.tint,
        )
        for verdict, (start, after) in zip(verdicts, pairwise(starts), strict=True)
    )


def _stop(taxonomy: Taxonomy, stop: Stop) -> RuleView:
    verdict = taxonomy.index.verdict_by_slug[stop.verdict].name
    text = _("At most: %(verdict)s") if stop.at_most else _("Whatever the score: %(verdict)s")
    return RuleView(
        slug=stop.slug,
        name=taxonomy.index.warning_by_slug[stop.warning].title,
        when=describe_condition(taxonomy, stop.condition),
        text=text % {"verdict": verdict},
    )
