"""A programme as a workbook, and the sheet of it that can be sent again."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from matcher.assumptions import StoredAssumption
from matcher.programmes import RowEdit, edit_row, matched_rows
from tests.web.editions import publish, ticked
from tests.web.programmes import Made, give, made
from tests.web.reading import Page
from tests.web.test_programme_files import QUESTIONS, file
from tests.web.test_programme_uploads import sent

pytestmark = pytest.mark.django_db

NAMES = ("Invoices", "Returns", "=1+1", "Invoices", "Emptied")


@pytest.fixture
def programme() -> Made:
    """Two rows are called the same, and one takes its answers from the second of them."""
    programme = made(
        "uses=baked&uses=pressed&colour=green&size=not-sure",
        "colour=blue",
        "taste=sour",
        "colour=green&size=large&taste=sweet",
        names=NAMES,
        release=publish(ticked()),
        title="Finance",
    )
    give(programme, 2, "size=small", archetype=4)
    give(programme, 3, "taste=not-sure", archetype=1)
    return programme


def excel(programme: Made) -> str:
    return f"{programme.read}programme.xlsx"


def sheets(client, programme: Made) -> dict[str, list[tuple[object, ...]]]:
    return {table.name: list(table.rows) for table in file(client, excel(programme))}


def again(client, programme: Made, other: Made) -> None:
    """Send the workbook of a programme to another, as it is."""
    url = sent(other, client.get(excel(programme)).content, "finance.xlsx")
    columns = ("row.number", "name", "row.archetype", "uses", "colour", "size", "taste")
    fields = {f"column-{index}": use for index, use in enumerate(columns)}
    assert client.post(url, {**fields, "add": "1"}).status_code == 303


def test_it_says_what_each_row_comes_to(client, programme):
    day = f"{programme.stored.rows[0].changed_at:%Y-%m-%d}"
    assert sheets(client, programme)["Summary"][:3] == [
        (
            *("Number", "Name", "Verdict", "Score, of 10", "Kind of thing"),
            *("Kind of thing: how sure", "Open questions", "Takes its answers from"),
            *("Review it on", "What is watched", "Last change"),
        ),
        (1.0, "Invoices", "", "", "Apple", "Close call", 0.0, "", "", "", day),
        (2.0, "Returns", "", "", "Apple", "Close call", 1.0, "Invoices", "", "", day),
    ]


def test_its_answers_stand_under_the_headings_to_fill_in_and_name_what_is_inherited(
    client, programme
):
    assert sheets(client, programme)["Answers"] == [
        ("Number", "Name", "Takes its answers from", *QUESTIONS),
        (1.0, "Invoices", "", "Baked; Pressed", "Green", "I’m not sure"),
        (2.0, "Returns", "4", "", "", "Small"),
        (3.0, "=1+1", "1", "", "", "", "I’m not sure"),
        (4.0, "Invoices", "", "", "Green", "Large", "Sweet"),
        (5.0, "Emptied"),
    ]


def test_its_cells_offer_the_answers(client, programme):
    content = ZipFile(BytesIO(client.get(excel(programme)).content))
    sheet = content.read("xl/worksheets/sheet2.xml").decode()
    assert "sqref=\"E2:E2001\"><formula1>'To choose from'!$B$2:$B$4" in sheet
    assert "<f>" not in sheet


def test_sent_to_another_programme_it_makes_the_same_rows(client, programme):
    other = made(names=(), release=programme.stored.release)
    again(client, programme, other)
    rows = [(row.name, row.own, row.archetype) for row in programme.stored.rows]
    assert [(row.name, row.own, row.archetype) for row in other.stored.rows] == rows
    states = [matched.state for matched in matched_rows(programme.stored)]
    assert [matched.state for matched in matched_rows(other.stored)] == states


ODD_NAMES = ("_x0041_ & <b>", "'=1", "@x", "١٢", "审查", "12", "1e5", "TRUE", "x" * 120)


def test_names_come_back_as_they_were_whatever_they_look_like(client):
    release = publish(ticked())
    programme, other = (made(names=names, release=release) for names in (ODD_NAMES, ()))
    for number in range(2, len(ODD_NAMES) + 1):
        give(programme, number, archetype=1)
    again(client, programme, other)
    rows = [(row.name, row.archetype) for row in programme.stored.rows]
    assert [(row.name, row.archetype) for row in other.stored.rows] == rows


def test_sent_to_its_own_programme_it_is_said_that_rows_are_added_beside(client, programme):
    page = Page(client.get(sent(programme, client.get(excel(programme)).content)))
    assert "Not read: Summary; Unknown; About; To choose from." in page.text
    assert (
        "5 rows are called like some that the programme has already. They are added beside these "
        "and change nothing there: to change a row, open it in the table."
    ) in page.text


def test_what_people_agree_on_comes_along_and_what_differs_stays_undecided(client, programme):
    programme.ask(4, "Ann", "Bo")
    programme.say(4, 1, "uses=eaten")
    programme.say(4, 2, "uses=eaten")
    programme.ask(2, "Cy", "Di")
    programme.say(2, 1, "taste=sweet")
    programme.say(2, 2, "taste=sour")
    assert [row[3:] for row in sheets(client, programme)["Answers"][2:5:2]] == [
        ("", "", "Small", "I’m not sure"),
        ("Eaten", "Green", "Large", "Sweet"),
    ]
    other = made(names=(), release=programme.stored.release)
    again(client, programme, other)
    ranked = [matched.state.match.rankings for matched in matched_rows(programme.stored)]
    assert [matched.state.match.rankings for matched in matched_rows(other.stored)] == ranked


def test_what_is_assumed_and_what_is_unknown_have_sheets_of_their_own(client, programme):
    row = programme.stored.row(4)
    assert "Assumptions" not in sheets(client, programme)
    known = {"colour": StoredAssumption("guess", "=Ann"), "uses": StoredAssumption("known", "")}
    edit_row(programme.stored, 4, RowEdit(row.name, row.own, None, row.version, assumptions=known))
    found = sheets(client, programme)
    assert found["Assumptions"] == [
        ("Number", "Name", "Question", "Answer", "How it is known", "Who can say more"),
        (4.0, "Invoices", "colour?", "Green", "A guess", "=Ann"),
    ]
    assert found["Unknown"][:3] == [
        ("Question", "Number", "Name", "What is missing"),
        ("uses?", 2.0, "Returns", "Not answered"),
        ("uses?", 4.0, "Invoices", "Not answered"),
    ]
    assert ("size?", 1.0, "Invoices", "Not sure") in found["Unknown"]


def test_it_says_what_it_is_and_whom_it_is_for(client, programme):
    about = dict(row[:2] for row in sheets(client, programme)["About"])
    assert about["Programme"] == "Finance"
    assert about["Matched with"].startswith("Edition 1, ")
    assert about["Confidential"].startswith("For those who decide")


def test_a_programme_without_rows_has_the_headings(client):
    empty = made(names=(), release=publish(ticked()))
    assert sheets(client, empty)["Answers"] == [
        ("Number", "Name", "Takes its answers from", *QUESTIONS)
    ]
    assert "Unknown" not in sheets(client, empty)


def test_families_against_places_have_a_sheet(client, published):
    answers = "object=invoices-payments&served=internal-ops&priority=lowest-cost"
    programme = made(answers, answers, answers, names=("a", "b", "c"), release=published)
    heading, row = sheets(client, programme)["What is done where"]
    assert heading[0] == "Service family"
    assert row[1:] == (3.0,)
