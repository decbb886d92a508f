"""What the page of a stored result says of itself: its title, edition and date, and whether
the current edition would say the same."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from matcher.core.answers import parse, write
from matcher.core.matching import Match, match
from matcher.core.taxonomy import Taxonomy
from matcher.editions import Published
from matcher.sharing import Shared
from matcher.views.condition_shown import both
from matcher.views.live_shown import day
from matcher.views.page import address


@dataclass(frozen=True, slots=True)
class SharedShown:
    """The banner of a stored result. `newer` is empty where its edition is the current one.
    `again` leads to the live result for the same answers."""

    title: str
    edition: int
    created_at: str
    expires_at: str
    newer: str
    again: str


def shared_shown(request: HttpRequest, stored: Shared, now: Published) -> SharedShown:
    """The banner of this result, beside the current edition."""
    return SharedShown(
        title=stored.title,
        edition=stored.edition,
        created_at=day(stored.created_at),
        expires_at=day(stored.expires_at) if stored.expires_at else "",
        newer=_newer(stored.match, now) if stored.edition != now.number else "",
        again=address(request, "result", query=write(stored.match.answers)),
    )


def _newer(before: Match, now: Published) -> str:
    """Whether the same answers lead to the same first outcomes in the current edition."""
    after = match(now.taxonomy, parse(now.taxonomy, write(before.answers)).answers)
    changed = _changed(now.taxonomy, before, after)
    if changed:
        return _(
            "Edition %(number)s has been published since. With the same answers it comes to "
            "another result for: %(axes)s."
        ) % {"number": now.number, "axes": both(changed)}
    return _(
        "Edition %(number)s has been published since. With the same answers it comes to the "
        "same decisions."
    ) % {"number": now.number}


def _changed(taxonomy: Taxonomy, before: Match, after: Match) -> tuple[str, ...]:
    """The names of the axes of the current edition whose first outcome is another one."""
    return tuple(
        taxonomy.axis_by_slug[axis].name
        for axis, ranking in after.rankings.items()
        if axis not in before.rankings or before.rankings[axis].top != ranking.top
    )
