"""Writing Markdown (CommonMark) of which every text stays text.

What is not `Markdown` yet is escaped wherever it is put in, so that nobody's title or sentence
can become a heading, a link or HTML.
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
    """The text as it stands, on one line."""
    if isinstance(text, Markdown):
        return text
    return _start(_escaped(" ".join(str(text).split())))


def rich(text: str) -> Markdown:
    """A text of the taxonomy with its links, emphasis and code, as `prose` shows it."""
    (line,) = _PROSE.parseInline(" ".join(text.split()))
    return _start("".join(_written(line.children or ())))


_PROSE = prose.Markdown()


def _escaped(text: str) -> str:
    return _MARKS.sub(lambda found: "&lt;" if found[0] == "<" else f"\\{found[0]}", text)


def _start(line: str) -> Markdown:
    number = _NUMBER.match(line)
    at = number.end() if number else 0
    start = _STARTS.match(line, at)
    return Markdown(f"{line[:at]}\\{line[at:]}" if start else line)


def _written(tokens: Sequence[Token]) -> Iterator[str]:
    address = ""
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
                address = str(token.attrGet("href"))
                yield "["
            case "link_close":
                yield f"]({_target(address)})"
            case _:
                yield token.markup


def _target(address: str) -> str:
    """An address as the target of a link."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", address).replace("(", "%28").replace(")", "%29")


def _code(text: str) -> str:
    """Between as many backticks as the text does not hold."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


# ── Documents ────────────────────────────────────────────────────────────────────────────


def fill(sentence: str, /, **values: str) -> Markdown:
    """Our own sentence, which is Markdown, with these values in place of `%(name)s`."""
    return Markdown(sentence % {name: plain(value) for name, value in values.items()})


def link(text: str, address: str) -> Markdown:
    """A link; only its text where the address does not lead to a page."""
    if not _PROSE.validateLink(address):
        return plain(text)
    return Markdown(f"[{plain(text)}]({_target(_PROSE.normalizeLink(address))})")


def joined(parts: Iterable[str], by: str = " ") -> Markdown:
    """The parts that are not empty, one after the other."""
    return Markdown(by.join(plain(part) for part in parts if part))


def heading(level: int, text: str) -> Markdown:
    """A heading; 1 is that of the document."""
    return Markdown(f"{'#' * level} {plain(text)}")


def bullets(items: Iterable[str]) -> Markdown:
    """A list; empty without items."""
    return Markdown("\n".join(f"- {plain(item)}" for item in items))


def under(item: str, details: Iterable[str]) -> Markdown:
    """An item of a list with a list of its own, which leaves out what is empty."""
    return Markdown("\n".join((plain(item), *(f"  - {plain(one)}" for one in details if one))))


def section(level: int, title: str, *blocks: str) -> Markdown:
    """A heading with what stands under it; nothing where nothing does."""
    body = [plain(block) for block in blocks if block]
    return Markdown("\n\n".join((heading(level, title), *body))) if body else Markdown()


def document(*blocks: str) -> str:
    """The blocks with an empty line between them, as a file."""
    return "\n\n".join(plain(block) for block in blocks if block) + "\n"
