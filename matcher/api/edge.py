"""What holds for every call of a program, whoever answers it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from matcher.web.middleware import GetResponse
from matcher.web.problem_details import PROBLEM_JSON, is_from_program, problem_details


def edge(get_response: GetResponse) -> GetResponse:
    """Middleware for calls of programs: HEAD is answered as GET without the body, which the server
    leaves out; a wrong method and a body of unknown length in words; and nothing is listed by
    search engines or stored on the way."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        if not is_from_program(request):
            return get_response(request)
        if request.method == "HEAD":
            request.method = "GET"
        # A server hands over no body whose length it was not told, and it would seem to be missing.
        unmeasured = "HTTP_TRANSFER_ENCODING" in request.META
        response = _no_length() if unmeasured else get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response = _in_words(request, response)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return respond


def _no_length() -> HttpResponse:
    return problem_details(
        HTTPStatus.LENGTH_REQUIRED,
        _("We need to know the length"),
        _("Send the body with the header “Content-Length”, not in chunks. Nothing was changed."),
    )


def _in_words(request: HttpRequest, refusal: HttpResponseBase) -> HttpResponseBase:
    if refusal.headers.get("Content-Type") == PROBLEM_JSON:
        return refusal
    allowed = refusal.headers.get("Allow", "")
    response: HttpResponse = problem_details(
        HTTPStatus.METHOD_NOT_ALLOWED,
        _("This address does not work that way"),
        _("It takes %(allowed)s, not %(method)s. Nothing was changed.")
        % {"allowed": allowed, "method": request.method},
    )
    response.headers["Allow"] = allowed
    return response
