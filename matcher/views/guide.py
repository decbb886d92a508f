"""The guide: what to know before the questions, the same for everybody in an edition."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from matcher.core.places import home_of
from matcher.editions import Release, edition, latest_editions, places as places_in
from matcher.presenters.guide import (
    ChangesPage,
    changes_page,
    guide_overview,
    guide_page_by_slug,
    guide_page_view,
)
from matcher.presenters.guide_places import places_page
from matcher.views.edition_page import edition_page
from matcher.web.etag import conditional_get
from matcher.web.guard import get_only
from matcher.web.page import page, render_context
from matcher.web.request_input import SORT, pairs, parse, release_for


@get_only
def guide(request: HttpRequest) -> HttpResponse:
    """Every page of the guide in a sentence."""
    release = release_for(request)
    return edition_page(
        request,
        release,
        "guide/overview.html",
        lambda: guide_overview(render_context(request, release)),
    )


@get_only
def guide_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of the guide."""
    release = release_for(request)
    written = guide_page_by_slug(release.taxonomy, slug)
    if written is None:
        raise Http404
    return edition_page(
        request,
        release,
        "guide/page.html",
        lambda: guide_page_view(render_context(request, release), written),
    )


@get_only
def guide_changes(request: HttpRequest) -> HttpResponse:
    """What changed between editions."""
    release = release_for(request)
    return edition_page(request, release, "guide/changes.html", lambda: _changes(request, release))


def _changes(request: HttpRequest, release: Release) -> ChangesPage:
    entries, count = latest_editions()
    older = [entry.number for entry in entries if entry.number < release.number]
    before = (older[0], edition(older[0]).taxonomy) if older else None
    return changes_page(render_context(request, release), before, entries, count)


@get_only
def places(request: HttpRequest) -> HttpResponse:
    """Places by name, as facts for the home country in the address."""
    release, parameters, year = release_for(request), pairs(request), timezone.now().year
    parsed = parse(release, parameters)
    home = home_of(release.taxonomy, parsed.answers)
    sort = dict(parameters).get(SORT, "")

    def make() -> HttpResponse:
        known, context = places_in(release, year), render_context(request, release)
        shown = places_page(context, known, home, sort, parsed.ignored)
        return page(request, "guide/places.html", {"shown": shown, "edition": release.number})

    return conditional_get(request, (release.number, release.sha256, year), make)
