"""How the pages of the wizard answer: whole or in part, with which headers, at which price."""

import gzip
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse

from tests.client import Client
from tests.web.editions import publish, small
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

PAGES = ["/", "/match/", "/match/?colour=blue", "/match/size/?colour=blue", "/match/answers/"]
OPEN, ANSWERED = PAGES[:2], PAGES[2:]
FIRST_LOAD = 40_000
"""Bytes over the wire, all in all (experience, always)."""


def htmx(client: Client, url: str, **headers: str) -> HttpResponse:
    return client.get(url, headers={"HX-Request": "true", **headers})


# ── Whole or in part ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("url", PAGES)
def test_htmx_gets_the_same_content_without_the_frame(client, url):
    publish(small())
    whole, part = client.get(url), htmx(client, url)
    assert (whole.status_code, part.status_code) == (200, 200)
    assert Page(part).title == Page(whole).title
    assert Page(part).texts("h1") == Page(whole).texts("h1")
    assert {"html", "head", "body", "main", "header", "footer", "script"}.isdisjoint(
        element.tag for element in Page(part).elements
    )
    content = whole.content.decode().partition("hx-history-elt>")[2].partition("</main>")[0]
    assert content.strip() == part.content.decode().partition("</title>")[2].strip()


@pytest.mark.parametrize("url", PAGES)
def test_a_page_restored_from_the_history_is_whole(client, url):
    publish(small())
    restored = htmx(client, url, **{"HX-History-Restore-Request": "true"})
    assert restored.content == client.get(url).content


def test_an_error_comes_as_a_fragment_too(client):
    publish(small())
    page = Page(htmx(client, "/match/?asked=colour"))
    assert page.title.startswith("Error: ")
    assert page.all("html") == []
    missing = htmx(client, "/match/weight/")
    assert missing.status_code == 404
    assert Page(missing).all("html") == []


def test_htmx_is_sent_to_the_result_as_a_whole_page(client):
    publish(small())
    response = htmx(client, "/match/?colour=green&asked=size&size=large")
    assert (response.status_code, response["HX-Redirect"]) == (
        200,
        "/match/result/?colour=green&size=large",
    )


def test_everything_works_by_links_and_a_form_that_htmx_only_smooths(client):
    publish(small())
    page = Page(client.get("/match/?colour=green"))
    boosted = page.one("div", **{"data-hx-boost": "true"})
    assert boosted["data-hx-target"] == "#main"
    assert page.one("form", class_="question")["action"] == "/match/"
    assert all(link["href"] for link in page.all("a"))
    plain = [link["href"] for link in page.all("a", **{"data-hx-boost": "false"})]
    assert plain == []
    leaving = Page(client.get("/match/colour/?then=result"))
    assert [link.text for link in leaving.all("a", **{"data-hx-boost": "false"})] == ["Back"]


# ── Headers ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("url", [*PAGES, "/match/?asked=colour&colour=green&then=answers"])
def test_a_visitor_gets_no_cookie_and_caches_are_told_what_varies(client, url):
    publish(small())
    response = client.get(url)
    assert response.cookies == {}
    assert {name.strip() for name in response["Vary"].split(",")} <= {
        "HX-Request",
        "Accept-Encoding",
    }
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("url", PAGES)
def test_every_page_keeps_its_urls_home_and_runs_nothing_inline(client, url):
    publish(small())
    response = client.get(url)
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    page = Page(response)
    assert all(script["src"] for script in page.all("script"))
    assert page.all("style") == []
    inline = [name for element in page.elements for name in element.attributes if name == "style"]
    events = [
        name for element in page.elements for name in element.attributes if name.startswith("on")
    ]
    assert (inline, events) == ([], [])


@pytest.mark.parametrize("url", ANSWERED)
def test_search_engines_leave_the_answers_of_visitors_alone(client, url):
    publish(small())
    assert Page(client.get(url)).one("meta", name="robots")["content"] == "noindex"


@pytest.mark.parametrize("url", OPEN)
def test_search_engines_may_read_what_holds_no_answers(client, url):
    publish(small())
    assert Page(client.get(url)).all("meta", name="robots") == []


def test_htmx_is_told_to_keep_no_copies_and_to_run_no_scripts(client):
    publish(small())
    config = Page(client.get("/")).one("meta", name="htmx-config")["content"]
    for part in (
        '"allowEval":false',
        '"allowScriptTags":false',
        '"historyCacheSize":0',
        '"historyRestoreAsHxRequest":false',
        '"includeIndicatorStyles":false',
    ):
        assert part in config


# ── Methods and price ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("url", PAGES)
def test_a_page_can_be_asked_for_its_head(client, url):
    publish(small())
    response = client.head(url)
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("url", PAGES)
def test_nothing_can_be_sent_to_a_page_that_is_read(url, method):
    publish(small())
    response = getattr(Client(enforce_csrf_checks=True), method)(url)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert Page(response).texts("h1") == ["This address does not work that way"]


@pytest.mark.parametrize("url", PAGES)
def test_a_page_costs_one_query(client, url, django_assert_num_queries):
    publish(small())
    with django_assert_num_queries(1):
        client.get(url)


def test_a_step_of_the_full_taxonomy_costs_one_query(client, published, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/match/?served=external-customer&asked=work_kind&work_kind=not-sure")


def test_the_first_load_of_a_question_is_small(client, published):
    response = client.get("/match/")
    page = Page(response)
    files = [
        *(script["src"] for script in page.all("script")),
        *(link["href"] for link in page.all("link")),
    ]
    sizes = [len(gzip.compress(response.content))]
    for file in files:
        path = finders.find(file.removeprefix("/static/"))
        sizes.append(len(brotli.compress(Path(path).read_bytes())))
    assert len(files) == 4
    assert sum(sizes) < FIRST_LOAD
