"""Days on which a result or rows of a programme are to be looked at again, for calendars."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from matcher.exports.calendar_file import CalendarDay
from matcher.link_keys import checksum
from matcher.presenters.words import until
from matcher.programmes import StoredRow
from matcher.sharing import StoredResult


def row_review_day(
    token: str, row: StoredRow, review_on: date, watched: Sequence[str]
) -> CalendarDay:
    """The day of a row of the programme with this token, and what is watched about it."""
    return CalendarDay(
        uid=checksum(f"{token}.{row.number}"),
        day=review_on,
        summary=_review_of(row.name),
        description="\n".join(watched),
    )


def result_review_day(
    stored: StoredResult, link: str, review_on: date, watched: Sequence[str]
) -> CalendarDay:
    """The day of a result with this link, and what would change it."""
    end = until(stored.expiry) if stored.expiry else ""
    ends = [_("The link works until %(end)s.") % {"end": end}] if end else []
    return CalendarDay(
        uid=checksum(stored.token),
        day=review_on,
        summary=_review_of(stored.title or _("a result that was kept")),
        description="\n".join((link, *ends, *watched)),
    )


def _review_of(name: str) -> str:
    return _("Review: %(name)s") % {"name": name}
