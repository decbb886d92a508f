"""A document as a file of Word (DOCX), which LibreOffice and others open too.

python-docx packs the file and knows its styles. The body is written as elements, because its own
paragraphs and tables take ten times as long.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from django.utils.translation import gettext as _
from docx.document import Document as File
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml.etree import _Element as Element

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
    is_right_to_left,
    plain,
)
from matcher.exports.word_template import BODY_WIDTH, NUMBERED_LIST, TABLE_STYLE, word_template

MAX_PROPERTY = 255
"""Characters of the title in the properties of a file."""

FACT_WIDTHS = (34, 66)
"""The shares of a name and of what there is to say about it."""

WITH_HEADER, WITHOUT_HEADER = "00A0", "0080"
"""Which parts of its style a table uses: the first row, the first column."""


def write_word(document: Document, made: datetime) -> bytes:
    """The document as a file, which depends on nothing but the arguments."""
    file = docx.Document(BytesIO(word_template()))
    _set_properties(file, document, made)
    writer = _Writer(file)
    body = file.element.body
    body[:-1] = [*writer.head(document), *writer.blocks(document)]  # the last one is the page
    footer = file.sections[0].footer.paragraphs[0]._p
    footer.extend(_footer(document))
    buffer = BytesIO()
    file.save(buffer)
    _let_go(file)
    return _without_clock(buffer)


def _without_clock(packed: BytesIO) -> bytes:
    """The same parts, none of them dated by the second in which python-docx packed it: one result
    is one file, however often it is asked for."""
    buffer = BytesIO()
    with ZipFile(packed) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return buffer.getvalue()


def _let_go(file: File) -> None:
    """Cut the ties between the parts of a file. They are circles that hold megabytes outside of
    Python, where its collector does not see them and lets them grow."""
    package = file.part.package
    for part in (*package.iter_parts(), package):
        vars(part).clear()


def _set_properties(file: File, document: Document, made: datetime) -> None:
    properties = file.core_properties
    properties.title = document.title[:MAX_PROPERTY]
    properties.subject = document.kind
    properties.created = properties.modified = made


def _footer(document: Document) -> Iterator[Element]:
    """What the document is about, and the number of the page."""
    yield _run(Run(document.title[:60]))
    yield _w("r", _w("tab"))
    before, between, after = (
        _("Page %(page)s of %(pages)s").replace("%(pages)s", "%(page)s").split("%(page)s")
    )
    yield from (_run(Run(before)), _field("PAGE"), _run(Run(between)), _field("NUMPAGES"))
    yield _run(Run(after))


# ── Blocks ───────────────────────────────────────────────────────────────────────────────


Row = tuple[Text, ...]


class _Writer:
    """Writes blocks as elements; the file keeps the targets of links and the starts of lists."""

    def __init__(self, file: File) -> None:
        self._part = file.part
        self._numbering = file.part.numbering_part.element

    def head(self, document: Document) -> Iterator[Element]:
        """The title block."""
        if document.kind:
            yield self._paragraph(plain(document.kind), "Subtitle")
        yield self._paragraph(plain(document.title), "Title")
        yield self._paragraph(document.about, "About")

    def blocks(self, document: Document) -> Iterator[Element]:
        for block in document.blocks:
            yield from self._block(block)
        yield self._paragraph(document.closing, "Closing")

    def _block(self, block: Block) -> Iterator[Element]:
        match block:
            case Heading(level, text, new_page):
                yield self._paragraph(text, f"Heading{level}", new_page=new_page)
            case Paragraph(text):
                yield self._paragraph(text)
            case ListBlock(items, numbered):
                number = self._new_number() if numbered else None
                for item in items:
                    yield from self._item(item, number)
            case Facts(rows):
                yield self._table(rows, FACT_WIDTHS)
                yield self._paragraph((), "AfterTable")
            case Table(header, rows, widths):
                yield self._table(rows, widths, header)
                yield self._paragraph((), "AfterTable")

    def _item(self, item: Item, number: str | None) -> Iterator[Element]:
        style = "ListBullet" if number is None else "ListNumber"
        yield self._paragraph(item.text, style, number)
        for detail in item.details:
            yield self._paragraph(detail, "ListBullet2")

    def _new_number(self) -> str:
        """A numbering that begins with 1: without its own, a list goes on where the last ended."""
        number = self._numbering.add_num(NUMBERED_LIST)
        number.add_lvlOverride(0).add_startOverride(1)
        return str(number.numId)

    def _table(
        self, rows: Sequence[Row], shares: tuple[int, ...], header: Row | None = None
    ) -> Element:
        widths = [str(BODY_WIDTH * share // sum(shares)) for share in shares]
        properties = _w(
            "tblPr",
            _w("tblStyle", val=TABLE_STYLE),
            _w("tblW", w=str(BODY_WIDTH), type="dxa"),
            _w("tblLayout", type="fixed"),
            _w("tblLook", val=WITH_HEADER if header else WITHOUT_HEADER),
        )
        grid = _w("tblGrid", *(_w("gridCol", w=width) for width in widths))
        head = [self._row(header, widths, header=True)] if header else []
        return _w("tbl", properties, grid, *head, *(self._row(row, widths) for row in rows))

    def _row(self, cells: Row, widths: list[str], *, header: bool = False) -> Element:
        """A row that stays on one page; a header comes again on every page of its table."""
        properties = _w("trPr", _w("cantSplit"), *([_w("tblHeader")] if header else []))
        columns = (
            _w("tc", _w("tcPr", _w("tcW", w=width, type="dxa")), self._paragraph(cell, "Cell"))
            for cell, width in zip(cells, widths, strict=True)
        )
        return _w("tr", properties, *columns)

    # ── Texts ────────────────────────────────────────────────────────────────────────────

    def _paragraph(
        self, text: Text, style: str = "", number: str | None = None, *, new_page: bool = False
    ) -> Element:
        numbering = _w("numPr", _w("ilvl", val="0"), _w("numId", val=number)) if number else None
        right_to_left = is_right_to_left("".join(run.text for run in text))
        properties = (
            _w("pStyle", val=style) if style else None,
            _w("pageBreakBefore") if new_page else None,
            numbering,
            _w("bidi") if right_to_left else None,
        )
        given = [element for element in properties if element is not None]
        runs = (self._linked(run, right_to_left=right_to_left) for run in text)
        return _w("p", *([_w("pPr", *given)] if given else []), *runs)

    def _linked(self, run: Run, *, right_to_left: bool) -> Element:
        element = _run(run, right_to_left=right_to_left)
        if not run.url:
            return element
        target = self._part.relate_to(run.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        hyperlink = _w("hyperlink", element)
        hyperlink.set(qn("r:id"), target)
        return hyperlink


def _run(run: Run, *, right_to_left: bool = False) -> Element:
    style = "Blank" if run.blank else "Code" if run.code else "Hyperlink" if run.url else ""
    properties = (
        _w("rStyle", val=style) if style else None,
        _w("b") if run.bold else None,
        _w("i") if run.italic else None,
        _w("rtl") if right_to_left else None,
    )
    given = [element for element in properties if element is not None]
    text = _w("t")
    text.text = run.text
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return _w("r", *([_w("rPr", *given)] if given else []), text)


def _field(instruction: str) -> Element:
    """A number that the reader's program works out."""
    return _w("fldSimple", _run(Run("1")), instr=instruction)


def _w(tag: str, *children: Element, **attributes: str) -> Element:
    """An element of WordprocessingML with attributes of it."""
    named = {qn(f"w:{name}"): value for name, value in attributes.items()}
    element: Element = OxmlElement(f"w:{tag}", named)
    element.extend(children)
    return element
