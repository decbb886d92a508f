"""Keeping a result under a link: one guarded, limited write that loses nothing when refused."""

import re

import pytest

from matcher.core import Answers, match
from matcher.models import SharedResult
from matcher.sharing import open_result
from tests.client import Client
from tests.web.editions import publish, question, small
from tests.web.reading import Page
from tests.web.results import case, decided

pytestmark = pytest.mark.django_db

GREEN = {"colour": "green", "size": "large", "edition": "1"}


def created_token(response) -> str:
    assert response.status_code == 303
    return re.fullmatch(r"/r/([\w-]+)/created/", response["Location"])[1]


# ── Storing ──────────────────────────────────────────────────────────────────────────────


def test_a_result_is_stored_with_its_edition_its_title_and_its_answers(client):
    published = publish(small())
    token = created_token(client.post("/results/", GREEN | {"title": "  Apples, autumn  "}))
    stored = open_result(token)
    answers = Answers((("colour", "green"), ("size", "large")))
    assert (stored.title, stored.edition) == ("Apples, autumn", 1)
    assert stored.match == match(published.taxonomy, answers)
    assert SharedResult.objects.get().query == "colour=green&size=large"


def test_the_form_on_the_page_sends_what_is_stored(client):
    publish(small())
    page = Page(client.get("/match/result/?size=large&colour=green&label=fruit"))
    form = page.one("form")
    assert (form["action"], form["method"]) == ("/results/", "post")
    assert page.hidden == [
        ("colour", "green"),
        ("size", "large"),
        ("label", "fruit"),
        ("edition", "1"),
    ]
    assert page.one("input", name="title")["maxlength"] == "120"
    stored = open_result(created_token(client.post("/results/", dict(page.hidden))))
    assert stored.match.answers == Answers((("colour", "green"), ("size", "large")), "fruit")
    assert stored.title == ""


def test_the_edition_that_was_seen_is_stored_though_a_newer_one_is_there(client):
    publish(small())
    publish(small(labels=()), number=2)
    assert open_result(created_token(client.post("/results/", GREEN))).edition == 1


def test_the_key_that_deletes_travels_in_a_cookie_for_one_page_and_ten_minutes(client):
    publish(small())
    response = client.post("/results/", GREEN)
    (cookie,) = response.cookies.values()
    assert cookie["path"] == response["Location"]
    assert cookie["max-age"] == 600
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["secure"]


def test_the_cookie_is_for_https_alone_where_the_site_is(client, settings):
    settings.HTTPS = True
    publish(small())
    (cookie,) = client.post("/results/", GREEN).cookies.values()
    assert cookie["secure"]


def test_not_sure_everywhere_can_be_kept(client):
    publish(small())
    token = created_token(client.post("/results/", {"colour": "not-sure", "edition": "1"}))
    assert open_result(token).match.answers == Answers((("colour", "not-sure"),))


def test_no_token_and_no_cookie_is_asked_for():
    publish(small())
    created_token(Client(enforce_csrf_checks=True).post("/results/", GREEN))


def test_storing_takes_three_queries(client, draft, published, django_assert_num_queries):
    fields = case("A09") | {"edition": "1"}
    with django_assert_num_queries(3):
        created_token(client.post("/results/", fields))
    with django_assert_num_queries(2):  # the second in an hour finds no old counts to clear
        created_token(client.post("/results/", fields))


# ── Refusing ─────────────────────────────────────────────────────────────────────────────


def refused(client, fields) -> Page:
    """The page that says what is wrong, after nothing was stored."""
    response = client.post("/results/", fields)
    assert response.status_code == 400
    assert response.cookies == {}
    assert not SharedResult.objects.exists()
    return Page(response)


def summary(page: Page) -> str:
    return page.one("div", role="alert").text


