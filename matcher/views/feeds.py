"""Feeds that say when a published edition decides a result or a programme otherwise."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from matcher.editions import current_number
from matcher.exports.feed_file import ATOM, JSON_FEED, write_atom, write_json_feed
from matcher.links import absolute_url
from matcher.presenters.change_feed import ChangeFeed, programme_feed, result_feed
from matcher.programmes import StoredProgramme
from matcher.sharing import GoneResult, UnknownResult, open_result
from matcher.web.errors import no_result
from matcher.web.etag import conditional_get
from matcher.web.guard import get_only
from matcher.web.missing import missing_result
from matcher.web.page import page_url
from matcher.web.programme import OpenProgramme, feed_for_its_readers


@get_only
def shared_atom(request: HttpRequest, token: str) -> HttpResponse:
    """What editions decide otherwise than a result, as Atom."""
    return _of_result(request, token, ATOM)


@get_only
def shared_json(request: HttpRequest, token: str) -> HttpResponse:
    """The same as JSON Feed."""
    return _of_result(request, token, JSON_FEED)


@feed_for_its_readers
def programme_atom(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """What editions decide otherwise than a programme, as Atom."""
    return _of_programme(request, opened, ATOM)


@feed_for_its_readers
def programme_json(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """The same as JSON Feed."""
    return _of_programme(request, opened, JSON_FEED)


def _of_result(request: HttpRequest, token: str, content_type: str) -> HttpResponse:
    """The feed. While no edition is published, whoever has it is told so with one query."""
    try:
        stored = open_result(token)
    except (UnknownResult, GoneResult) as error:
        response = no_result(request, missing_result(error))
    else:
        page = page_url(request, "shared", token)
        depends_on = (token, stored.current_edition, content_type)
        response = conditional_get(
            request,
            depends_on,
            lambda: _write(request, page, content_type, lambda: result_feed(stored)),
        )
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _of_programme(request: HttpRequest, opened: OpenProgramme, content_type: str) -> HttpResponse:
    depends_on = (opened.token, current_number(), content_type, _state(opened.stored))
    return conditional_get(
        request,
        depends_on,
        lambda: _write(
            request,
            opened.reading("programme"),
            content_type,
            lambda: programme_feed(opened.stored),
        ),
    )


def _state(stored: StoredProgramme) -> tuple[object, ...]:
    """What the feed of a programme depends on besides the current edition."""
    rows = (
        (row.number, row.version, row.waits, *(each.version for each in row.respondents))
        for row in stored.rows
    )
    return (stored.release.number, *rows)


def _write(
    request: HttpRequest, page: str, content_type: str, make: Callable[[], ChangeFeed]
) -> HttpResponse:
    write = write_atom if content_type == ATOM else write_json_feed
    content = write(
        make(),
        page=absolute_url(page),
        url=absolute_url(request.path),
    )
    return HttpResponse(content, content_type=content_type)
