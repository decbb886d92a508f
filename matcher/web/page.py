"""How a page is answered: whole, or as the fragment that htmx puts into one; the URLs of pages;
and what the parts of a page are rendered with."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial, wraps
from secrets import token_hex
from typing import TypeVar, TypeVarTuple, cast
from weakref import ref

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine, engines
from django.template.backends.jinja2 import Jinja2
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.cache import patch_vary_headers
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext as _
from django_htmx.middleware import HtmxDetails

from matcher.core import Taxonomy
from matcher.editions import MAX_CACHED_EDITIONS, Release
from matcher.preview import PREVIEW_ROOT, valid_until

PARTS_KEPT = 1024
"""Rendered parts of one kind that a context keeps; a part has 100 to 6,000 characters."""

RESULTS_KEPT = 128
"""Results of one kind that a context keeps; a rendered one has about 100 KB."""

URLS_KEPT = 2048

_SLOT = token_hex(16)  # unlike any text: nobody can write into a taxonomy what they cannot know

ANSWERS = f"answers-{_SLOT}"
"""The slot for the answers in the links of a part that is otherwise the same for all visitors."""

ROWS = f"rows-{_SLOT}"
"""The slot for the rows of a part whose rows are rendered one by one."""


_WHITE = re.compile(r"[ \n]+")


class PublicContext(Context):
    """What a public template sees: the values of its view and nothing else, so that it cannot ask
    for the user, the session or messages. The request only tells links their namespace."""

    def __init__(self, request: HttpRequest, values: Mapping[str, object]) -> None:
        super().__init__(dict(values))
        self.request = request


def page(
    request: HttpRequest, template: str, values: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """The template as a whole page, or as a fragment of one for htmx. It extends `base`."""
    response = HttpResponse(render_page(request, template, values), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


DJANGO_PAGES = frozenset(
    {
        "compare.html",
    }
)


def render_page(request: HttpRequest, template: str, values: Mapping[str, object]) -> str:
    """The HTML of a page."""
    if template in DJANGO_PAGES:
        context = PublicContext(
            request, {**values, "base": page_base(request), "frame": frame(request)}
        )
        return Engine.get_default().get_template(template).render(context)
    return _ENGINE.get_template(template).render({**values, **surroundings(request)})


_ENGINE = cast("Jinja2", engines["public"])


def surroundings(request: HttpRequest) -> dict[str, object]:
    """What every page has around it: `url` makes the URL of a page of ours, `section` names the
    entry of the menu that the page belongs to, and `ends` is when a preview ends."""
    root = get_script_prefix()
    return {
        "base": "fragment.html" if is_fragment(request) else "layout.html",
        "url": partial(url_at, root),
        "section": section_of(request),
        "ends": date_format(valid_until(root), "j F Y, H:i e")
        if root.startswith(PREVIEW_ROOT)
        else "",
    }


SECTIONS = {
    "question": "match",
    "family": "families",
    "method_of": "method",
    "method_rules": "method",
}
"""The entries of the menu that stand for pages of another name."""


def section_of(request: HttpRequest) -> str:
    """The entry of the menu that the page of this request belongs to, if any."""
    match = request.resolver_match
    name = (match.url_name if match else None) or ""
    return SECTIONS.get(name, name)


def url_at(root: str, name: str, *args: str, query: str = "") -> str:
    """The URL of a page of ours, at this root."""
    path = _path(settings.ROOT_URLCONF, root, name, args)
    return f"{path}?{query}" if query else path


def page_base(request: HttpRequest) -> str:
    """What a page's template extends. A page restored from the browser's history is asked for
    whole, because it then replaces everything."""
    return "_fragment.html" if is_fragment(request) else "base.html"


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a fragment. A page restored from the browser's history is asked for
    whole, because it then replaces everything."""
    # Not request.htmx: a request may be refused before the middleware that sets it.
    htmx = HtmxDetails(request)
    return bool(htmx) and not htmx.history_restore_request


# ── URLs of pages ────────────────────────────────────────────────────────────────────────


def page_url(request: HttpRequest, name: str, *args: str, query: str = "") -> str:
    """The URL of a page of ours, at the root that this request came in by."""
    path = _path(settings.ROOT_URLCONF, get_script_prefix(), name, args)
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=URLS_KEPT)
def _path(urlconf: str, root: str, name: str, args: tuple[str, ...]) -> str:
    return reverse(f"matcher:{name}", urlconf=urlconf, args=args)


