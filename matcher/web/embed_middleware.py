"""The middleware of frames: a request for a page in a frame of another site is passed on as one for
the same page at another root, so that each link on it stays in the frame."""

from http import HTTPStatus
from urllib.parse import quote

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from matcher.embedding import embedded_path, find_site
from matcher.models.embedding import EmbeddingSite, ResultsOpen
from matcher.web.errors import problem_page
from matcher.web.middleware import GetResponse
from matcher.web.page import page, page_url
from matcher.web.site_root import OWN_ROOT, at_root

WALK = frozenset({"match", "question", "answers", "context", "result", "in_full", "compare"})
READING = frozenset(
    {
        *("guide", "guide_page", "guide_changes", "places", "families", "family"),
        *("method", "method_of", "method_rules", "privacy"),
    }
)
TAKE_TEXT = frozenset({"suggest", "labels"})
"""The pages that read what somebody writes, and keep none of it."""

IN_FRAMES = WALK | READING | TAKE_TEXT
"""The names of all pages that a frame shows. None of them keeps anything of a visitor or sets a
cookie."""


def embed(get_response: GetResponse) -> GetResponse:
    """Middleware that serves the walk and what there is to read under `/embed/<public id>/<theme>/`
    too, for the origins of that site alone, and kept by nobody. For an unknown id there is no such
    page."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        place = embedded_path(request.path_info)
        site = find_site(place.public_id) if place else None
        if place is None or site is None:
            return get_response(request)
        request.path_info = place.path
        answer = _page_in_frame(get_response, site)
        with at_root(place.root):
            return answer(request)

    return respond


def _page_in_frame(get_response: GetResponse, site: EmbeddingSite) -> GetResponse:
    """What the origins of this site may show in a frame. No cache keeps it: a browser would not
    take over changed origins from a 304."""

    @csp_replace({"frame-ancestors": site.frame_ancestors})
    def respond(request: HttpRequest) -> HttpResponseBase:
        response = _answer(get_response, request, site)
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = "private, no-store"
        del response.headers["X-Frame-Options"]  # it knows no origins
        return response

    return respond


def _answer(
    get_response: GetResponse, request: HttpRequest, site: EmbeddingSite
) -> HttpResponseBase:
    name = _page_name(request.path_info)
    if name == "home":
        return HttpResponseRedirect(page_url(request, "match"))
    if name == "result" and site.results_open == ResultsOpen.NEW_TAB:
        return _result_in_a_tab(request)
    if name is None or name in IN_FRAMES:
        return get_response(request)
    return _in_a_tab(request) if request.method in ("GET", "HEAD") else _takes_nothing(request)


def _page_name(path: str) -> str | None:
    """The name of the page at this path: empty for one of the desk or the API, None if there is
    none."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    return found.url_name if found.namespaces == ["matcher"] else ""


# ── What a frame does not show ───────────────────────────────────────────────────────────


def _in_a_tab(request: HttpRequest) -> HttpResponse:
    values = {
        "title": _("This opens in a tab of its own"),
        "sentence": _("What is kept under a link is not shown inside another page."),
        "href": _own_url(request),
        "answers": "",
    }
    return page(request, "embed/in_a_tab.html", values)


def _result_in_a_tab(request: HttpRequest) -> HttpResponse:
    values = {
        "title": _("Your result is ready"),
        "sentence": _("It opens in a tab of its own, where you can also keep it under a link."),
        "href": _own_url(request),
        "answers": page_url(request, "answers", query=request.META["QUERY_STRING"]),
    }
    return page(request, "embed/in_a_tab.html", values)


def _own_url(request: HttpRequest) -> str:
    """The URL of the same page at the site’s own root."""
    query = request.META["QUERY_STRING"]
    path = f"{OWN_ROOT}{quote(request.path_info.lstrip('/'))}"
    return f"{path}?{query}" if query else path


def _takes_nothing(request: HttpRequest) -> HttpResponse:
    return problem_page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("Nothing is kept from inside another page"),
        sentences=(
            _("Open the matcher in a tab of its own to keep something."),
            _("Nothing was stored or deleted."),
        ),
    )
