"""Pages for what could not be done: what is wrong, in sentences, and links that lead on."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _, ngettext

from matcher.core import Answers, write_query
from matcher.editions import DATABASE_AWAY, InvalidTaxonomy
from matcher.kept_text import KEPT_FIELD, KeptText, remembered_text
from matcher.web.missing import MissingResult, gone_result
from matcher.web.page import page, page_url
from matcher.web.problem_details import is_from_program, problem_details
from matcher.web.request_input import MAX_PARAMETERS, MAX_URL_LENGTH, InvalidUrl, UrlTooLong

RETRY_UNPUBLISHED = 60
"""Seconds after which a program should look again for a first edition."""

RETRY_DATABASE = 5
"""Seconds after which it should try a database again that did not answer."""


@dataclass(frozen=True, slots=True)
class NextLink:
    """A link that leads on from a page about an error."""

    label: str
    href: str


def problem_page(
    request: HttpRequest,
    status: HTTPStatus,
    *,
    title: str,
    sentences: Sequence[str],
    links: Sequence[NextLink] = (),
    resent: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """A page that says what is wrong and what to do. Without links of its own, it leads to the
    start. `resent` are the fields of a form that a button sends again to the same address. A
    program gets the same sentences as problem details."""
    if is_from_program(request):
        return problem_details(status, title, " ".join(sentences))
    values = {
        "title": title,
        "sentences": sentences,
        "resent": resent,
        "action": request.get_full_path(),
        "links": tuple(links) or (start_link(request),),
    }
    return page(request, "errors/problem.html", values, status=status)


def start_link(request: HttpRequest) -> NextLink:
    """The link that always works."""
    return NextLink(_("Go to the start"), page_url(request, "home"))


NO_ANSWERS = Answers()


def questions_link(request: HttpRequest, answers: Answers = NO_ANSWERS) -> NextLink:
    """The link to the questions, with the answers and the label kept."""
    label = _("Go on with your answers") if answers.picks else _("Start with the first question")
    return NextLink(label, page_url(request, "match", query=write_query(answers)))


# ── What can be wrong ────────────────────────────────────────────────────────────────────


def invalid_url(request: HttpRequest, error: InvalidUrl) -> HttpResponse:
    """400: the URL itself cannot be used."""
    if isinstance(error, UrlTooLong):
        why = _(
            "It is longer than %(most)s characters, or it has more than %(parts)s parts. "
            "A full set of answers takes about 500 characters."
        ) % {"most": f"{MAX_URL_LENGTH:,}", "parts": f"{MAX_PARAMETERS:,}"}
    else:
        why = _(
            "It holds characters that are not text. Perhaps a part was lost when it was copied."
        )
    return problem_page(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("This address cannot be read"),
        sentences=(why, _("Copy the whole address again, or start with the first question.")),
        links=(questions_link(request), start_link(request)),
    )


def method_not_allowed(request: HttpRequest, methods: Sequence[str]) -> HttpResponse:
    """405: the URL is right, the method is not."""
    if "GET" in methods:
        sentences = (
            _("This page can only be read; nothing can be sent to it."),
            _("Nothing was changed."),
        )
    else:
        sentences = (
            _("This address takes what a form sends; there is nothing to read here."),
            _("To keep a result, answer the questions and press the button on your result."),
        )
    response = problem_page(
        request,
        HTTPStatus.METHOD_NOT_ALLOWED,
        title=_("This address does not work that way"),
        sentences=sentences,
        links=(questions_link(request), start_link(request)),
    )
    response.headers["Allow"] = ", ".join(methods)
    return response


def nothing_published(request: HttpRequest) -> HttpResponse:
    """503: there is no edition to match with."""
    response = problem_page(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        title=_("Nothing has been published yet"),
        sentences=(
            _("The questions and what is known about the work are being prepared."),
            _("Editors: publish the draft, and this page turns into the matcher."),
        ),
        links=(NextLink(_("Try again"), request.get_full_path()),),
    )
    response.headers["Retry-After"] = str(RETRY_UNPUBLISHED)
    return response


def database_away(request: HttpRequest) -> HttpResponse:
    """503: the database does not answer, is locked, full or read-only."""
    if kept := remembered_text(request):
        return _form_not_taken(request, kept)
    response = problem_page(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        title=_("Our database does not answer"),
        sentences=(
            _("Try again in a moment. Your answers are in the address of the page you came from."),
            _("If you sent something, look whether it was stored before you send it again."),
        ),
        links=(NextLink(_("Try again"), request.get_full_path()), start_link(request)),
    )
    return retry_soon(response)


def _form_not_taken(request: HttpRequest, kept: KeptText) -> HttpResponse:
    """The page keeps the fields of a form of the desk, whose token has been found valid."""
    token = ("csrfmiddlewaretoken", request.POST.get("csrfmiddlewaretoken", ""))
    response = problem_page(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        title=_("Our database does not answer"),
        sentences=(
            _("Nothing was saved."),
            _("What you typed is kept on this page, without passwords and files."),
            _("Wait a moment, then send it again."),
        ),
        links=(NextLink(_("Throw it away, and open the page again"), request.get_full_path()),),
        resent=(token, *kept.fields),
    )
    return retry_soon(response)


def retry_soon(response: HttpResponse) -> HttpResponse:
    """The response, which tells a program when to try the database again."""
    return retry_after(response, RETRY_DATABASE)


def invalid_draft(request: HttpRequest, error: InvalidTaxonomy) -> HttpResponse:
    """409: there is a draft to preview, but nobody could match with it."""
    return problem_page(
        request,
        HTTPStatus.CONFLICT,
        title=_("The draft is not sound yet"),
        sentences=(
            _("So there is nothing to preview. An editor has to put this right first:"),
            *(f"{finding.location}: {finding.sentence}" for finding in error.findings),
        ),
        links=(NextLink(_("Try again"), request.get_full_path()),),
    )


def cross_site(request: HttpRequest) -> HttpResponse:
    """403: another site sent this."""
    return problem_page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("This was sent from another site"),
        sentences=(
            _("We only store or delete something when you press the button on our own page."),
            _("Nothing was changed."),
        ),
        links=(questions_link(request), start_link(request)),
    )


def gone(request: HttpRequest) -> HttpResponse:
    """410: there was a result here."""
    return no_result(request, gone_result())


def locked_out(
    request: HttpRequest, original: HttpResponse, credentials: Mapping[str, str]
) -> HttpResponse:
    """429: somebody guesses passwords, or forgot theirs. Asked by django-axes."""
    wait = settings.AXES_COOLOFF_TIME
    if request.POST.get(KEPT_FIELD):  # the form, which says so itself, holds what somebody typed
        original.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return retry_after(original, int(wait.total_seconds()))
    response = problem_page(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        title=_("Too many wrong passwords"),
        sentences=(
            _(
                "After %(times)s wrong passwords in a row we stop listening to that name from "
                "that place for %(minutes)s minutes, and after %(most)s for any names to the "
                "place itself, so that nobody can guess."
            )
            % {
                "times": settings.AXES_FAILURE_LIMIT,
                "most": settings.AXES_PLACE_LIMIT,
                "minutes": wait // timedelta(minutes=1),
            },
            _("Wait, then log in with the right password."),
            _(
                "If you have lost it or cannot wait, ask an administrator, who can set a new one "
                "and let you in again."
            ),
        ),
        links=(NextLink(_("Back to the log-in"), request.get_full_path()), start_link(request)),
    )
    response.headers["Retry-After"] = str(int(wait.total_seconds()))
    return response


def no_result(request: HttpRequest, missing: MissingResult) -> HttpResponse:
    """404 or 410: there is no result under a link."""
    return problem_page(
        request,
        missing.status,
        title=missing.title,
        sentences=missing.sentences,
        links=(questions_link(request), start_link(request)),
    )


def no_assessment(request: HttpRequest, result: str) -> HttpResponse:
    """404: there is a result under a link, and nothing of this kind was kept with it."""
    return problem_page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("No assessment was kept with this result"),
        sentences=(_("Whoever made the link kept the result alone."),),
        links=(NextLink(_("Go to the result"), result), start_link(request)),
    )


def too_many(
    request: HttpRequest, *, seconds: int, why: str = "", links: Sequence[NextLink] = ()
) -> HttpResponse:
    """429: this client has done something too often; the sentence `why` says what. The links should
    lead back with nothing lost."""
    response = problem_page(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        title=_("That was a lot in a short time"),
        sentences=(
            why or _("We limit how often one network address may do this in an hour."),
            wait_sentence(seconds),
        ),
        links=links,
    )
    return retry_after(response, seconds)


def wait_sentence(seconds: int) -> str:
    """How long to wait, in whole minutes."""
    minutes = -(-seconds // 60)
    return ngettext(
        "Wait %(minutes)s minute, then try again.",
        "Wait %(minutes)s minutes, then try again.",
        minutes,
    ) % {"minutes": minutes}


def retry_after(response: HttpResponse, seconds: int) -> HttpResponse:
    """The response, which tells a program when to try again."""
    response.headers["Retry-After"] = str(seconds)
    return response


# ── What Django asks for (bpo_matcher/urls.py and settings) ──────────────────────────────


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: Django refused the request."""
    return problem_page(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("We cannot read this request"),
        sentences=(_("It was not sent in a way that we understand. Nothing was changed."),),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this visitor."""
    return problem_page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("This is not open to you"),
        sentences=(_("If you are an editor, log in with an account that may see it."),),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form of the editor's desk came without its token."""
    return problem_page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("This form cannot be accepted"),
        sentences=(
            _("It was open for too long, or your browser refuses the cookie that protects it."),
            _("Allow cookies for this site, go back, reload the page and send the form again."),
            _("Nothing was changed."),
        ),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is no such page."""
    return problem_page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("There is no such page"),
        sentences=(
            _("The address may have been copied in part, or the page has another name now."),
        ),
        links=(
            start_link(request),
            questions_link(request),
            NextLink(_("Browse the families"), page_url(request, "families")),
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours. The page depends on nothing that may have failed. Django asks for it
    while it handles the error. If the error says that the database is away, the answer is 503."""
    if isinstance(sys.exc_info()[1], DATABASE_AWAY):
        return database_away(request)
    if is_from_program(request):
        why = _("The fault is ours. Try again later; if it stays, tell whoever runs this site.")
        return problem_details(HTTPStatus.INTERNAL_SERVER_ERROR, _("Something went wrong"), why)
    return page(request, "errors/500.html", {}, status=HTTPStatus.INTERNAL_SERVER_ERROR)
