"""How much somebody who is not logged in may send. Anything longer is refused unread, and what does
not arrive is no fault of ours."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from matcher.sheets.table import MAX_FILE
from matcher.web.errors import problem_page
from matcher.web.middleware import GetResponse
from matcher.web.problem_details import is_from_program

MAX_BODY = 20_000
"""Bytes. The largest form about one piece of work has about 2,000."""

MAX_LONG_BODY = 300_000
"""Bytes of a form about many pieces of work: their names in any script, or an answer for each."""

MAX_DESK_FORM = 1_200_000
"""Bytes of a form of the desk that somebody sends whose session has ended, so that its text can be
kept while they log in (`matcher/kept_text.py`)."""

DESK = "/admin/"
"""What the paths of the desk begin with."""

LONG_FORMS = "/programme/"
"""What the paths of those forms begin with."""

PROGRAMMES_BY_API = "/api/v1/programmes"
"""What the paths begin with where programs send many pieces of work, or a file."""

MAX_FORM_WITH_FILE = MAX_FILE + MAX_LONG_BODY
"""Bytes of a form that takes a file beside the names."""

TAKES_FILES = re.compile("/programme/([^/]+/edit/[^/]+/upload/)?")
"""The paths of those forms."""

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")
"""The methods that ask for nothing to be changed (RFC 9110)."""


def limit_bodies(get_response: GetResponse) -> GetResponse:
    """Middleware that lets only people who are logged in send files and long forms anywhere, and
    answers those whose file or form stops on its way."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        refusal = _refusal(request)
        if refusal is None or request.user.is_authenticated:
            return get_response(request)
        return refusal(request)

    respond.process_exception = _not_arrived  # type: ignore[attr-defined]  # Django looks for it
    return respond


def _not_arrived(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """408: the next part was awaited for too long, or the sender has gone."""
    if not isinstance(exception, UnreadablePostError):
        return None
    return problem_page(
        request,
        HTTPStatus.REQUEST_TIMEOUT,
        title=_("Not all of it arrived"),
        sentences=(
            _("What you sent stopped on its way to us. Nothing was changed."),
            _("Go back and send it again; a smaller file arrives sooner."),
        ),
    )


def _refusal(request: HttpRequest) -> Callable[[HttpRequest], HttpResponse] | None:
    """What to answer to a request that sends more than a visitor may."""
    if request.method in SAFE_METHODS:
        return None
    if _has_files(request) and not TAKES_FILES.fullmatch(request.path_info):
        return _no_files
    length = request.META.get("CONTENT_LENGTH") or ""
    return _too_long if length.isdecimal() and int(length) > _most(request) else None


def _has_files(request: HttpRequest) -> bool:
    return request.content_type == "multipart/form-data"


def _most(request: HttpRequest) -> int:
    """How many bytes may be sent to this path."""
    if request.path_info.startswith(PROGRAMMES_BY_API):
        return MAX_FILE
    if _has_files(request):
        return MAX_FORM_WITH_FILE
    if request.path_info.startswith(DESK):
        return MAX_DESK_FORM
    return MAX_LONG_BODY if request.path_info.startswith(LONG_FORMS) else MAX_BODY


def _too_long(request: HttpRequest) -> HttpResponse:
    """413: far more than any form of ours holds."""
    most = _("What is sent here may have %(most)s bytes at most.") % {"most": f"{_most(request):,}"}
    return _refused(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("This is too much"), most)


def _no_files(request: HttpRequest) -> HttpResponse:
    """415: visitors have nothing to upload here."""
    no_files = _("No files are taken here.")
    return _refused(request, HTTPStatus.UNSUPPORTED_MEDIA_TYPE, _("We take no files"), no_files)


def _refused(request: HttpRequest, status: HTTPStatus, title: str, why: str) -> HttpResponse:
    sentences = [why, _("Nothing was changed.")]
    if not is_from_program(request):
        sentences.append(_("Editors: log in, then send it again; your session may have ended."))
    return problem_page(request, status, title=title, sentences=sentences)
