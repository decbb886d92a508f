"""How the answers of a row are known, and the day on which to look at it again."""

import json

import pytest

from matcher.assumptions import StoredAssumption, assumptions_of
from matcher.models import Assumption
from matcher.programmes import delete_programme, delete_row, matched_rows
from tests.web.programmes import Made, form_of, made
from tests.web.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Made:
    return made("colour=green", title="Finance")


def row_form(page: Page) -> dict[str, list[str]]:
    return form_of(page, "row-form")


def send(client, programme: Made, changes: dict[str, str], number: int = 1):
    """Send the form of a row as it stands there, with these changes."""
    url = programme.row(number)
    return client.post(url, row_form(Page(client.get(url))) | changes)


def kept(programme: Made, number: int = 1) -> dict[str, StoredAssumption]:
    return assumptions_of(programme.stored.id, number)


def problems(page: Page) -> list[str]:
    (summary,) = page.all("div", class_="error-summary")
    return [item.text for item in page.all("li") if summary in item.inside]


def register(page: Page) -> list[str]:
    """The lines of what is assumed."""
    sections = [
        each for each in page.all("section") if each.attributes.get("aria-labelledby") == "register"
    ]
    return [each.text for each in page.all("tr") if sections and sections[0] in each.inside][1:]


# ── How do we know? ──────────────────────────────────────────────────────────────────────


def test_how_an_answer_is_known_is_kept_and_listed_but_never_scored(client, programme):
    before = matched_rows(programme.stored)[0].state
    response = send(client, programme, {"how.colour": "guess", "owner.colour": " Ann  <b> "})
    assert response.status_code == 303
    assert kept(programme) == {"colour": StoredAssumption("guess", "Ann <b>")}
    page = Page(client.get(programme.row(1)))
    assert register(page) == ["colour? Green A guess Ann <b>"]
    assert (row_form(page)["how.colour"], row_form(page)["owner.colour"]) == (
        ["guess"],
        ["Ann <b>"],
    )
    assert matched_rows(programme.stored)[0].state == before


def test_either_of_the_two_is_enough_and_what_is_taken_back_is_gone(client, programme):
    send(client, programme, {"how.colour": "known", "owner.size": "Bo", "size": "large"})
    assert register(Page(client.get(programme.row(1)))) == ["colour? Green Known", "size? Large Bo"]
    send(client, programme, {"how.colour": "", "owner.size": " "})
    assert kept(programme) == {}
    assert register(Page(client.get(programme.row(1)))) == []


def test_without_an_answer_there_is_nothing_to_be_known(client, programme):
    send(client, programme, {"owner.size": "Bo"})
    assert kept(programme) == {"size": StoredAssumption("", "Bo")}
    assert register(Page(client.get(programme.row(1)))) == []


def test_an_answer_of_others_may_be_said_to_be_known_too(client, programme):
    programme.ask(1, "Ann")
    programme.say(1, 1, "size=large")
    send(client, programme, {"how.size": "estimate"})
    assert register(Page(client.get(programme.row(1)))) == ["size? Large An estimate"]


@pytest.mark.parametrize(
    ("owner", "problem"),
    [
        ("x" * 81, "Who can say more: use 80 characters at most; it has 81."),
        ("\u200b", "Who can say more: nothing in it can be seen."),
    ],
)
def test_an_owner_that_cannot_be_kept_is_named_and_the_rest_stays(
    client, programme, owner, problem
):
    response = send(client, programme, {"owner.colour": owner, "size": "large"})
    assert response.status_code == 400
    page = Page(response)
    assert problems(page) == [problem]
    assert row_form(page)["size"] == ["large"]
    assert kept(programme) == {}


@pytest.mark.parametrize("how", ["certain", "KNOWN", "\0", "guess "])
def test_what_is_not_offered_is_not_said(client, programme, how):
    assert send(client, programme, {"how.colour": how, "owner.nothing": "x"}).status_code == 303
    assert kept(programme) == {}


