"""What a visitor's own words suggest. The text comes in a form, and stays in the request."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from matcher.hourly_limit import LimitReached
from matcher.presenters.suggest import (
    SuggestPage,
    suggest_page,
    waiting_page,
)
from matcher.suggesting import suggester
from matcher.web.client import client_address, is_from_another_site
from matcher.web.errors import cross_site, retry_after, wait_sentence
from matcher.web.guard import get_or_post
from matcher.web.other_part import other_part
from matcher.web.pace import Pace
from matcher.web.page import asked_by_htmx, page, render_context
from matcher.web.request_input import pairs, parse, release_for

TEXT = "text"
"""The reserved name under which the form says the text. In a URL it is not read."""

PACE = Pace(most=300)
"""Somebody who types without a pause asks about once a second."""


@sensitive_post_parameters(TEXT)
@csrf_exempt  # guarded by is_from_another_site, without a cookie
@cache_control(private=True, no_store=True)
@get_or_post
def suggest(request: HttpRequest) -> HttpResponse:
    """The families and answers that the text points to; without one, the form."""
    if request.method == "POST" and is_from_another_site(request):
        return cross_site(request)
    release, parameters = release_for(request), pairs(request)
    context = render_context(request, release, other_part(release, parameters))
    answers = parse(release, parameters).answers
    text = request.POST.get(TEXT, "") if request.method == "POST" else None
    try:
        if text is not None:
            PACE.count(client_address(request))
    except LimitReached as limit:
        waiting = waiting_page(context, answers, text or "", _too_many(limit))
        response = _page(request, waiting, status=HTTPStatus.TOO_MANY_REQUESTS)
        return retry_after(response, limit.seconds)
    return _page(request, suggest_page(context, answers, suggester(release), text))


def _page(request: HttpRequest, shown: SuggestPage, *, status: int = HTTPStatus.OK) -> HttpResponse:
    """While somebody types, nothing takes the focus."""
    values = {"shown": shown, "typing": asked_by_htmx(request)}
    return page(request, "suggest.html", values, status=status)


def _too_many(limit: LimitReached) -> str:
    why = ngettext(
        "From your network address %(most)s text was sent within ten minutes, which is the most "
        "that we read.",
        "From your network address %(most)s texts were sent within ten minutes, which is the most "
        "that we read.",
        PACE.most,
    ) % {"most": PACE.most}
    return f"{why} {wait_sentence(limit.seconds)} {_('The questions need no text.')}"
