"""What the key of a programme allows: adding, answering, renaming and deleting rows, the title, and
the end of it."""

import pytest

from matcher import programmes
from matcher.hourly_limit import HourlyLimit
from matcher.models import Programme, ProgrammeRow
from matcher.programmes import MAX_ROWS, delete_row
from tests.web.editions import publish, ticked
from tests.web.programmes import NAMES, Made, form_of, give, made, table
from tests.web.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Made:
    return made("colour=green", title="Finance")


def problems(page: Page) -> list[str]:
    """What is named at the top of the page."""
    (summary,) = page.all("div", class_="error-summary")
    return [item.text for item in page.all("li") if summary in item.inside]


# ── The table ────────────────────────────────────────────────────────────────────────────


def test_the_page_to_edit_leads_to_each_row_and_to_what_is_open(client, programme):
    page = Page(client.get(programme.edit))
    assert page.link("Invoices & bills") == programme.row(1)
    assert page.link("Answer question by question") == programme.question("colour")
    assert page.link("size?") == programme.question("size")
    assert page.link("Its links") == f"{programme.edit}links/"
    assert page.link("Delete the programme") == f"{programme.edit}delete/"
    assert page.link("CSV") == f"{programme.read}programme.csv"
    assert page.one("meta", name="robots")["content"] == "noindex, nofollow"


def test_where_nothing_is_open_there_is_no_question_to_answer(client):
    programme = made("colour=not-sure&size=not-sure&taste=not-sure", names=("One",))
    page = Page(client.get(programme.edit))
    assert "Answer question by question" not in page.texts("a")
    assert page.link("colour?") == programme.question("colour")


def test_rows_are_added(client, programme):
    response = client.post(programme.edit, {"names": "Onboarding\n\n  Exit  talks "})
    assert (response.status_code, response["Location"]) == (303, programme.edit)
    assert [row.name for row in programme.stored.rows] == [*NAMES, "Onboarding", "Exit talks"]


def test_names_that_cannot_be_added_stay_typed(client, programme):
    response = client.post(programme.edit, {"names": "Good\na\u202eb"})
    assert response.status_code == 400
    page = Page(response)
    assert problems(page) == [
        "Line 2: it held invisible control characters. Look at it without them."
    ]
    assert form_of(page)["names"] == ["Good\nab"]
    assert len(programme.stored.rows) == len(NAMES)


def test_more_rows_than_there_is_room_for_are_refused(client):
    programme = made(names=tuple(map(str, range(MAX_ROWS - 1))))
    response = client.post(programme.edit, {"names": "One\nTwo"})
    assert response.status_code == 400
    assert problems(Page(response)) == [
        "These are 2 names, and there is room for 1: a programme has 2,000 rows at most."
    ]
    assert client.post(programme.edit, {"names": "One"}).status_code == 303
    assert Page(client.get(programme.edit)).all("textarea") == []