def test_two_people_who_say_otherwise_are_shown_both(client, programme):
    sent = row_form(Page(client.get(programme.row(1))))
    client.post(programme.row(1), sent | {"how.colour": "known", "row.review": "2027-03-31"})
    response = client.post(programme.row(1), sent | {"how.colour": "guess", "owner.colour": "Bo"})
    assert response.status_code == 409
    page = Page(response)
    (conflict,) = page.all("div", class_="error-summary")
    assert [each.text for each in page.all("tr") if conflict in each.inside][1:] == [
        "Review it on 2027-03-31 no day",
        "How we know: colour? Known A guess, Bo",
    ]
    assert kept(programme) == {"colour": StoredAssumption("known", "")}


@pytest.mark.parametrize(
    "end",
    [
        lambda programme: delete_row(programme.stored, 1),
        lambda programme: delete_programme(programme.stored),
    ],
    ids=["the row", "the programme"],
)
def test_what_was_said_is_deleted_with_what_it_was_said_of(client, programme, end):
    send(client, programme, {"owner.colour": "Bo"})
    end(programme)
    assert not Assumption.objects.exists()


# ── To take along ────────────────────────────────────────────────────────────────────────


def test_both_files_say_how_answers_are_known_and_what_is_agreed_on(client, programme):
    programme.ask(1, "Ann", "Bo")
    programme.say(1, 1, "colour=blue&size=large&taste=sweet")
    programme.say(1, 2, "size=large&taste=sour")
    changes = {"how.colour": "guess", "owner.size": "=Bo", "row.review": "2027-03-31"}
    send(client, programme, changes)
    row = json.loads(client.get(f"{programme.read}programme.json").content)["rows"][0]
    names = ("answers", "agreed", "differing", "assumptions", "review")
    assert {name: row[name] for name in names} == {
        "answers": {"colour": "green"},
        "agreed": {"size": "large"},
        "differing": ["taste"],
        "assumptions": {
            "colour": {"how": "guess", "owner": None},
            "size": {"how": None, "owner": "=Bo"},
        },
        "review": "2027-03-31",
    }
    line = client.get(f"{programme.read}programme.csv").content.decode().splitlines()[1]
    assert "2027-03-31,,colour? A guess; size? =Bo,Green,Large," in line


# ── Review ───────────────────────────────────────────────────────────────────────────────


def test_the_day_of_a_review_is_kept_and_goes_into_a_calendar(client, programme):
    url = f"{programme.row(1)}review.ics"
    assert client.get(url).status_code == 404
    send(client, programme, {"row.review": " 2027-03-31 "})
    page = Page(client.get(programme.row(1)))
    assert row_form(page)["row.review"] == ["2027-03-31"]
    assert page.link("Put it into your calendar") == url
    response = client.get(url)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="Invoices & bills 2027-03-31 review.ics"' in response["Content-Disposition"]
    text = response.content.decode()
    assert "\r\nDTSTART;VALUE=DATE:20270331\r\nSUMMARY:Review: Invoices & bills\r\n" in text
    assert programme.links.token not in text
    send(client, programme, {"row.review": ""})
    assert programme.stored.row(1).review_on is None


@pytest.mark.parametrize("day", ["tomorrow", "2027-02-30", "31.3.2027", "2027", "9" * 50])
def test_what_is_no_day_is_named_and_the_rest_stays(client, programme, day):
    response = send(client, programme, {"row.review": day, "size": "large"})
    assert response.status_code == 400
    page = Page(response)
    (problem,) = problems(page)
    assert problem.startswith("The day of the review is written as year, month and day")
    assert row_form(page)["size"] == ["large"]
    assert programme.stored.row(1).review_on is None


def test_the_page_of_a_row_takes_four_queries(client, programme, django_assert_num_queries):
    with django_assert_num_queries(4):
        assert client.get(programme.row(1)).status_code == 200
