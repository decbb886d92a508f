"""A programme as one document of Word: a summary, then a brief of each row."""

from io import BytesIO

import docx
import pytest
from docx.document import Document as File

from matcher.assumptions import StoredAssumption
from matcher.programmes import RowEdit, edit_row
from tests.web.editions import publish, small
from tests.web.programmes import Made, give, made
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def programme(published) -> Made:
    """One row with a brief, one that takes its answers from it, and one without any."""
    answers = "object=invoices-payments&served=internal-ops&priority=lowest-cost"
    programme = made(answers, names=("Invoices", "Bills", "Payroll"), release=published)
    give(programme, 2, "", archetype=1)
    return programme


def word(client, programme: Made, query: str = "") -> File:
    response = client.get(f"{programme.read}programme.docx{query}")
    assert (response.status_code, response["Content-Type"]) == (200, WORD)
    return docx.Document(BytesIO(response.content))


def headings(file: File, level: int) -> list[str]:
    name = f"Heading {level}"
    return [each.text for each in file.paragraphs if each.style.name == name]


def cells(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_it_has_a_summary_and_a_chapter_for_each_row(client, programme):
    file = word(client, programme)
    assert headings(file, 1) == [
        *("Summary", "What is still unknown", "The briefs", "Invoices", "Bills", "Payroll")
    ]
    assert headings(file, 2)[:3] == ["Decisions", "Why", "Is it ready to be outsourced?"]
    summary = cells(file.tables[0])
    assert summary[0][:2] == ["Name", "Verdict"]
    assert [row[0] for row in summary[1:]] == ["Invoices", "Bills", "Payroll"]
    assert summary[1][2].startswith("Finance and accounting operations (")
    assert summary[3][2] == "–"


def test_every_chapter_begins_a_page(client, programme):
    file = word(client, programme)
    begin = [each.text for each in file.paragraphs if each._p.xpath("./w:pPr/w:pageBreakBefore")]
    assert begin == ["Invoices", "Bills", "Payroll"]


def test_a_row_without_a_family_says_what_is_to_be_asked(client, programme):
    texts = [each.text for each in word(client, programme).paragraphs]
    chapter = texts[texts.index("Payroll") :]
    assert chapter[1].startswith("Too little is answered for a brief")
    assert any(text.endswith("(Not answered)") for text in chapter)


def test_how_answers_are_known_stands_in_front_and_with_the_row(client, programme):
    row = programme.stored.row(1)
    said = {"object": StoredAssumption("guess", "Ann <b>")}
    edit_row(programme.stored, 1, RowEdit(row.name, row.own, None, row.version, assumptions=said))
    file = word(client, programme)
    (register, of_the_row) = [
        table for table in map(cells, file.tables) if table[0][-1] == "Who can say more"
    ]
    assert register[1][0] == "Invoices"
    assert register[1][1:] == of_the_row[1]
    assert of_the_row[1][2:] == ["A guess", "Ann <b>"]


def test_ticked_rows_and_those_that_are_chosen_make_a_document_of_their_own(client, programme):
    def chapters(query: str) -> list[str]:
        return headings(word(client, programme, query), 1)[3:]

    token = programme.links.token
    assert chapters(f"?ticked=1&r={token}.2&r={token}.3") == ["Bills", "Payroll"]
    assert chapters("?family=finance-accounting") == ["Invoices", "Bills"]
    page = Page(client.get(f"{programme.read}?family=finance-accounting"))
    assert page.link("Word") == f"{programme.read}programme.docx?family=finance-accounting"


@pytest.mark.parametrize("query", ["?ticked=1", "?r=other.1", "?r=1", "?kind=made-up"])
def test_where_no_row_is_meant_it_is_said_what_to_do(client, query):
    programme = made("colour=green", names=("a", "b"))
    response = client.get(f"{programme.read}programme.docx{query}")
    assert response.status_code == 400
    page = Page(response)
    assert "No row was chosen. Tick rows in the table" in page.text
    assert page.link("Back to the programme") == programme.read


def test_more_rows_than_a_document_holds_are_told_with_the_way_out(client):
    programme = made(names=tuple(map(str, range(51))), release=publish(small()))
    response = client.get(f"{programme.read}programme.docx")
    assert response.status_code == 400
    page = Page(response)
    assert "A document holds 50 rows at most, with a brief of each, and these are 51." in page.text
    assert page.link("The workbook") == f"{programme.read}programme.xlsx"


def test_robots_and_whoever_asks_too_often_are_refused(client, programme, monkeypatch):
    robot = {"User-Agent": "examplebot/1.0"}
    for name in ("programme.docx", "programme.xlsx"):
        assert client.get(f"{programme.read}{name}", headers=robot).status_code == 403
    monkeypatch.setattr("matcher.web.document_guard.DOCUMENTS_AN_HOUR", 0)
    for name in ("programme.docx", "programme.xlsx"):
        response = client.get(f"{programme.read}{name}")
        assert response.status_code == 429
        assert Page(response).link("Back to the programme") == programme.read


def test_it_is_indexed_nowhere_and_kept_by_no_cache(client, programme):
    for name in ("programme.docx", "programme.xlsx"):
        response = client.get(f"{programme.read}{name}")
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in response["Cache-Control"]
