"""What could not be done is answered with a page that leads on."""

import pytest

from matcher.views import wizard
from matcher.web import errors, guard
from tests.client import Client
from tests.web.editions import publish, small
from tests.web.reading import Page

pytestmark = pytest.mark.django_db


def status_and_heading(response) -> tuple[int, str]:
    """The status and the heading; there is always a way out, and nothing for search engines."""
    page = Page(response)
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.all("a", class_="button")
    return response.status_code, page.one("h1").text


# ── URLs ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("url", ["/match/", "/match/colour/", "/match/answers/"])
@pytest.mark.parametrize("query", ["x=" + "a" * 10_000, "a=b&" * 2_000, "x=%FF", "x=\xff"])
def test_a_url_that_cannot_be_read_is_refused(url, query):
    publish(small())
    response = Client().generic("GET", url, QUERY_STRING=query)
    assert status_and_heading(response) == (400, "This address cannot be read")
    assert Page(response).link("Start with the first question") == "/match/"


def test_why_it_cannot_be_read_is_said(client):
    publish(small())
    long = Page(client.generic("GET", "/match/", QUERY_STRING="x" * 10_001))
    assert "It is longer than 10,000 characters" in long.text
    broken = Page(client.generic("GET", "/match/", QUERY_STRING="x=%FF"))
    assert "It holds characters that are not text." in broken.text


def test_a_url_of_10000_characters_is_read(client):
    publish(small())
    query = "colour=blue&x=" + "a" * (10_000 - len("/match/") - len("colour=blue&x="))
    page = Page(client.generic("GET", "/match/", QUERY_STRING=query))
    assert page.texts("h1") == ["size?"]


def test_a_thousand_parameters_are_read(client):
    publish(small())
    query = "&".join(f"q{number}=1" for number in range(999))
    page = Page(client.generic("GET", "/match/", QUERY_STRING=f"{query}&colour=blue"))
    assert page.texts("h1") == ["size?"]


def test_a_url_in_another_alphabet_is_read(client):
    publish(small())
    page = Page(client.get("/match/", {"colour": "grün", "size": "小"}))
    assert "“grün” is not, or no longer, an answer to “colour?”" in page.text
    assert "“小” is not, or no longer, an answer to “size?”" in page.text


@pytest.mark.parametrize("url", ["/nowhere", "/match/a b/", "/%FF/", "/match/%00/", "/r/"])
def test_a_page_that_does_not_exist_leads_on(client, url):
    response = client.get(url)
    assert status_and_heading(response) == (404, "There is no such page")
    assert [link["href"] for link in Page(response).all("a", class_="button")] == [
        "/",
        "/match/",
        "/families/",
    ]


def test_a_host_that_is_not_ours_is_told_so(client):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert status_and_heading(response) == (400, "We cannot read this request")


def test_an_error_page_for_htmx_is_a_fragment(client):
    response = client.get("/nowhere", headers={"HX-Request": "true"})
    assert (response.status_code, Page(response).all("html")) == (404, [])


def test_error_pages_set_no_cookie(client):
    assert client.get("/nowhere").cookies == {}


# ── Methods ──────────────────────────────────────────────────────────────────────────────


def test_what_only_takes_forms_says_what_to_do(rf):
    response = guard.post_only(wizard.home)(rf.get("/results/"))
    assert status_and_heading(response) == (405, "This address does not work that way")
    assert response["Allow"] == "POST"
    assert "To keep a result, answer the questions" in Page(response).text


def test_what_takes_both_takes_both(rf):
    view = guard.get_or_post(errors.gone)
    assert [view(getattr(rf, method)("/")).status_code for method in ("get", "head", "post")] == [
        410
    ] * 3
    response = view(rf.delete("/"))
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


# ── Refusals ─────────────────────────────────────────────────────────────────────────────


def test_another_site_is_refused(rf):
    response = errors.cross_site(rf.post("/results/"))
    assert status_and_heading(response) == (403, "This was sent from another site")
    assert "Nothing was changed." in Page(response).text


def test_a_result_that_is_gone_says_so(rf):
    assert status_and_heading(errors.gone(rf.get("/r/x/"))) == (
        410,
        "This result is no longer here",
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 minute"), (60, "1 minute"), (61, "2 minutes"), (3600, "60 minutes")],
)
def test_too_many_writes_are_told_how_long_to_wait(rf, seconds, words):
    link = errors.NextLink("Back to your result", "/match/result/?colour=blue")
    why = "You have asked for 60 documents."
    response = errors.too_many(rf.post("/results/"), why=why, seconds=seconds, links=[link])
    assert status_and_heading(response) == (429, "That was a lot in a short time")
    assert response["Retry-After"] == str(seconds)
    assert f"{why} Wait {words}, then try again." in Page(response).text
    assert Page(response).link("Back to your result") == "/match/result/?colour=blue"


def test_a_form_of_the_editors_desk_without_its_token_is_refused():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert status_and_heading(response) == (403, "This form cannot be accepted")


def test_what_is_not_open_to_a_visitor_says_so(rf):
    assert status_and_heading(errors.forbidden(rf.get("/"), Exception())) == (
        403,
        "This is not open to you",
    )


# ── Faults of ours ───────────────────────────────────────────────────────────────────────


@pytest.fixture
def broken(monkeypatch):
    def fail(*_: object) -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr(wizard, "home_page", fail)
    publish(small())
    return Client(raise_request_exception=False)


def test_a_fault_of_ours_is_owned_and_tells_nothing(broken):
    response = broken.get("/")
    assert status_and_heading(response) == (500, "Something went wrong on our side")
    assert b"secret" not in response.content
    assert Page(response).link("Go to the start") == "/"


def test_a_fault_of_ours_under_htmx_is_a_fragment(broken):
    response = broken.get("/", headers={"HX-Request": "true"})
    assert (response.status_code, Page(response).all("html")) == (500, [])


@pytest.mark.parametrize("url", ["/", "/match/", "/match/colour/", "/match/answers/"])
def test_without_an_edition_a_page_says_that_nothing_is_published(client, url):
    response = client.get(url)
    assert status_and_heading(response) == (503, "Nothing has been published yet")
    assert response["Retry-After"] == "60"
    assert Page(response).link("Try again") == url
