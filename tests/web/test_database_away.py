"""While the database does not answer, is locked, full or read-only, visitors go on."""

import re
from time import monotonic

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from bpo_matcher.settings import database
from matcher import editions
from matcher.models import SharedResult
from tests.client import Client
from tests.web.database import database_away
from tests.web.editions import publish, small
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

SENT = {"colour": "green", "size": "large", "edition": "1", "title": "Fruit", "expires": "90"}


@pytest.fixture
def visitor() -> Client:
    """A visitor who was here while the database still answered."""
    publish(small())
    visitor = Client(raise_request_exception=False)
    assert visitor.get("/").status_code == 200
    return visitor


@pytest.mark.parametrize(
    "url", ["/", "/match/?colour=green", "/match/result/?colour=green", "/families/"]
)
def test_the_walk_goes_on_from_the_edition_in_memory(visitor, url):
    before = _without_form_key(visitor.get(url))
    with database_away():
        assert _without_form_key(visitor.get(url)) == before


def _without_form_key(response) -> str:
    """The page, but for what makes the form on it one of its kind."""
    return re.sub(r'(name="key"\s+value=)"[0-9a-f]{32}"', r"\1", response.content.decode())


def test_a_database_that_does_not_answer_is_left_alone_for_a_moment(visitor, monkeypatch):
    with database_away() as tried:
        for _again in range(3):
            visitor.get("/match/")
        assert len(tried) == 1
        monkeypatch.setattr(editions, "monotonic", lambda: monotonic() + editions.PAUSE_SECONDS)
        visitor.get("/match/")
        assert len(tried) == 2


def test_one_request_asks_again_and_the_others_do_not_wait_for_it(visitor, monkeypatch):
    with database_away():
        visitor.get("/match/")
    monkeypatch.setattr(editions, "monotonic", lambda: monotonic() + editions.PAUSE_SECONDS)
    meanwhile = []

    def ask() -> int:
        meanwhile.append(editions.current().number)
        return 1

    monkeypatch.setattr(editions, "current_number", ask)
    assert (editions.current().number, meanwhile) == (1, [1])


def test_an_edition_that_was_published_is_used_when_the_pause_is_over(visitor, monkeypatch):
    monkeypatch.setattr(editions, "PAUSE_SECONDS", 0)
    with database_away():
        visitor.get("/match/")
    publish(small(), number=2)
    assert editions.current().number == 2


def test_a_process_that_never_read_an_edition_says_so():
    publish(small())
    editions.forget_editions()
    with database_away():
        response = Client(raise_request_exception=False).get("/match/")
    assert_said(response)


def assert_said(response) -> None:
    """The page that says that the database is away, and when to come again."""
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert Page(response).texts("h1") == ["Our database does not answer"]
    assert b"secret" not in response.content


@pytest.mark.parametrize("url", ["/r/some-token/", "/admin/login/?next=/", "/r/token.md"])
def test_what_needs_the_database_says_that_it_does_not_answer(visitor, url):
    ask = visitor.post if "login" in url else visitor.get
    with database_away():
        assert_said(ask(url, {"username": "ada", "password": "wrong"}))


def test_a_deletion_is_answered_likewise(visitor):
    with database_away():
        assert_said(visitor.post("/r/token/delete/key/"))


# ── Keeping a result ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "failing", ["", "matcher_writecount", 'INSERT INTO "matcher_sharedresult"']
)
def test_a_result_that_cannot_be_stored_comes_back_with_the_form_as_it_was_sent(visitor, failing):
    with database_away(failing):
        response = visitor.post("/results/", SENT)
    page = Page(response)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "Everything you filled in is still here" in page.text
    form = page.one("form", action="/results/")
    fields = {field["name"]: field["value"] for field in page.all("input") if form in field.inside}
    assert {name: fields[name] for name in ("colour", "size", "edition", "title")} == {
        "colour": "green",
        "size": "large",
        "edition": "1",
        "title": "Fruit",
    }
    assert [
        option["value"]
        for option in page.all("option")
        if form in option.inside and "selected" in option.attributes
    ] == ["90"]
    assert not SharedResult.objects.exists()


def test_the_form_comes_back_by_the_current_edition_when_that_which_was_seen_is_not_in_memory(
    visitor,
):
    publish(small(), number=2)
    visitor.get("/")
    editions.edition.cache_clear()
    with database_away():
        page = Page(visitor.post("/results/", SENT))
    assert page.one("input", id="title")["value"] == "Fruit"
    assert page.one("input", name="edition")["value"] == "2"


# ── PostgreSQL itself ────────────────────────────────────────────────────────────────────


@pytest.mark.postgresql
def test_a_server_that_does_not_listen_is_given_up_within_half_a_second():
    nowhere = database("postgres://nobody@127.0.0.1:1/nothing")
    away = ConnectionHandler({"default": {}, "away": nowhere})["away"]
    begun = monotonic()
    with pytest.raises(OperationalError):
        away.cursor()
    assert monotonic() - begun < 0.5
    away.close_pool()
