"""Days to look at a result or a programme again, for calendars."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from matcher.core.days import months_later
from matcher.editions import edition
from matcher.exports.calendar_file import write_calendar
from matcher.exports.review_days import result_review_day, row_review_day
from matcher.links import absolute_url
from matcher.presenters.follow import REVIEW_MONTHS
from matcher.presenters.result.change import tips
from matcher.sharing import GoneResult, UnknownResult, open_result, recall
from matcher.triggers import triggers_by_row
from matcher.web.errors import no_result
from matcher.web.file_names import CALENDAR, attachment, file_name
from matcher.web.guard import get_only
from matcher.web.missing import missing_result
from matcher.web.page import page_url, render_context
from matcher.web.programme import OpenProgramme, for_its_readers, no_review


@get_only
def shared(request: HttpRequest, token: str, months: str) -> HttpResponse:
    """A day some months from now, with what would change the result."""
    if months not in map(str, REVIEW_MONTHS):
        raise Http404
    try:
        stored = open_result(token)
    except (UnknownResult, GoneResult) as error:
        return no_result(request, missing_result(error))
    context, now = render_context(request, edition(stored.edition)), timezone.now()
    link = absolute_url(page_url(request, "shared", token))
    watched = tips(context, recall(stored, context.taxonomy).match)
    review_on = months_later(now.date(), int(months))
    event = result_review_day(stored, link, review_on, watched)
    name = file_name(stored.title, review_on.isoformat(), "review.ics")
    response = attachment(write_calendar([event], now=now), CALENDAR, name)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@for_its_readers
def programme(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """The days that are set for rows of a programme, with what is watched about them."""
    stored, now = opened.stored, timezone.now()
    watched = triggers_by_row(stored.id)
    events = [
        row_review_day(opened.token, row, row.review_on, watched.get(row.number, ()))
        for row in stored.rows
        if row.review_on
    ]
    if not events:
        return no_review(request, opened)
    name = file_name(stored.title, f"{now:%Y-%m-%d}", _("reviews.ics"))
    return attachment(write_calendar(events, now=now), CALENDAR, name)
