"""The decisions beside one another: on each axis what is first, how sure that is, and what is
next."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import Confidence, Match, Ranking, Taxonomy, format_points
from matcher.presenters.words import Tag, tag
from matcher.wording import CONFIDENCE_WORDS, join_or

DOTS: dict[Confidence, int] = {"provisional": 1, "close-call": 2, "likely": 3, "clear": 4}
"""How many of four dots are filled."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One decision. Without a first outcome `outcome` and `word` are empty, and `name` says so."""

    tag: Tag
    asks: str
    outcome: str
    name: str
    word: str
    dots: tuple[bool, ...]
    runner_up: str


def strips(taxonomy: Taxonomy, match: Match) -> tuple[Strip, ...]:
    """Every axis, in their order."""
    return tuple(_strip(taxonomy, ranking) for ranking in match.rankings.values())


def _strip(taxonomy: Taxonomy, ranking: Ranking) -> Strip:
    axis = taxonomy.index.axis_by_slug[ranking.axis]
    filled = DOTS[ranking.confidence] if ranking.top else 0
    return Strip(
        tag=tag(axis),
        asks=axis.asks,
        outcome=ranking.top or "",
        name=first_names(taxonomy, ranking),
        word=str(CONFIDENCE_WORDS[ranking.confidence]) if ranking.top else "",
        dots=tuple(number < filled for number in range(len(DOTS))),
        runner_up=_runner_up(taxonomy, ranking),
    )


def first_names(taxonomy: Taxonomy, ranking: Ranking) -> str:
    """The first outcome; all of those that share the first place; or that there is none."""
    if ranking.top is None:
        return _("Not decided yet") if ranking.standings else _("Nothing is left")
    firsts = ranking.tied or (ranking.top,)
    return join_or(tuple(taxonomy.index.outcome_name(ranking.axis, slug) for slug in firsts))


def _runner_up(taxonomy: Taxonomy, ranking: Ranking) -> str:
    if ranking.top is None:
        return "" if ranking.standings else _("your answers rule out every one")
    if ranking.margin is None:
        return _("nothing else is possible")
    if ranking.tied:
        return _("equal points")
    return _("then %(name)s, %(points)s behind") % {
        "name": taxonomy.index.outcome_name(ranking.axis, ranking.standings[1].outcome),
        "points": format_points(ranking.margin),
    }
