"""Match a programme again with a newer edition: see what that changes, then move all its rows."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from matcher.editions import current
from matcher.presenters.programme.edition import LOOK_FIELD, SEEN_FIELD, STAY_FIELD, edition_page
from matcher.programme_editions import (
    StaleMove,
    look_at_edition,
    move_to_edition,
    stay_with_edition,
)
from matcher.programme_form import number_in
from matcher.web.page import page
from matcher.web.programme import OpenProgramme, for_its_editors
from matcher.web.request_input import PAGE, pairs


@for_its_editors
def edition(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """Show what another edition changes; look at the newest, move to it, or stay."""
    if request.method != "POST":
        return _page(request, opened)
    if LOOK_FIELD in request.POST:
        look_at_edition(opened.stored, current())
    elif STAY_FIELD in request.POST:
        stay_with_edition(opened.stored)
        return opened.redirect()
    else:
        return _move(request, opened)
    return opened.redirect("edition")


def _move(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    try:
        move_to_edition(opened.stored, seen=request.POST.get(SEEN_FIELD, ""))
    except StaleMove:
        return _page(request, opened.reopened(), stale=True)
    return opened.redirect()


def _page(request: HttpRequest, opened: OpenProgramme, *, stale: bool = False) -> HttpResponse:
    wanted = number_in(dict(pairs(request)).get(PAGE, "")) or 1
    values = {"shown": edition_page(opened, current(), wanted_page=wanted, stale=stale)}
    status = HTTPStatus.CONFLICT if stale else HTTPStatus.OK
    return page(request, "programme/edition.html", values, status=status)
