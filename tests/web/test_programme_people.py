"""Whoever edits a programme asks people about a row, sees where they differ, and settles it."""

import pytest

from matcher.models import Respondent, Settlement
from matcher.programmes import delete_row
from matcher.respondents import MAX_RESPONDENTS, delete_respondent
from tests.web.editions import fenced, publish, ticked
from tests.web.programmes import Made, form_of, made
from tests.web.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Made:
    """Ann and Bo agree on the size, and differ on the colour."""
    programme = made(title="Finance")
    programme.ask(1, "Ann <b>", "Bo")
    programme.say(1, 1, "colour=green&size=large")
    programme.say(1, 2, "colour=blue&size=large")
    return programme


def people(programme: Made, number: int = 1) -> str:
    return f"{programme.row(number)}people/"


def settle(programme: Made, question: str = "colour") -> str:
    return f"{programme.row(1)}settle/{question}/"


def problems(page: Page) -> list[str]:
    (summary,) = page.all("div", class_="error-summary")
    return [item.text for item in page.all("li") if summary in item.inside]


def part(page: Page, id: str, tag: str) -> list[str]:
    """The texts of the elements of this tag below the heading of that id."""
    sections = [
        each for each in page.all("section") if each.attributes.get("aria-labelledby") == id
    ]
    return [each.text for each in page.all(tag) if sections and sections[0] in each.inside]


# ── Who answers it ───────────────────────────────────────────────────────────────────────


def test_the_row_leads_to_its_people_and_says_where_they_differ(client, programme):
    page = Page(client.get(programme.row(1)))
    assert page.link("Who answers it?") == people(programme)
    assert "2 people are asked about it. On 1 question they differ" in page.text
    options = [option.text for option in page.all("option") if option["value"] == ""]
    assert [text for text in options if text != "Not said"][1:] == [
        "Its people differ: Green / Blue",
        "As its people say: Large",
        "Not answered",
    ]
    assert "asked about it" not in Page(client.get(programme.row(2))).text


def test_the_table_says_where_people_are_asked_and_differ_to_whoever_may_edit(client, programme):
    page = Page(client.get(programme.edit))
    assert page.link("2 people asked, 1 question differs : Invoices & bills") == people(programme)
    assert "people asked" not in Page(client.get(programme.read)).text


def test_somebody_is_asked_and_their_link_can_be_looked_up_again(client, programme):
    url = people(programme, 2)
    page = Page(client.get(url))
    assert form_of(page) == {"label": [""]}
    response = client.post(url, {"label": "  Team   lead "})
    assert (response.status_code, response["Location"]) == (303, url)
    for _time in range(2):
        page = Page(client.get(url))
        link = page.one("p", class_="link").text
        assert link == f"http://testserver{programme.respondent(2, 1)}"
    assert "Has not answered yet." in page.text
    assert client.get(link).status_code == 200


def test_how_far_each_is_stands_beside_their_link(client, programme):
    page = Page(client.get(people(programme)))
    assert [each.text for each in page.all("h2")][:2] == ["Ann <b>", "Bo"]
    assert page.text.count("Has answered 2 of 3 questions, last on ") == 2
    assert page.one("meta", name="robots")["content"] == "noindex, nofollow"


@pytest.mark.parametrize(
    ("label", "problem"),
    [
        ("", "Type what this person is called here, such as “Finance”."),
        (" \n ", "Type what this person is called here, such as “Finance”."),
        ("x" * 61, "What you typed: use 60 characters at most; it has 61."),
        ("\u200b", "What you typed: nothing in it can be seen."),
        (
            "a\u202eb",
            "What you typed: it held invisible control characters. Look at it without them.",
        ),
        ("Bo", "“Bo” answers this row already. Call the other one something else."),
    ],
)
def test_what_nobody_can_be_called_is_named(client, programme, label, problem):
    response = client.post(people(programme), {"label": label})
    assert response.status_code == 400
    assert problems(Page(response)) == [problem]
    assert Respondent.objects.count() == 2


def test_twelve_are_the_most(client, programme):
    programme.ask(1, *map(str, range(MAX_RESPONDENTS - 2)))
    page = Page(client.get(people(programme)))
    assert page.all("form") == []
    response = client.post(people(programme), {"label": "One more"})
    assert response.status_code == 400
    assert problems(Page(response)) == ["12 people at most can answer a row."]


