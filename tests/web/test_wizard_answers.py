"""The check of the answers."""

import pytest

from tests.web.editions import publish, small
from tests.web.reading import Page

pytestmark = pytest.mark.django_db


def test_all_answers_stand_with_links_that_lead_back_here(client):
    publish(small())
    page = Page(client.get("/match/answers/?colour=green&size=large"))
    assert page.texts("h1") == ["Check your answers"]
    assert page.texts("dt") == ["colour?", "size?"]
    assert page.texts("dd") == ["Green Change : colour?", "Large Change : size?"]
    assert page.link("Change : size?") == ("/match/size/?colour=green&size=large&then=answers")


def test_what_is_open_and_what_was_left_out_can_be_answered(client):
    publish(small())
    page = Page(client.get("/match/answers/?colour=green"))
    assert page.texts("h2") == ["Not answered yet", "Left out"]
    assert page.link("size?") == "/match/size/?colour=green&then=answers"
    assert page.link("taste?") == "/match/taste/?colour=green&then=answers"
    assert page.link("Continue with the next question") == "/match/?colour=green"
    assert page.link("See the result") == "/match/result/?colour=green"
    assert page.link("New process") == "/match/"


def test_with_nothing_left_to_ask_the_result_is_what_comes_next(client):
    publish(small())
    page = Page(client.get("/match/answers/?colour=blue&size=large&taste=sweet"))
    assert page.texts("h2") == []
    assert [link.text for link in page.all("a", class_="button")] == ["See the result"]


def test_without_an_answer_the_page_leads_to_the_first_question(client):
    publish(small())
    page = Page(client.get("/match/answers/"))
    assert page.all("dl") == []
    assert page.link("Start with the first question") == "/match/"
    assert [link.text for link in page.all("a", class_="button")] == [
        "Start with the first question"
    ]


def test_the_label_and_what_could_not_be_used_are_named(client):
    publish(small())
    page = Page(client.get("/match/answers/?label=fruit&size=small&colour=pink"))
    assert page.link("Go on without the label") == "/match/answers/?size=small"
    words = "You started from the label “fruit”. Go on without the label"
    assert words in page.texts("p")
    assert page.texts("div", class_="notice--caution") == [
        (
            "Part of the address could not be used. "
            "“pink” is not, or no longer, an answer to “colour?”, which counts as unanswered."
        )
    ]
