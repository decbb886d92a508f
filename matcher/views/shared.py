"""A stored result under its link, the page that hands out the link, and its deletion."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from matcher.editions import edition
from matcher.presenters.result import stored_result_view
from matcher.presenters.share_form import day
from matcher.presenters.shared import shared_view
from matcher.sharing import (
    CreatedLink,
    GoneResult,
    UnknownResult,
    delete_result,
    find_deletable,
    open_result,
    wait_before_write,
)
from matcher.web.client import client_address, is_from_another_site
from matcher.web.errors import (
    Way,
    cross_site,
    get_only,
    get_or_post,
    gone,
    no_result,
    too_many,
)
from matcher.web.etag import unless_fresh
from matcher.web.missing import unknown
from matcher.web.page import page, page_url, render_context
from matcher.web.request_input import release_for

KEY_COOKIE = "deletion_key"
KEY_SECONDS = 600
"""How long the page that hands out the links can be opened."""


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

    return unless_fresh(request, (token, stored.current_edition), make)


# ── What the creator gets ────────────────────────────────────────────────────────────────


def to_created(request: HttpRequest, created: CreatedLink) -> HttpResponse:
    """A redirect to the page that hands out the links of a result that was just stored. The key
    that deletes it travels in a signed cookie that only that page gets."""
    url = page_url(request, "created", created.token)
    response = HttpResponseRedirect(url, status=HTTPStatus.SEE_OTHER)
    response.set_signed_cookie(
        KEY_COOKIE,
        created.deletion_key,
        salt=created.token,
        max_age=KEY_SECONDS,
        path=url,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )
    return response


@never_cache
@get_only
def created(request: HttpRequest, token: str) -> HttpResponse:
    """The two links of a result, for whoever has just made it; anybody else sees the result."""
    link = page_url(request, "shared", token)
    key = request.get_signed_cookie(KEY_COOKIE, default="", salt=token, max_age=KEY_SECONDS)
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
        again = Way(_("Back to the question whether to delete"), request.path)
        return too_many(request, seconds=wait, ways=(again,))
    delete_result(token, key)
    return page(request, "deleted.html", {})


def _unknown(request: HttpRequest) -> HttpResponse:
    return no_result(request, unknown())
