"""A document as a file of Word: what python-docx reads in it is what was written."""

import re
import time
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as File

from matcher.core import Taxonomy
from matcher.exports.document import (
    Block,
    Document,
    blank,
    bold,
    bullets,
    facts,
    join,
    paragraph,
    plain,
    prose,
    section,
    table,
    under,
)
from matcher.exports.sourcing_brief import brief
from matcher.exports.word import write_word
from tests import builders
from tests.web.documents import LINK, work
from tests.web.test_downloads import orchard

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(document: Document, name: str = "Apples") -> File:
    return docx.Document(BytesIO(write_word(document, work(name).made)))


def of(*blocks: tuple[Block, ...], title: str = "Apples") -> Document:
    flat = tuple(block for some in blocks for block in some)
    return Document("Brief", title, plain("About."), flat, plain("Closing."))


def lines(file: File) -> list[tuple[str, str]]:
    """The paragraphs that are not in a table, each with the name of its style."""
    return [
        (paragraph.style.name, paragraph.text) for paragraph in file.paragraphs if paragraph.text
    ]


def test_headings_lists_and_paragraphs_have_the_styles_of_word():
    document = of(
        paragraph("A sentence."),
        section(1, "One", bullets(["a", under("b", ["c"])])),
        section(1, "Two", section(2, "Three", bullets(["d", "e"], numbered=True))),
    )
    assert lines(opened(document)) == [
        ("Subtitle", "Brief"),
        ("Title", "Apples"),
        ("About", "About."),
        ("Normal", "A sentence."),
        ("Heading 1", "One"),
        ("List Bullet", "a"),
        ("List Bullet", "b"),
        ("List Bullet 2", "c"),
        ("Heading 1", "Two"),
        ("Heading 2", "Three"),
        ("List Number", "d"),
        ("List Number", "e"),
        ("Closing", "Closing."),
    ]


def test_every_numbered_list_begins_with_one():
    document = of(bullets(["a", "b"], numbered=True), bullets(["c"], numbered=True))
    numbers = [
        line._p.pPr.numPr.numId.val
        for line in opened(document).paragraphs
        if line.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2]


def test_tables_are_tables_with_a_header_that_is_repeated():
    columns = (("Name", 1), ("What", 3))
    document = of(table(columns, [("a", "b"), ("c", "")]), facts([("d", "e")]))
    with_header, without = opened(document).tables
    assert [[cell.text for cell in row.cells] for row in with_header.rows] == [
        ["Name", "What"],
        ["a", "b"],
        ["c", ""],
    ]
    assert [[cell.text for cell in row.cells] for row in without.rows] == [["d", "e"]]
    repeated = [
        row._tr.trPr.find(f"{W}tblHeader") is not None
        for each in (with_header, without)
        for row in each.rows
    ]
    assert repeated == [True, False, False, False]
    assert with_header.style.name == without.style.name == "Ruled"
    widths = [cell.width for cell in with_header.rows[0].cells]
    assert 2.9 < widths[1] / widths[0] < 3.1


def test_emphasis_code_links_and_blanks_of_a_text_are_kept():
    text = join((prose("*a* `b` [c](https://x.org/?a=1&b=2)"), bold("d"), blank("e")))
    file = opened(of(paragraph(text)))
    line = next(line for line in file.paragraphs if "to be filled in" in line.text)
    assert line.text == "a b c d [to be filled in: e]"
    assert [(run.text, run.style.name) for run in line.runs if run.style.name[0] != "D"] == [
        ("b", "Code"),
        ("[to be filled in: e]", "Blank"),
    ]
    assert [run.text for run in line.runs if run.italic] == ["a"]
    assert [run.text for run in line.runs if run.bold] == ["d"]
    assert [(link.text, link.address) for link in line.hyperlinks] == [
        ("c", "https://x.org/?a=1&b=2")
    ]


def test_the_file_says_what_it_is_and_nothing_of_who_made_it():
    file = opened(brief(work()))
    properties = file.core_properties
    assert (properties.title, properties.subject, properties.language) == (
        "Apples & pears",
        "Sourcing brief",
        "en-GB",
    )
    assert {properties.author, properties.last_modified_by, properties.comments} == {""}
    assert f"{properties.created:%Y-%m-%d}" == f"{properties.modified:%Y-%m-%d}" == "2026-11-23"
    languages = {language.get(f"{W}val") for language in file.styles.element.iter(f"{W}lang")}
    assert languages == {"en-GB"}
    footer = file.sections[0].footer.paragraphs[0]
    fields = [field.get(f"{W}instr") for field in footer._p.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert footer.text.startswith("Apples & pears\tPage ")


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_same_result_is_the_same_file_and_all_of_it_is_sound_xml():
    data = write_word(brief(work()), work().made)
    assert parts(write_word(brief(work()), work().made)) == parts(data)
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))


def test_the_brief_has_a_section_for_all_that_is_signed():
    file = opened(brief(work()))
    assert [text for style, text in lines(file) if style == "Heading 1"] == [
        "Decisions",
        "Why",
        "Is it ready to be outsourced?",
        "Scope",
        "Service lines",
        "What the work is",
        "How and where",
        "What to measure",
        "How it is run",
        "Pricing",
        "Criteria for a shortlist of providers",
        "Risks and controls",
        "When to hand an item back",
        "What to watch out for",
        "Rules that may apply",
        "Open questions",
        "Next steps",
    ]
    heads = [[cell.text for cell in table.rows[0].cells] for table in file.tables]
    assert heads[0] == ["Decision", "Outcome", "Because"]
    assert ["Measure", "Formula", "Unit", "Typical range", "Today"] in heads
    assert LINK in [link.address for line in file.paragraphs for link in line.hyperlinks]


@pytest.mark.parametrize(
    "name",
    [
        "שלום: 12-34",
        "果物 😀",
        "<b>&amp;</b>",
        "a\x00b\x1f\u202ec\ufffe\uffff",
        "x" * 500,
        "=1+1",
        "",
    ],
    ids=ascii,
)
def test_any_name_is_only_text(name):
    file = opened(brief(work(name)), name)
    title = next(line for line in file.paragraphs if line.style.name == "Title")
    shown = " ".join(re.sub("[\x00\u202e\ufffe\uffff]", "", name).split())
    assert title.text == (shown or "Apple")
    assert (title._p.pPr.find(f"{W}bidi") is not None) == name.startswith("ש")


def test_what_an_editor_writes_is_only_text():
    evil: Taxonomy = builders.changed(
        orchard(),
        questions=tuple(
            question.model_copy(update={"prompt": "<w:p>\x00&\x0b"})
            for question in orchard().questions
        ),
    )
    file = docx.Document(BytesIO(write_word(brief(work(taxonomy=evil)), work().made)))
    names = {row.cells[0].text for table in file.tables for row in table.rows}
    assert "<w:p>&" in names


def test_a_file_is_the_same_in_whichever_second_it_is_packed(monkeypatch):
    document = of(paragraph("A sentence."))
    first = write_word(document, work().made)
    monkeypatch.setattr("zipfile.time.localtime", lambda now=None: time.gmtime(1_900_000_000))
    assert write_word(document, work().made) == first
