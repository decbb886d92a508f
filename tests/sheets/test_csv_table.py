"""CSV files of any country as tables."""

import pytest

from matcher.sheets.csv_table import csv_table
from matcher.sheets.table import Table, Unreadable

NO_TEXT = "The file is neither a workbook nor a text. Save it as XLSX or as “CSV UTF-8”."

ROWS = (("Name", "Größe – é"), ("Rechnungen, Mahnungen", "groß"))

TEXT = "Name{0}Größe – é\r\n{1}Rechnungen, Mahnungen{1}{0}groß\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize(
    ("delimiter", "quote"), [(",", '"'), (";", ""), ("\t", ""), (";", '"')], ids=repr
)
def test_every_encoding_and_delimiter_is_understood(
    encoding: str, delimiter: str, quote: str
) -> None:
    assert csv_table(TEXT.format(delimiter, quote).encode(encoding)) == Table("", ROWS)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Name\nChase payers, match receipts\nb; c\n",
            (("Name",), ("Chase payers, match receipts",), ("b; c",)),
        ),
        (
            "Name;Is it urgent, now?;Or later, maybe, or not?\na;b, c;d\n",
            (("Name", "Is it urgent, now?", "Or later, maybe, or not?"), ("a", "b, c", "d")),
        ),
        ("sep=;\nName;x\na,b;c\n", (("Name", "x"), ("a,b", "c"))),
        ('Name,x\n"a ""b""\nc",d\n', (("Name", "x"), ('a "b"\nc', "d"))),
        ("Name,x\n'=1+1,y\n", (("Name", "x"), ("=1+1", "y"))),
        ("\n,,\nName,x\n\n a ,\n,\n", ((), (), ("Name", "x"), (), (" a ",))),
        ("Name,x\na,b,c\n", (("Name", "x"), ("a", "b", "c"))),
        ("Name,x\nRe\x1bturns\x01,a\tb\n", (("Name", "x"), ("Returns", "a\tb"))),
        ("", ()),
    ],
    ids=[
        "commas in the only column",
        "commas in headings",
        "a declared delimiter",
        "quotes and line breaks",
        "an escaped formula",
        "empty rows keep their numbers, empty ends are left out",
        "a cell too many",
        "what nobody sees is left out",
        "nothing",
    ],
)
def test_a_table_is_what_its_author_sees(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert csv_table(text.encode()) == Table("", rows)


def test_headings_are_those_of_the_first_row_with_text_and_rows_keep_their_numbers() -> None:
    table = csv_table(b"\n,\nName,x\n\na,b\n")
    assert (table.heading_row, table.headings, table.lines) == (
        3,
        ("Name", "x"),
        ((5, ("a", "b")),),
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            b"Name,x\na\0,b\n",
            NO_TEXT,
        ),
        (
            b"\xff\xfea",
            NO_TEXT,
        ),
        (
            b"\x81\x8d",
            NO_TEXT,
        ),
        (b'Name,x\n"a,b\n', "Line 2 of the file cannot be read: unexpected end of data."),
        (
            b"Name\n" + b"a\n" * 2_001,
            "The file has more than 2,000 rows below its first. Send it in parts.",
        ),
        (
            b",".join([b"a"] * 201),
            "The file has more than 200 columns. Leave out what we do not ask.",
        ),
        (
            b",".join([b"a"] * 200) + b"\n" + (b",".join([b"b"] * 200) + b"\n") * 500,
            "The file holds more than we read: 100,000 cells, 2,000,000 characters.",
        ),
    ],
    ids=["null", "half a character", "no encoding", "quotes", "rows", "columns", "cells"],
)
def test_what_is_no_table_is_refused_in_words(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as caught:
        csv_table(data)
    assert str(caught.value) == sentence


def test_empty_rows_at_the_end_do_not_count() -> None:
    assert csv_table(b"Name,x\na,\n" + b",\n" * 5_000) == Table("", (("Name", "x"), ("a",)))
