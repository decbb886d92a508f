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


def confirming(page: Page) -> list[tuple[str, str, str]]:
    """The buttons that confirm what is proposed: name, value and words."""
    buttons = page.all("button")
    return [
        (each["name"], each["value"], each.text) for each in buttons if "name" in each.attributes
    ]


def test_a_sentence_leads_to_its_first_answer_and_to_families_with_their_lines(client, published):
    page = Page(say(client, SENTENCE))
    assert confirming(page) == [
        ("object", "invoices-payments", "From your words: Bills, payments and the books")
    ]
    names = page.texts("h2")
    assert names[0] == "Finance and accounting operations"
    assert len(names) <= 3
    [words] = [text for text in page.texts("p") if text.startswith("Because of")][:1]
    assert "“payers”" in words
    assert page.link("Choose another answer") == "/match/object/?proposed=object.invoices-payments"


def test_the_proposal_has_the_focus_and_confirming_it_answers_its_question(client, published):
    page = Page(say(client, SENTENCE, "?pieces=one"))
    [button] = [each for each in page.all("button") if "autofocus" in each.attributes]
    assert button["value"] == "invoices-payments"
    assert [form["action"] for form in page.all("form")] == ["/suggest/?pieces=one", "/match/"]
    assert page.hidden == [("pieces", "one"), ("asked", "object")]
    confirmed = Page(client.get("/match/?pieces=one&asked=object&object=invoices-payments"))
    assert confirmed.texts("h1") == [published.taxonomy.index.question_by_slug["judgment"].prompt]


def test_a_line_proposes_its_usual_answers_beginning_with_the_first(client, published):
    page = Page(say(client, SENTENCE))
    lines = [each["href"] for each in page.all("a") if each["href"].count("proposed=") > 1]
    question = Page(client.get(lines[0]))
    [(name, value, _words)] = confirming(question)
    assert lines[0].startswith(f"/match/{name}/?proposed={name}.{value}&proposed=")
    assert question.picked == []


def test_while_somebody_types_nothing_takes_the_focus(client, published):
    page = Page(say(client, SENTENCE, HTTP_HX_REQUEST="true", **FROM_HERE))
    assert confirming(page)
    assert not [each for each in page.all("button") if "autofocus" in each.attributes]


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


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Back-Office", "back-office"),
        (" call  center.", "call-center"),
        ("call centre", "call-center"),
        ("KPO", "kpo"),
        ("rpo", "rpo"),
    ],
)
def test_a_word_of_vendors_is_answered_by_the_dictionary(client, published, text: str, label: str):
    page = Page(say(client, text))
    assert page.link("Start from this word") == f"/match/?label={label}"
    assert confirming(page) == []


def test_a_sentence_with_a_word_of_vendors_is_a_description(client, published):
    page = Page(say(client, "Our call center answers what customers ask about their bills"))
    assert "Start from this word" not in page.text
    index = published.taxonomy.index
    assert page.texts("h2")[0] == index.outcome_name("family", "customer-operations")


def test_answers_given_before_are_kept_and_not_proposed_again(client, published):
    query = "?object=invoices-payments"
    page = Page(say(client, SENTENCE, query))
    assert confirming(page) == []
    assert page.link("Go on with the questions") == "/match/?object=invoices-payments"
    assert not [a for a in page.all("a") if "proposed=object." in a["href"]]


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00\x01"])
def test_without_words_it_asks_for_some(client, published, text: str):
    page = Page(say(client, text))
    assert "Write a few words about the work first." in page.text


@pytest.mark.parametrize(
    "text",
    [
        *("x", "👍👍👍", "客服中心外包", "مرحبا", "12345", "qzx vwk"),
        *("hello there, how are you?", "chop the onions and fry them in butter"),
    ],
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


def test_a_question_has_the_box_too_and_keeps_the_answers_so_far(client, published):
    page = Page(client.get("/match/?object=invoices-payments"))
    form = page.one("form", class_="describe")
    assert (form["method"], form["action"]) == ("post", "/suggest/?object=invoices-payments")


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, published, method: str):
    assert getattr(client, method)("/suggest/").status_code == 405


def test_a_body_that_is_no_form_has_no_text(client, published):
    response = client.post("/suggest/", b"\xff\xfe{", content_type="application/json", **FROM_HERE)
    assert "Write a few words about the work first." in Page(response).text
