"""The visitor's own words: read once, kept nowhere, and never more than a suggestion."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matcher.core.words.suggester import MAX_TEXT_LENGTH
from matcher.views.suggest import PACE
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

SENTENCE = "We need somebody to chase late payers and match receipts"
FROM_HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture(autouse=True)
def unhurried():
    """Every test begins with nothing counted."""
    PACE._counts.clear()


def say(client, text: str, query: str = "", **headers: str):
    return client.post(f"/suggest/{query}", {"text": text}, **(headers or FROM_HERE))


def test_a_sentence_leads_to_families_lines_and_the_questions(client, published):
    page = Page(say(client, SENTENCE))
    names = page.texts("h2")
    assert "Finance and accounting operations" in names
    assert 1 <= len(names) <= 3
    assert page.link("Go on with the questions").startswith("/match/")
    lines = [a["href"] for a in page.all("a") if "proposed=" in a["href"]]
    assert lines
    assert client.get(lines[0]).status_code == 200


def test_the_text_stays_in_its_box_and_appears_in_no_address(client, published):
    response = say(client, SENTENCE)
    page = Page(response)
    assert page.one("textarea").text == SENTENCE
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not [a for a in page.all("a") if "payers" in a["href"]]
    assert all("payers" not in form["action"] for form in page.all("form"))


def test_nothing_is_written_and_no_cookie_is_set(client, published):
    say(client, SENTENCE)
    with CaptureQueriesContext(connection) as queries:
        response = say(client, SENTENCE)
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    assert not response.cookies


def test_a_text_in_the_address_is_not_read(client, published):
    page = Page(client.get("/suggest/?text=chasing+late+payers"))
    assert page.one("textarea").text == ""
    assert page.texts("h2") == []


def test_a_word_of_vendors_is_answered_by_the_dictionary(client, published):
    page = Page(say(client, "Back-Office"))
    assert page.texts("h2") == ["back office"]
    assert page.link("Start from this word") == "/match/?label=back-office"


def test_answers_given_before_are_kept_and_not_proposed_again(client, published):
    query = "?object=invoices-payments"
    page = Page(say(client, SENTENCE, query))
    assert page.link("Go on with the questions").startswith("/match/?object=invoices-payments")
    assert not [a for a in page.all("a") if "proposed=object." in a["href"]]


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_without_words_it_asks_for_some(client, published, text: str):
    page = Page(say(client, text))
    assert "Write a few words about the work first." in page.text


@pytest.mark.parametrize(
    "text", ["x", "👍👍👍", "客服中心外包", "مرحبا", "hello there", "12345", "\x00\x01", "qzx vwk"]
)
def test_too_little_to_go_by_is_said_and_nothing_is_guessed(client, published, text: str):
    response = say(client, text)
    page = Page(response)
    assert response.status_code == 200
    assert page.texts("h2") == []
    assert page.link("Go on with the questions") == "/match/"


def test_a_long_text_is_read_from_its_beginning(client, published):
    page = Page(say(client, "chasing late payers " * 400))
    assert f"We took its first {MAX_TEXT_LENGTH:,} characters." in page.text
    assert page.texts("h2")


def test_html_is_shown_as_it_was_typed(client, published):
    response = say(client, "<script>alert(1)</script> invoices")
    assert "<script>alert" not in response.text
    assert Page(response).one("textarea").text == "<script>alert(1)</script> invoices"


def test_another_site_cannot_ask(client, published):
    assert say(client, SENTENCE, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403


def test_too_many_in_a_short_time_wait_and_lose_nothing(client, published, monkeypatch):
    monkeypatch.setattr(PACE, "most", 1)
    say(client, SENTENCE)
    response = say(client, SENTENCE)
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) <= 600
    assert Page(response).one("textarea").text == SENTENCE


def test_without_an_edition_it_says_so(client, db):
    assert say(client, SENTENCE).status_code == 503


def test_the_start_page_has_the_box(client, published):
    page = Page(client.get("/"))
    [form] = [form for form in page.all("form") if form["action"] == "/suggest/"]
    assert form["method"] == "post"
    assert page.one("textarea")["name"] == "text"


def test_a_question_leads_to_it_with_the_answers_so_far(client, published):
    page = Page(client.get("/match/?object=invoices-payments"))
    assert page.link("Say it in your own words") == "/suggest/?object=invoices-payments"
