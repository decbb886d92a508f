"""Pages to read: families, labels, the method, privacy. The same for everybody in an edition."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from matcher.editions import Release
from matcher.presenters import family as family_presenter
from matcher.presenters.home import offices
from matcher.presenters.labels import labels_view
from matcher.presenters.method import method_view
from matcher.web.deletion_key import KEY_SECONDS
from matcher.web.etag import conditional_get
from matcher.web.guard import get_only
from matcher.web.page import page, render_context
from matcher.web.request_input import release_for


@get_only
def families(request: HttpRequest) -> HttpResponse:
    """The families as a map."""
    release = release_for(request)
    return _conditional_page(
        request,
        release,
        "families.html",
        lambda: {"offices": offices(render_context(request, release))},
    )


@get_only
def family(request: HttpRequest, family: str) -> HttpResponse:
    """One family, and all that follows from it."""
    release = release_for(request)
    if family not in family_presenter.families(release.taxonomy):
        raise Http404
    return _conditional_page(
        request,
        release,
        "family.html",
        lambda: {"family": family_presenter.family_view(render_context(request, release), family)},
    )


@get_only
def labels(request: HttpRequest) -> HttpResponse:
    """What vendor words mean, and what they leave open."""
    release = release_for(request)
    return _conditional_page(
        request,
        release,
        "labels.html",
        lambda: {"shown": labels_view(render_context(request, release))},
    )


@get_only
def method(request: HttpRequest) -> HttpResponse:
    """How the matcher decides, with every number and its reason."""
    release = release_for(request)
    return _conditional_page(
        request, release, "method.html", lambda: {"shown": method_view(release.taxonomy)}
    )


@get_only
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, for how long, and how to delete it."""
    values = {"writes_an_hour": settings.WRITE_LIMIT, "key_minutes": KEY_SECONDS // 60}
    return page(request, "privacy.html", values)


def _conditional_page(
    request: HttpRequest,
    release: Release,
    template: str,
    make_values: Callable[[], Mapping[str, object]],
) -> HttpResponse:
    """The page made from this edition, unless the browser already has it."""
    return conditional_get(
        request,
        (release.number, release.sha256),
        lambda: page(request, template, {**make_values(), "edition": release.number}),
    )
