"""The matcher in a frame of another site: its pages at another root, which names that site.

A root is `/embed/<public id>/<theme>/`. Both travel from page to page in it, so that nothing has to
be remembered in a browser that keeps nothing for a site in a frame.
"""

import re
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.translation import gettext as _

from matcher.models.embedding import PUBLIC_ID_LENGTH, EmbeddingSite, Theme

EMBED_ROOT = "/embed/"

_PATH = re.compile(
    rf"({EMBED_ROOT}([A-Za-z0-9]{{{PUBLIC_ID_LENGTH}}})/({'|'.join(Theme.values)})/)(.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class EmbeddedPath:
    """The path of a page in a frame: its root, the public id in that, and the path of the page."""

    root: str
    public_id: str
    path: str


def embedded_path(path: str) -> EmbeddedPath | None:
    """The parts of the path of a page in a frame; None for any other path."""
    parts = _PATH.fullmatch(path)
    return EmbeddedPath(parts[1], parts[2], f"/{parts[4]}") if parts else None


def embed_root(site: EmbeddingSite, theme: str = "") -> str:
    """The root of the pages in the frames of a site, in this theme or else in that of the site."""
    chosen = theme if theme in Theme.values else site.theme
    return f"{EMBED_ROOT}{site.public_id}/{chosen}/"


def find_site(public_id: str) -> EmbeddingSite | None:
    """The site of this public id, as the database has it now."""
    return EmbeddingSite.objects.filter(public_id=public_id).first()


def is_embedded(root: str) -> bool:
    """Whether pages at this root are shown in a frame."""
    return root.startswith(EMBED_ROOT)


def theme_of(root: str) -> str:
    """The theme that this root names; empty outside of a frame."""
    parts = _PATH.fullmatch(root)
    return parts[3] if parts else ""


def snippet(site_url: str, public_id: str) -> str:
    """The lines of HTML that show the matcher in a page, which may leave out the script: the frame
    then keeps its height and scrolls."""
    title = escape(_("What kind of outsourcing is it?"))
    return (
        f'<iframe src="{site_url}{EMBED_ROOT}?site={public_id}"\n'
        f'        title="{title}"\n'
        '        width="100%" height="800" frameborder="0"></iframe>\n'
        f'<script src="{site_url}/embed.js" defer></script>'
    )
