"""What machines ask."""

import pytest

from tests.web.database import database_away
from tests.web.editions import publish, small


def test_a_process_that_answers_is_alive_whatever_the_database_says(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_with_an_edition_the_site_is_ready(client, django_assert_num_queries):
    publish(small(), number=3)
    with django_assert_num_queries(1):
        response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready", "edition": 3})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_without_an_edition_the_site_is_not_ready_and_says_why(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (
        503,
        {
            "status": "not ready",
            "why": "Nothing has been published yet: run `manage.py publish`.",
        },
    )


@pytest.mark.django_db
def test_without_its_database_the_site_is_not_ready_though_it_remembers_an_edition(client):
    publish(small())
    assert client.get("/match/").status_code == 200
    with database_away():
        response = client.get("/readyz")
    assert (response.status_code, response.json()) == (
        503,
        {"status": "not ready", "why": "The database does not answer as it should."},
    )


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3:8000", "[::1]:8000", "", "a_b", "*"])
@pytest.mark.parametrize("url", ["/healthz", "/readyz"])
def test_a_probe_may_ask_by_any_address_and_without_tls(client, settings, caplog, host, url):
    settings.ALLOWED_HOSTS = ["match.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    publish(small())
    assert client.get(url, headers={"host": host}).status_code == 200
    assert caplog.messages == []


@pytest.mark.parametrize("url", ["/healthz", "/readyz", "/robots.txt"])
def test_machines_only_read(client, url):
    response = client.post(url)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_robots_stay_away_from_answers_links_and_the_editors_desk(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /match/result",
        "Disallow: /r/",
        "Disallow: /programme/*/",
        "Disallow: /admin/",
    ]
