"""What the page of a stored result says of itself: its title, edition and date, and whether
the current edition would say the same."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from matcher.core.answers import parse, write
from matcher.core.differences import Difference, RuleChange, differences
from matcher.core.matching import Match, match
from matcher.core.taxonomy import Taxonomy
from matcher.editions import Published
from matcher.sharing import Shared
from matcher.views.decision_shown import counted_points
from matcher.views.live_shown import day
from matcher.views.page import address
from matcher.views.shown import Tag, ignored, tag


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    """An axis that the current edition decides otherwise, and the rules that do it."""

    tag: Tag
    sentence: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Newer:
    """What the current edition would say, and the answers that it no longer has, in sentences."""

    sentence: str
    differences: tuple[DifferenceShown, ...]
    unused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedShown:
    """The banner of a stored result. `newer` is None where its edition is the current one.
    `again` leads to the live result for the same answers."""

    token: str
    link: str

    title: str
    edition: int
    created_at: str
    expires_at: str
    newer: Newer | None
    again: str


def shared_shown(request: HttpRequest, stored: Shared, now: Published) -> SharedShown:
    """The banner of this result, beside the current edition."""
    return SharedShown(
        token=stored.token,
        link=request.build_absolute_uri(address(request, "shared", stored.token)),
        title=stored.title,
        edition=stored.edition,
        created_at=day(stored.created_at),
        expires_at=day(stored.expires_at) if stored.expires_at else "",
        newer=_newer(stored.match, now) if stored.edition != now.number else None,
        again=address(request, "result", query=write(stored.match.answers)),
    )


def _newer(before: Match, now: Published) -> Newer:
    """What the same answers lead to in the current edition."""
    said = parse(now.taxonomy, write(before.answers))
    found = differences(before, match(now.taxonomy, said.answers))
    sentence = (
        _("Edition %(number)s has been published since. With the same answers it would decide:")
        if found
        else _(
            "Edition %(number)s has been published since. With the same answers it comes to the "
            "same decisions."
        )
    )
    unused = ignored(now.taxonomy, said.ignored)
    return Newer(
        sentence=sentence % {"number": now.number},
        differences=tuple(_difference(now.taxonomy, one) for one in found),
        unused=unused.sentences if unused else (),
    )


def _difference(taxonomy: Taxonomy, difference: Difference) -> DifferenceShown:
    axis = taxonomy.axis_by_slug[difference.axis]
    return DifferenceShown(
        tag=tag(axis),
        sentence=_("%(after)s instead of %(before)s")
        % {
            "after": _named(taxonomy, axis.slug, difference.after),
            "before": _named(taxonomy, axis.slug, difference.before),
        },
        rules=tuple(_rule(taxonomy, axis.slug, change) for change in difference.changes),
    )


def _named(taxonomy: Taxonomy, axis: str, slug: str | None) -> str:
    """The name of the outcome; its slug where the current edition has none such."""
    if slug is None:
        return _("nothing")
    outcome = taxonomy.outcome_by_slug.get((axis, slug))
    return outcome.name if outcome else slug


def _rule(taxonomy: Taxonomy, axis: str, change: RuleChange) -> str:
    return _("%(outcome)s: %(before)s, now %(after)s. %(sentence)s") % {
        "outcome": _named(taxonomy, axis, change.outcome),
        "before": _effect(change.before),
        "after": _effect(change.after),
        "sentence": change.sentence,
    }


def _effect(hundredths: int | None) -> str:
    return _("no points") if hundredths is None else counted_points(hundredths)
