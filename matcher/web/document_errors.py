"""Pages for documents that could not be made: why, and how to get them."""

from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _, ngettext

from matcher.web.document_guard import (
    DOCUMENTS_AN_HOUR,
    Busy,
    DocumentRefused,
    TooManyDocuments,
)
from matcher.web.errors import NextLink, problem_page, questions_link

RETRY_BUSY = 5
"""Seconds after which a document should be asked for again while others are being made."""

Links = Sequence[NextLink]


def document_refused(request: HttpRequest, error: DocumentRefused, links: Links) -> HttpResponse:
    """429, 503 or 403: not now, or not for a robot. The links lead back to the result."""
    match error:
        case TooManyDocuments():
            return _too_many(request, error.seconds, links)
        case Busy():
            return _busy(request, links)
    return problem_page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("Documents are for people"),
        sentences=(
            _("You seem to be a robot. Documents are made for whoever asks, and kept nowhere."),
            _("Open the result in a browser and press the button there."),
        ),
        links=links,
    )


def _too_many(request: HttpRequest, seconds: int, links: Links) -> HttpResponse:
    minutes = -(-seconds // 60)
    wait = ngettext(
        "Wait %(minutes)s minute, then try again.",
        "Wait %(minutes)s minutes, then try again.",
        minutes,
    )
    response = problem_page(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        title=_("That was a lot of documents"),
        sentences=(
            _("We make %(most)s documents an hour for one place.") % {"most": DOCUMENTS_AN_HOUR},
            wait % {"minutes": minutes},
            _("Nothing is lost: the result and its answers are where they were."),
        ),
        links=links,
    )
    response.headers["Retry-After"] = str(seconds)
    return response


def _busy(request: HttpRequest, links: Links) -> HttpResponse:
    response = problem_page(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        title=_("Other documents are being made"),
        sentences=(_("Try again in a moment."), _("Nothing is lost.")),
        links=links,
    )
    response.headers["Retry-After"] = str(RETRY_BUSY)
    return response


def no_pdf(request: HttpRequest, links: Links) -> HttpResponse:
    """404: the extra that makes PDFs is not installed."""
    return problem_page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("This site makes no PDF"),
        sentences=(
            _("Open the result and print it: every browser can print to a PDF."),
            _("There is also a Word file."),
        ),
        links=links,
    )


def nothing_to_write(request: HttpRequest) -> HttpResponse:
    """400: there is not one answer."""
    return problem_page(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("Nothing is answered yet"),
        sentences=(_("So there is nothing to write down. Answer a few questions first."),),
        links=(questions_link(request),),
    )


def invalid_name(request: HttpRequest, why: str, links: Links) -> HttpResponse:
    """400: the name of the work cannot be used. Where it was typed it still is."""
    return problem_page(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("This name does not work"),
        sentences=(why, _("Your answers are still there: go back and change the name.")),
        links=links,
    )