def test_removing_somebody_asks_once(client, programme):
    url = f"{people(programme)}1/delete/"
    assert "Ann <b>" in Page(client.get(url)).one("p", class_="lead").text
    response = client.post(url)
    assert (response.status_code, response["Location"]) == (303, people(programme))
    assert client.get(url).status_code == client.post(url).status_code == 410
    assert programme.stored.row(1).answers.as_dict() == {"colour": ("blue",), "size": ("large",)}


@pytest.mark.parametrize("number", ["3", "0", "x", "9" * 30])
def test_whoever_was_never_asked_is_unknown(client, programme, number):
    response = client.get(f"{people(programme)}{number}/delete/")
    assert response.status_code == 404
    assert Page(response).link("Back to the programme") == programme.edit


def test_people_of_a_row_that_was_deleted_are_gone(client, programme):
    delete_row(programme.stored, 1)
    for url in (people(programme), f"{people(programme)}1/delete/", settle(programme)):
        assert client.get(url).status_code == client.post(url, {"label": "Cy"}).status_code == 410


@pytest.mark.parametrize("rest", ["people/", "people/1/delete/", "settle/colour/"])
def test_another_site_changes_nothing(client, programme, rest):
    before = programme.stored
    response = client.post(
        f"{programme.row(1)}{rest}",
        {"label": "Cy", "colour": "green"},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert (response.status_code, programme.stored) == (403, before)


@pytest.mark.parametrize("count", [0, MAX_RESPONDENTS - 2])
def test_the_page_takes_the_same_queries_for_any_number(
    client, programme, django_assert_num_queries, count
):
    programme.ask(1, *map(str, range(count)))
    with django_assert_num_queries(4):
        assert client.get(people(programme)).status_code == 200


# ── What differs ─────────────────────────────────────────────────────────────────────────


def test_what_each_difference_would_change_stands_beside_the_answers(client, programme):
    page = Page(client.get(people(programme)))
    assert part(page, "differs", "h3") == ["colour?"]
    assert part(page, "differs", "th") == [
        "Answer",
        "Kind of thing",
        "Green ( Ann <b> )",
        "Blue ( Bo )",
    ]
    assert part(page, "differs", "td") == ["Apple", "Plum or Quince"]
    assert part(page, "agreed", "li") == [
        "size? Large ( Ann <b> , Bo ) Settle it otherwise : size?"
    ]
    assert part(page, "settled", "li") == []


def test_a_difference_that_changes_nothing_says_so(client):
    programme = made("colour=blue&size=small")
    programme.ask(1, "Ann", "Bo")
    programme.say(1, 1, "taste=sweet")
    programme.say(1, 2, "taste=not-sure")
    page = Page(client.get(people(programme)))
    assert part(page, "differs", "th")[1:] == ["Sweet ( Ann )", "I’m not sure ( Bo )"]
    assert "It changes nothing: what comes first and the verdict are the same" in page.text


def test_another_kind_of_buying_is_a_verdict_that_decides_nothing(client):
    programme = made("colour=green", release=publish(fenced()))
    programme.ask(1, "Ann", "Bo")
    programme.say(1, 1, "size=small")
    programme.say(1, 2, "size=large")
    cells = part(Page(client.get(people(programme))), "differs", "td")
    assert cells == ["Not decided", "Peas", "Apple", "No verdict yet"]


# ── Settling ─────────────────────────────────────────────────────────────────────────────


def test_a_question_is_settled_with_a_note(client, programme):
    url = Page(client.get(people(programme))).link("Settle it : colour?")
    assert url == settle(programme)
    page = Page(client.get(url))
    assert form_of(page) == {
        "opened.answer": [""],
        "opened.note": [""],
        "opened.seen": ["1.green 2.blue"],
        "colour": [""],
        "settled.note": [""],
    }
    response = client.post(
        url, form_of(page) | {"colour": "blue", "settled.note": " We  <i>looked</i>. "}
    )
    assert (response.status_code, response["Location"]) == (303, people(programme))
    assert programme.queries[1] == "colour=blue"
    page = Page(client.get(people(programme)))
    assert part(page, "settled", "li") == [
        "colour? Blue Why: We <i>looked</i>. Otherwise: Green ( Ann <b> ) Settle it again : colour?"
    ]
    assert part(page, "differs", "h3") == []


def test_what_is_settled_stays_when_somebody_changes_and_says_so(client, programme):
    url = settle(programme)
    opened = form_of(Page(client.get(url)))
    programme.say(1, 1, "colour=not-sure")
    client.post(url, opened | {"colour": "blue"})
    assert programme.stored.row(1).answers.as_dict()["colour"] == ("blue",)
    (settled,) = part(Page(client.get(people(programme))), "settled", "li")
    assert "Have changed their answer since it was settled: Ann <b>" in settled


def test_whoever_takes_an_answer_back_is_named_too_and_the_reason_stays(client, programme):
    url = settle(programme)
    client.post(url, form_of(Page(client.get(url))) | {"colour": "blue", "settled.note": "So."})
    programme.say(1, 1, "size=large")
    delete_respondent(programme.stored, 1, 2)
    (settled,) = part(Page(client.get(people(programme))), "settled", "li")
    assert settled.startswith(
        "colour? Blue Why: So. Have changed their answer since it was settled: Ann"
    )


def test_it_is_left_to_them_again(client, programme):
    url = settle(programme)
    client.post(url, form_of(Page(client.get(url))) | {"colour": "blue", "settled.note": "So."})
    page = Page(client.get(url))
    assert (page.picked, form_of(page)["settled.note"]) == (["blue"], ["So."])
    client.post(url, form_of(page) | {"colour": ""})
    assert programme.queries[1] == ""
    assert not Settlement.objects.exists()


def test_ticks_are_settled(client):
    programme = made(release=publish(ticked()))
    url = settle(programme, "uses")
    page = Page(client.get(url))
    assert "Nobody has answered it yet." in page.text
    client.post(url, form_of(page) | {"uses": ["pressed", "baked"]})
    assert programme.queries[1] == "uses=baked&uses=pressed"
    response = client.post(url, form_of(Page(client.get(url))) | {"uses": ["eaten", "kept"]})
    assert response.status_code == 400
    assert Page(response).ticked == ["eaten", "kept"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"colour": "round"}, "That answer is not offered here. Choose one of these."),
        ({"settled.note": "x" * 301}, "What you typed: use 300 characters at most; it has 301."),
        ({"settled.note": "\u200b"}, "What you typed: nothing in it can be seen."),
    ],
)
def test_what_cannot_be_settled_is_named_and_the_rest_stays(client, programme, changes, problem):
    url = settle(programme)
    sent = form_of(Page(client.get(url))) | {"colour": "blue", "settled.note": "So."}
    response = client.post(url, sent | changes)
    assert response.status_code == 400
    assert problems(Page(response)) == [problem]
    assert programme.queries[1] == ""


