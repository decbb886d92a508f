"""The intermediate result while the answers come in: the leading outcomes of each axis."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core import Axis, Confidence, Hundredths, Match, Ranking, Taxonomy, format_points
from matcher.presenters.words import tag
from matcher.web.page import PARTS_KEPT, ROWS, RenderContext, fill_slots, remembered, render_part
from matcher.wording import CONFIDENCE_WORDS

MAX_LEADING = 3
"""How many outcomes of an axis are shown."""


@dataclass(frozen=True, slots=True)
class AxisStanding:
    """What the part of one axis depends on. `leading` are outcomes with their points; empty while
    the axis has no first outcome."""

    axis: str
    leading: tuple[tuple[str, Hundredths], ...]
    confidence: Confidence
    settled: bool
    tied: bool
    answered: bool
    excluded: tuple[str, ...]
    exhausted: bool


def render_standing_card(context: RenderContext, match: Match) -> SafeString:
    """Every axis, one below the other, as a card beside a question."""
    standings = [_axis_standing(ranking) for ranking in match.rankings.values()]
    counted = any(standing.leading for standing in standings)
    return fill_slots(
        _card(context, counted), rows=[_row(context, standing) for standing in standings]
    )


@remembered(PARTS_KEPT)
def _card(context: RenderContext, counted: bool) -> SafeString:
    return render_part("_standing_card.html", {"rows": ROWS, "counted": counted})


def _axis_standing(ranking: Ranking) -> AxisStanding:
    decided = ranking.top is not None
    leading = ranking.standings[:MAX_LEADING] if decided else ()
    return AxisStanding(
        axis=ranking.axis,
        leading=tuple([(standing.outcome, standing.points) for standing in leading]),
        confidence=ranking.confidence,
        settled=ranking.settled,
        tied=decided and ranking.margin == 0,
        answered=ranking.answered > 0,
        excluded=tuple([exclusion.outcome for exclusion in ranking.excluded]),
        exhausted=not ranking.standings,
    )


@remembered(PARTS_KEPT)
def _row(context: RenderContext, standing: AxisStanding) -> SafeString:
    taxonomy = context.taxonomy
    axis = taxonomy.index.axis_by_slug[standing.axis]
    values = {
        "tag": tag(axis),
        "places": _leading_outcomes(taxonomy, axis, standing.leading),
        "confidence": CONFIDENCE_WORDS[standing.confidence] if standing.leading else "",
        "remark": _remark(standing),
        "excluded": [taxonomy.index.outcome_name(axis.slug, slug) for slug in standing.excluded],
    }
    return render_part("_standing.html", values)


@dataclass(frozen=True, slots=True)
class LeadingOutcome:
    """One of the leading outcomes. `width` is that of its bar, in percent; `bar` identifies it,
    so that it can grow from one step to the next."""

    name: str
    points: str
    width: int
    bar: str


def _leading_outcomes(
    taxonomy: Taxonomy, axis: Axis, leading: tuple[tuple[str, Hundredths], ...]
) -> tuple[LeadingOutcome, ...]:
    """Bars on a scale that stays the same until the first outcome is well clear."""
    scale = max([1, 2 * axis.clear_from, *(points for _slug, points in leading)])
    return tuple(
        LeadingOutcome(
            name=taxonomy.index.outcome_name(axis.slug, slug),
            points=format_points(points),
            width=max(0, round(100 * points / scale)),
            bar=f"bar-{axis.slug}-{slug}",
        )
        for slug, points in leading
    )


def _remark(standing: AxisStanding) -> str:
    if standing.exhausted:
        return _("Your answers rule out every one of them.")
    if not standing.leading:
        return _nothing(standing)
    if standing.settled:
        return _("Settled: no further answer changes the first place.")
    if standing.tied:
        return _("Two or more share the first place.")
    return ""


def _nothing(standing: AxisStanding) -> str:
    if standing.answered:
        return _("Nothing in your answers speaks for one of them yet.")
    return _("Nothing answered yet.")
