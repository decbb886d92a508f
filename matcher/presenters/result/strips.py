"""The decisions beside one another: on each axis what is first, how sure that is, and what is
next."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import Confidence, Match, Ranking, Taxonomy, format_points
from matcher.core.work_summary import FirstPlace, first_place
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
    return strips_of(taxonomy, map(first_place, match.rankings.values()))


def strips_of(taxonomy: Taxonomy, firsts: Iterable[FirstPlace]) -> tuple[Strip, ...]:
    """The axes of these first places."""
    return tuple(_strip(taxonomy, first) for first in firsts)


def _strip(taxonomy: Taxonomy, first: FirstPlace) -> Strip:
    axis = taxonomy.index.axis_by_slug[first.axis]
    filled = DOTS[first.confidence] if first.top else 0
    return Strip(
        tag=tag(axis),
        asks=axis.asks,
        outcome=first.top or "",
        name=_names(taxonomy, first),
        word=str(CONFIDENCE_WORDS[first.confidence]) if first.top else "",
        dots=tuple(number < filled for number in range(len(DOTS))),
        runner_up=_runner_up(taxonomy, first),
    )


def first_names(taxonomy: Taxonomy, ranking: Ranking) -> str:
    """The first outcome; all of those that share the first place; or that there is none."""
    return _names(taxonomy, first_place(ranking))


def _names(taxonomy: Taxonomy, first: FirstPlace) -> str:
    if first.top is None:
        return _("Not decided yet") if first.possible else _("Nothing is left")
    firsts = first.tied or (first.top,)
    return join_or(tuple(taxonomy.index.outcome_name(first.axis, slug) for slug in firsts))


def _runner_up(taxonomy: Taxonomy, first: FirstPlace) -> str:
    if first.top is None:
        return "" if first.possible else _("your answers rule out every one")
    if first.runner_up is None or first.margin is None:
        return _("nothing else is possible")
    if first.tied:
        return _("equal points")
    return _("then %(name)s, %(points)s behind") % {
        "name": taxonomy.index.outcome_name(first.axis, first.runner_up),
        "points": format_points(first.margin),
    }