@pytest.mark.parametrize(
    "rest",
    ["", "title/", "delete/", "question/colour/", "row/1/", "row/1/heirs/", "row/1/delete/"],
)
def test_another_site_changes_nothing(client, programme, rest):
    before = programme.stored
    response = client.post(
        f"{programme.edit}{rest}",
        {"names": "x", "title": "x", "opened": "1", "row-1": "blue", "row.name": "x"},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert response.status_code == 403
    assert programme.stored == before


def test_no_page_of_the_key_is_cached_or_sets_a_cookie(client, programme):
    for url in (programme.edit, f"{programme.edit}links/", programme.row(1)):
        response = client.get(url)
        assert "no-store" in response["Cache-Control"]
        assert response.cookies == {}


def test_after_many_edits_in_an_hour_a_page_says_to_wait(client, programme, monkeypatch):
    monkeypatch.setattr(programmes, "EDITS", HourlyLimit("programme edit", 0))
    for url in (programme.edit, programme.question("colour"), f"{programme.row(1)}delete/"):
        response = client.post(url, {"names": "One", "opened": "1", "row-1": "blue"})
        assert response.status_code == 429
        assert "what you filled in is still there" in Page(response).text
    assert programme.queries == {1: "colour=green", 2: "", 3: ""}


# ── Title and end ────────────────────────────────────────────────────────────────────────


def test_the_title_is_edited(client, programme):
    url = f"{programme.edit}title/"
    assert form_of(Page(client.get(url)))["title"] == ["Finance"]
    response = client.post(url, {"title": "  Finance & HR "})
    assert (response.status_code, response["Location"]) == (303, programme.edit)
    assert programme.stored.title == "Finance & HR"


@pytest.mark.parametrize("title", ["x" * 121, "a\0b", "a\u202eb", "\u200b"])
def test_a_title_that_cannot_be_kept_stays_typed(client, programme, title):
    response = client.post(f"{programme.edit}title/", {"title": title})
    assert response.status_code == 400
    assert len(problems(Page(response))) == 1
    assert programme.stored.title == "Finance"


def test_deleting_the_programme_asks_once(client, programme):
    url = f"{programme.edit}delete/"
    assert "Finance" in Page(client.get(url)).text
    assert len(programme.stored.rows) == len(NAMES)
    assert Page(client.post(url)).one("h1").text == "The programme is deleted"
    assert client.get(programme.read).status_code == 410
    assert client.post(url).status_code == 410
    assert (Programme.objects.get().title, ProgrammeRow.objects.count()) == ("", 0)


# ── One question for all rows ────────────────────────────────────────────────────────────


def test_every_row_is_asked_with_the_answer_that_it_has(client, programme):
    page = Page(client.get(programme.question("colour")))
    assert page.texts("legend") == ["All that are left open below", *NAMES]
    assert page.offered == ["green", "blue", "not-sure", ""] * 4
    assert page.picked == ["", "green", "", ""]
    assert form_of(page) == {
        "opened": ["1.green 2 3"],
        "row-0": [""],
        "row-1": ["green"],
        "row-2": [""],
        "row-3": [""],
    }


def test_answers_are_kept_and_the_next_question_follows(client, programme):
    sent = form_of(Page(client.get(programme.question("colour"))))
    answers = {"row-1": "", "row-2": "blue", "row-3": "not-sure"}
    response = client.post(programme.question("colour"), sent | answers)
    assert (response.status_code, response["Location"]) == (303, programme.question("size"))
    assert programme.queries == {1: "", 2: "colour=blue", 3: "colour=not-sure"}


def test_after_the_last_question_comes_the_programme(client, programme):
    url = programme.question("taste")
    response = client.post(url, form_of(Page(client.get(url))))
    assert (response.status_code, response["Location"]) == (303, programme.edit)


def test_a_row_in_which_the_question_changes_nothing_is_left_out(client, programme):
    give(programme, 1, "colour=blue&size=small")
    page = Page(client.get(programme.question("taste")))
    assert page.texts("legend")[1:] == list(NAMES[1:])
    assert "1 row is left out, because no answer to this can change what it comes to." in page.text
    nobody = made("colour=blue&size=small", names=("One",), release=programme.stored.release)
    empty = Page(client.get(nobody.question("taste")))
    assert "No row has to be asked this." in empty.text
    assert empty.all("button", type="submit") == []


def test_a_border_question_is_asked_only_where_it_arises(client, published):
    borders = [question for question in published.taxonomy.questions if question.between]
    programme = made("object=invoices-payments", names=("One", "Two"), release=published)
    for question in borders[:3]:
        page = Page(client.get(programme.question(question.slug)))
        assert "No row has to be asked this." in page.text


def test_several_may_be_ticked(client):
    programme = made("uses=eaten", release=publish(ticked()))
    page = Page(client.get(programme.question("uses")))
    assert page.ticked == ["eaten"]
    assert {box["data-unticks"] for box in page.all("input", value="not-sure")} == {
        "eaten baked pressed kept"
    }
    sent = form_of(page) | {"row-1": ["pressed", "baked"], "row-2": ["not-sure"]}
    assert client.post(programme.question("uses"), sent).status_code == 303
    assert programme.queries == {1: "uses=baked&uses=pressed", 2: "uses=not-sure", 3: ""}


def test_ticks_that_make_no_answer_are_named_by_row_and_nothing_is_kept(client):
    programme = made(release=publish(ticked()))
    sent = {
        "opened": "1 2 3",
        "row-1": ["eaten", "kept"],
        "row-2": ["not-sure", "baked"],
        "row-3": ["baked"],
    }
    response = client.post(programme.question("uses"), sent)
    assert response.status_code == 400
    page = Page(response)
    assert problems(page) == [
        "Invoices & bills: “Eaten” and “Kept” exclude each other. Untick one of them.",
        "Returns: “I’m not sure” stands alone. Untick it, or untick the others.",
    ]
    assert page.ticked == ["eaten", "kept", "baked", "not-sure", "baked"]
    assert programme.queries == {1: "", 2: "", 3: ""}


@pytest.mark.parametrize("value", ["round", "gre en", "\0x", "<b>", "green.blue"])
def test_an_option_that_is_not_offered_is_refused_and_the_rest_stays(client, programme, value):
    sent = {"opened": "1.green 2", "row-1": value, "row-2": "blue"}
    response = client.post(programme.question("colour"), sent)
    assert response.status_code == 400
    page = Page(response)
    assert problems(page) == [
        "Invoices & bills: That answer is not offered here. Choose one of these."
    ]
    assert "blue" in page.picked
    assert programme.queries == {1: "colour=green", 2: "", 3: ""}


def test_one_answer_is_for_all_rows_that_are_left_open_and_take_none_from_another(client):
    programme = made("colour=green", names=("a", "b", "c", "d"))
    give(programme, 2, archetype=1)
    sent = form_of(Page(client.get(programme.question("colour"))))
    changes = {"row-0": "blue", "row-4": "not-sure"}
    assert client.post(programme.question("colour"), sent | changes).status_code == 303
    assert programme.queries == {1: "colour=green", 2: "", 3: "colour=blue", 4: "colour=not-sure"}


def test_an_answer_for_all_that_is_not_offered_is_refused(client, programme):
    sent = form_of(Page(client.get(programme.question("colour"))))
    response = client.post(programme.question("colour"), sent | {"row-0": "round"})
    assert response.status_code == 400
    assert problems(Page(response)) == [
        "All that are left open below: That answer is not offered here. Choose one of these."
    ]
    assert programme.queries == {1: "colour=green", 2: "", 3: ""}


def test_two_people_who_answer_one_row_are_shown_both_and_nothing_is_lost(client, programme):
    url = programme.question("colour")
    sent = form_of(Page(client.get(url)))
    client.post(url, sent | {"row-2": "blue"})
    response = client.post(url, sent | {"row-2": "green", "row-3": "green"})
    assert response.status_code == 409
    page = Page(response)
    assert problems(page) == ["“Returns” was answered by somebody else meanwhile: Blue."]
    assert page.picked == ["", "green", "green", "green"]
    assert programme.queries == {1: "colour=green", 2: "colour=blue", 3: ""}
    assert client.post(url, form_of(page)).status_code == 303
    assert programme.queries == dict.fromkeys((1, 2, 3), "colour=green")


def test_two_people_who_answer_different_rows_do_not_notice_each_other(client, programme):
    url = programme.question("colour")
    sent = form_of(Page(client.get(url)))
    for answer in ({"row-2": "blue"}, {"row-3": "green"}):
        assert client.post(url, sent | answer).status_code == 303
    assert programme.queries == {1: "colour=green", 2: "colour=blue", 3: "colour=green"}


def test_a_row_that_was_deleted_meanwhile_is_left_out(client, programme):
    sent = form_of(Page(client.get(programme.question("colour"))))
    delete_row(programme.stored, 2)
    response = client.post(programme.question("colour"), sent | {"row-2": "blue", "row-3": "blue"})
    assert response.status_code == 303
    assert programme.queries == {1: "colour=green", 3: "colour=blue"}


@pytest.mark.parametrize(
    "opened", ["", "nothing", "0 -1 99999999999 x", "2", "1.green 2.x.y..", "\0", "2 " * 5000]
)
def test_a_form_that_was_tampered_with_breaks_nothing(client, programme, opened):
    sent = {"opened": opened, "row-2": "blue", "row-77": "blue", "row-": "blue"}
    assert client.post(programme.question("colour"), sent).status_code in (303, 409)
    assert set(programme.queries) == {1, 2, 3}
    assert programme.queries[1] in ("", "colour=green")


@pytest.mark.parametrize("slug", ["nothing", "pieces", "colour-"])
def test_an_unknown_question_is_told(client, programme, slug):
    for response in (
        client.get(programme.question(slug)),
        client.post(programme.question(slug), {"opened": "1", "row-1": "x"}),
    ):
        assert response.status_code == 404
        assert Page(response).link("Back to the programme") == programme.edit


def test_a_row_with_an_archetype_may_answer_as_that_or_for_itself(client, programme):
    give(programme, 2, archetype=1)
    page = Page(client.get(programme.question("colour")))
    assert page.texts("legend")[2] == "Returns as in Invoices & bills : Green"
    assert page.picked == ["", "green", "", ""]
    client.post(programme.question("colour"), form_of(page) | {"row-2": "not-sure"})
    assert programme.queries[2] == "colour=not-sure"


@pytest.mark.parametrize("count", [1, 50])
def test_asking_all_rows_takes_the_same_queries_for_any_number(
    client, django_assert_num_queries, count
):
    programme = made(names=tuple(map(str, range(count))))
    with django_assert_num_queries(2):
        assert client.get(programme.question("colour")).status_code == 200


# ── One row ──────────────────────────────────────────────────────────────────────────────


def row_form(page: Page) -> dict[str, list[str]]:
    return form_of(page, "row-form")


def left_open(page: Page) -> list[str]:
    """What it is called to have no answer, for each question."""
    options = [option.text for option in page.all("option") if option["value"] == ""]
    return [text for text in options if text not in ("No other row", "Not said")]


def test_a_row_shows_its_answers_and_what_they_come_to(client, programme):
    page = Page(client.get(programme.row(1)))
    assert row_form(page) == {
        "row.version": ["2"],
        "row.name": ["Invoices & bills"],
        "row.archetype": [""],
        "row.review": [""],
        "row.own-trigger": [""],
        "colour": ["green"],
        "size": [""],
        "taste": [""],
        **{f"how.{slug}": [""] for slug in ("colour", "size", "taste")},
        **{f"owner.{slug}": [""] for slug in ("colour", "size", "taste")},
    }
    assert [element["data-outcome"] for element in page.all("li", **{"data-axis": "kind"})] == [
        "apple"
    ]
    assert page.link("Open its result") == "/match/result/?colour=green"


def test_a_row_without_answers_decides_nothing(client, programme):
    page = Page(client.get(programme.row(2)))
    assert "Nothing is answered yet, so nothing is decided." in page.text
    assert "Open its result" not in page.texts("a")


def test_a_row_is_renamed_and_answered_and_an_answer_taken_back(client, programme):
    sent = row_form(Page(client.get(programme.row(1))))
    changes = {"row.name": " Bills  only ", "colour": "", "size": "large", "taste": "not-sure"}
    response = client.post(programme.row(1), sent | changes)
    assert (response.status_code, response["Location"]) == (303, programme.row(1))
    assert programme.queries[1] == "size=large&taste=not-sure"
    assert programme.stored.row(1).name == "Bills only"


def test_a_row_takes_its_answers_from_another_and_its_own_win(client, programme):
    sent = row_form(Page(client.get(programme.row(2))))
    client.post(programme.row(2), sent | {"row.archetype": "1", "size": "not-sure"})
    page = Page(client.get(programme.row(2)))
    assert left_open(page) == [
        "As in “Invoices & bills”: Green",
        "As in “Invoices & bills”: not answered",
        "As in “Invoices & bills”: not answered",
    ]
    assert page.link("Open its result") == "/match/result/?colour=green&size=not-sure"
    archetype = Page(client.get(programme.row(1)))
    assert archetype.all("select", id="row-archetype") == []
    assert "These rows take their answers from it, and change with it: Returns" in archetype.text


def test_rows_that_are_like_one_are_ticked_on_one_page(client, programme):
    url = Page(client.get(programme.row(1))).link("Which rows are like it?")
    page = Page(client.get(url))
    assert form_of(page) == {"opened": [""]}
    ticked = {"opened": "", "heir": ["2", "3"]}
    response = client.post(url, ticked)
    assert (response.status_code, response["Location"]) == (303, programme.row(1))
    assert [row.archetype for row in programme.stored.rows] == [None, 1, 1]
    page = Page(client.get(url))
    assert form_of(page) == {"opened": ["2 3"], "heir": ["2", "3"]}
    client.post(url, {"opened": "2 3", "heir": "3"})
    assert [row.archetype for row in programme.stored.rows] == [None, None, 1]


@pytest.mark.parametrize("heir", ["", "1", "9", "x", "-2", "\0"])
def test_a_tick_of_no_row_changes_nothing(client, programme, heir):
    url = f"{programme.row(1)}heirs/"
    assert client.post(url, {"opened": "x 9 1", "heir": heir}).status_code == 303
    assert [row.archetype for row in programme.stored.rows] == [None] * 3


def test_no_row_is_like_one_that_takes_its_answers_from_another(client, programme):
    give(programme, 2, archetype=1)
    assert "Which rows are like it?" not in Page(client.get(programme.row(2))).texts("a")
    url = f"{programme.row(2)}heirs/"
    assert Page(client.get(url)).all("form") == []
    assert client.post(url, {"opened": "", "heir": "3"}).status_code == 303
    assert programme.stored.row(3).archetype is None


@pytest.mark.parametrize("number", ["3", "99"])
def test_an_archetype_that_cannot_be_one_is_refused(client, programme, number):
    give(programme, 3, archetype=1)
    sent = row_form(Page(client.get(programme.row(2))))
    response = client.post(programme.row(2), sent | {"row.archetype": number, "colour": "blue"})
    assert response.status_code == 400
    page = Page(response)
    (problem,) = problems(page)
    assert problem.startswith("It cannot take its answers from that row: choose one that is still")
    assert row_form(page)["colour"] == ["blue"]
    assert programme.queries[2] == ""


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"row.name": " "}, "Give the row a name."),
        ({"row.name": "x" * 121}, "The name: use 120 characters at most; it has 121."),
        (
            {"row.name": "a\0b"},
            "The name: it held invisible control characters. Look at it without them.",
        ),
        (
            {"colour": "round"},
            "“round” is not, or no longer, an answer to “colour?”, which counts as unanswered.",
        ),
        (
            {"colour": ["green", "blue"]},
            "“colour?” is given more than once with different answers, and counts as unanswered.",
        ),
    ],
)
def test_what_cannot_be_kept_of_a_row_is_named_and_the_rest_stays(
    client, programme, changes, problem
):
    sent = row_form(Page(client.get(programme.row(2))))
    response = client.post(programme.row(2), sent | {"size": "large"} | changes)
    assert response.status_code == 400
    page = Page(response)
    assert problems(page) == [problem]
    assert row_form(page)["size"] == ["large"]
    assert programme.stored.row(2).version == 1


