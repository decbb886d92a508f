"""How pages are answered that are the same for everybody in an edition."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from matcher.editions import Release
from matcher.web.etag import conditional_get
from matcher.web.page import page


def edition_page(
    request: HttpRequest, release: Release, template: str, make: Callable[[], object]
) -> HttpResponse:
    """The page that shows what `make` makes from this edition, unless the browser already has
    it."""
    return conditional_get(
        request,
        (release.number, release.sha256),
        lambda: page(request, template, {"shown": make(), "edition": release.number}),
    )
