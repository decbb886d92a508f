"""The spreadsheet to fill in, and the one that comes back with the results."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from matcher.core.programme_sheet import NAME, SheetReading, SheetRow
from matcher.programme_uploads import keep_upload, open_upload
from matcher.sheets.reading import first_table, read_tables
from matcher.sheets.table import Table
from tests import builders
from tests.sheets.files import one_sheet, workbook
from tests.web.editions import publish, small, ticked
from tests.web.programmes import Made, made, table
from tests.web.reading import Page
from tests.web.test_programme_uploads import COLUMNS, GOOD, sent

pytestmark = pytest.mark.django_db

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

QUESTIONS = ("uses?", "colour?", "size?", "taste?")


@pytest.fixture
def programme() -> Made:
    return made(names=(), release=publish(ticked()))


def file(client, url: str) -> tuple[Table, ...]:
    """The tables of a workbook that is taken away."""
    response = client.get(url)
    assert (response.status_code, response["Content-Type"]) == (200, EXCEL)
    return read_tables(response.content)


# ── To fill in ───────────────────────────────────────────────────────────────────────────


def test_the_workbook_to_fill_in_has_the_questions_and_their_answers(client):
    publish(ticked())
    assert file(client, "/programme/template.xlsx") == (
        Table("Work", (("Name", *QUESTIONS),)),
        Table(
            "Answers",
            (
                QUESTIONS,
                ("Eaten", "Green", "Small", "Sweet"),
                ("Baked", "Blue", "Large", "Sour"),
                ("Pressed", "I’m not sure", "I’m not sure", "I’m not sure"),
                ("Kept",),
                ("I’m not sure",),
            ),
        ),
    )


def test_its_cells_offer_the_answers_and_let_several_be_typed(client):
    publish(ticked())
    content = client.get("/programme/template.xlsx").content
    sheet = ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert 'showErrorMessage="1" sqref="C2:C2001"><formula1>Answers!$B$2:$B$4' in sheet
    assert 'sqref="B2:B2001"><formula1>Answers!$A$2:$A$6' in sheet
    assert sheet.count("showErrorMessage") == 3


def test_the_csv_to_fill_in_has_the_headings(client):
    publish(ticked())
    response = client.get("/programme/template.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert read_tables(response.content) == (Table("", (("Name", *QUESTIONS),)),)


def test_a_programme_has_those_of_its_own_edition(client, programme):
    publish(small(), number=2)
    assert file(client, f"{programme.read}template.xlsx")[0].headings == ("Name", *QUESTIONS)
    assert file(client, "/programme/template.xlsx")[0].headings == ("Name", *QUESTIONS[1:])
    assert b"uses?" in client.get(f"{programme.read}template.csv").content


def test_what_is_chosen_from_it_is_read(programme):
    answers = ("Baked; Pressed", "Green", "I’m not sure", "")
    tables = (Table("Work", (("Name", *QUESTIONS), ("Invoices", *answers))),)
    number = keep_upload(programme.stored, data=b"", tables=tables, file_name="a")
    kept = open_upload(programme.stored, number)
    assert kept.columns == (NAME, "uses", "colour", "size", "taste")
    own = builders.answers(ticked(), colour="green", size="not-sure", uses="baked, pressed")
    assert kept.reading(ticked()) == SheetReading((SheetRow(2, "Invoices", own),), (), ())


# ── With the results ─────────────────────────────────────────────────────────────────────


def returned(url: str) -> str:
    return f"{url}results.xlsx"


def test_a_file_comes_back_as_it_was_with_three_columns(client, programme):
    def write(book) -> None:
        hidden = book.add_worksheet("Lists")
        hidden.write_row(0, 0, ("a", 1.5))
        sheet = book.add_worksheet("My work")
        sheet.write_row(0, 0, ("Name", "Cost", "colour", "Note", "uses"))
        sheet.write_row(1, 0, ("Invoices", 12.5, "Green"))
        sheet.write_string(1, 3, "=1+1")
        sheet.write_row(2, 0, ("", -3, "grey", "@x", "eaten; kept"))
        sheet.write_row(4, 0, ("Returns",))
        sheet.activate()
        hidden.hide()

    url = sent(programme, workbook(write), "my work.v2.xlsx")
    before = file(client, returned(url))
    columns = {f"column-{index}": use for index, use in enumerate((NAME, "", "colour", "", "uses"))}
    client.post(url, {**columns, "add": "1"})
    after = file(client, returned(url))
    assert after == before
    lists, work = after
    assert lists == Table("Lists", (("a", 1.5),), hidden=True)
    result, reason = work.rows[1][5:]
    assert result.startswith("No verdict yet\nKind of thing: Apple (")
    assert reason.startswith("Kind of thing: ")
    assert work == Table(
        "My work",
        (
            ("Name", "Cost", "colour", "Note", "uses", "Result", "Reason", "Problem"),
            ("Invoices", 12.5, "Green", "=1+1", "", result, reason),
            (
                *("", -3.0, "grey", "@x", "eaten; kept", "", ""),
                (
                    "Name: There is no name.\n"
                    "colour: “grey” is none of the answers. Expected: Green; Blue; I’m not sure.\n"
                    "uses: In “eaten; kept”, two answers exclude each other."
                ),
            ),
            (),
            ("Returns", "", "", "", "", "Nothing answered yet"),
        ),
    )


MISTAKES = {
    5: ("", "Green", ""),
    9: ("Work 9", "grey", ""),
    14: ("Work 14", "Green; Blue", ""),
    22: ("Work 22", "#REF!", ""),
    30: ("#NAME?", "Green", ""),
    41: ("Work 41", "Blue", "eaten; kept"),
}


def test_forty_rows_with_six_mistakes_become_a_table_and_six_messages(client, programme):
    rows = [MISTAKES.get(number, (f"Work {number}", "Grene", "baked")) for number in range(2, 42)]
    url = sent(programme, one_sheet(("Name", "colour", "uses"), *rows), "work.xlsx")
    page = Page(client.get(url))
    assert "40 rows of the sheet “Work” were read. 34 can be added as they are." in page.text
    client.post(url, {"column-0": NAME, "column-1": "colour", "column-2": "uses", "add": "1"})
    names = [row.name for row in programme.stored.rows]
    assert names == [f"Work {number}" for number in range(2, 42) if number not in MISTAKES]
    assert len(table(Page(client.get(programme.read)))) == 34
    problems = {
        number: row[5]
        for number, row in enumerate(file(client, returned(url))[0].rows, 1)
        if row[5:]
    }
    none = "is none of the answers. Expected: Green; Blue; I’m not sure."
    failed = "is what a spreadsheet writes where a formula failed. Write the content itself."
    assert problems == {
        1: "Problem",
        5: "Name: There is no name.",
        9: f"colour: “grey” {none}",
        14: "colour: “Green; Blue” is more than one answer, and there can be one only.",
        22: f"colour: “#REF!” {failed}",
        30: f"Name: “#NAME?” {failed}",
        41: "uses: In “eaten; kept”, two answers exclude each other.",
    }


def test_no_text_of_a_returned_file_is_a_formula(client, programme):
    url = sent(programme, b'Name,colour,x\n=1+1,green,"=HYPERLINK(""http://x"")"\n')
    response = client.get(returned(url))
    sheet = ZipFile(BytesIO(response.content)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert first_table(read_tables(response.content)).rows[1][0] == "=1+1"


def test_a_row_that_was_deleted_and_one_without_room_say_so(client, programme, monkeypatch):
    monkeypatch.setattr("matcher.programmes.MAX_ROWS", 2)
    monkeypatch.setattr("matcher.programme_uploads.MAX_ROWS", 2)
    url = sent(programme, GOOD + b"Payroll;Cy;blue\n")
    client.post(url, {**COLUMNS, "add": "1"})
    client.post(f"{programme.row(1)}delete/", {})
    problems = [row[5:] for row in file(client, returned(url))[0].rows[1:]]
    assert problems[0] == problems[2] == ("This row is not in the programme.",)
    assert problems[1] == ()


def test_a_returned_file_is_called_like_what_was_sent(client, programme):
    response = client.get(returned(sent(programme, GOOD, "../Größe: 1.csv")))
    assert response["Content-Disposition"] == (
        'attachment; filename="Groe 1 results.xlsx"; '
        "filename*=UTF-8''Gr%C3%B6%C3%9Fe%201%20results.xlsx"
    )


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("a/b:c*[d]?\\e", "a b c  d   e"),
        ("'quoted'", "quoted"),
        ("x" * 40, "x" * 31),
        ("'", "Sheet"),
    ],
)
def test_a_sheet_may_be_called_anything(client, programme, name, sheet):
    tables = (Table(name, (("Name",), ("a",))), Table(name.upper(), (("b",),)))
    number = keep_upload(programme.stored, data=b"", tables=tables, file_name="a.xlsx")
    names = [each.name for each in file(client, f"{programme.edit}upload/{number}/results.xlsx")]
    assert names[0] == sheet
    assert len({each.lower() for each in names}) == 2


def test_only_the_key_brings_the_file_back(client, programme):
    sent(programme, GOOD)
    assert client.get(f"{programme.read}edit/wrong/upload/1/results.xlsx").status_code == 404
    assert client.get(f"{programme.edit}upload/2/results.xlsx").status_code == 410
