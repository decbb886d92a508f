"""How a page is answered, whole or as the fragment that htmx puts into one, and the URLs of pages.

Nothing that was rendered is remembered: every page is made anew from the values of its presenter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import cast
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.urls import get_script_prefix, reverse
from django.utils.cache import patch_vary_headers
from django.utils.formats import date_format

from matcher.core import Taxonomy
from matcher.editions import Release
from matcher.embedding import is_embedded, theme_of
from matcher.preview import PREVIEW_ROOT, valid_until
from matcher.web.other_part import NO_OTHER_PART, OtherPart
from matcher.web.proposed import NOTHING_PROPOSED, Proposed
from matcher.web.site_root import OWN_ROOT

SECTIONS = {
    "question": "match",
    "family": "families",
    "guide_page": "guide",
    "guide_changes": "guide",
    "places": "guide",
    "method_of": "method",
    "method_rules": "method",
}
"""The entries of the menu that pages of another name belong to."""

PATHS_KEPT = 512
"""Some 30 for each root: the site’s own, and those of previews and frames."""

PLACES = ("first-place", "second-place", "third-place", "fourth-place")
"""What stands in a path for its arguments."""


def page(
    request: HttpRequest, template: str, values: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """The template as a whole page, or as a fragment of one for htmx. It extends `base`."""
    html = _public_templates().get_template(template).render({**values, **_frame(request)})
    response = HttpResponse(html, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _public_templates() -> Jinja2:
    return cast("Jinja2", engines["public"])


def _frame(request: HttpRequest) -> dict[str, object]:
    """What every page has around it: `url` makes the URL of a page of ours, `section` names the
    entry of the menu that the page belongs to, `ends` is when a preview ends, and `theme` is that
    of a frame."""
    root = get_script_prefix()
    return {
        "base": "fragment.html" if _is_fragment(request) else _layout(root),
        "url": partial(_url, root),
        "section": _section(request),
        "ends": _end_of_preview(root),
        "theme": theme_of(root),
    }


def _layout(root: str) -> str:
    return "embed/layout.html" if is_embedded(root) else "layout.html"


def asked_by_htmx(request: HttpRequest) -> bool:
    """Whether htmx asks, and not the browser itself."""
    # Not request.headers, which makes something of every header for the sake of one.
    return request.META.get("HTTP_HX_REQUEST") == "true"


def _is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a fragment. A page restored from the browser's history is asked for
    whole, because it then replaces everything."""
    restored = request.META.get("HTTP_HX_HISTORY_RESTORE_REQUEST") == "true"
    return asked_by_htmx(request) and not restored


def _section(request: HttpRequest) -> str:
    match = request.resolver_match
    name = (match.url_name if match else None) or ""
    return SECTIONS.get(name, name)


def _end_of_preview(root: str) -> str:
    """Empty outside of a preview."""
    in_preview = root.startswith(PREVIEW_ROOT)
    return date_format(valid_until(root), "j F Y, H:i e") if in_preview else ""


# ── URLs of pages ────────────────────────────────────────────────────────────────────────


def page_url(request: HttpRequest, name: str, *args: str, query: str = "") -> str:
    """The URL of a page of ours, at the root that this request came in by."""
    return _url(get_script_prefix(), name, *args, query=query)


def _url(root: str, name: str, *args: str, query: str = "") -> str:
    path = _path(root, name, len(args))
    if args:
        for place, arg in zip(PLACES, args, strict=False):
            path = path.replace(place, quote(arg, safe=""))
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=PATHS_KEPT)
def _path(root: str, name: str, args: int) -> str:
    """The path with a place for each of so many arguments. Looking a path up takes longer than
    many a template."""
    path = reverse(f"matcher:{name}", args=PLACES[:args])
    return f"{root}{path.removeprefix(get_script_prefix())}"


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What presenters know besides the values that they present: the edition whose texts are
    shown, the root that URLs begin with, the answers for the other part of the work, and those that
    the visitor's own words propose."""

    release: Release
    root: str
    other: OtherPart = NO_OTHER_PART
    proposed: Proposed = NOTHING_PROPOSED

    @property
    def taxonomy(self) -> Taxonomy:
        return self.release.taxonomy

    @property
    def is_preview(self) -> bool:
        """Whether this is a preview of the draft, so that no result of it can be kept."""
        return self.root.startswith(PREVIEW_ROOT)

    @property
    def is_embedded(self) -> bool:
        """Whether this is a page in a frame of another site, in which nothing is kept either."""
        return is_embedded(self.root)

    def at_own_root(self) -> "RenderContext":
        """The same, with URLs that begin with the site’s own root."""
        return replace(self, root=OWN_ROOT)

    def page_url(self, name: str, *args: str, query: str | None = None) -> str:
        """Like `page_url`. A query, even an empty one, is that of a step of the walk: it takes the
        other part along and, unless it ends the walk, what is proposed."""
        if query is not None and (self.other.query or self.proposed.answers):
            proposed = "" if name == "result" else self.proposed.parameters
            query = "&".join(filter(None, (query, self.other.parameter, proposed)))
        return _url(self.root, name, *args, query=query or "")


def render_context(
    request: HttpRequest,
    release: Release,
    other: OtherPart = NO_OTHER_PART,
    proposed: Proposed = NOTHING_PROPOSED,
) -> RenderContext:
    """The context of this request."""
    return RenderContext(release, get_script_prefix(), other, proposed)
