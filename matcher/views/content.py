"""Pages to read: families, labels, the method, privacy. The same for everybody in an edition."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from matcher.editions import Published
from matcher.presenters import family as content_shown
from matcher.presenters.home import offices
from matcher.presenters.labels import labels_shown
from matcher.presenters.method import method_shown
from matcher.views.shared import KEY_SECONDS
from matcher.web.errors import get_only
from matcher.web.etag import unless_fresh
from matcher.web.page import page, scene
from matcher.web.request_input import published


@get_only
def families(request: HttpRequest) -> HttpResponse:
    """The families as a map."""
    seen = published(request)
    return _read(request, seen, "families.html", lambda: {"offices": offices(scene(request, seen))})


@get_only
def family(request: HttpRequest, family: str) -> HttpResponse:
    """One family, and all that follows from it."""
    seen = published(request)
    if family not in content_shown.families(seen.taxonomy):
        raise Http404
    return _read(
        request,
        seen,
        "family.html",
        lambda: {"family": content_shown.family_shown(scene(request, seen), family)},
    )


@get_only
def labels(request: HttpRequest) -> HttpResponse:
    """What vendor words mean, and what they leave open."""
    seen = published(request)
    return _read(
        request, seen, "labels.html", lambda: {"shown": labels_shown(scene(request, seen))}
    )


@get_only
def method(request: HttpRequest) -> HttpResponse:
    """How the matcher decides, with every number and its reason."""
    seen = published(request)
    return _read(request, seen, "method.html", lambda: {"shown": method_shown(seen.taxonomy)})


@get_only
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, for how long, and how to delete it."""
    context = {"writes_an_hour": settings.WRITE_LIMIT, "key_minutes": KEY_SECONDS // 60}
    return page(request, "privacy.html", context)


def _read(
    request: HttpRequest,
    seen: Published,
    template: str,
    context: Callable[[], Mapping[str, object]],
) -> HttpResponse:
    """The page made from this edition, unless the browser has it."""
    return unless_fresh(
        request,
        (seen.number, seen.sha256),
        lambda: page(request, template, {**context(), "edition": seen.number}),
    )
