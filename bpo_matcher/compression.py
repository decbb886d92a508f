"""Quick compression of public pages."""

import gzip
import re
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers


def _br(content: bytes) -> bytes:
    return bytes(brotli.compress(content, quality=0))


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=1, mtime=0)


ENCODERS = {"br": _br, "gzip": _gzip}
"""The better first, each at its quickest. A page of 56 KB takes 0.1 ms with brotli and 0.35 ms with
gzip, for 14 KB either way (29 November 2026); gzip at Django's level 6 saves another 15 %, for five
times the time."""

TOO_SHORT = 200
"""Bytes. Shorter content is not worth compressing, as in Django's own middleware."""

GetResponse = Callable[[HttpRequest], HttpResponseBase]


_REFUSED = re.compile(r";\s*q=0(\.0*)?\s*$", re.IGNORECASE)


def drop_refused_encodings(get_response: GetResponse) -> GetResponse:
    """Middleware for those that compress, which look for names only: a client that sends `gzip;q=0`
    names what it does not take."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        named = request.META.get("HTTP_ACCEPT_ENCODING", "")
        if "=0" in named:
            taken = (each for each in named.split(",") if not _REFUSED.search(each))
            request.META["HTTP_ACCEPT_ENCODING"] = ",".join(taken)
        return get_response(request)

    return respond


def quick_compression(get_response: GetResponse) -> GetResponse:
    """Middleware that compresses the response to a request without cookies.

    Such a page holds no secret that its compressed size could give away. Everything else is left
    to Django's GZipMiddleware around this one, which blurs the size.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and _is_worth_it(request, response):
            named = request.META.get("HTTP_ACCEPT_ENCODING", "").replace(" ", "").split(",")
            if encoding := next((name for name in ENCODERS if name in named), None):
                _compress(response, encoding)
        return response

    return respond


def _is_worth_it(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        not request.COOKIES
        and not response.has_header("Content-Encoding")
        and len(response.content) >= TOO_SHORT
    )


def _compress(response: HttpResponse, encoding: str) -> None:
    response.content = ENCODERS[encoding](response.content)
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Content-Encoding"] = encoding
    patch_vary_headers(response, ["Accept-Encoding"])
    etag = response.headers.get("ETag", "")
    if etag.startswith('"'):  # the bytes differ now, the content does not
        response.headers["ETag"] = f"W/{etag}"
