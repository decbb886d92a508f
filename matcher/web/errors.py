"""What could not be done, said in words, with a way out; and the guard that every view has."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.csrf import csrf_exempt

from matcher.editions import DATABASE_AWAY, InvalidTaxonomy, NoEdition
from matcher.web import missing as absent
from matcher.web.page import frame, page, page_base, page_url
from matcher.web.request_input import MAX_ADDRESS, MAX_PARAMETERS, BadAddress, TooLong

View = Callable[..., HttpResponse]

RETRY_UNPUBLISHED = 60
"""Seconds after which a program should look again for a first edition."""

RETRY_DATABASE = 5
"""Seconds after which it should try a database again that did not answer."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link that leads on."""

    label: str
    href: str


def problem(
    request: HttpRequest,
    status: HTTPStatus,
    *,
    title: str,
    sentences: Sequence[str],
    ways: Sequence[Way] = (),
) -> HttpResponse:
    """A page that says what is wrong and what to do. Without a way of its own, it leads to the
    start."""
    shown = tuple(ways) or (to_start(request),)
    context = {"title": title, "sentences": sentences, "ways": shown}
    return page(request, "errors/problem.html", context, status=status)


def to_start(request: HttpRequest) -> Way:
    """The way out that always works."""
    return Way(_("Go to the start"), page_url(request, "home"))


def to_questions(request: HttpRequest, query: str = "") -> Way:
    """The way to the questions, with the answers in the query kept."""
    label = _("Go on with your answers") if query else _("Start with the first question")
    return Way(label, page_url(request, "match", query=query))


# ── The guard of every view ──────────────────────────────────────────────────────────────


