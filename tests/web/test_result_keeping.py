"""Keeping a result under a link: one guarded, limited write that loses nothing when refused."""

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from matcher.core import Answers, match
from matcher.models import SharedResult, WriteCount
from matcher.sharing import open_result
from tests.client import Client
from tests.web.editions import publish, publish_former, question, small
from tests.web.reading import Page
from tests.web.results import case, decided, fields, inside, share_form, two_links

pytestmark = pytest.mark.django_db

GREEN = {"colour": "green", "size": "large", "edition": "1"}
KEY = "0123456789abcdef" * 2


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
    sent = share_form(page)
    key = sent.pop("key")
    assert sent == {
        "colour": "green",
        "size": "large",
        "label": "fruit",
        "edition": "1",
        "tz": "",
        "title": "",
        "expires": "never",
    }
    assert re.fullmatch("[0-9a-f]{32}", key)
    assert page.one("input", name="title")["maxlength"] == "120"
    stored = open_result(created_token(client.post("/results/", sent | {"key": key})))
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


def test_storing_takes_three_queries_in_one_transaction(
    client, draft, published, django_assert_num_queries
):
    form = fields(case("A09")) | {"edition": "1"}
    with django_assert_num_queries(3 + len(("begin", "commit"))):
        created_token(client.post("/results/", form))
    with django_assert_num_queries(
        2 + len(("begin", "commit"))
    ):  # the second in an hour finds no old counts to clear
        created_token(client.post("/results/", form))


# ── One form, one result ─────────────────────────────────────────────────────────────────


def links(client, response) -> list[str]:
    """The two links on the page that hands them out."""
    return two_links(Page(client.get(response["Location"])))


def test_the_same_form_sent_three_times_stores_one_result_and_shows_the_same_two_links(client):
    publish(small())
    form = GREEN | {"key": KEY, "title": "Apples", "expires": "30", "tz": "Asia/Tokyo"}
    shown = [links(client, client.post("/results/", form)) for _again in range(3)]
    assert SharedResult.objects.count() == 1
    assert shown[0] == shown[1] == shown[2]
    to_share, to_delete = shown[0]
    client.post(to_delete)
    assert client.get(to_share).status_code == 410


@pytest.mark.parametrize(
    "change", [{"colour": "blue"}, {"title": "Pears"}, {"expires": "30"}, {"label": "fruit"}]
)
def test_the_same_key_with_anything_else_is_another_result_with_a_key_of_its_own(client, change):
    publish(small())
    form = GREEN | {"key": KEY}
    first, second = (
        links(client, client.post("/results/", sent)) for sent in (form, form | change)
    )
    assert SharedResult.objects.count() == 2
    assert len({*first, *second}) == 4
    wrong = second[0] + first[1].partition("/delete/")[1][1:] + first[1].rpartition("delete/")[2]
    assert client.post(wrong).status_code == 404


@pytest.mark.parametrize("key", [None, "", "x", KEY[:-1], KEY.upper(), "\x00" * 32, KEY + "0"])
def test_a_form_without_a_proper_key_is_a_form_of_its_own_each_time(client, key):
    publish(small())
    form = GREEN | ({} if key is None else {"key": key})
    tokens = {created_token(client.post("/results/", form)) for _again in range(2)}
    assert len(tokens) == 2


def test_a_form_whose_result_was_deleted_makes_another(client):
    publish(small())
    form = GREEN | {"key": KEY}
    to_share, to_delete = links(client, client.post("/results/", form))
    client.post(to_delete)
    again, _to_delete = links(client, client.post("/results/", form))
    assert client.get(again).status_code == 200
    assert client.get(to_share).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_three_posts_at_once_store_one_result_count_once_and_get_the_same_link(settings):
    settings.WRITE_LIMIT = 3
    publish(small())
    together = threading.Barrier(3)
    locations = []

    def send() -> None:
        together.wait()
        try:
            locations.append(Client().post("/results/", GREEN | {"key": KEY}).get("Location"))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _again in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(locations), len(set(locations))) == (3, 1)
    assert SharedResult.objects.count() == 1
    assert list(WriteCount.objects.values_list("count", flat=True)) == [1]


