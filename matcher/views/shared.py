"""A stored result under its link, the page that hands out the link, and its deletion."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from matcher.editions import edition
from matcher.presenters.result import stored_result_view
from matcher.presenters.shared import shared_view
from matcher.presenters.words import day
from matcher.sharing import (
    GoneResult,
    UnknownResult,
    delete_result,
    find_deletable,
    open_result,
    wait_before_write,
)
from matcher.web.client import client_address, is_from_another_site
from matcher.web.deletion_key import KEY_SECONDS, deletion_key
from matcher.web.errors import NextLink, cross_site, gone, no_result, too_many
from matcher.web.etag import conditional_get
from matcher.web.guard import get_only, get_or_post
from matcher.web.missing import unknown_result
from matcher.web.page import page, page_url, render_context
from matcher.web.request_input import release_for


@get_only
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The stored match, with the texts of its edition; and what would be said today."""
    try:
        stored = open_result(token)
    except UnknownResult:
        return _unknown(request)
    except GoneResult:
        return gone(request)

    def make() -> HttpResponse:
        context, current = render_context(request, edition(stored.edition)), release_for(request)
        values = {
            "shown": stored_result_view(context, stored.match_json),
            "shared": shared_view(request, stored, context, current),
        }
        return page(request, "shared.html", values)

    return conditional_get(request, (token, stored.current_edition), make)


# ── What the creator gets ────────────────────────────────────────────────────────────────


@never_cache
@get_only
def created(request: HttpRequest, token: str) -> HttpResponse:
    """The two links of a result, for whoever has just made it; anybody else sees the result."""
    link = page_url(request, "shared", token)
    key = deletion_key(request, token)
    if not key:
        return HttpResponseRedirect(link)
    try:
        stored = open_result(token)
    except (UnknownResult, GoneResult):
        return HttpResponseRedirect(link)  # which says what happened
    values = {
        "title": stored.title,
        "expires": day(stored.expires_at) if stored.expires_at else "",
        "minutes": KEY_SECONDS // 60,
        "link": request.build_absolute_uri(link),
        "deletion_link": request.build_absolute_uri(page_url(request, "delete", token, key)),
    }
    return page(request, "created.html", values)


# ── Deletion ─────────────────────────────────────────────────────────────────────────────


@csrf_exempt  # guarded by is_from_another_site, without a cookie
@never_cache
@get_or_post
def delete(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """Ask, then delete."""
    try:
        if request.method == "POST":
            return _delete(request, token, key)
        title = find_deletable(token, key).title
    except UnknownResult:
        return _unknown(request)
    except GoneResult:
        return gone(request)
    link = page_url(request, "shared", token)
    return page(request, "delete.html", {"title": title, "link": link})


def _delete(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """Count the write, also one with a wrong key, and delete. Raises like `delete_result`."""
    if is_from_another_site(request):
        return cross_site(request)
    if wait := wait_before_write(client_address(request)):
        again = NextLink(_("Back to the question whether to delete"), request.path)
        return too_many(request, seconds=wait, links=(again,))
    delete_result(token, key)
    return page(request, "deleted.html", {})


def _unknown(request: HttpRequest) -> HttpResponse:
    return no_result(request, unknown_result())