def test_two_who_settle_one_question_are_shown_both(client, programme):
    url = settle(programme)
    opened = form_of(Page(client.get(url)))
    client.post(url, opened | {"colour": "blue", "settled.note": "Theirs."})
    response = client.post(url, opened | {"colour": "green", "settled.note": "Mine."})
    assert response.status_code == 409
    page = Page(response)
    (conflict,) = page.all("div", class_="error-summary")
    rows = [each.text for each in page.all("tr") if conflict in each.inside][1:]
    assert rows == ["colour? Blue Green", "Why Theirs. Mine."]
    assert programme.queries[1] == "colour=blue"
    assert client.post(url, form_of(page)).status_code == 303
    assert programme.queries[1] == "colour=green"


@pytest.mark.parametrize("seen", ["", "x", "1.green.blue 2.round 77.blue", "1." * 5000, "\0"])
def test_a_form_that_was_tampered_with_keeps_nothing_odd(client, programme, seen):
    sent = {"opened.seen": seen, "opened.answer": "", "colour": "blue", "nothing": "x"}
    assert client.post(settle(programme), sent).status_code == 303
    assert Settlement.objects.get().seen == ""


def test_an_unknown_question_is_told(client, programme):
    for response in (
        client.get(settle(programme, "nothing")),
        client.post(settle(programme, "nothing"), {"nothing": "x"}),
    ):
        assert response.status_code == 404


# ── One question for all rows ────────────────────────────────────────────────────────────


def test_one_answer_for_all_open_rows_overrides_nobody_who_was_asked(client, programme):
    url = programme.question("colour")
    page = Page(client.get(url))
    assert page.texts("legend")[1] == "Invoices & bills its people differ: Green / Blue"
    client.post(url, form_of(page) | {"row-0": "green"})
    assert programme.queries == {1: "", 2: "colour=green", 3: "colour=green"}


def test_whoever_is_removed_makes_no_difference_any_more(client, programme):
    delete_respondent(programme.stored, 1, 1)
    page = Page(client.get(people(programme)))
    assert part(page, "differs", "h3") == []
    assert len(part(page, "agreed", "li")) == 2