def test_each_result_page_has_a_form_of_its_own(client):
    publish(small())
    pages = [Page(client.get("/match/result/?colour=green")) for _again in range(2)]
    assert len({dict(page.hidden)["key"] for page in pages}) == 2


@pytest.mark.parametrize("query", ["?colour=green", ""])
def test_no_cache_may_keep_a_live_result(client, query):
    publish(small())
    response = client.get(f"/match/result/{query}")
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_form_that_comes_back_keeps_its_key(client):
    publish(small())
    page = refused(client, GREEN | {"key": KEY, "tz": "Asia/Tokyo", "title": "\x07"})
    assert (dict(page.hidden)["key"], dict(page.hidden)["tz"]) == (KEY, "Asia/Tokyo")


# ── Refusing ─────────────────────────────────────────────────────────────────────────────


def refused(client, fields) -> Page:
    """The page that says what is wrong, after nothing was stored."""
    response = client.post("/results/", fields)
    assert response.status_code == 400
    assert response.cookies == {}
    assert not SharedResult.objects.exists()
    return Page(response)


def carried(page: Page) -> dict[str, str]:
    """What the form carries along of the result."""
    typed = ("key", "tz", "title", "expires")
    return {name: value for name, value in share_form(page).items() if name not in typed}


def summary(page: Page) -> str:
    return page.one("div", role="alert").text


@pytest.mark.parametrize(
    ("title", "kept", "words"),
    [
        ("x" * 121, "x" * 121, "Use 120 characters at most; the title has 121."),
        ("a\x07b", "ab", "The title held invisible control characters."),
        ("a\nb", "a b", "The title held invisible control characters."),
        ("ab\x1f", "ab", "The title held invisible control characters."),
        ("a\u2028b", "a b", "The title held invisible control characters."),
        ("a\u202eb", "ab", "The title held invisible control characters."),
        ("a\x01\x02b", "ab", "The title held invisible control characters."),
        ("a\x00b", "ab", "The title held invisible control characters."),
        ("\u200f梅", "梅", "The title held invisible control characters."),
        ("\u200b", "", "Nothing in this title can be seen."),
        (" \u2060\ufeff\u00ad ", "", "Nothing in this title can be seen."),
        ("\u3164\u2800", "", "Nothing in this title can be seen."),
    ],
)
def test_a_title_that_cannot_be_kept_is_refused_beside_its_field(client, title, kept, words):
    publish(small())
    page = refused(client, GREEN | {"title": title})
    assert page.title.startswith("Error: ")
    assert words in summary(page)
    (link,) = [element for element in page.all("a") if element.text.startswith(words)]
    assert link["href"] == "#title"
    field = page.one("input", id="title")
    assert field["value"] == kept
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "title-help title-error"
    assert page.one("p", id="title-error").text.startswith(f"Error: {words}")
    assert carried(page) == GREEN
    assert decided(page) == {"kind": "apple"}


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
    assert carried(page) == GREEN


@pytest.mark.parametrize(
    ("fields", "words", "kept"),
    [
        ({"size": "huge"}, "“huge” is not, or no longer, an answer to “size?”", ["colour"]),
        ({"shape": "round"}, "“shape” is no longer one of the questions.", ["colour", "size"]),
        ({"label": "nut"}, "We know no label “nut”.", ["colour", "size"]),
        ({"size": ["large", "small"]}, "“size?” is given more than once", ["colour"]),
    ],
)
def test_an_answer_that_the_edition_does_not_know_is_named_and_the_others_kept(
    client, fields, words, kept
):
    publish_former("shape")
    page = refused(client, GREEN | {"edition": "2"} | fields)
    assert words in summary(page)
    assert "If you agree with it, create the link once more." in summary(page)
    assert list(carried(page)) == [*kept, "edition"]
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
    assert page.texts("h1") == ["Not enough to decide yet."]


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


