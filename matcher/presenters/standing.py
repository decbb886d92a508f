"""Where the match stands while the answers come in: the leading outcomes of each axis."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core.matching import Match
from matcher.core.ranking import Confidence, Ranking
from matcher.core.taxonomy.values import Axis, Taxonomy
from matcher.presenters.words import CONFIDENCE, points, tag
from matcher.web.page import PARTS_KEPT, ROWS, Scene, draw, filled

LEADING = 3
"""How many outcomes of an axis are shown."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What the picture of one axis depends on. `leading` are outcomes with their points; there
    are none while the axis has no first outcome."""

    axis: str
    leading: tuple[tuple[str, int], ...]
    confidence: Confidence
    settled: bool
    tied: bool
    answered: bool
    excluded: tuple[str, ...]
    exhausted: bool


def standing_card(scene: Scene, match: Match) -> SafeString:
    """Every axis, one below the other, as they stand beside a question."""
    pictures = [_picture(ranking) for ranking in match.rankings.values()]
    counted = any(picture.leading for picture in pictures)
    return filled(_card(scene, counted), rows=[_row(scene, picture) for picture in pictures])


@lru_cache(maxsize=PARTS_KEPT)
def _card(scene: Scene, counted: bool) -> SafeString:
    return draw("_standing_card.html", {"rows": ROWS, "counted": counted})


def _picture(ranking: Ranking) -> Picture:
    decided = ranking.top is not None
    leading = ranking.standings[:LEADING] if decided else ()
    return Picture(
        axis=ranking.axis,
        leading=tuple([(one.outcome, one.points) for one in leading]),
        confidence=ranking.confidence,
        settled=ranking.settled,
        tied=decided and ranking.margin == 0,
        answered=ranking.answered > 0,
        excluded=tuple([one.outcome for one in ranking.excluded]),
        exhausted=not ranking.standings,
    )


@lru_cache(maxsize=PARTS_KEPT)
def _row(scene: Scene, picture: Picture) -> SafeString:
    taxonomy = scene.taxonomy
    axis = taxonomy.axis_by_slug[picture.axis]
    context = {
        "tag": tag(axis),
        "places": _places(taxonomy, axis, picture.leading),
        "confidence": CONFIDENCE[picture.confidence] if picture.leading else "",
        "remark": _remark(picture),
        "excluded": [taxonomy.outcome_by_slug[axis.slug, slug].name for slug in picture.excluded],
    }
    return draw("_standing.html", context)


@dataclass(frozen=True, slots=True)
class Place:
    """One of the leading outcomes. `width` is that of its bar, in percent; `bar` identifies it,
    so that it can grow from one step to the next."""

    name: str
    points: str
    width: int
    bar: str


def _places(
    taxonomy: Taxonomy, axis: Axis, leading: tuple[tuple[str, int], ...]
) -> tuple[Place, ...]:
    """Bars on a scale that stays the same until the first outcome is well clear."""
    scale = max([1, 2 * axis.clear_from, *(gained for _slug, gained in leading)])
    return tuple(
        Place(
            name=taxonomy.outcome_by_slug[axis.slug, slug].name,
            points=points(gained),
            width=max(0, round(100 * gained / scale)),
            bar=f"bar-{axis.slug}-{slug}",
        )
        for slug, gained in leading
    )


def _remark(picture: Picture) -> str:
    if picture.exhausted:
        return _("Your answers rule out every one of them.")
    if not picture.leading:
        return _nothing(picture)
    if picture.settled:
        return _("Settled: no further answer changes the first place.")
    if picture.tied:
        return _("Two or more share the first place.")
    return ""


def _nothing(picture: Picture) -> str:
    if picture.answered:
        return _("Nothing in your answers speaks for one of them yet.")
    return _("Nothing answered yet.")
