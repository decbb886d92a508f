"""A document as Markdown (CommonMark, with the tables that most readers know).

Every text is escaped, so that nobody's title or sentence can become a heading, a link or HTML.
"""

import re
from dataclasses import replace

from matcher.exports.document import (
    Block,
    Document,
    Facts,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Run,
    Table,
    Text,
    join,
    plain,
)


def write_markdown(document: Document) -> str:
    """The document as a file."""
    title = plain(f"{document.kind}: {document.title}" if document.kind else document.title)
    written = map(_block, document.blocks)
    closing = f"*{_line(document.closing)}*"
    return "\n\n".join((f"# {_line(title)}", _line(document.about), *written, closing)) + "\n"


# ── Blocks ───────────────────────────────────────────────────────────────────────────────


def _block(block: Block) -> str:
    match block:
        case Heading(level, text, _new_page):
            return f"{'#' * (level + 1)} {_line(text)}"
        case Paragraph(text):
            return _line(text)
        case ListBlock(items, numbered):
            return "\n".join(
                _item(f"{number}." if numbered else "-", item)
                for number, item in enumerate(items, start=1)
            )
        case Facts(rows):
            return "\n".join(f"- {_inline(_fact(_bold(name), value))}" for name, value in rows)
        case Table(header, rows, _widths):
            return "\n".join(_item("-", _under_name(header, row)) for row in rows)


def _item(mark: str, item: Item) -> str:
    indent = " " * (len(mark) + 1)
    return "\n".join(
        (f"{mark} {_line(item.text)}", *(f"{indent}- {_line(detail)}" for detail in item.details))
    )


def _under_name(header: tuple[Text, ...], row: tuple[Text, ...]) -> Item:
    """A row as an item: cells that hold sentences are read more easily below each other."""
    cells = zip(header[1:], row[1:], strict=True)
    return Item(_bold(row[0]), tuple(_fact(name, cell) for name, cell in cells if cell))


def _fact(name: Text, value: Text) -> Text:
    """The name, with a colon unless it is a sentence, and the value."""
    is_sentence = "".join(run.text for run in name).endswith(("?", ".", "!"))
    return join((join((name, "" if is_sentence else ":"), ""), value))


def _bold(text: Text) -> Text:
    return tuple(replace(run, bold=True) for run in text)


# ── Texts ────────────────────────────────────────────────────────────────────────────────

_MARKS = re.compile(r"[\\`*_\[\]~#]|<(?=\S)|&(?=#?\w+;)")
"""What can begin something inside a line."""

_STARTS = re.compile(r"[-+](?=[\s-]|$)|>|(?<=\d)[.)](?=\s|$)")
_NUMBER = re.compile(r"\d{1,9}(?=[.)])")
"""What can begin something at the start of a line: a list, a rule, a quotation."""


def _line(text: Text) -> str:
    """The text at the start of a line, unchanged for a reader."""
    line = _inline(text)
    number = _NUMBER.match(line)
    index = number.end() if number else 0
    return f"{line[:index]}\\{line[index:]}" if _STARTS.match(line, index) else line


def _inline(text: Text) -> str:
    """The text with its emphasis, links and code. What lasts longest is opened first, so that
    marks never cross."""
    written: list[str] = []
    opened: list[Mark] = []
    for index, run in enumerate(text):
        if run.url and run.text == run.url:
            written.append(f"<{run.url}>")
            continue
        wanted = _marks(run)
        while not wanted.issuperset(opened):
            written.append(_close(opened.pop()))
        for mark in sorted(wanted.difference(opened), key=lambda mark: -_end(text, index, mark)):
            opened.append(mark)
            written = [*_before(mark, written), _open(mark)]
        written.append(_escaped(run))
    return "".join((*written, *map(_close, reversed(opened))))


Mark = tuple[str, str]
"""Bold, italic or a link, and the URL of a link."""


def _marks(run: Run) -> set[Mark]:
    marks = {("bold", ""): run.bold, ("italic", ""): run.italic, ("link", run.url): run.url}
    return {mark for mark, holds in marks.items() if holds}


def _end(text: Text, index: int, mark: Mark) -> int:
    """The index of the first run from this one on that the mark does not hold for."""
    return next(
        (end for end in range(index, len(text)) if mark not in _marks(text[end])), len(text)
    )


def _open(mark: Mark) -> str:
    return {"bold": "**", "italic": "*", "link": "["}[mark[0]]


def _close(mark: Mark) -> str:
    return {"bold": "**", "italic": "*", "link": f"]({_target(mark[1])})"}[mark[0]]


def _before(mark: Mark, written: list[str]) -> list[str]:
    """What is written before the mark: an exclamation mark would make a picture of a link."""
    if mark[0] == "link" and written and written[-1].endswith("!"):
        return [*written[:-1], f"{written[-1][:-1]}\\!"]
    return written


def _target(url: str) -> str:
    """A URL as the target of a link."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", url).replace("(", "%28").replace(")", "%29")


def _escaped(run: Run) -> str:
    if run.code:
        return _code(run.text)
    if run.blank:  # its own brackets are no link
        return f"{run.text[:1]}{_plain(run.text[1:-1])}{run.text[-1:]}"
    return _plain(run.text)


def _plain(string: str) -> str:
    return _MARKS.sub(lambda mark: "&lt;" if mark[0] == "<" else f"\\{mark[0]}", string)


def _code(string: str) -> str:
    """The string as code, between more backticks than it has in a row."""
    fence = "`" * (1 + max(map(len, re.findall("`+", string)), default=0))
    space = " " if string.startswith("`") or string.endswith("`") else ""
    return f"{fence}{space}{string}{space}{fence}"