def test_two_people_who_edit_one_row_are_shown_both_and_nothing_is_lost(client, programme):
    sent = row_form(Page(client.get(programme.row(2))))
    client.post(programme.row(2), sent | {"colour": "green", "row.name": "Theirs"})
    mine = sent | {"colour": "blue", "size": "large", "row.name": "Mine", "row.archetype": "1"}
    response = client.post(programme.row(2), mine)
    assert response.status_code == 409
    page = Page(response)
    rows = [element for element in page.all("tr") if element.inside[-1].tag == "tbody"]
    assert [row.text for row in rows] == [
        "Name Theirs Mine",
        "Takes its answers from no other row Invoices & bills",
        "colour? Green Blue",
        "size? Not answered Large",
    ]
    assert programme.queries[2] == "colour=green"
    again = row_form(page)
    assert (again["row.name"], again["colour"], again["size"]) == (["Mine"], ["blue"], ["large"])
    assert client.post(programme.row(2), again).status_code == 303
    assert programme.queries[2] == "colour=blue&size=large"


def test_two_people_who_send_the_same_are_both_content(client, programme):
    sent = row_form(Page(client.get(programme.row(2)))) | {"colour": "green"}
    assert [client.post(programme.row(2), sent).status_code for _time in range(2)] == [303, 303]
    assert programme.stored.row(2).version == 2


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 40])
def test_a_row_of_no_version_is_not_kept(client, programme, version):
    sent = row_form(Page(client.get(programme.row(2)))) | {"row.version": version}
    assert client.post(programme.row(2), sent | {"colour": "green"}).status_code == 409
    assert programme.queries[2] == ""


