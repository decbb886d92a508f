"""Spreadsheets that become rows of a programme: sent, looked at, and added."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as FileClient

from matcher import programme_uploads, programmes
from matcher.hourly_limit import HourlyLimit
from matcher.models import Programme, ProgrammeUpload
from matcher.programmes import MATCHED_AT_ONCE, MAX_ROWS, open_programme
from matcher.views import programme_uploads as upload_views
from matcher.web import uploads
from tests.sheets.files import one_sheet, with_parts, workbook
from tests.web.editions import publish, retired, small, ticked
from tests.web.programmes import Made, form_of, made
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

GOOD = b"Process;Owner;Colour?\nInvoices;Ann;green\nReturns;<b>Bo</b>;Grean\n"

USES = (
    "Not read, and kept beside Name Number of the row Takes its answers from colour? size? taste?"
)
"""What a column may be used as."""

MULTIPART = "multipart/form-data; boundary=BoUnDaRyStRiNg"


@pytest.fixture
def programme() -> Made:
    return made(names=())


def send(url: str, data: bytes, name: str = "work.csv", **fields: str):
    """Send a file as browsers do."""
    file = SimpleUploadedFile(name, data, "application/octet-stream")
    return FileClient().post(url, {**fields, "file": file})


def sent(programme: Made, data: bytes, name: str = "work.csv") -> str:
    """The page of a file that was sent."""
    response = send(f"{programme.edit}upload/", data, name)
    assert response.status_code == 303, Page(response).text
    return response["Location"]


def cells(page: Page, class_: str) -> list[list[str]]:
    """The table with this class, by row."""
    rows = []
    for table in page.all("table"):
        if class_ in table["class"]:
            for row in (row for row in page.all("tr") if table in row.inside):
                inside = [each for each in page.elements if row in each.inside]
                rows.append([each.text for each in inside if each.tag in ("td", "th")])
    return rows


def problems(page: Page) -> list[str]:
    (summary,) = page.all("div", class_="error-summary")
    return [item.text for item in page.all("li") if summary in item.inside]


# ── From nothing ─────────────────────────────────────────────────────────────────────────


def test_a_programme_begins_with_a_file(client):
    publish(small())
    response = send("/programme/", GOOD, names="", title="Finance", expires="")
    assert response.status_code == 303
    page = response["Location"]
    _, _, token, _, key, *_ = page.split("/")
    assert page == f"/programme/{token}/edit/{key}/upload/1/"
    assert Page(client.get(page)).one("h1").text == "work.csv"
    assert (open_programme(token).title, open_programme(token).rows) == ("Finance", ())


def test_a_file_may_stand_beside_names(client):
    publish(small())
    response = send("/programme/", GOOD, names="Payroll", title="", expires="")
    (_, _, token, *_) = response["Location"].split("/")
    assert [row.name for row in open_programme(token).rows] == ["Payroll"]


def test_the_form_sent_twice_leads_to_one_programme_and_one_file(client):
    publish(small())
    form = form_of(Page(client.get("/programme/")))
    fields = {name: values[0] for name, values in form.items() if name != "file"}
    first, second = (send("/programme/", GOOD, **fields) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert (Programme.objects.count(), ProgrammeUpload.objects.count()) == (1, 1)


def test_nothing_is_kept_of_a_file_that_cannot_be_read(client):
    publish(small())
    response = send("/programme/", b"PK\x03\x04", names="Payroll", title="Finance", expires="")
    assert response.status_code == 400
    page = Page(response)
    assert problems(page) == ["The file is damaged: it cannot be unpacked."]
    assert form_of(page)["names"] == ["Payroll"]
    assert not Programme.objects.exists()


def test_without_a_name_and_without_a_file_there_is_nothing_to_make(client):
    publish(small())
    response = FileClient().post("/programme/", {"names": "", "title": "", "expires": ""})
    assert response.status_code == 400
    assert problems(Page(response)) == ["Type or paste at least one name."]


# ── Looking at it ────────────────────────────────────────────────────────────────────────


def test_the_page_shows_how_each_column_was_understood(client, programme):
    page = Page(client.get(sent(programme, GOOD)))
    assert cells(page, "columns")[1:] == [
        [
            "Process",
            "Invoices · Returns",
            USES,
        ],
        [
            "Owner",
            "Ann · <b>Bo</b>",
            USES,
        ],
        [
            "Colour?",
            "green · Grean",
            USES,
        ],
    ]
    chosen = [option for option in page.all("option") if "selected" in option.attributes]
    assert [option["value"] for option in chosen] == ["name", "", "colour"]
    assert cells(page, "cell-notes") == [
        ["Row", "Column", "Reading"],
        ["3", "Colour?", "“Grean” was read as “Green”."],
    ]
    assert "2 rows were read. 2 can be added as they are." in page.text
    assert page.one("meta", name="robots")["content"] == "noindex, nofollow"


def test_every_problem_stands_there_at_once_with_what_was_expected(client):
    programme = made(names=(), release=publish(ticked()))
    data = (
        b"Name,colour,uses,Owner\n"
        b"Good,green,baked; pressed,\n"
        b",grey,boiled,\n"
        b"#REF!,green,,\n"
        b"Both,green,eaten; kept,\n"
        b"Twice,green; blue,,\n"
        b"Long" + b"g" * 120 + b",,,\n"
        b"Wide,green,,,x\n"
    )
    page = Page(client.get(sent(programme, data)))
    assert cells(page, "cell-notes")[1:] == [
        ["3", "Name", "There is no name."],
        ["3", "colour", "“grey” is none of the answers. Expected: Green; Blue; I’m not sure."],
        [
            "3",
            "uses",
            (
                "“boiled” is none of the answers. "
                "Expected: Eaten; Baked; Pressed; Kept; I’m not sure."
            ),
        ],
        [
            "4",
            "Name",
            (
                "“#REF!” is what a spreadsheet writes where a formula failed. "
                "Write the content itself."
            ),
        ],
        ["5", "uses", "In “eaten; kept”, two answers exclude each other."],
        ["6", "colour", "“green; blue” is more than one answer, and there can be one only."],
        ["7", "Name", "The name: use 120 characters at most; it has 124."],
        [
            "8",
            "Column 5",
            "There is something beyond the last heading. Is a cell cut at a comma?",
        ],
    ]
    assert "7 rows were read. 1 can be added as it is." in page.text


def test_what_is_odd_about_a_workbook_is_said(client, programme):
    def write(book) -> None:
        sheet = book.add_worksheet("Work")
        sheet.write_row(1, 0, ("Name", "Owner", "Owner"))
        sheet.merge_range(2, 0, 3, 0, "Invoices")
        book.add_worksheet("Prices").write(0, 0, "a")

    page = Page(client.get(sent(programme, workbook(write), "work.xlsx")))
    assert [note.text for note in page.all("p", class_="notice")] == [
        "Not read: Prices.",
        "The headings are those of row 2, the first with anything in it.",
        (
            "Cells are merged (A3:A4): only the first of each has anything, so the others are read "
            "as empty."
        ),
        "Several columns are called “Owner”: below you see which one is read.",
    ]
    assert "1 row of the sheet “Work” was read." in page.text


def test_columns_are_corrected_before_anything_is_added(client, programme):
    url = sent(programme, GOOD)
    columns = {"column-0": "", "column-1": "name", "column-2": "colour"}
    response = client.post(url, {**columns, "add": "1"})
    assert (response.status_code, response["Location"]) == (303, url)
    assert programme.stored.rows == ()
    response = client.post(url, {**columns, "add": "1"})
    assert [(row.name, dict(row.own)) for row in programme.stored.rows] == [
        ("Ann", {"colour": "green"}),
        ("<b>Bo</b>", {"colour": "green"}),
    ]


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        (("", "", "colour"), "Process: Choose the column with the names."),
        (("made-up", "x", "y"), "Process: Choose the column with the names."),
        (
            ("name", "name", ""),
            "Owner: Another column is used as this already: choose one of them.",
        ),
    ],
)
def test_columns_that_make_no_table_are_refused(client, programme, columns, problem):
    url = sent(programme, GOOD)
    fields = {f"column-{index}": use for index, use in enumerate(columns)}
    response = client.post(url, {**fields, "add": "1"})
    assert response.status_code == 400
    assert problems(Page(response)) == [problem]
    assert programme.stored.rows == ()


# ── Adding ───────────────────────────────────────────────────────────────────────────────

COLUMNS = {"column-0": "name", "column-1": "", "column-2": "colour"}


@pytest.mark.parametrize("forget", [False, True])
def test_the_rows_are_added_once_and_the_file_is_kept_as_wished(client, programme, forget):
    url = sent(programme, GOOD)
    fields = {**COLUMNS, "add": "1", **({"forget": "1"} if forget else {})}
    assert client.post(url, fields)["Location"] == url
    assert client.post(url, fields).status_code == 200
    assert programme.queries == {1: "colour=green", 2: "colour=green"}
    assert (ProgrammeUpload.objects.get().forget_at is not None) == forget
    page = Page(client.get(url))
    assert "2 rows were read. 2 rows were added." in page.text
    assert page.link("Go on to the table") == programme.edit
    assert "Add these" not in page.text
    assert Page(client.get(f"{programme.edit}upload/")).link("work.csv") == url


def test_it_is_said_how_many_rows_there_is_room_for(client):
    programme = made(names=tuple(map(str, range(MAX_ROWS - 1))))
    page = Page(client.get(sent(programme, GOOD)))
    assert page.one("p", class_="notice").text == (
        "2 rows can be read, and there is room for 1: a programme has 2,000 rows at most. The "
        "first are taken."
    )
    assert "Add this row" in page.texts("button")


@pytest.mark.parametrize("added", [True, False])
def test_a_file_is_deleted_and_its_rows_stay(client, programme, added):
    url = sent(programme, GOOD)
    if added:
        client.post(url, {**COLUMNS, "add": "1"})
    response = client.post(url, {"delete": "1"})
    assert (response.status_code, response["Location"]) == (303, f"{programme.edit}upload/")
    assert not ProgrammeUpload.objects.exists()
    assert len(programme.stored.rows) == (2 if added else 0)
    assert client.post(url, {"delete": "1"}).status_code == 410


def test_where_somebody_else_took_the_room_nothing_is_added(client, monkeypatch):
    programme = made(names=tuple(map(str, range(MAX_ROWS - 1))))
    url = sent(programme, GOOD)
    monkeypatch.setattr(programme_uploads, "room", lambda _programme: 2)  # as it was before
    assert client.post(url, {**COLUMNS, "add": "1"}).status_code == 409
    assert len(programme.stored.rows) == MAX_ROWS - 1


def test_a_file_is_given_back_once_all_of_its_rows_are_matched(client, programme):
    data = b"Name\n" + b"".join(b"Work %d\n" % number for number in range(MATCHED_AT_ONCE + 1))
    url = sent(programme, data)
    client.post(url, {"column-0": "name", "add": "1"})
    page = Page(client.get(url))
    assert "0 of 201 rows matched" in page.text
    assert "Your file with the results" not in page.text
    returned = client.get(f"{url}results.xlsx")
    assert (returned.status_code, returned["Location"]) == (303, url)
    client.post(f"{programme.edit}progress/")
    assert client.get(Page(client.get(url)).link("Your file with the results")).status_code == 200


def test_other_columns_are_in_no_file_and_on_no_page_of_readers(client, programme):
    url = sent(programme, GOOD)
    client.post(url, {**COLUMNS, "add": "1"})
    for path in ("", "programme.csv", "programme.json"):
        body = client.get(programme.read + path).content.decode()
        assert "Invoices" in body
        assert "Ann" not in body


# ── Rows that take their answers from others ─────────────────────────────────────────────

HEIRS = {"column-0": "name", "column-1": "row.archetype", "column-2": "colour"}


def test_rows_may_take_their_answers_from_others_of_the_file(client, programme):
    data = b"Name;Takes its answers from;colour\nReturns;invoices;\nInvoices;;green\n"
    url = sent(programme, data)
    client.post(url, {**HEIRS, "add": "1"})
    rows = [(row.name, row.archetype, dict(row.own)) for row in programme.stored.rows]
    assert rows == [("Returns", 2, {}), ("Invoices", None, {"colour": "green"})]


def test_what_cannot_be_taken_from_another_row_is_told_in_words(client, programme):
    data = (
        b"Name;Takes its answers from;colour\n"
        b"a;b;\nb;;\nb;;\nc;c;\nd;nobody;\ne;f;\nf;g;\ng;;\nh;i;\ni;;grey\n"
    )
    page = Page(client.get(sent(programme, data)))
    assert [row for row in cells(page, "cell-notes")[1:] if row[1] != "colour"] == [
        [number, "Takes its answers from", problem]
        for number, problem in (
            (
                "2",
                (
                    "More than one row of the file is called “b”. Write the number of the one that "
                    "is meant, or give it a name of its own."
                ),
            ),
            ("5", "“c” is this row itself. Name another, or leave the cell empty."),
            (
                "6",
                (
                    "No row of the file is called “nobody”. Expected: the name of a row, or its "
                    "number."
                ),
            ),
            (
                "7",
                (
                    "“f” takes its answers from another row itself. Name that one, or leave the "
                    "cell empty."
                ),
            ),
            (
                "10",
                "“i” cannot be read, so nothing can be taken from it. Correct that row first.",
            ),
        )
    ]


def test_a_row_whose_archetype_finds_no_room_has_its_answers_as_its_own(client):
    programme = made(names=tuple(map(str, range(MAX_ROWS - 1))))
    data = b"Name;Takes its answers from;colour\nReturns;Invoices;\nInvoices;;green\n"
    client.post(sent(programme, data), {**HEIRS, "add": "1"})
    row = programme.stored.rows[-1]
    assert (row.name, row.archetype, dict(row.own)) == ("Returns", None, {"colour": "green"})


def test_an_answer_of_an_earlier_edition_is_named_with_what_takes_its_place(client):
    before = (
        retired("colour", "teal", "Green or blue, who can say"),
        retired("colour", "lime", "Light green", colour="green"),
    )
    programme = made(names=(), release=publish(small(retired=before)))
    page = Page(client.get(sent(programme, b"Name,colour\na,teal\nb,Light  green\n")))
    assert cells(page, "cell-notes")[1:] == [
        [
            "2",
            "colour",
            (
                "“Green or blue, who can say” is no longer an answer. Nothing takes its place. "
                "Expected: Green; Blue; I’m not sure."
            ),
        ],
        ["3", "colour", "“Light green” is no longer an answer. In its place: colour? Green."],
    ]


# ── Which sheet is read, and how many files are kept ─────────────────────────────────────


def test_the_sheet_with_the_most_of_our_columns_is_read(client, programme):
    def write(book) -> None:
        book.add_worksheet("Cover").write_row(0, 0, ("Name", "Of", "The", "Book"))
        book.add_worksheet("Work").write_row(0, 0, ("Name", "colour?", "size?"))
        book.get_worksheet_by_name("Work").write_row(1, 0, ("Invoices", "Green"))
        hidden = book.add_worksheet("Old work")
        hidden.write_row(0, 0, ("Name", "colour?", "size?", "taste?"))
        hidden.hide()

    page = Page(client.get(sent(programme, workbook(write), "work.xlsx")))
    assert "1 row of the sheet “Work” was read." in page.text


def test_a_file_from_before_sheets_were_chosen_is_read_as_it_was(client, programme):
    url = sent(programme, GOOD)
    ProgrammeUpload.objects.update(sheet=None)
    assert "2 rows were read." in Page(client.get(url)).text


def test_a_programme_keeps_so_many_files_and_says_how_to_go_on(client, programme, monkeypatch):
    for module in (programme_uploads, upload_views):
        monkeypatch.setattr(module, "MAX_KEPT", 2)
    sent(programme, b"Name\nPayroll\n", "first.csv")
    url = sent(programme, GOOD)
    assert sent(programme, GOOD) == url  # the same file again
    response = send(f"{programme.edit}upload/", GOOD + b"Payroll;Cy;blue\n")
    assert response.status_code == 400
    page = Page(response)
    assert problems(page) == [
        (
            "This programme keeps 2 files, which is the most. Open one that is listed below and "
            "delete it, then send this one again: rows that were added stay."
        )
    ]
    client.post(page.link("first.csv"), {"delete": "1"})
    assert sent(programme, GOOD + b"Payroll;Cy;blue\n").endswith("upload/3/")


# ── Refusals ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "The file is empty: no cell of it holds anything."),
        (
            with_parts(one_sheet(("a",)), {"xl/media/bomb": b"0" * 21_000_000}),
            "Unpacked, the file would have more than 20 MB or 500 parts.",
        ),
        (b"a" * 2_100_000, "The file is larger than 2 MB. Send it in parts."),
    ],
    ids=["empty", "a bomb", "large"],
)
def test_a_hostile_file_is_refused_in_words(client, programme, data, problem):
    response = send(f"{programme.edit}upload/", data)
    assert response.status_code == 400
    assert problems(Page(response)) == [problem]
    assert not ProgrammeUpload.objects.exists()


def test_a_form_without_a_file_is_refused(client, programme):
    response = client.post(f"{programme.edit}upload/", {})
    assert response.status_code == 400
    assert problems(Page(response)) == ["The file is empty: no cell of it holds anything."]


def test_far_too_much_is_refused_unread(programme):
    response = send(f"{programme.edit}upload/", b"a" * 2_400_000)
    assert response.status_code == 413
    assert "2,300,000 bytes at most" in Page(response).text


@pytest.mark.parametrize("rest", ["", "title/", "row/1/", "question/colour/"])
def test_no_other_form_takes_a_file(rest):
    programme = made()
    assert send(programme.edit + rest, GOOD).status_code == 415


@pytest.mark.parametrize("rest", ["upload/", "upload/1/"])
def test_another_site_and_a_wrong_key_send_nothing(client, programme, rest):
    sent(programme, GOOD)
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(programme.edit + rest, COLUMNS, headers=headers).status_code == 403
    assert client.get(f"{programme.read}edit/wrong/{rest}").status_code == 404


@pytest.mark.parametrize("number", ["2", "0", "x", "9999999999"])
def test_a_file_that_is_not_there_is_gone(client, programme, number):
    response = client.get(f"{programme.edit}upload/{number}/")
    assert response.status_code == 410
    assert Page(response).one("h1").text == "This file is no longer here"


def test_a_file_goes_with_its_programme(client, programme):
    url = sent(programme, GOOD)
    client.post(f"{programme.edit}delete/", {})
    assert client.get(url).status_code == 410
    assert not ProgrammeUpload.objects.exists()


def test_one_address_may_send_so_many_files_an_hour(programme, monkeypatch):
    publish(small(), number=2)
    for module in (programme_uploads, uploads):
        monkeypatch.setattr(module, "UPLOADS", HourlyLimit("uploaded file", 1))
    sent(programme, GOOD)
    for url in (f"{programme.edit}upload/", "/programme/"):
        response = send(url, GOOD, names="", title="", expires="")
        assert response.status_code == 429
        assert "1 file was sent within this hour" in Page(response).text


def test_uploads_count_as_changes_of_the_programme(programme, monkeypatch):
    monkeypatch.setattr(programmes, "EDITS", HourlyLimit("programme edit", 0))
    assert send(f"{programme.edit}upload/", GOOD).status_code == 429
