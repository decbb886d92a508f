"""What is watched about a row: sentences of its result, and somebody's own."""

import json

import pytest

from matcher.models import Trigger
from matcher.programmes import delete_row
from matcher.triggers import triggers_of
from tests.web.programmes import Made, form_of, made
from tests.web.reading import Page
from tests.web.test_programme_assumptions import problems, row_form
from tests.web.test_programme_excel import sheets

pytestmark = pytest.mark.django_db

BLUE = "If the answer to “colour?” were “Blue”, this would be Plum."


@pytest.fixture
def programme() -> Made:
    return made("colour=green&size=large", title="Finance")


def offered(page: Page) -> list[str]:
    """The sentences that can be watched."""
    return [each["value"] for each in page.all("input", name="row.trigger")]


def send(client, programme: Made, **changes: object):
    """Send the form of the first row as it stands there, with these changes."""
    url = programme.row(1)
    fields = {f"row.{name.replace('_', '-')}": value for name, value in changes.items()}
    return client.post(url, row_form(Page(client.get(url))) | fields)


def kept(programme: Made) -> tuple[str, ...]:
    return triggers_of(programme.stored.id, 1)


def test_what_would_change_the_result_can_be_watched(client, programme):
    assert BLUE in offered(Page(client.get(programme.row(1))))
    assert send(client, programme, trigger=[BLUE]).status_code == 303
    assert kept(programme) == (BLUE,)
    assert row_form(Page(client.get(programme.row(1))))["row.trigger"] == [BLUE]


def test_something_else_is_watched_beside_it_until_it_is_unticked(client, programme):
    send(client, programme, trigger=[BLUE], own_trigger=" The  price <b> of apples ")
    assert kept(programme) == (BLUE, "The price <b> of apples")
    form = row_form(Page(client.get(programme.row(1))))
    assert (form["row.trigger"], form["row.own-trigger"]) == ([*kept(programme)], [""])
    send(client, programme, trigger=["The price <b> of apples"])
    assert kept(programme) == ("The price <b> of apples",)


def test_what_is_watched_stays_when_the_answers_change(client, programme):
    send(client, programme, trigger=[BLUE])
    send(client, programme)
    response = client.post(
        programme.row(1), row_form(Page(client.get(programme.row(1)))) | {"colour": "blue"}
    )
    assert response.status_code == 303
    page = Page(client.get(programme.row(1)))
    assert BLUE in offered(page)
    assert row_form(page)["row.trigger"] == [BLUE]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"own_trigger": "x" * 121}, "What you watch: use 120 characters at most; it has 121."),
        ({"own_trigger": "\u200b"}, "What you watch: nothing in it can be seen."),
        (
            {"trigger": [str(number) for number in range(12)], "own_trigger": "x"},
            "Watch 12 things at most: untick some.",
        ),
    ],
)
def test_what_cannot_be_kept_is_named_and_the_rest_stays(client, programme, changes, problem):
    response = send(client, programme, name="Bills", **changes)
    assert response.status_code == 400
    page = Page(response)
    assert problems(page) == [problem]
    assert row_form(page)["row.name"] == ["Bills"]
    assert kept(programme) == ()


def test_a_form_that_was_tampered_with_keeps_nothing_of_it(client, programme):
    send(client, programme, trigger=["a\u202eb", "x" * 501, "", "Prices", "Prices"])
    assert kept(programme) == ("Prices",)


def test_two_people_who_watch_other_things_are_shown_both(client, programme):
    sent = row_form(Page(client.get(programme.row(1))))
    client.post(programme.row(1), sent | {"row.own-trigger": "Prices"})
    response = client.post(programme.row(1), sent | {"row.own-trigger": "Wages"})
    assert response.status_code == 409
    assert "What is watched Prices Wages" in Page(response).text
    assert kept(programme) == ("Prices",)


def test_it_goes_into_the_calendar_and_every_file(client, programme):
    send(client, programme, own_trigger="Prices, again", review="2027-03-31")
    calendar = client.get(f"{programme.row(1)}review.ics").content.decode()
    assert "\r\nDESCRIPTION:Prices\\, again\r\n" in calendar
    rows = json.loads(client.get(f"{programme.read}programme.json").content)["rows"]
    assert [row["watched"] for row in rows] == [["Prices, again"], [], []]
    assert b'"Prices, again"' in client.get(f"{programme.read}programme.csv").content
    assert "Prices, again" in sheets(client, programme)["Summary"][1]


def test_it_goes_with_its_row(client, programme):
    send(client, programme, own_trigger="Prices")
    delete_row(programme.stored, 1)
    assert not Trigger.objects.exists()


def test_the_brief_of_a_row_with_answers_is_offered(client, programme):
    page = Page(client.get(programme.row(1)))
    token = programme.links.token
    assert page.link("Its brief (Word)") == f"{programme.read}programme.docx?r={token}.1"
    assert "Its brief (Word)" not in Page(client.get(programme.row(3))).text
    assert form_of(page, "row-form")["row.own-trigger"] == [""]
