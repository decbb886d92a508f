"""Quick compression of public pages."""

import gzip
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

LEVEL = 1
"""A page of 70 KB takes 0.2 ms, and is 15 % larger than at Django's level 6, which takes 1.3 ms."""

TOO_SHORT = 200
"""Bytes. Shorter content is not worth compressing, as in Django's own middleware."""

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def quick_gzip(get_response: GetResponse) -> GetResponse:
    """Middleware that compresses the response to a request without cookies.

    Such a page holds no secret that its compressed size could give away. Everything else is left
    to Django's GZipMiddleware around this one, which blurs the size.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and _is_worth_it(request, response):
            _compress(response)
        return response

    return respond


def _is_worth_it(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        not request.COOKIES
        and not response.has_header("Content-Encoding")
        and len(response.content) >= TOO_SHORT
        and "gzip" in request.headers.get("Accept-Encoding", "")
    )


def _compress(response: HttpResponse) -> None:
    response.content = gzip.compress(response.content, compresslevel=LEVEL, mtime=0)
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    etag = response.headers.get("ETag", "")
    if etag.startswith('"'):  # the bytes differ now, the content does not
        response.headers["ETag"] = f"W/{etag}"
