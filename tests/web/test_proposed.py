"""Answers that a visitor's own words propose: offered first, counted only once confirmed."""

import pytest

from matcher.core import parse_query
from tests.web.editions import publish, small
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

PROPOSED = "proposed=size.large"


def confirming(page: Page) -> tuple[str, str, str] | None:
    """The name, value and words of the button that confirms what is proposed, if there is one."""
    buttons = page.all("button", form="from-your-words")
    return next(((one["name"], one["value"], one.text) for one in buttons), None)


def test_a_proposal_is_a_button_of_its_question_and_nothing_is_picked(client):
    publish(small())
    page = Page(client.get(f"/match/?colour=green&{PROPOSED}"))
    assert page.texts("h1") == ["size?"]
    assert confirming(page) == ("size", "large", "From your words: Large")
    assert page.picked == []


def test_it_has_the_focus_and_a_form_of_its_own(client):
    """So that Enter confirms it, and Enter beside a picked option does not send it as well."""
    publish(small())
    page = Page(client.get(f"/match/?colour=green&{PROPOSED}"))
    [button] = [one for one in page.all("button") if "autofocus" in one.attributes]
    assert button["form"] == "from-your-words"
    form = page.one("form", id="from-your-words")
    assert (form["method"], form["action"]) == ("get", "/match/")


def test_it_goes_along_until_its_question_is_answered(client):
    publish(small())
    page = Page(client.get(f"/match/?{PROPOSED}"))
    assert page.texts("h1") == ["colour?"]
    assert confirming(page) is None
    assert ("proposed", "size.large") in page.hidden
    confirmed = client.get(f"/match/?colour=green&size=large&{PROPOSED}&asked=size")
    assert "size.large" not in confirmed.text


def test_it_changes_nothing_that_is_decided(client):
    publish(small())
    plain = client.get("/match/result/?colour=green")
    proposing = client.get(f"/match/result/?colour=green&{PROPOSED}")
    assert Page(proposing).texts("h1") == Page(plain).texts("h1")
    assert "proposed" not in proposing.text


def test_an_answer_of_ones_own_takes_its_place(client):
    publish(small())
    page = Page(client.get(f"/match/size/?colour=green&size=small&{PROPOSED}"))
    assert confirming(page) is None


@pytest.mark.parametrize(
    "value", ["size.huge", "weight.large", "size", ".", "", "size.large.more", "%00", "<b>.large"]
)
def test_what_is_not_known_is_dropped_without_a_word(client, value: str):
    publish(small())
    page = Page(client.get(f"/match/?colour=green&proposed={value}"))
    assert confirming(page) is None
    assert page.texts("h1") == ["size?"]
    assert not page.all("div", class_="error-summary")


def test_of_two_proposals_for_a_question_the_first_is_made(client):
    publish(small())
    page = Page(client.get(f"/match/?colour=green&proposed=size.small&{PROPOSED}"))
    assert confirming(page) == ("size", "small", "From your words: Small")


def test_no_proposal_is_read_as_an_answer(drafted):
    answers = parse_query(drafted, "proposed=object.invoices-payments").answers
    assert answers.picks == ()
