"""Where the answers so far lead, for a visitor who asks before the end."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import Match, Ranking, Taxonomy
from matcher.presenters.words import Tag, tag
from matcher.wording import CONFIDENCE_WORDS, join_or


@dataclass(frozen=True, slots=True)
class AxisStanding:
    """What is first on an axis so far, and a word or a sentence on how sure that is."""

    tag: Tag
    name: str
    remark: str


def standings(taxonomy: Taxonomy, match: Match) -> tuple[AxisStanding, ...]:
    """Every axis, in their order."""
    return tuple(
        AxisStanding(
            tag=tag(taxonomy.index.axis_by_slug[axis]),
            name=_name(taxonomy, ranking),
            remark=_remark(ranking),
        )
        for axis, ranking in match.rankings.items()
    )


def _name(taxonomy: Taxonomy, ranking: Ranking) -> str:
    if ranking.top is None:
        return _("Nothing yet") if ranking.standings else _("Nothing is left")
    firsts = ranking.tied or (ranking.top,)
    return join_or(tuple(taxonomy.index.outcome_name(ranking.axis, slug) for slug in firsts))


def _remark(ranking: Ranking) -> str:
    if not ranking.standings:
        return _("Your answers rule out every one of them.")
    if ranking.top is None:
        return ""
    if ranking.settled:
        return _("Settled: no further answer changes the first place.")
    return str(CONFIDENCE_WORDS[ranking.confidence])
