"""Pages to read: families, privacy. The same for everybody in an edition."""

from django.http import Http404, HttpRequest, HttpResponse

from matcher.presenters.families import families_page
from matcher.presenters.family import family_page
from matcher.presenters.privacy import privacy_page
from matcher.presenters.reference import families as families_of
from matcher.views.edition_page import edition_page
from matcher.web.guard import get_only
from matcher.web.page import page, render_context
from matcher.web.request_input import pairs, parse, release_for


@get_only
def families(request: HttpRequest) -> HttpResponse:
    """The families as a map and in a sentence each."""
    release = release_for(request)
    return edition_page(
        request,
        release,
        "families.html",
        lambda: families_page(render_context(request, release)),
    )


@get_only
def family(request: HttpRequest, family: str) -> HttpResponse:
    """One family, and all that follows from it; what the address says of the buyer is shown as
    what applies."""
    release = release_for(request)
    about = parse(release, pairs(request)).answers.context
    if family not in families_of(release.taxonomy):
        raise Http404
    return edition_page(
        request,
        release,
        "family.html",
        lambda: family_page(render_context(request, release), family, about),
    )


@get_only
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, for how long, and how to delete it."""
    return page(request, "privacy.html", {"shown": privacy_page()})
