"""The guards of views: which methods they answer, who may send them anything, and a page for each
error that they raise."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from matcher.editions import InvalidTaxonomy, NoEdition
from matcher.hourly_limit import LimitReached
from matcher.link_keys import WRONG_KEYS
from matcher.sharing import GoneResult, UnknownResult
from matcher.web.client import is_from_another_site
from matcher.web.errors import (
    NextLink,
    cross_site,
    invalid_draft,
    invalid_url,
    method_not_allowed,
    no_result,
    nothing_published,
    start_link,
    too_many,
)
from matcher.web.missing import missing_result
from matcher.web.request_input import InvalidUrl

View = Callable[..., HttpResponse]


def only(*methods: str) -> Callable[[View], View]:
    """Let a view answer these methods only. Another method, an invalid URL, a site without an
    edition and a preview of an invalid draft are answered with a page that explains the error."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
            if request.method not in methods:
                return method_not_allowed(request, methods)
            try:
                return view(request, *args, **kwargs)
            except InvalidUrl as error:
                return invalid_url(request, error)
            except NoEdition:
                return nothing_published(request)
            except InvalidTaxonomy as error:
                return invalid_draft(request, error)

        # A view that takes no POST needs no token to say so.
        return guarded if "POST" in methods else csrf_exempt(guarded)

    return decorate


get_only = only("GET", "HEAD")
post_only = only("POST")
get_or_post = only("GET", "HEAD", "POST")


def for_its_creator(view: View) -> View:
    """Let a view show and take a form for whoever has the deletion key of a result. What another
    site sends, a wrong key, a deleted result and a guess too many are answered with a page that
    explains the error."""

    @csrf_exempt  # guarded by is_from_another_site, without a cookie
    @never_cache
    @get_or_post
    @wraps(view)
    def guarded(request: HttpRequest, token: str, key: str) -> HttpResponse:
        if request.method == "POST" and is_from_another_site(request):
            return cross_site(request)
        try:
            return view(request, token, key)
        except (UnknownResult, GoneResult) as error:
            return no_result(request, missing_result(error))
        except LimitReached as limit:
            return too_many_keys(request, limit)

    return guarded


def too_many_keys(request: HttpRequest, limit: LimitReached) -> HttpResponse:
    """429: a client has opened links with wrong keys too often."""
    why = ngettext(
        "From your network address %(most)s link with a wrong key was opened within this hour, so "
        "we look at no further one.",
        "From your network address %(most)s links with a wrong key were opened within this hour, "
        "so we look at no further one.",
        WRONG_KEYS.most,
    ) % {"most": WRONG_KEYS.most}
    again = NextLink(_("Open this link again"), request.path)
    return too_many(request, why=why, seconds=limit.seconds, links=(again, start_link(request)))
