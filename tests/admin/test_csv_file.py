"""The CSV files of spreadsheets: every string comes back as it was, and no formula goes out."""

import csv
from io import StringIO

import pytest
from hypothesis import given, strategies as st

from matcher.admin.spreadsheets.csv_file import read_sheet
from matcher.draft.spreadsheet_rows import Sheet
from matcher.exports.csv_file import write_csv
from matcher.sheets.table import Unreadable

HEADINGS = ("line", "text", "position")

FORMULA_CHARACTERS = "=+-@\t\r\n＝＋－＠"  # noqa: RUF001  # full-width on purpose


def written(*cells: str | int) -> list[str]:
    """The cells of a row as they stand in the file."""
    data = write_csv(HEADINGS, [cells]).decode("utf-8-sig")
    return list(csv.reader(StringIO(data, newline="")))[1]


# ── Out, and in again ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("string", "in_the_file"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-", "'-"),
        ("-3", "'-3"),
        ("@home", "'@home"),
        ("\t=x", "'\t=x"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),  # noqa: RUF001
        ("＋1", "'＋1"),  # noqa: RUF001
        ("－1", "'－1"),  # noqa: RUF001
        ("＠x", "'＠x"),  # noqa: RUF001
        ("'=1", "''=1"),
        ("''@x", "'''@x"),
        ("'", "'"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        (" x ", " x "),
        ("", ""),
        (-3, "-3"),
    ],
)
def test_a_string_like_a_formula_goes_out_with_an_apostrophe(
    string: str | int, in_the_file: str
) -> None:
    assert written("a", string, 1) == ["a", in_the_file, "1"]


@given(st.text(st.sampled_from(f"'{FORMULA_CHARACTERS} a,;\"1"), max_size=6))
def test_every_string_comes_back_as_it_was(string: str) -> None:
    string = string.replace("\r\n", "\n")
    sheet = read_sheet(write_csv(HEADINGS, [("a", string, 1)]))
    assert sheet == Sheet(HEADINGS, ((2, ("a", string, "1")),))


@given(st.text(st.sampled_from(f"'{FORMULA_CHARACTERS} a"), max_size=6))
def test_nothing_in_a_file_begins_like_a_formula(string: str) -> None:
    cell = written("a", string, 1)[1]
    assert not cell.strip(" ").startswith(tuple(FORMULA_CHARACTERS))


def test_a_file_begins_with_the_mark_by_which_spreadsheets_know_utf_8() -> None:
    assert write_csv(("a", "b"), [("é", 2)]) == "\ufeffa,b\r\né,2\r\n".encode()


# ── What spreadsheets write ──────────────────────────────────────────────────────────────

ROWS = ((2, ("a", "b", "1")),)


@pytest.mark.parametrize(
    "data",
    [
        "line,text,position\r\na,b,1\r\n",
        "line;text;position\na;b;1",
        "line\ttext\tposition\na\tb\t1\n",
        "\ufeffline,text,position\r\na,b,1\r\n",
        " line ,text\u00a0,\tposition\r\na,b,1\r\n",
        "line,text,position,\r\na,b,1,\r\n",
        "line,text,position,,\r\na,b,1\r\n",
        "line,text,position\r\na,b,1,,\r\n",
        "sep=;\r\nline;text;position\r\na;b;1\r\n",
        "\ufeffSEP=|\nline|text|position\na|b|1\n",
        '"sep=;"\nline;text;position\na;b;1\n',
        "sep=\t\nline\ttext\tposition\na\tb\t1\n",
        "sep=,\nline,text,position\na,b,1\n",
    ],
    ids=[
        *("plain", "semicolons", "tabs", "mark of UTF-8", "blanks around headings"),
        *("empty last column", "empty headings alone", "empty cells alone"),
        *("sep=;", "sep=|", "sep=; in quotes", "sep=tab", "sep=,"),
    ],
)
def test_what_spreadsheets_write_is_understood(data: str) -> None:
    assert read_sheet(data.encode()) == Sheet(HEADINGS, ROWS)


def test_rows_without_text_count_only_for_the_numbers_of_the_others() -> None:
    data = b"line,text,position\r\n,,\r\n\r\n , ,\r\na,b,1\r\n"
    assert read_sheet(data) == Sheet(HEADINGS, ((5, ("a", "b", "1")),))


def test_a_line_break_in_a_cell_is_one_character() -> None:
    data = b'line,text,position\r\na,"b\r\nc",1\r\n'
    assert read_sheet(data) == Sheet(HEADINGS, ((2, ("a", "b\nc", "1")),))


def test_headings_alone_are_a_table_without_rows() -> None:
    assert read_sheet(b"line,text,position\r\n") == Sheet(HEADINGS, ())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"line,text,position\r\na,b\r\n",
            "Row 2 has 2 cells, and there are 3 headings.",
        ),
        (
            b"line,text,position,\r\na,b,1,c\r\n",
            "Row 2 has 4 cells, and there are 3 headings.",
        ),
        (
            b"line,text,position\r\na,\xff,1\r\n",
            "The file is not UTF-8 text. Save it as “CSV UTF-8”.",
        ),
        (b"line,text,position\r\na,\0,1\r\n", "The file has characters in it that are not text."),
        (
            b'line,text,position\r\na,"b,1\r\n',
            "Line 2 of the file cannot be read: unexpected end of data.",
        ),
        (
            b'sep=,\r\nline,text,position\r\na,"b,1\r\n',
            "Line 3 of the file cannot be read: unexpected end of data.",
        ),
        (
            b"line,text,position\r\na," + b"b" * 200_000 + b",1",
            "Line 2 of the file cannot be read: field larger than field limit (131072).",
        ),
        (b"\xef\xbb\xbf", "The file is empty."),
        (b"sep=;\r\n", "The file is empty."),
    ],
    ids=[
        *("short", "text without a heading", "not UTF-8", "null", "quotes"),
        *("quotes after sep=", "huge cell", "nothing", "sep= alone"),
    ],
)
def test_a_file_that_is_not_a_table_is_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_sheet(data)
    assert str(caught.value) == message
