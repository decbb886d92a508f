"""Writing Markdown (CommonMark) in which every text stays text.

Whatever is not `Markdown` yet is escaped wherever it is put in, so that nobody's title or
sentence can become a heading, a link or HTML.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from markdown_it.token import Token

from matcher.web import prose


class Markdown(str):
    """Text that is Markdown already."""

    __slots__ = ()


# ── Texts ────────────────────────────────────────────────────────────────────────────────

_MARKS = re.compile(r"[\\`*_\[\]~#]|<(?=\S)|&(?=#?\w+;)")
"""What can begin something inside a line."""

_STARTS = re.compile(r"[-+](?=[\s-]|$)|>|(?<=\d)[.)](?=\s|$)")
_NUMBER = re.compile(r"\d{1,9}(?=[.)])")
"""What can begin something at the start of a line: a list, a rule, a quotation."""


def plain(text: str) -> Markdown:
    """The text, unchanged for a reader, on one line."""
    if isinstance(text, Markdown):
        return text
    return _start(_escaped(" ".join(str(text).split())))


def rich(text: str) -> Markdown:
    """A text of the taxonomy with its links, emphasis and code, as `prose` shows it."""
    (line,) = _PROSE.parseInline(" ".join(text.split()))
    return _start("".join(_inline(line.children or ())))


_PROSE = prose.ProseParser()


def _escaped(text: str) -> str:
    return _MARKS.sub(lambda mark: "&lt;" if mark[0] == "<" else f"\\{mark[0]}", text)


def _start(line: str) -> Markdown:
    number = _NUMBER.match(line)
    index = number.end() if number else 0
    start = _STARTS.match(line, index)
    return Markdown(f"{line[:index]}\\{line[index:]}" if start else line)


def _inline(tokens: Sequence[Token]) -> Iterator[str]:
    url = ""
    for token, following in zip_longest(tokens, tokens[1:]):
        match token.type:
            case "text" | "text_special":
                text = _escaped(token.content)
                before_link = following is not None and following.type == "link_open"
                # An exclamation mark before a link would make a picture of it.
                yield f"{text[:-1]}\\!" if before_link and text.endswith("!") else text
            case "code_inline":
                yield _code(token.content)
            case "link_open":
                url = str(token.attrGet("href"))
                yield "["
            case "link_close":
                yield f"]({_target(url)})"
            case _:
                yield token.markup


def _target(url: str) -> str:
    """A URL as the target of a link."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", url).replace("(", "%28").replace(")", "%29")


def _code(text: str) -> str:
    """The text as code, between more backticks than it has in a row."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


# ── Documents ────────────────────────────────────────────────────────────────────────────


def fill(sentence: str, /, **values: str) -> Markdown:
    """Our own sentence, which is Markdown, with these values in place of `%(name)s`."""
    return Markdown(sentence % {name: plain(value) for name, value in values.items()})


def link(text: str, url: str) -> Markdown:
    """A link; only its text if the URL does not lead to a page."""
    if not _PROSE.validateLink(url):
        return plain(text)
    return Markdown(f"[{plain(text)}]({_target(_PROSE.normalizeLink(url))})")


def join_inline(parts: Iterable[str], by: str = " ") -> Markdown:
    """The parts that are not empty, one after the other, with `by` between them."""
    return Markdown(by.join(plain(part) for part in parts if part))


def heading(level: int, text: str) -> Markdown:
    """A heading; 1 is that of the document."""
    return Markdown(f"{'#' * level} {plain(text)}")


def bullets(items: Iterable[str]) -> Markdown:
    """A list; empty without items."""
    return Markdown("\n".join(f"- {plain(item)}" for item in items))


def under(item: str, details: Iterable[str]) -> Markdown:
    """An item of a list with a list of its own, which leaves out what is empty."""
    return Markdown(
        "\n".join((plain(item), *(f"  - {plain(detail)}" for detail in details if detail)))
    )


def section(level: int, title: str, *blocks: str) -> Markdown:
    """A heading with the blocks under it; empty without them."""
    body = [plain(block) for block in blocks if block]
    return Markdown("\n\n".join((heading(level, title), *body))) if body else Markdown()


def document(*blocks: str) -> str:
    """The blocks with an empty line between them, as a file."""
    return "\n\n".join(plain(block) for block in blocks if block) + "\n"
