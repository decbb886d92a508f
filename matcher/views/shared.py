"""A stored result under its link, the page that hands out the link, and what its key allows: to
edit the title and to delete the result."""

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache

from matcher.core import plain_line
from matcher.editions import edition, places
from matcher.forms import clean_title
from matcher.links import absolute_url
from matcher.models import SharedResult
from matcher.models.results import TITLE_LENGTH
from matcher.presenters.created import created_page
from matcher.presenters.qr_code import qr_code
from matcher.presenters.result.in_full import in_full_page
from matcher.presenters.result.page import StoredLinks, result_page
from matcher.presenters.shared import defended_at, shared_view
from matcher.presenters.shared_assessment import shared_assessment
from matcher.presenters.words import edition_sentence
from matcher.sharing import (
    GoneResult,
    UnknownResult,
    delete_result,
    edit_title,
    find_editable,
    find_own,
    open_result,
    recall,
)
from matcher.web.client import client_address
from matcher.web.deletion_key import deletion_key
from matcher.web.errors import gone, no_assessment, no_result
from matcher.web.etag import conditional_get
from matcher.web.guard import for_its_creator, get_only
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
        said = recall(stored, context.taxonomy)
        values = {
            "shown": result_page(
                context,
                said.match,
                places(context.release, stored.created_at.year),
                StoredLinks(
                    defended=defended_at(context, stored, said.match),
                    in_full=context.page_url("shared_in_full", token),
                ),
            ),
            "shared": shared_view(request, stored, said, context, current),
            "edition": edition_sentence(context.release),
        }
        return page(request, "shared.html", values)

    depends_on = (token, stored.current_edition, stored.revision)
    return conditional_get(request, depends_on, make)


@get_only
def in_full(request: HttpRequest, token: str) -> HttpResponse:
    """Every point of the stored match, and every answer that would have changed it."""
    try:
        stored = open_result(token)
    except UnknownResult:
        return _unknown(request)
    except GoneResult:
        return gone(request)

    def make() -> HttpResponse:
        context = render_context(request, edition(stored.edition))
        match = recall(stored, context.taxonomy).match
        shown = in_full_page(context, match, context.page_url("shared", token))
        return page(request, "in_full.html", {"shown": shown, "name": stored.title})

    return conditional_get(request, (token, stored.revision, "in full"), make)


@get_only
def assessment(request: HttpRequest, token: str) -> HttpResponse:
    """The assessment that was kept with the result, to read; it never changes."""
    try:
        stored = open_result(token)
    except UnknownResult:
        return _unknown(request)
    except GoneResult:
        return gone(request)

    def make() -> HttpResponse:
        context = render_context(request, edition(stored.edition))
        shown = shared_assessment(request, stored, context)
        if shown is None:
            return no_assessment(request, page_url(request, "shared", token))
        return page(request, "shared_assessment.html", {"shown": shown})

    return conditional_get(request, (token, stored.revision, "assessment"), make)


@get_only
def link_code(request: HttpRequest, token: str) -> HttpResponse:
    """The link as a QR code, which its page prints. A picture of its own, because it takes longer
    than the whole page."""
    try:
        open_result(token)
    except UnknownResult:
        return _unknown(request)
    except GoneResult:
        return gone(request)
    link = absolute_url(page_url(request, "shared", token))
    response = page(request, "link.svg", {"shown": qr_code(link)})
    response.headers["Content-Type"] = "image/svg+xml"
    return response


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
    return page(request, "created.html", {"shown": created_page(request, stored, key)})


# ── What the key allows ──────────────────────────────────────────────────────────────────


@for_its_creator
def title(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """Show the title to be edited, then keep it and go back to the result."""
    client = client_address(request)
    row = find_editable(token, key, client=client)
    if request.method != "POST":
        return _title_page(request, row)
    typed = request.POST.get("title", "")
    try:
        edit_title(token, key, clean_title(typed), client=client)
    except ValidationError as error:
        return _title_page(request, row, typed, " ".join(error.messages))
    link = page_url(request, "shared", token)
    return HttpResponseRedirect(link, status=HTTPStatus.SEE_OTHER)


def _title_page(
    request: HttpRequest, row: SharedResult, typed: str = "", error: str = ""
) -> HttpResponse:
    """The title as it is, or the one that cannot be kept and what is wrong with it."""
    values = {
        "title": plain_line(typed) if error else row.title,
        "error": error,
        "most": TITLE_LENGTH,
        "link": page_url(request, "shared", row.token),
    }
    status = HTTPStatus.BAD_REQUEST if error else HTTPStatus.OK
    return page(request, "title.html", values, status=status)


@for_its_creator
def delete(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """Ask, then delete."""
    client = client_address(request)
    if request.method == "POST":
        delete_result(token, key, client=client)
        return page(request, "deleted.html", {})
    row = find_own(token, key, client=client)
    link = page_url(request, "shared", token)
    return page(request, "delete.html", {"title": row.title, "link": link})


def _unknown(request: HttpRequest) -> HttpResponse:
    return no_result(request, unknown_result())
