"""Where a frame of another site begins."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from matcher.embedding import embed_root, find_site
from matcher.web.errors import problem_page
from matcher.web.guard import get_only
from matcher.web.request_input import pairs

SITE = "site"
"""The reserved name under which a URL says which site shows the frame."""

THEME = "theme"
"""The reserved name under which a URL says how the pages in a frame look."""


@get_only
def embed(request: HttpRequest) -> HttpResponse:
    """On to the first question, at the root of the site that the URL names, in the theme that it
    names. Of any other theme the site’s own takes the place."""
    parameters = dict(pairs(request))
    site = find_site(parameters.get(SITE, ""))
    if site is None:
        return _unknown(request)
    return HttpResponseRedirect(f"{embed_root(site, parameters.get(THEME, ''))}match/")


def _unknown(request: HttpRequest) -> HttpResponse:
    return problem_page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("There is no such frame"),
        sentences=(
            _("No site of this id may show these pages inside its own."),
            _("If you run that site, ask whoever runs this one for the lines to paste."),
        ),
    )
