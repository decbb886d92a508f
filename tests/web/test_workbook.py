"""A result as a workbook: what is in its sheets, read from the XML of the file."""

from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from matcher.core import Answers
from matcher.exports import sections
from matcher.exports.excel import MAX_CELL, fit_cell, write_excel
from matcher.exports.workbook import Column, Sheet, Workbook, workbook
from tests import builders
from tests.web.documents import LINK, work
from tests.web.editions import small
from tests.web.test_downloads import coded, orchard

N = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Read:
    """A file as its sheets: rows of strings and numbers."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        strings = self.tree("xl/sharedStrings.xml")
        self._strings = [
            "".join(text.text or "" for text in entry.iter(f"{N}t"))
            for entry in strings.iter(f"{N}si")
        ]
        book = self.tree("xl/workbook.xml")
        self.names = [sheet.get("name") for sheet in book.iter(f"{N}sheet")]

    def tree(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.parts[name])

    def sheet(self, name: str) -> ElementTree.Element:
        return self.tree(f"xl/worksheets/sheet{self.names.index(name) + 1}.xml")

    def rows(self, name: str) -> list[list[str | float]]:
        return [
            [self._value(cell) for cell in row.iter(f"{N}c")]
            for row in self.sheet(name).iter(f"{N}row")
        ]

    def _value(self, cell: ElementTree.Element) -> str | float:
        value = cell.find(f"{N}v")
        if value is None or value.text is None:
            return ""
        return self._strings[int(value.text)] if cell.get("t") == "s" else float(value.text)


def read(name: str = "Apples", **given: object) -> Read:
    return Read(write_excel(workbook(work(name, **given))))


def test_the_sheets_of_a_result():
    answers = builders.answers(orchard(), colour="green", size="small", taste="sour")
    file = read(answers=answers)
    assert file.names == ["Summary", "Answers", "Reasons", "KPIs", "Risks", "Next steps"]
    assert file.rows("Summary") == [
        ["What", "Result", "Because"],
        ["Work", "Apples", ""],
        ["Kind of thing", "Apple (close call)", "Only 1 point ahead of Pear: keep both in view."],
        ["Fit check", "Wait", "The score alone would say: Pick."],
        ["Score, of 10", 9.0, ""],
        ["Hard stop", "Stop", "sets the verdict, whatever the score"],
        [
            "Made from",
            f"Match with edition 3 of 22 November 2026, made on 23 November 2026. Link: {LINK}",
            LINK,
        ],
        [
            "Please note",
            sections.guidance()[0].text,
            "",
        ],
    ]
    assert file.rows("Answers") == [
        ["Question", "Answer"],
        ["colour?", "Green"],
        ["size?", "Small"],
        ["taste?", "Sour"],
    ]
    assert file.rows("KPIs")[:2] == [
        ["Measure", "Formula", "Unit", "Better", "Typical range", "Baseline"],
        [
            "Baskets",
            "Baskets ÷ hours",
            "per hour",
            "Higher",
            "3–5. In autumn. Source: A *study* (grade B) – 2024; A farmer.",
            "",
        ],
    ]
    assert file.rows("Risks") == [
        ["Kind", "Title", "Text"],
        ["Hard stop", "Stop", "stop!"],
        ["Risk", "", "Worms → nets."],
        ["Hand back", "", "Frost is near."],
    ]
    assert file.rows("Next steps") == [
        ["When", "Step", "Done"],
        ["In any case", "Look.", ""],
        ["Wait", "Come back in autumn.", ""],
        ["To check: Kind of thing", "Ask a gardener.", ""],
    ]


def test_codes_have_a_sheet_where_there_are_any_as_strings_with_their_notice():
    assert read(taxonomy=coded(orchard())).rows("Codes") == [
        ["Classification", "Code", "Title", "Service lines"],
        ["Fruit code", "01", "Fruit", ""],
        ["Fruit code", "02", "Juices", "Picking, Juice"],
        ["Fruit code", "", "Free to use.", ""],
    ]


def test_the_same_result_is_the_same_file_with_its_title_and_day():
    file = read("Äpfel")
    assert read("Äpfel").parts == file.parts
    core = file.parts["docProps/core.xml"].decode()
    assert "<dc:title>Äpfel</dc:title>" in core
    assert core.count("2026-11-23T12:00:00Z") == 2


def test_every_point_of_every_outcome_has_its_row_and_so_has_what_rules_one_out():
    answers = builders.answers(small(), colour="blue", size="small")
    assert read(answers=answers, taxonomy=small()).rows("Reasons")[1:] == [
        ["Kind of thing", 1.0, "Plum", 3.0, "colour=blue and plum.", "colour? Blue"],
        ["Kind of thing", 1.0, "Plum", 2.0, "size=small and plum.", "size? Small"],
        ["Kind of thing", "ruled out", "Apple", "", "colour=blue and apple.", "colour? Blue"],
        ["Kind of thing", "ruled out", "Pear", "", "colour=blue and pear.", "colour? Blue"],
    ]


def test_what_is_not_known_is_said_and_there_is_no_score_without_a_verdict():
    file = read(answers=Answers((("colour", "green"), ("size", "not-sure"))))
    assert file.rows("Answers")[1:] == [
        ["colour?", "Green"],
        ["size?", "I’m not sure"],
        ["taste?", "Not answered"],
    ]
    assert ["Fit check", "No verdict yet", "It needs an answer to “taste?”."] in file.rows(
        "Summary"
    )
    assert "Score, of 10" not in [row[0] for row in file.rows("Summary")]
    assert "size? I’m not sure" not in [row[-1] for row in file.rows("Reasons")]


def test_headings_stay_in_view_and_filter_and_cells_wrap():
    file = read()
    for name in file.names:
        sheet = file.sheet(name)
        pane = next(sheet.iter(f"{N}pane"))
        assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
        assert sheet.find(f"{N}autoFilter") is not None
        assert all(float(column.get("width")) > 7 for column in sheet.iter(f"{N}col"))
    wraps = [align.get("wrapText") for align in file.tree("xl/styles.xml").iter(f"{N}alignment")]
    assert "1" in wraps


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "https://x.org/", "1", "\x00=1", "=cmd|' /C calc'!A0"],
    ids=ascii,
)
def test_a_string_is_never_a_formula_a_link_or_a_number(name):
    file = read(name)
    assert file.rows("Summary")[1][1] == name.replace("\x00", "")
    for part, data in file.parts.items():
        assert b"<f>" not in data, part
        assert b"hyperlink" not in data, part


@pytest.mark.parametrize("text", ["x" * 50, "x" * 32_767, "x" * 50_000, "😀" * 20_000])
def test_a_long_text_fits_or_is_cut_and_says_so(text):
    sheet = Sheet("S", (Column("C", 10),), ((text,),))
    (_heading, (cell,)) = Read(write_excel(Workbook("T", work().made, (sheet,)))).rows("S")
    assert len(cell.encode("utf-16-le")) <= 2 * MAX_CELL
    assert cell == fit_cell(text)
    if len(text) <= MAX_CELL and text[0] == "x":
        assert cell == text
    else:
        assert cell.endswith("… (cut here: a cell holds 32,767 characters)")
