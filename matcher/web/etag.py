"""Conditional GET: a page that a browser already has is answered with 304 instead of sent again."""

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from matcher.web.site_root import is_at_own_root

DECIDE_FRAME = ("HTTP_HX_REQUEST", "HTTP_HX_HISTORY_RESTORE_REQUEST")
"""The headers that decide whether a page is answered whole (`is_fragment`)."""


def conditional_get(
    request: HttpRequest, depends_on: tuple[object, ...], make: Callable[[], HttpResponse]
) -> HttpResponse:
    """The page that `make` makes, or 304 for a browser that has it. `depends_on` is what
    the page depends on besides its URL and the release of the code. A developer, a preview and a
    frame always get the page."""
    if settings.DEBUG or not is_at_own_root():
        return make()
    frame = tuple([request.META.get(header) for header in DECIDE_FRAME])
    text = repr((*depends_on, settings.RELEASE, frame))
    etag = f'"{sha256(text.encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or make()
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"  # keep it, but ask each time
    patch_vary_headers(response, ["HX-Request"])
    return response