def test_ticks_of_a_row_are_kept(client):
    programme = made("uses=eaten", release=publish(ticked()))
    page = Page(client.get(programme.row(1)))
    assert page.ticked == ["eaten"]
    client.post(programme.row(1), row_form(page) | {"uses": ["baked", "pressed"]})
    assert programme.queries[1] == "uses=baked&uses=pressed"


def test_deleting_a_row_asks_once_and_names_those_that_take_answers_from_it(client, programme):
    give(programme, 2, "size=small", archetype=1)
    url = f"{programme.row(1)}delete/"
    page = Page(client.get(url))
    assert page.one("p", class_="lead").text == "Invoices & bills"
    assert "Returns" in page.texts("li")
    response = client.post(url)
    assert (response.status_code, response["Location"]) == (303, programme.edit)
    assert programme.queries == {2: "colour=green&size=small", 3: ""}
    assert [row[0][0] for row in table(Page(client.get(programme.edit)))] == ["2", "3"]


@pytest.mark.parametrize(
    ("number", "status", "title"),
    [
        ("2", 410, "This row was deleted"),
        ("4", 404, "There is no such row"),
        ("0", 404, "There is no such row"),
        ("two", 404, "There is no such row"),
        ("٢", 404, "There is no such row"),
        ("9" * 30, 404, "There is no such row"),
    ],
)
def test_a_row_that_is_not_there_is_told(client, programme, number, status, title):
    delete_row(programme.stored, 2)
    for url in (f"{programme.edit}row/{number}/", f"{programme.edit}row/{number}/delete/"):
        for response in (client.get(url), client.post(url, {"row.name": "x", "row.version": "1"})):
            page = Page(response)
            assert (response.status_code, page.one("h1").text) == (status, title)
            assert page.link("Back to the programme") == programme.edit
