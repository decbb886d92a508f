"""What vendor words mean: the dictionary, what a search finds in it, and a phrase taken apart."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from matcher.hourly_limit import LimitReached
from matcher.presenters.labels import labels_page
from matcher.presenters.phrase import PhrasePage, phrase_page, waiting_page
from matcher.unknown_words import count_words
from matcher.views.edition_page import edition_page
from matcher.web.client import client_address, is_from_another_site
from matcher.web.errors import cross_site, retry_after, wait_sentence
from matcher.web.guard import get_or_post
from matcher.web.pace import Pace
from matcher.web.page import page, render_context
from matcher.web.request_input import release_for, search_words

TEXT = "text"
"""The reserved name under which the form says the phrase. In a URL it is not read."""

PACE = Pace(most=100)
"""Nobody pastes a phrase every six seconds for ten minutes."""


@csrf_exempt  # guarded by is_from_another_site, without a cookie
@get_or_post
def labels(request: HttpRequest) -> HttpResponse:
    """All words or those that a search finds; with a phrase in a form, what it says."""
    if request.method == "POST":
        return _phrase(request)
    release = release_for(request)
    query = search_words(request)
    return edition_page(
        request,
        release,
        "labels.html",
        lambda: labels_page(render_context(request, release), query),
    )


@cache_control(private=True, no_store=True)
def _phrase(request: HttpRequest) -> HttpResponse:
    """The phrase taken apart. Nothing of it is kept but, where this site counts them, its unknown
    words."""
    if is_from_another_site(request):
        return cross_site(request)
    context = render_context(request, release_for(request))
    text = request.POST.get(TEXT, "")
    try:
        PACE.count(client_address(request))
    except LimitReached as limit:
        waiting = waiting_page(text, _too_many(limit))
        response = _page(request, waiting, status=HTTPStatus.TOO_MANY_REQUESTS)
        return retry_after(response, limit.seconds)
    shown = phrase_page(context, text)
    if settings.COUNT_UNKNOWN_WORDS:
        count_words(shown.unknown, now().date())
    return _page(request, shown)


def _page(request: HttpRequest, shown: PhrasePage, *, status: int = HTTPStatus.OK) -> HttpResponse:
    return page(request, "phrase.html", {"shown": shown}, status=status)


def _too_many(limit: LimitReached) -> str:
    why = ngettext(
        "From your network address %(most)s phrase was sent within ten minutes, which is the most "
        "that we read.",
        "From your network address %(most)s phrases were sent within ten minutes, which is the "
        "most that we read.",
        PACE.most,
    ) % {"most": PACE.most}
    return f"{why} {wait_sentence(limit.seconds)} {_('The dictionary can be read meanwhile.')}"