def test_one_client_may_store_so_many_in_an_hour_and_loses_nothing_at_the_next(client, settings):
    settings.WRITE_LIMIT = 2
    publish(small())
    created_token(client.post("/results/", GREEN))
    created_token(client.post("/results/", GREEN))
    form = GREEN | {"title": "Äpfel", "expires": "90", "key": KEY, "tz": "Europe/Berlin"}
    response = client.post("/results/", form)
    page = Page(response)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 3600
    assert "no-store" in response.headers["Cache-Control"]
    assert "From your network address 2 links were created within this hour" in summary(page)
    assert re.search(r"Everything you filled in is still here\. Wait \d+ minutes?", summary(page))
    assert decided(page) == {"kind": "apple"}
    assert share_form(page) == form
    assert response.cookies == {}
    assert SharedResult.objects.count() == 2
    created_token(client.post("/results/", form, REMOTE_ADDR="198.51.100.7"))


def test_what_is_refused_and_what_was_stored_before_does_not_count(client, settings):
    settings.WRITE_LIMIT = 2
    publish(small())
    kept = [client.post("/results/", GREEN | {"key": KEY}) for _again in range(5)]
    refused = [client.post("/results/", GREEN | {"title": "\x07"}) for _again in range(5)]
    assert [response.status_code for response in (*kept, *refused)] == [303] * 5 + [400] * 5
    created_token(client.post("/results/", GREEN))
    assert client.post("/results/", GREEN).status_code == 429
    assert client.post("/results/", GREEN | {"key": KEY})["Location"] == kept[0]["Location"]


def test_120_results_an_hour_do_not_stop_an_office(settings):
    assert settings.WRITE_LIMIT == 120


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
    last = days and row.created_at.date() + timedelta(days=days)
    assert (row.expires_at and (row.expires_at - timedelta(hours=36)).date()) == last


AT = datetime(2026, 11, 28, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "ends", "words"),
    [
        ("Europe/Berlin", "2026-12-28T23:00", "28 December 2026 (Europe/Berlin time)"),
        ("Asia/Tokyo", "2026-12-29T15:00", "29 December 2026 (Asia/Tokyo time)"),
        ("America/New_York", "2026-12-29T05:00", "28 December 2026 (America/New York time)"),
        ("", "2026-12-29T12:00", "the end of 28 December 2026, everywhere"),
        ("Moon/Crater", "2026-12-29T12:00", "the end of 28 December 2026, everywhere"),
        ("../../etc/passwd", "2026-12-29T12:00", "the end of 28 December 2026, everywhere"),
        ("\x00", "2026-12-29T12:00", "the end of 28 December 2026, everywhere"),
    ],
)
def test_a_result_lasts_the_whole_of_its_last_day_where_its_sender_is(
    client, monkeypatch, zone, ends, words
):
    monkeypatch.setattr("matcher.sharing.timezone.now", lambda: AT)
    publish(small())
    response = client.post("/results/", GREEN | {"expires": "30", "tz": zone})
    end = datetime.fromisoformat(f"{ends}+00:00")
    assert SharedResult.objects.get().expires_at == end
    assert f"until {words}, or until you delete it." in Page(client.get(response["Location"])).text
    link = f"/r/{created_token(response)}/"
    assert f"until {words}" in Page(client.get(link)).text
    for moment, status in [(end - timedelta(seconds=1), 200), (end, 410)]:
        monkeypatch.setattr("matcher.sharing.timezone.now", lambda moment=moment: moment)
        assert client.get(link).status_code == status


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
    times = page.one("select", name="expires")
    assert inside(page, "option", times) == ["Until I delete it", "30 days", "90 days", "One year"]
    assert share_form(page)["expires"] == "never"


def test_the_form_is_there_for_programs_where_a_visitor_is_asked_for_answers_first(client):
    publish(small())
    page = Page(client.get("/match/result/?colour=not-sure"))
    assert "Save and share" not in page.texts("button")
    assert share_form(page)["colour"] == "not-sure"
