"""A document as values: headings, paragraphs, lists and tables of texts, in no format yet.

What a memo or a brief says is built once, from these; Markdown, Word and PDF are written from them.
A builder that is given nothing gives nothing, so a section without content leaves no trace.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from unicodedata import bidirectional

from django.utils.translation import gettext as _
from markdown_it.token import Token

from matcher.core import is_plain
from matcher.web.prose import ProseParser

LANGUAGE = "en-GB"
"""That of our texts and of every taxonomy so far."""

# ── Values ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look alike. `url` is where a link leads; `blank` marks what a reader has
    still to fill in."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    blank: bool = False
    url: str = ""


Text = tuple[Run, ...]
"""One line of text; empty without a character."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section. Level 1 is the highest below the title of the document. `new_page`:
    on paper it begins one."""

    level: int
    text: Text
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list, and the lines below it."""

    text: Text
    details: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; a numbered one where the order matters."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names, each with what there is to say about it."""

    rows: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header. `widths` are the shares of the columns in the width of the page."""

    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[int, ...]


Block = Heading | Paragraph | ListBlock | Facts | Table

Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document. `kind` says what it is (“Sourcing brief”), `title` what it is about, `about`
    what it was made from, and `closing` how it may be used."""

    kind: str
    title: str
    about: Text
    blocks: Blocks
    closing: Text


# ── Texts ────────────────────────────────────────────────────────────────────────────────

_NO_CHARACTERS = re.compile("[\ufffe\uffff]")
"""What no file in XML may hold, although Unicode has a place for it."""

_PLACES = re.compile(r"%\((\w+)\)s|(\*\*)")


def one_line(string: str) -> str:
    """The string on one line, without control characters, which no format can show."""
    line = _NO_CHARACTERS.sub("", " ".join(string.split()))
    return line if is_plain(line) else "".join(filter(is_plain, line))


def plain(value: str | Text) -> Text:
    """A string as it is; a text stays what it is."""
    if isinstance(value, tuple):
        return value
    line = one_line(value)
    return (Run(line),) if line else ()


def bold(string: str) -> Text:
    """An emphasised string."""
    return tuple(replace(run, bold=True) for run in plain(string))


def blank(what: str) -> Text:
    """What somebody still has to write."""
    line = one_line(_("[to be filled in: %(what)s]") % {"what": what})
    return (Run(line, blank=True),)


def link(string: str, url: str) -> Text:
    """A link; only its text if the URL does not lead to a page."""
    leads = _PROSE.validateLink(url) and is_plain(url)
    target = _PROSE.normalizeLink(url) if leads else ""
    return tuple(replace(run, url=target) for run in plain(string))


def fill(sentence: str, /, **values: str | Text) -> Text:
    """Our own sentence, with these values in place of `%(name)s`; what is between `**` is bold."""
    runs: list[Run] = []
    strong = False
    end = 0
    for place in _PLACES.finditer(sentence):
        runs += _styled(sentence[end : place.start()], bold=strong)
        end = place.end()
        if place[2]:
            strong = not strong
        else:
            value = plain(values[place[1]])
            runs += [replace(run, bold=True) for run in value] if strong else value
    return _merged([*runs, *_styled(sentence[end:], bold=strong)])


def join(parts: Iterable[str | Text], by: str = " ") -> Text:
    """The parts that are not empty, one after the other, with `by` between them."""
    runs: list[Run] = []
    for text in filter(None, map(plain, parts)):
        runs += [Run(by), *text] if runs else text
    return _merged(runs)


def is_right_to_left(string: str) -> bool:
    """Whether the first letter with a direction is of a script that is read from the right."""
    directions = (bidirectional(character) for character in string)
    first = next((name for name in directions if name in ("L", "R", "AL")), "L")
    return first != "L"


def _styled(string: str, *, bold: bool) -> Text:
    return (Run(string, bold=bold),) if string else ()


def _merged(runs: Iterable[Run]) -> Text:
    """The same text with as few runs as can be."""
    merged: list[Run] = []
    for run in runs:
        if merged and replace(merged[-1], text="") == replace(run, text=""):
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        elif run.text:
            merged.append(run)
    return tuple(merged)


# ── Texts of the taxonomy ────────────────────────────────────────────────────────────────

_PROSE = ProseParser()


def prose(source: str) -> Text:
    """A text of the taxonomy with its links, emphasis and code, as its page shows it."""
    (line,) = _PROSE.parseInline(one_line(source))
    return _merged(_runs(line.children or ()))


def _runs(tokens: Iterable[Token]) -> Iterator[Run]:
    strong = emphasis = 0
    url = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "link_open":
                url = str(token.attrGet("href"))
            case "link_close":
                url = ""
            case _:
                code = token.type == "code_inline"
                yield Run(token.content, bool(strong), bool(emphasis), code, url=url)


# ── Blocks ───────────────────────────────────────────────────────────────────────────────


def section(level: int, title: str | Text, *parts: Blocks) -> Blocks:
    """A heading with the blocks under it."""
    blocks = tuple(chain.from_iterable(parts))
    return (Heading(level, plain(title)), *blocks) if blocks else ()


def chapter(title: str | Text, *parts: Blocks) -> Blocks:
    """A section that is a document of its own: on a page of its own, with the headings of its parts
    below its title."""
    blocks = chain.from_iterable(parts)
    return (Heading(1, plain(title), new_page=True), *map(_lower, blocks))


def _lower(block: Block) -> Block:
    return replace(block, level=block.level + 1) if isinstance(block, Heading) else block


def paragraph(*parts: str | Text) -> Blocks:
    """A paragraph of these sentences."""
    text = join(parts)
    return (Paragraph(text),) if text else ()


def bullets(items: Iterable[str | Text | Item], *, numbered: bool = False) -> Blocks:
    """A list."""
    entries = tuple(item if isinstance(item, Item) else Item(plain(item)) for item in items)
    return (ListBlock(entries, numbered),) if entries else ()


def under(item: str | Text, details: Iterable[str | Text]) -> Item:
    """An item of a list with lines of its own, which leave out what is empty."""
    return Item(plain(item), tuple(filter(None, map(plain, details))))


def facts(rows: Iterable[tuple[str | Text, str | Text]]) -> Blocks:
    """Names with what there is to say about each."""
    pairs = tuple((plain(name), plain(value)) for name, value in rows)
    return (Facts(pairs),) if pairs else ()


def table(columns: Iterable[tuple[str, int]], rows: Iterable[Iterable[str | Text]]) -> Blocks:
    """A table; of each column its name and its share of the width."""
    names, widths = zip(*columns, strict=True)
    cells = tuple(tuple(map(plain, row)) for row in rows)
    return (Table(tuple(map(plain, names)), cells, widths),) if cells else ()