def only(*methods: str) -> Callable[[View], View]:
    """Let a view answer these methods only, and say in words what it cannot answer: another
    method, an address that cannot be read, a site without an edition, a preview of a draft that is
    not sound."""

    def guarded(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
            if request.method not in methods:
                return method_not_allowed(request, methods)
            try:
                return view(request, *args, **kwargs)
            except BadAddress as error:
                return bad_address(request, error)
            except NoEdition:
                return nothing_published(request)
            except InvalidTaxonomy as error:
                return unsound(request, error)

        # A view that takes no POST needs no token to say so.
        return answer if "POST" in methods else csrf_exempt(answer)

    return guarded


get_only = only("GET", "HEAD")
post_only = only("POST")
get_or_post = only("GET", "HEAD", "POST")


# ── What can be wrong ────────────────────────────────────────────────────────────────────


def bad_address(request: HttpRequest, error: BadAddress) -> HttpResponse:
    """400: the address itself cannot be used."""
    if isinstance(error, TooLong):
        why = _(
            "It is longer than %(most)s characters, or it has more than %(parts)s parts. "
            "A full set of answers takes about 500 characters."
        ) % {"most": f"{MAX_ADDRESS:,}", "parts": f"{MAX_PARAMETERS:,}"}
    else:
        why = _(
            "It holds characters that are not text. Perhaps a part was lost when it was copied."
        )
    return problem(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("This address cannot be read"),
        sentences=(why, _("Copy the whole address again, or start with the first question.")),
        ways=(to_questions(request), to_start(request)),
    )


def method_not_allowed(request: HttpRequest, methods: Sequence[str]) -> HttpResponse:
    """405: the address is right, but it is asked the wrong thing."""
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
    response = problem(
        request,
        HTTPStatus.METHOD_NOT_ALLOWED,
        title=_("This address does not work that way"),
        sentences=sentences,
        ways=(to_questions(request), to_start(request)),
    )
    response.headers["Allow"] = ", ".join(methods)
    return response


def nothing_published(request: HttpRequest) -> HttpResponse:
    """503: there is no edition to match with."""
    response = problem(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        title=_("Nothing has been published yet"),
        sentences=(
            _("The questions and what is known about the work are being prepared."),
            _("Editors: publish the draft, and this page turns into the matcher."),
        ),
        ways=(Way(_("Try again"), request.get_full_path()),),
    )
    response.headers["Retry-After"] = str(RETRY_UNPUBLISHED)
    return response


def database_away(request: HttpRequest) -> HttpResponse:
    """503: the database does not answer, is locked, full or read-only."""
    response = problem(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        title=_("Our database does not answer"),
        sentences=(
            _("Try again in a moment. Your answers are in the address of the page you came from."),
            _("If you sent something, look whether it was stored before you send it again."),
        ),
        ways=(Way(_("Try again"), request.get_full_path()), to_start(request)),
    )
    return retry_soon(response)


def retry_soon(response: HttpResponse) -> HttpResponse:
    """The response, which tells a program when to try the database again."""
    response.headers["Retry-After"] = str(RETRY_DATABASE)
    return response


def unsound(request: HttpRequest, error: InvalidTaxonomy) -> HttpResponse:
    """409: there is a draft to preview, but nobody could match with it."""
    return problem(
        request,
        HTTPStatus.CONFLICT,
        title=_("The draft is not sound yet"),
        sentences=(
            _("So there is nothing to preview. An editor has to put this right first:"),
            *(f"{one.location}: {one.sentence}" for one in error.findings),
        ),
        ways=(Way(_("Try again"), request.get_full_path()),),
    )


def cross_site(request: HttpRequest) -> HttpResponse:
    """403: another site sent this."""
    return problem(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("This was sent from another site"),
        sentences=(
            _("We only store or delete something when you press the button on our own page."),
            _("Nothing was changed."),
        ),
        ways=(to_questions(request), to_start(request)),
    )


def gone(request: HttpRequest) -> HttpResponse:
    """410: there was a result here."""
    return no_result(request, absent.gone())


def locked_out(
    request: HttpRequest, original: HttpResponse, credentials: Mapping[str, str]
) -> HttpResponse:
    """429: somebody guesses passwords, or forgot theirs. Asked by django-axes."""
    wait = settings.AXES_COOLOFF_TIME
    response = problem(
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
        ways=(Way(_("Back to the log-in"), request.get_full_path()), to_start(request)),
    )
    response.headers["Retry-After"] = str(int(wait.total_seconds()))
    return response


def no_result(request: HttpRequest, why: absent.Absent) -> HttpResponse:
    """404 or 410: there is no result under a link."""
    return problem(
        request,
        why.status,
        title=why.title,
        sentences=why.sentences,
        ways=(to_questions(request), to_start(request)),
    )


def too_many(request: HttpRequest, *, seconds: int, ways: Sequence[Way] = ()) -> HttpResponse:
    """429: this client has written too often. `ways` should lead back with nothing lost."""
    minutes = -(-seconds // 60)
    wait = ngettext(
        "Wait %(minutes)s minute, then try again.",
        "Wait %(minutes)s minutes, then try again.",
        minutes,
    ) % {"minutes": minutes}
    response = problem(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        title=_("That was a lot in a short time"),
        sentences=(
            _("We limit how often one place may store or delete something in an hour."),
            wait,
            _("Nothing is lost: your answers are in the address of your result."),
        ),
        ways=ways,
    )
    response.headers["Retry-After"] = str(seconds)
    return response


# ── What Django asks for (bpo_matcher/urls.py and settings) ──────────────────────────────


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: Django refused the request."""
    return problem(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("We cannot read this request"),
        sentences=(_("It was not sent in a way that we understand. Nothing was changed."),),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this visitor."""
    return problem(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("This is not open to you"),
        sentences=(_("If you are an editor, log in with an account that may see it."),),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form of the editor's desk came without its token."""
    return problem(
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
    return problem(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("There is no such page"),
        sentences=(
            _("The address may have been copied in part, or the page has another name now."),
        ),
        ways=(
            to_start(request),
            to_questions(request),
            Way(_("Browse the families"), page_url(request, "families")),
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours. The page depends on nothing that may have failed. Django asks for it
    while it handles the error; one that says that the database is away is no fault: 503."""
    if isinstance(sys.exc_info()[1], DATABASE_AWAY):
        return database_away(request)
    context = {
        "base": page_base(request),
        "frame": frame(request),
        "home": page_url(request, "home"),
    }
    text = loader.render_to_string("errors/500.html", context)
    return HttpResponse(text, status=HTTPStatus.INTERNAL_SERVER_ERROR)
