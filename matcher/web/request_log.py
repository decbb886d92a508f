"""What is noted of each request: a line in the log, and an id that ties its lines together.

Neither says what was asked: instead of the path, which may hold a token, stands its pattern, and
there is no query string, body, name or IP address.
"""

import logging
import re
from dataclasses import asdict, dataclass
from time import perf_counter
from uuid import uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from bpo_matcher.log import REQUEST_ID
from matcher.web.client import is_from_our_proxy
from matcher.web.metrics import count_request
from matcher.web.middleware import GetResponse

LOGGER = logging.getLogger("matcher.requests")

HEADER = "X-Request-ID"

PROXYS_ID = re.compile(r"[\w.-]{8,64}", re.ASCII)
"""What we take from a proxy as an id. Nothing else is ours to repeat in a header or a log."""

METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True)
class Answered:
    """A request that a view has answered. `route` is the pattern of its URL."""

    method: str
    route: str
    status: int
    ms: float


def request_log(get_response: GetResponse) -> GetResponse:
    """Middleware before all others that gives each request an id, says it in the response, and
    notes what a view has answered. Probes, static files and what no view was asked for are left
    out; Django itself logs what is not found or refused.

    The id stays until the thread's next request, as Django writes about a response after all
    middleware.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        REQUEST_ID.set(_proxys_id(request) or uuid4().hex)
        started = perf_counter()
        response = get_response(request)
        response.headers[HEADER] = REQUEST_ID.get()
        if request.resolver_match:
            route = f"/{request.resolver_match.route}"
            _note(request, route, response.status_code, perf_counter() - started)
        return response

    return respond


def _proxys_id(request: HttpRequest) -> str:
    """The id that a proxy of ours has given the request; empty without one."""
    given = request.headers.get(HEADER, "")
    return given if PROXYS_ID.fullmatch(given) and is_from_our_proxy(request) else ""


def _note(request: HttpRequest, route: str, status: int, seconds: float) -> None:
    method = request.method if request.method in METHODS else "other"
    answered = Answered(method, route, status, round(seconds * 1000, 1))
    count_request(method, route, status, seconds)
    LOGGER.info("%s %s %s", method, route, status, extra={"fields": asdict(answered)})
