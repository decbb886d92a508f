"""What machines ask."""

import os
import shutil
from types import SimpleNamespace

import pytest
from django.db.migrations.recorder import MigrationRecorder

from matcher.web import probes
from tests.web.database import database_away
from tests.web.editions import publish, small

TOLD = {"disk_free_mb": 5_000, "backup_age_hours": None}
"""What is told whether the site is ready or not."""


@pytest.fixture(autouse=True)
def _known_machine(monkeypatch, settings, tmp_path):
    """5 GB are free, and nobody has made a backup."""
    usage = SimpleNamespace(free=5_000_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    settings.BACKUP_DIR = tmp_path / "backups"


def test_a_process_that_answers_is_alive_whatever_the_database_says(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_with_an_edition_the_site_is_ready(client, django_assert_num_queries):
    publish(small(), number=3)
    with django_assert_num_queries(2):
        response = client.get("/readyz")
    assert (response.status_code, response.json()) == (
        200,
        {"status": "ready", "edition": 3, **TOLD},
    )
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_the_last_backup_is_told_and_an_old_one_takes_nothing_away(client, settings):
    publish(small())
    settings.BACKUP_DIR.mkdir()
    backup = settings.BACKUP_DIR / "bpo-matcher.dump"
    backup.touch()
    long_ago = backup.stat().st_mtime - 90 * 60 * 60
    os.utime(backup, (long_ago, long_ago))
    response = client.get("/readyz")
    assert (response.status_code, response.json()["backup_age_hours"]) == (200, 90.0)


@pytest.mark.django_db
def test_with_tables_of_an_older_release_the_site_is_not_ready(client):
    publish(small())
    newest = MigrationRecorder.Migration.objects.filter(app="matcher").order_by("name").last()
    newest.delete()
    response = client.get("/readyz")
    assert (response.status_code, response.json()["why"]) == (
        503,
        "The tables are of an older release: run `manage.py migrate`.",
    )


@pytest.mark.django_db
def test_without_its_static_files_the_site_is_not_ready(client, monkeypatch):
    publish(small())
    monkeypatch.setattr(probes, "staticfiles_storage", SimpleNamespace(hashed_files={}))
    response = client.get("/readyz")
    assert (response.status_code, response.json()["why"]) == (
        503,
        "The static files are not collected: run `manage.py collectstatic`.",
    )


@pytest.mark.django_db
def test_without_an_edition_the_site_is_not_ready_and_says_why(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (
        503,
        {
            "status": "not ready",
            "why": "Nothing has been published yet: run `manage.py publish`.",
            **TOLD,
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
        {"status": "not ready", "why": "The database does not answer as it should.", **TOLD},
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
