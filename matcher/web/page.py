"""How a page is answered: whole, or as the fragment that htmx puts into one; where pages are;
and what its parts are drawn for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.cache import patch_vary_headers
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from matcher.core.taxonomy.values import Taxonomy
from matcher.editions import Published
from matcher.preview import ROOT, until

PARTS_KEPT = 2048
"""Drawn parts of one kind that a process keeps; a part has 100 to 6,000 characters."""

ADDRESSES_KEPT = 2048

SCENES_KEPT = 32
"""A few editions, each at a few roots and in a few languages."""

ANSWERS = "\0"
"""Stands for the answers in the links of a part that is the same for all visitors but for them.
No text of a taxonomy can hold it."""

ROWS = "\1"
"""Stands for the rows of a part whose rows are drawn one by one."""


_WHITE = re.compile(r"[ \n]+")


class PublicContext(Context):
    """What a public template sees: what its view says and nothing else, so that it cannot ask
    for the user, the session or messages. The request only tells links their namespace."""

    def __init__(self, request: HttpRequest, shown: Mapping[str, object]) -> None:
        super().__init__(dict(shown))
        self.request = request


def page(
    request: HttpRequest, template: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """The template as a whole page, or as a fragment of one for htmx. It extends `base`."""
    shown = {**context, "base": page_base(request), "frame": frame(request)}
    text = Engine.get_default().get_template(template).render(PublicContext(request, shown))
    response = HttpResponse(text, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def page_base(request: HttpRequest) -> str:
    """What a page's template extends. A page restored from the history is asked for whole,
    because it then replaces everything."""
    # Not request.htmx: a request may be refused before the middleware that sets it.
    htmx = HtmxDetails(request)
    return "_fragment.html" if htmx and not htmx.history_restore_request else "base.html"


# ── Where pages are ──────────────────────────────────────────────────────────────────────


def address(request: HttpRequest, name: str, *args: str, query: str = "") -> str:
    """The address of a page of ours, at the root that this request came in by."""
    path = _path(settings.ROOT_URLCONF, get_script_prefix(), name, args)
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=ADDRESSES_KEPT)
def _path(urlconf: str, root: str, name: str, args: tuple[str, ...]) -> str:
    return reverse(f"matcher:{name}", urlconf=urlconf, args=args)


# ── Parts of pages ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the parts of a page depend on besides their own values. There is one of each, told
    apart by identity: it is asked for as a key dozens of times on every page.

    The nodes of a template are the most expensive thing on a page. So parts that many visitors
    see alike are drawn once per process, by functions of a scene that remember what they made.
    """

    edition: Published
    root: str
    language: str | None

    @property
    def taxonomy(self) -> Taxonomy:
        return self.edition.taxonomy

    @property
    def is_preview(self) -> bool:
        """Whether the draft is shown, so that nothing of it can be kept."""
        return self.root.startswith(ROOT)

    def address(self, name: str, *args: str, query: str = "") -> str:
        """Like `address`."""
        path = _path(settings.ROOT_URLCONF, self.root, name, args)
        return f"{path}?{query}" if query else path


def scene(request: HttpRequest, edition: Published) -> Scene:
    """The scene of this request."""
    return _scene(edition, get_script_prefix(), get_language())


@lru_cache(maxsize=SCENES_KEPT)
def _scene(edition: Published, root: str, language: str | None) -> Scene:
    return Scene(edition, root, language)


def draw(template: str, context: Mapping[str, object]) -> SafeString:
    """A part of a page. Runs of white space become one, as a browser shows them anyway."""
    return SafeString(_WHITE.sub(" ", render_to_string(template, context)))


def filled(part: str, *, rows: Iterable[SafeString] = (), query: str = "") -> SafeString:
    """The drawn part with its rows, and with the answers of the query in its links."""
    return SafeString(part.replace(ROWS, "".join(rows)).replace(ANSWERS, escape(query)))


# ── What stands around every page ────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Frame:
    """The same for all pages, hence drawn once. `promise` describes a page to those who see no
    more of it than a link: search engines and previews."""

    site: str
    promise: str
    head: SafeString
    top: SafeString
    foot: SafeString


def frame(request: HttpRequest) -> Frame:
    """What stands around the page of this request."""
    return _frame(settings.ROOT_URLCONF, get_script_prefix(), get_language())


@lru_cache
def _frame(urlconf: str, root: str, language: str | None) -> Frame:
    names = ("home", "families", "labels", "method", "privacy")
    links = {name: _path(urlconf, root, name, ()) for name in names}
    ends = date_format(until(root), "j F Y, H:i e") if root.startswith(ROOT) else ""
    site = _("BPO Service Line Matcher")
    return Frame(
        site=_("Preview of the draft: %(site)s") % {"site": site} if ends else site,
        promise=_(
            "What kind of outsourcing is this work, how should it be delivered, and from where? "
            "A result with its reasons."
        ),
        head=draw("_head.html", {}),
        top=draw("_top.html", {**links, "ends": ends}),
        foot=draw("_foot.html", links),
    )
