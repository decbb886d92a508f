"""Workbooks as tables, and what is hostile in them."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from xlsxwriter import Workbook

from matcher.sheets.archive import MAX_UNPACKED
from matcher.sheets.reading import first_table, read_tables
from matcher.sheets.table import Table, Unreadable
from tests.sheets.files import SHEET, one_sheet, with_parts, with_rows, workbook

UNREADABLE = "The file is not a workbook that we can read. Save it as XLSX or as CSV."


def all_kinds(book: Workbook) -> None:
    sheet = book.add_worksheet("Work")
    days, times, lasting = (
        book.add_format({"num_format": code}) for code in ("d mmm yyyy", "hh:mm", "[h]:mm")
    )
    sheet.write_row(0, 0, ("Name", 0, -2.5, True, 0.1 + 0.2, 12_345_678_901))
    sheet.write_datetime(1, 0, date(2026, 5, 1), days)
    sheet.write_datetime(1, 1, datetime(2026, 5, 1, 7, 30), days)  # noqa: DTZ001
    sheet.write_datetime(1, 2, time(7, 30), times)
    sheet.write_datetime(1, 3, timedelta(days=2, hours=3), lasting)
    sheet.write_formula(2, 0, "=1+1", None, 2)
    sheet.write_formula(2, 1, "=nonsense()", None, "#NAME?")
    sheet.write_formula(2, 2, '="x"', None, "x")
    sheet.write_rich_string(2, 3, days, "bo", "ld")
    sheet.write_string(2, 4, " a_x000D_\n\x0bb ")
    sheet.write_blank(2, 6, None, days)
    sheet.merge_range(4, 1, 4, 2, "merged")


def test_every_kind_of_cell_is_its_value() -> None:
    (table,) = read_tables(workbook(all_kinds))
    assert table == Table(
        "Work",
        (
            ("Name", 0.0, -2.5, "TRUE", 0.3, 12_345_678_901.0),
            ("2026-05-01", "2026-05-01 07:30:00", "07:30:00", 2.125),
            (2.0, "#NAME?", "x", "bold", " a_x000D_\nb "),
            (),
            ("", "merged"),
        ),
        merged=("B5:C5",),
    )
    assert table.headings == ("Name", "0", "-2.5", "TRUE", "0.3", "12345678901")


def test_the_first_sheet_that_is_seen_and_has_a_heading_is_the_table() -> None:
    def write(book: Workbook) -> None:
        hidden, _empty, _chart = (
            book.add_worksheet("lists"),
            book.add_worksheet(),
            book.add_chartsheet(),
        )
        hidden.write(0, 0, "a")
        book.add_worksheet("Work").write(2, 1, "Name")
        book.add_worksheet("More").write(0, 0, "Name")
        hidden.hide()
        book.worksheets()[1].activate()

    tables = read_tables(workbook(write))
    assert [table.name for table in tables] == ["lists", "Sheet2", "Work", "More"]
    assert first_table(tables) == Table("Work", ((), (), ("", "Name")))
    assert first_table(tables[:2]) == Table("lists", (("a",),), hidden=True)


@pytest.mark.parametrize(
    ("xml", "rows"),
    [
        (
            "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
            ((1.0, 2.0), (3.0,)),
        ),
        (
            (
                '<row r="2"><c r="B2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>'
                '<c t="b"><v>0</v></c></row>'
            ),
            ((), ("", "ab", "FALSE")),
        ),
        (
            '<row><c t="inlineStr"><is><t>漢</t><rPh><t>かん</t></rPh></is></c></row>',
            (("漢",),),
        ),
        (
            '<row><c t="str"><v>a</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>',
            (("a",),),
        ),
        (
            '<row><c t="d"><v>2026-05-01</v></c><c t="e"><v>#REF!</v></c></row>',
            (("2026-05-01", "#REF!"),),
        ),
    ],
    ids=[
        "no positions",
        "texts in place",
        "hints for reading aloud",
        "an empty last cell of all",
        "days and errors",
    ],
)
def test_what_other_programs_write_is_read(xml: str, rows: tuple[tuple[object, ...], ...]) -> None:
    assert read_tables(with_rows(xml)) == (Table("Work", rows),)


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    def write(book: Workbook) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet("Work").write_datetime(0, 0, date(2026, 5, 1), day)

    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True, "date_1904": True}) as book:
        write(book)
    assert read_tables(buffer.getvalue())[0].rows == (("2026-05-01",),)


# ── What is refused ──────────────────────────────────────────────────────────────────────


def archive(parts: int = 1, **options: int) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", **options) as file:
        for number in range(parts):
            file.writestr(str(number), b"a")
    return buffer.getvalue()


LOCKED = bytearray(one_sheet(("Name",)))
LOCKED[LOCKED.index(b"PK\x01\x02") + 8] |= 1

PATCHED = bytearray(one_sheet(("Name",)))
PATCHED[PATCHED.rindex(SHEET.encode()) - 46 + 8] |= 0x20

CUT = bytearray(one_sheet(("Name",)))
CUT[CUT.index(b"xl/worksheets/sheet1.xml") + 40] ^= 0xFF

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

SHARED = "xl/sharedStrings.xml"

ENTITIES = with_parts(
    with_rows("<row><c><v>&a;</v></c></row>"),
    {SHEET: b'<!DOCTYPE a [<!ENTITY a "1">]><worksheet><row><c><v>&a;</v></c></row></worksheet>'},
)


BOOK = "xl/workbook.xml"

SAME_TWICE = (
    b'<workbook><sheets><sheet name="a" id="rId1"/><sheet name="b" id="rId1"/></sheets></workbook>'
)


def lying() -> bytes:
    """A workbook whose table of contents says that a sheet of 30 MB has 100 bytes."""
    data = with_parts(one_sheet(("a",)), {SHEET: b"<worksheet>" + b" " * 30_000_000})
    size = data.rindex(SHEET.encode()) - 46 + 24  # in the entry that ends with the name
    return data[:size] + (100).to_bytes(4, "little") + data[size + 4 :]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty: no cell of it holds anything."),
        (b"\xef\xbb\xbf\r\n,\r\n", "The file is empty: no cell of it holds anything."),
        (one_sheet(("", " ")), "The file is empty: no cell of it holds anything."),
        (b"a" * 2_000_001, "The file is larger than 2 MB. Send it in parts."),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "The file is locked with a password. Save it without one.",
        ),
        (bytes(LOCKED), "The file is locked with a password. Save it without one."),
        (
            OLE + "Workbook".encode("utf-16-le"),
            "The file is a workbook of before 2007 (XLS). Save it as XLSX or as CSV.",
        ),
        (b"PK\x03\x04 and nothing more", "The file is damaged: it cannot be unpacked."),
        (bytes(CUT), UNREADABLE),
        (bytes(PATCHED), UNREADABLE),
        (
            with_parts(one_sheet(("a",)), {SHEET: b'<?xml version="1.0" encoding="UTF-9"?><a/>'}),
            UNREADABLE,
        ),
        (archive(), UNREADABLE),
        (
            archive(compression=ZIP_BZIP2),
            "The file is packed in a way that no spreadsheet packs its own.",
        ),
        (archive(parts=501), "Unpacked, the file would have more than 20 MB or 500 parts."),
        (
            with_parts(one_sheet(("a",)), {"xl/media/a": b"0" * MAX_UNPACKED}),
            "Unpacked, the file would have more than 20 MB or 500 parts.",
        ),
        (with_parts(one_sheet(("a",)), {SHEET: None}), UNREADABLE),
        (with_parts(one_sheet(("a",)), {SHARED: b"<sst/>"}), UNREADABLE),
        (ENTITIES, UNREADABLE),
        (lying(), UNREADABLE),
        (with_parts(one_sheet(("a",)), {SHEET: b"<worksheet>"}), UNREADABLE),
        (with_parts(one_sheet(("a",)), {BOOK: SAME_TWICE}), UNREADABLE),
        (with_rows('<row><c r="1A"><v>1</v></c></row>'), UNREADABLE),
        (with_rows("<row><c><v>1e999</v></c></row>"), UNREADABLE),
        (with_rows("<row><c><v>1</v></c></row><row><c><v>many</v></c></row>"), UNREADABLE),
        (
            with_rows('<row><c><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'),
            "The sheet “Work” has more than 2,000 rows below its first. Send it in parts.",
        ),
        (
            with_rows('<row><c><v>1</v></c><c r="XFD1"><v>1</v></c></row>'),
            "The sheet “Work” has more than 200 columns. Leave out what we do not ask.",
        ),
        (with_rows("<row/>" * 500_000), "The file holds more than we read."),
        (
            with_parts(
                with_rows('<row r="1">' + '<c r="A1" t="s"><v>0</v></c>' * 41 + "</row>"),
                {SHARED: b"<sst><si><t>" + b"a" * 100_000 + b"</t></si></sst>"},
            ),
            "The file holds more than we read: 100,000 cells, 2,000,000 characters.",
        ),
    ],
    ids=[
        *("no byte", "an empty table", "an empty sheet", "too many bytes"),
        *("a password", "parts with a password", "before 2007", "half a file", "a changed byte"),
        *("patched parts", "no encoding"),
        *("another archive", "another compression", "too many parts", "a bomb"),
        *(
            "a missing sheet",
            "missing texts",
            "entities",
            "sizes that lie",
            "an open end",
            "one sheet twice",
        ),
        *("no position", "infinite", "no number", "the last cell of all", "the last column"),
        *("countless elements", "one long text in many cells"),
    ],
)
def test_what_is_hostile_or_no_workbook_is_refused_in_words(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_tables(data)
    assert str(caught.value) == sentence
