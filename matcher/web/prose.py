"""Texts of the taxonomy as HTML: links, emphasis and code; nothing else, and never raw HTML."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup


class ProseParser(MarkdownIt):
    """Markdown with what an editor's sentence needs."""

    def __init__(self) -> None:
        super().__init__("zero", {"html": False})
        self.enable(["link", "emphasis", "backticks", "escape"])
        self.add_render_rule("link_open", _link_open)

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Only what leads to a page."""
        return url.lower().startswith(("https://", "http://"))


def _link_open(
    renderer: object, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    tokens[at].attrSet("rel", "nofollow noopener noreferrer")
    return renderer.renderToken(tokens, at, options, env)  # type: ignore[attr-defined, no-any-return]


_MARKDOWN = ProseParser()
_MARK = re.compile(r"[\[*`_\\]")
_SOURCE = re.compile(r"\[([^]\[*`_\\\n]+)\]\((https?://[\w.~/?=#:+@-]+)\)", re.ASCII)
_LINK = r'<a href="\2" rel="nofollow noopener noreferrer">\1</a>'


def prose(text: str) -> str:
    """The text for use inside a sentence, a cell or a list item.

    Most texts have no markup: they are returned as they are, to be escaped like any other string,
    because parsing them would take longer than the rest of their page. Most others have nothing but
    links to sources, which are put in without the parser, as it does it.
    """
    if not _MARK.search(text):
        return text
    if _MARK.search(_SOURCE.sub("", text)):
        return _made(_MARKDOWN.renderInline(text))
    return _made(_SOURCE.sub(_LINK, escapeHtml(text)))


def paragraphs(text: str) -> Markup:
    """The text as paragraphs, separated by empty lines."""
    return _made(_MARKDOWN.render(text))


def _made(html: str) -> Markup:
    """What the parser made, which has escaped all that is not its own."""
    return Markup(html)  # noqa: S704  # nosec B704