# ── Parts of pages ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class RenderContext:
    """What the parts of a page depend on besides their own values. Equal contexts are the same
    object, compared by identity: a context is a cache key dozens of times on every page.

    The nodes of a template are the most expensive thing on a page. So parts that many visitors
    see alike are rendered once per process, by cached functions of a context.
    """

    release: Release
    root: str
    language: str | None
    parts: dict[Callable[..., object], Callable[..., object]] = field(
        default_factory=dict, repr=False
    )
    """The caches of what was rendered in this context, by the function that rendered it."""

    @property
    def taxonomy(self) -> Taxonomy:
        return self.release.taxonomy

    @property
    def is_preview(self) -> bool:
        """Whether this is a preview of the draft, so that no result of it can be kept."""
        return self.root.startswith(PREVIEW_ROOT)

    def page_url(self, name: str, *args: str, query: str = "") -> str:
        """Like `page_url`."""
        path = _path(settings.ROOT_URLCONF, self.root, name, args)
        return f"{path}?{query}" if query else path


def render_context(request: HttpRequest, release: Release) -> RenderContext:
    """The context of this request."""
    return _render_context(release, get_script_prefix(), get_language())


@lru_cache(maxsize=MAX_CACHED_EDITIONS)
def _render_context(release: Release, root: str, language: str | None) -> RenderContext:
    return RenderContext(release, root, language)


Cached = TypeVar("Cached")
Arguments = TypeVarTuple("Arguments")


def remembered(
    limit: int,
) -> Callable[
    [Callable[[RenderContext, *Arguments], Cached]], Callable[[RenderContext, *Arguments], Cached]
]:
    """Let a function of a context make each part once for that context, which keeps the `limit`
    parts that were asked for last."""

    def decorate(
        make: Callable[[RenderContext, *Arguments], Cached],
    ) -> Callable[[RenderContext, *Arguments], Cached]:
        @wraps(make)
        def part(context: RenderContext, *arguments: *Arguments) -> Cached:
            cache = context.parts.get(make)
            if cache is None:
                cache = context.parts[make] = _cache(make, ref(context), limit)
            return cast("Cached", cache(*arguments))

        return part

    return decorate


def _cache(
    make: Callable[..., object], context: "ref[RenderContext]", limit: int
) -> Callable[..., object]:
    """The parts of one context. It may not hold the context, which holds it: both would stay in
    memory until the garbage collector comes by."""
    return lru_cache(limit)(lambda *arguments: make(context(), *arguments))


def render_part(template: str, values: Mapping[str, object]) -> SafeString:
    """A part of a page. A run of white space becomes one space, as a browser shows it anyway."""
    return SafeString(_WHITE.sub(" ", render_to_string(template, values)))


def join_parts(parts: Iterable[SafeString]) -> SafeString:
    """The rendered parts, one after the other."""
    return SafeString("".join(parts))


def fill_slots(part: str, *, rows: Iterable[SafeString] = (), query: str = "") -> SafeString:
    """The rendered part with its rows, and with the answers of the query in its links."""
    return SafeString(part.replace(ROWS, "".join(rows)).replace(ANSWERS, escape(query)))


# ── What surrounds every page ────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Frame:
    """The same for all pages, hence rendered once. `promise` describes a page to those who see
    only a link to it: search engines and previews."""

    site: str
    promise: str
    head: SafeString
    top: SafeString
    foot: SafeString


def frame(request: HttpRequest) -> Frame:
    """What surrounds the page of this request."""
    return _frame(settings.ROOT_URLCONF, get_script_prefix(), get_language())


@lru_cache
def _frame(urlconf: str, root: str, language: str | None) -> Frame:
    names = ("home", "families", "labels", "method", "privacy")
    links = {name: _path(urlconf, root, name, ()) for name in names}
    ends = date_format(valid_until(root), "j F Y, H:i e") if root.startswith(PREVIEW_ROOT) else ""
    site = _("BPO Service Line Matcher")
    return Frame(
        site=_("Preview of the draft: %(site)s") % {"site": site} if ends else site,
        promise=_(
            "What kind of outsourcing is this work, how should it be delivered, and from where? "
            "A result with its reasons."
        ),
        head=render_part("_head.html", {}),
        top=render_part("_top.html", {**links, "ends": ends}),
        foot=render_part("_foot.html", links),
    )