@pytest.mark.parametrize(
    ("title", "kept", "words"),
    [
        ("x" * 121, "x" * 121, "Use 120 characters at most; the title has 121."),
        ("a\x07b", "ab", "The title held invisible control characters."),
        ("a\nb", "ab", "The title held invisible control characters."),
        ("ab\x1f", "ab", "The title held invisible control characters."),
        ("a\u2028b", "ab", "The title held invisible control characters."),
        ("a\u202eb", "ab", "The title held invisible control characters."),
        ("a\x01\x02b", "ab", "The title held invisible control characters."),
    ],
)
def test_a_title_that_cannot_be_kept_is_refused_beside_its_field(client, title, kept, words):
    publish(small())
    page = refused(client, GREEN | {"title": title})
    assert page.title.startswith("Error: ")
    assert summary(page).startswith(f"Nothing was stored yet {words}")
    (link,) = [element for element in page.all("a") if element.text.startswith(words)]
    assert link["href"] == "#title"
    field = page.one("input", id="title")
    assert field["value"] == kept
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "title-help title-error"
    assert page.one("p", id="title-error").text.startswith(f"Error: {words}")
    assert page.hidden == [("colour", "green"), ("size", "large"), ("edition", "1")]
    assert decided(page) == {"kind": "apple"}


def test_a_null_character_in_a_title_is_refused_with_a_sentence(client):
    publish(small())
    page = refused(client, GREEN | {"title": "a\x00b"})
    assert page.one("input", id="title")["value"] == "ab"
    assert "Nothing was stored yet" in summary(page)


@pytest.mark.parametrize("title", ["x" * 120, "Größe – 梅 👩‍👩‍👧", "<b>bold</b>", "\u05d0 \u0628"])
def test_any_plain_text_of_120_characters_is_a_title(client, title):
    publish(small())
    assert open_result(created_token(client.post("/results/", GREEN | {"title": title}))).title == (
        title
    )


@pytest.mark.parametrize("number", ["2", "0", "-1", "", "x", "1.5", "9" * 30, None])
def test_an_edition_that_does_not_exist_is_said_and_the_current_one_shown(client, number):
    publish(small())
    fields = {name: value for name, value in GREEN.items() if name != "edition"}
    page = refused(client, fields | ({} if number is None else {"edition": number}))
    assert "This is what the current one says." in summary(page)
    assert page.hidden == [("colour", "green"), ("size", "large"), ("edition", "1")]


@pytest.mark.parametrize(
    ("fields", "words", "kept"),
    [
        ({"size": "huge"}, "“huge” is not, or no longer, an answer to “size?”", ["colour"]),
        ({"shape": "round"}, "“shape” is not one of the questions.", ["colour", "size"]),
        ({"label": "nut"}, "We know no label “nut”.", ["colour", "size"]),
        ({"size": ["large", "small"]}, "“size?” is given more than once", ["colour"]),
    ],
)
def test_an_answer_that_the_edition_does_not_know_is_named_and_the_others_kept(
    client, fields, words, kept
):
    publish(small())
    page = refused(client, GREEN | fields)
    assert words in summary(page)
    assert "If you agree with it, create the link once more." in summary(page)
    assert [name for name, _value in page.hidden] == [*kept, "edition"]
    assert page.all("div", class_="notice--caution") == []  # said once


def test_answers_are_held_against_the_edition_that_was_seen(client):
    publish(small())
    publish(small(questions=(question("colour", "green", "red"), *small().questions[1:])), number=2)
    created_token(client.post("/results/", GREEN | {"colour": "blue"}))
    response = client.post("/results/", GREEN | {"colour": "blue", "edition": "2"})
    assert response.status_code == 400
    assert "“blue” is not, or no longer, an answer" in summary(Page(response))


def test_without_an_answer_there_is_nothing_to_keep(client):
    publish(small())
    page = refused(client, {"edition": "1", "label": "fruit", "title": "Nothing"})
    assert "Nothing is answered yet, so there is nothing to keep." in summary(page)
    assert page.texts("h1") == ["No result yet"]


