"""How to hear of it when an edition decides otherwise, and days for a calendar."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _, ngettext

from matcher.web.page import page_url
from matcher.web.programme import OpenProgramme

REVIEW_MONTHS = (3, 6, 12)
"""In so many months a result may be looked at again."""


@dataclass(frozen=True, slots=True)
class CalendarLink:
    """A file for a calendar, by what it is called."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class FollowLinks:
    """The feeds, and the files for calendars."""

    atom: str
    json: str
    calendars: tuple[CalendarLink, ...]


def follow_result(request: HttpRequest, token: str) -> FollowLinks:
    """Those of a result."""
    return FollowLinks(
        atom=page_url(request, "shared_atom", token),
        json=page_url(request, "shared_changes", token),
        calendars=tuple(
            CalendarLink(
                ngettext("in %(count)s month", "in %(count)s months", months) % {"count": months},
                page_url(request, "shared_review", token, str(months)),
            )
            for months in REVIEW_MONTHS
        ),
    )


def follow_programme(opened: OpenProgramme) -> FollowLinks:
    """Those of a programme, which has a calendar where a day is set for some row."""
    reviews = CalendarLink(_("the days that are set"), opened.reading("programme_reviews"))
    has_days = any(row.review_on for row in opened.stored.rows)
    return FollowLinks(
        atom=opened.reading("programme_atom"),
        json=opened.reading("programme_changes"),
        calendars=(reviews,) if has_days else (),
    )
