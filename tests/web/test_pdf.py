"""A document as a tagged PDF: it says what it is, and no text of anybody can break it."""

import json
import re
import zlib

import pytest

from matcher.exports import pdf
from matcher.exports.document import LANGUAGE
from matcher.exports.memo import memo
from matcher.exports.pdf import write_pdf
from matcher.exports.sourcing_brief import brief
from tests import builders
from tests.web.documents import work
from tests.web.editions import small
from tests.web.results import case
from tests.web.test_downloads import orchard

pytest.importorskip("typst")


def parts(data: bytes) -> str:
    """The objects of a file with what is compressed in them, as far as it is text."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    inflated = []
    for stream in streams:
        try:
            inflated.append(zlib.decompress(stream))
        except zlib.error:
            inflated.append(stream)
    return b"\n".join((data, *inflated)).decode("latin-1")


def pages(text: str) -> int:
    return len(re.findall(r"/Type\s*/Page\b", text))


def written(name: str = "Apples & pears", **given: object) -> str:
    subject = work(name, **given)
    return parts(write_pdf(memo(subject), subject))


def test_a_screen_reader_is_told_the_language_the_title_and_the_structure():
    text = written()
    assert re.search(r"/MarkInfo\s*<<\s*/Marked\s+true", text)
    assert f"/Lang({LANGUAGE})" in text.replace("/Lang (", "/Lang(")
    assert "/StructTreeRoot" in text
    assert re.search(r"/DisplayDocTitle\s+true", text)
    assert re.search(r"<pdfuaid:part>1</pdfuaid:part>", text)
    assert "Apples &amp; pears</rdf:li>" in text  # the title in the metadata
    for tag in ("/H1", "/H2", "/Table", "/TH", "/L", "/LI", "/Link", "/Figure"):
        assert re.search(rf"{tag}\b", text), tag
    assert "/Alt" in text  # of the QR code


def test_the_same_result_is_the_same_file():
    subject = work()
    assert write_pdf(memo(subject), subject) == write_pdf(memo(subject), subject)


@pytest.mark.parametrize("slug", ["A01", "A09", "A13", "A20", "B05"])
@pytest.mark.django_db
def test_the_memo_of_a_case_has_two_pages(draft, published, slug):
    answers = builders.answers(published.taxonomy, **case(slug))
    assert pages(written("Claims", answers=answers, taxonomy=published.taxonomy)) == 2


@pytest.mark.parametrize(
    "name",
    [
        "שלום עולם: 12-34",
        "مرحبا (2026)",
        "हिन्दी",
        "Ελληνικά, Русский",
        "#set page(width: 1pt) $x$ *b* _i_ @a <b> \\ `c` // d /* e",
        '"; panic() "',
        "a\x00b\u202ec\ufffe",
        "x" * 500,
        "",
    ],
    ids=ascii,
)
def test_any_name_is_only_text(name, compiled):
    assert 1 <= pages(written(name)) <= 2
    assert len(compiled) == 1
    assert compiled[0]["note"] == ""


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("果物 a", "▯▯ a"),
        ("\U0001f600 b", "▯ b"),
        ("".join(map(chr, range(0x4E00, 0x4FF4))), "▯" * 500),
    ],
    ids=["CJK", "emoji", "500 of them"],
)
def test_a_character_without_a_glyph_is_marked_and_the_file_says_so(name, shown, compiled):
    text = written(name)
    assert 1 <= pages(text) <= 2
    assert compiled[-1]["title"] == name  # which the properties of the file keep
    assert compiled[-1]["shown"]["title"] == shown
    assert compiled[-1]["note"] == (
        "The typefaces of this file lack some characters, which are shown as ▯. "
        "The Word file has them all."
    )


@pytest.fixture
def compiled(monkeypatch) -> list[dict[str, object]]:
    """What the template was given, each time that it was typeset."""
    given = []
    compiler = pdf._compiler()

    class Spy:
        def compile(self, **options: object) -> bytes:
            given.append(json.loads(options["sys_inputs"]["document"]))
            return compiler.compile(**options)

    monkeypatch.setattr(pdf, "_compiler", Spy)
    return given


def test_what_an_editor_writes_is_only_text():
    evil = "#panic() 漢 $ \x00 \u202e <x> \\"
    taxonomy = builders.changed(
        orchard(),
        questions=tuple(
            question.model_copy(update={"prompt": evil}) for question in orchard().questions
        ),
    )
    assert 1 <= pages(written(taxonomy=taxonomy)) <= 2


def test_every_block_of_a_brief_can_be_typeset_too():
    subject = work()
    assert pages(parts(write_pdf(brief(subject), subject))) > 1


def test_a_result_without_a_link_has_no_code_for_a_camera():
    subject = work(taxonomy=small())
    live = type(subject)("", subject.match, subject.release, subject.made, subject.url)
    assert "/Figure" not in parts(write_pdf(memo(live), live))