def test_a_strangers_text_stays_text(client):
    publish(small())
    evil = "<script>alert(1)</script>"
    response = client.post("/results/", GREEN | {"title": evil * 9, "size": evil, evil: "x"})
    assert response.status_code == 400
    assert evil.encode() not in response.content


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"colour": "green"}', "application/json"),
        (b"colour=%ff%fe&edition=1", "application/x-www-form-urlencoded"),
        (
            b"&".join(b"a%d=1" % number for number in range(2000)),
            "application/x-www-form-urlencoded",
        ),
        (b"", "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_is_no_such_form_is_refused_with_a_page(client, body, kind):
    publish(small())
    response = client.post("/results/", body, content_type=kind)
    assert response.status_code == 400
    assert "500" not in Page(response).title
    assert len(Page(response).texts("h1")) == 1
    assert not SharedResult.objects.exists()


def test_nothing_can_be_kept_before_anything_is_published(client):
    assert client.post("/results/", GREEN).status_code == 503


# ── Guarding ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_another_site_cannot_make_a_visitor_store_anything(client, headers):
    publish(small())
    response = client.post("/results/", GREEN, headers=headers)
    assert response.status_code == 403
    assert Page(response).texts("h1") == ["This was sent from another site"]
    assert not SharedResult.objects.exists()


def test_one_client_may_write_so_often_in_an_hour_and_is_told_how_long_to_wait(client, settings):
    settings.WRITE_LIMIT = 2
    publish(small())
    created_token(client.post("/results/", GREEN))
    created_token(client.post("/results/", GREEN))
    response = client.post("/results/", GREEN)
    page = Page(response)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 3600
    assert page.link("Back to your result") == "/match/result/?colour=green&size=large"
    assert response.cookies == {}
    assert SharedResult.objects.count() == 2
    created_token(client.post("/results/", GREEN, REMOTE_ADDR="198.51.100.7"))


def test_what_is_refused_counts_against_the_limit_too(client, settings):
    settings.WRITE_LIMIT = 2
    publish(small())
    refused = [client.post("/results/", GREEN | {"title": "\x07"}) for _again in range(3)]
    assert [response.status_code for response in refused] == [400, 400, 429]


def test_a_client_cannot_name_another_address_unless_a_proxy_of_ours_does(client, settings):
    settings.WRITE_LIMIT = 1
    publish(small())
    created_token(client.post("/results/", GREEN, headers={"X-Forwarded-For": "198.51.100.1"}))
    response = client.post("/results/", GREEN, headers={"X-Forwarded-For": "198.51.100.2"})
    assert response.status_code == 429


def test_a_get_of_the_url_of_the_form_says_what_it_is_for(client):
    response = client.get("/results/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert "press the button on your result" in Page(response).text


# ── How long ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sent", "days"),
    [({}, None), ({"expires": ""}, None), ({"expires": "never"}, None), ({"expires": "90"}, 90)],
)
def test_a_result_is_kept_for_as_long_as_its_creator_chose(client, sent, days):
    publish(small())
    token = created_token(client.post("/results/", GREEN | sent))
    row = SharedResult.objects.get(token=token)
    assert (row.expires_at and (row.expires_at - row.created_at).days) == days


@pytest.mark.parametrize("expires", ["7", "always", "-1", "30 ", "<b>"])
def test_an_unknown_time_is_refused_beside_its_field_and_nothing_is_lost(client, expires):
    publish(small())
    response = client.post("/results/", GREEN | {"expires": expires, "title": "Apples"})
    page = Page(response)
    assert (response.status_code, SharedResult.objects.count()) == (400, 0)
    assert page.one("p", id="expires-error").text == (
        f"Error: We cannot keep it for “{expires}”. Choose one of these times."
    )
    assert page.one("input", id="title")["value"] == "Apples"
    assert ("colour", "green") in page.hidden


def test_the_form_offers_four_times_and_begins_with_no_end(client):
    publish(small())
    page = Page(client.get("/match/result/?colour=green"))
    assert [
        (option["value"], "selected" in option.attributes) for option in page.all("option")
    ] == [
        ("never", True),
        ("30", False),
        ("90", False),
        ("365", False),
    ]
