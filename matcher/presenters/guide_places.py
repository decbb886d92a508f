"""Places by name, as facts for a home country: the page of the guide, and words that others share.

Nothing here ranks places: they stand by name, or by what the visitor chose.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from django.utils import dateformat
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _, ngettext

from matcher.core import Ignored
from matcher.core.places import (
    HOUR,
    Holiday,
    PlaceForHome,
    Places,
    Saying,
    SharedTime,
    Sort,
    holidays_that_differ,
    place_rules,
    sorted_places,
)
from matcher.core.taxonomy.values import PlaceRule
from matcher.presenters.law import checked
from matcher.presenters.scope import only_for
from matcher.presenters.words import MAX_REPEATED_LENGTH, IgnoredView, ignored_view
from matcher.web.page import RenderContext
from matcher.wording import join_and

SORTS: tuple[Sort, ...] = get_args(Sort)


def sort_names() -> Mapping[Sort, str]:
    """What places may be sorted by."""
    return {
        "": _("Name"),
        "hours": _("Most shared working hours"),
        "holidays": _("Fewest holidays that differ"),
        "language": _("An official language in common"),
        "adequacy": _("Personal data may go there"),
    }


@dataclass(frozen=True, slots=True)
class HolidaysView:
    """How many holidays differ, and which ones there and at home."""

    summary: str
    only_there: tuple[str, ...]
    only_home: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in the table. `holidays` is None where those of one country are not known; `weekend`
    is empty where it is as at home."""

    name: str
    hours: str
    holidays: HolidaysView | None
    weekend: str
    languages: str
    in_common: bool
    note: str
    sayings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceRuleView:
    """A rule about places with its sources; `checked` is when somebody last opened one of them."""

    rule: PlaceRule
    only_for: str
    checked: str


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """Everything on the page. `home` is the name of the home country, empty while it is not known;
    `field` is the name of the question in the address. `names` are all places while home is not
    known. `problem` says what could not be used or is missing."""

    field: str
    homes: tuple[tuple[str, str], ...]
    picked: str
    home: str
    sorts: tuple[tuple[str, str], ...]
    sort: str
    sorted_by: str
    year: int
    rows: tuple[PlaceRow, ...]
    names: str
    rules: tuple[PlaceRuleView, ...]
    problem: str
    ignored: IgnoredView | None


def places_page(
    context: RenderContext,
    places: Places | None,
    home: str,
    sort: str,
    ignored: tuple[Ignored, ...],
) -> PlacesPage:
    """The places of this edition as seen from home."""
    taxonomy = context.taxonomy
    question = taxonomy.index.home_question
    by: Sort = sort if sort in SORTS else ""
    seen = sorted_places(places, home, by) if places else ()
    shown = taxonomy.index.shown_places
    rules = place_rules(taxonomy, home) if seen else taxonomy.place_rules
    return PlacesPage(
        field=question.slug if question else "",
        homes=tuple((option.slug, option.label) for option in question.options) if question else (),
        picked=home,
        home=taxonomy.index.country_name(home) if home else "",
        sorts=tuple(sort_names().items()),
        sort=by,
        sorted_by=sort_names()[by],
        year=places.year if places else 0,
        rows=tuple(_row(places, home, one) for one in seen) if places else (),
        names=join_and(tuple(taxonomy.index.country_name(place.country) for place in shown)),
        rules=tuple(rule_views(context, rules)),
        problem=_problem(context, places, sort),
        ignored=ignored_view(context, ignored),
    )


def _problem(context: RenderContext, places: Places | None, sort: str) -> str:
    """What is missing, or could not be used."""
    if not context.taxonomy.index.shown_places:
        return _("This edition names no places.")
    if places is None:
        return _("Hours, holidays and languages have not been prepared for this edition yet.")
    if sort not in SORTS:
        given = sort[:MAX_REPEATED_LENGTH]
        return _("Places cannot be sorted by “%(given)s”, so they stand by name.") % {
            "given": given
        }
    return ""


def _row(places: Places, home: str, seen: PlaceForHome) -> PlaceRow:
    return PlaceRow(
        name=seen.name,
        hours=hours(seen.shared),
        holidays=_holidays(places, home, seen.place.country),
        weekend=_weekend(places, home, seen.place.country),
        languages=", ".join(seen.languages),
        in_common=bool(seen.in_common),
        note=seen.place.note,
        sayings=tuple(map(saying, seen.sayings)),
    )


def _holidays(places: Places, home: str, country: str) -> HolidaysView | None:
    differ = holidays_that_differ(places.known, home, country)
    if differ is None:
        return None
    counts = {"there": len(differ.only_there), "home": len(differ.only_home)}
    return HolidaysView(
        _("%(there)s there, %(home)s at home") % counts,
        tuple(map(_holiday, differ.only_there)),
        tuple(map(_holiday, differ.only_home)),
    )


def _holiday(holiday: Holiday) -> str:
    return f"{dateformat.format(holiday.day, 'j F')}: {holiday.name}"


def _weekend(places: Places, home: str, country: str) -> str:
    """Which days the weekend has there, where it is another than at home."""
    there = places.known.countries[country].weekend
    if there == places.known.countries[home].weekend:
        return ""
    days = join_and(tuple(str(WEEKDAYS[day]) for day in there))
    return _("Weekend: %(days)s") % {"days": days}


def rule_views(context: RenderContext, rules: Iterable[PlaceRule]) -> Iterator[PlaceRuleView]:
    """These rules with whom they are for and when they were checked."""
    for rule in rules:
        yield PlaceRuleView(rule, only_for(context.taxonomy, rule.scope), checked(rule.sources))


# ── In words ─────────────────────────────────────────────────────────────────────────────


def hours(shared: SharedTime) -> str:
    """“8 hours”, “3.5 to 4.5 hours”: the least and the most in the year."""
    least, most = _number(shared.least), _number(shared.most)
    if least == most:
        return ngettext("%(hours)s hour", "%(hours)s hours", 1 if most == "1" else 2) % {
            "hours": most
        }
    return _("%(least)s to %(most)s hours") % {"least": least, "most": most}


def _number(minutes: int) -> str:
    return f"{minutes / HOUR:.2f}".rstrip("0").rstrip(".")


def saying(one: Saying) -> str:
    """What a rule says of a place; one that forbids, restricts or only watches is named."""
    if one.rule.kind == "adequacy":
        return one.text
    return _("%(rule)s: %(text)s") % {"rule": one.rule.name, "text": one.text}
