"""Every request has an id, and what is noted of it says nothing of who asked and what."""

import io
import json
import logging
import os
from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.utils import timezone

from bpo_matcher.log import JsonFormatter
from matcher.preview import preview_root
from matcher.web import metrics
from tests.client import Client
from tests.web.database import database_away
from tests.web.editions import publish, small
from tests.web.programmes import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that would be written with LOG_FORMAT=json."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(JsonFormatter())
    requests, root = logging.getLogger("matcher.requests"), logging.getLogger()
    level = requests.level
    requests.setLevel(logging.INFO)
    root.addHandler(handler)
    yield text
    root.removeHandler(handler)
    requests.setLevel(level)


def lines(log: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


# ── The id ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("url", ["/", "/no-such-page/", "/healthz", "/static/none.css"])
def test_every_response_has_an_id_of_its_own(client: Client, url: str) -> None:
    publish(small())
    ids = {client.get(url)["X-Request-ID"] for _time in range(2)}
    assert [len(request_id) for request_id in ids] == [32, 32]


@pytest.mark.parametrize(
    ("proxy", "given", "is_kept"),
    [
        ("127.0.0.1", "f00d-1234_5", True),
        ("10.0.0.1", "f00d-1234_5", False),
        ("127.0.0.1", "short", False),
        ("127.0.0.1", "x" * 65, False),
        ("127.0.0.1", "two words here", False),
        ("127.0.0.1", "línea-ünd-más", False),
    ],
)
def test_only_a_proxy_of_ours_may_name_a_request(
    client: Client, settings, proxy: str, given: str, is_kept: bool
) -> None:
    settings.TRUSTED_PROXIES = (ip_network(proxy),)
    response = client.get("/healthz", headers={"x-request-id": given})
    assert (response["X-Request-ID"] == given) is is_kept


def test_what_is_logged_for_a_request_has_its_id(client: Client, log: io.StringIO) -> None:
    publish(small())
    response = client.get("/no-such-page/")
    assert [(line["message"], line["request_id"]) for line in lines(log)] == [
        ("Not Found: /no-such-page/", response["X-Request-ID"])
    ]


# ── The line ─────────────────────────────────────────────────────────────────────────────


def test_a_request_is_noted_with_the_pattern_of_its_url(client: Client, log: io.StringIO) -> None:
    publish(small())
    response = client.get("/method/colour/?colour=green")
    (line,) = lines(log)
    assert line.pop("time")
    assert line.pop("ms") > 0
    assert line == {
        "level": "INFO",
        "logger": "matcher.requests",
        "message": "GET /method/<slug:name>/ 200",
        "request_id": response["X-Request-ID"],
        "method": "GET",
        "route": "/method/<slug:name>/",
        "status": 200,
    }


def test_a_method_that_nobody_knows_is_not_repeated(client: Client, log: io.StringIO) -> None:
    publish(small())
    client.generic("Redundancies", "/privacy/")
    assert "Redundancies" not in log.getvalue()
    assert lines(log)[0]["method"] == "other"


def test_probes_and_static_files_are_not_noted(client: Client, log: io.StringIO) -> None:
    publish(small())
    urls = ("/healthz", "/readyz", "/static/matcher/site.css")
    assert [client.head(url).status_code for url in urls] == [200, 200, 200]
    assert lines(log) == []


def test_no_token_key_answer_or_text_reaches_the_log(client: Client, log: io.StringIO) -> None:
    programme = made("colour=green")
    title = {"edition": "1", "colour": "green", "title": "Redundancies in May"}
    created = client.post("/results/", title)
    token = created["Location"].split("/")[2]
    links = client.get(created["Location"]).content.decode()
    key = links.partition(f"/r/{token}/delete/")[2].partition("/")[0]
    preview = preview_root(timezone.now() + timedelta(days=7))
    secrets = [token, key, programme.links.token, programme.links.key, preview.split("/")[2]]
    assert all(secrets)

    for path in (
        f"/r/{token}/",
        f"/r/{token}.json",
        f"/r/{token}.pdf",
        f"/r/{token}/delete/wrong-{key}/",
        f"/r/{token}/title/{key}/",
        f"/{token}/",
        f"/shared/{token}",
        f"/%72/{token}/nope",
        f"/match/{token}/",
        f"/admin/r/{token}/",
        f"/programme/{programme.links.token}/edit/{programme.links.key}/row/99/",
        f"/programme/{programme.links.token}/edit/{programme.links.key}/nope/",
        f"{preview}nope/",
        f"{preview}match/?colour=green",
        f"/suggest/?text=Redundancies+in+May&key={key}",
        f"/labels/?q=Redundancies&r={token}",
        f"/compare/?r={token}&r={token}",
    ):
        client.get(path)
        client.post(path, {"title": "Redundancies in May", "answer": "colour=green"})
    client.raise_request_exception = False
    with database_away():
        client.post("/results/", title)
        client.get(f"/r/{token}/")
    client.post("/admin/login/", {"username": "ada@example.org", "password": "Redundancies"})

    written = log.getvalue()
    assert len(lines(log)) > 30
    for secret in (*secrets, "Redundancies", "colour=green", "ada@example.org", "127.0.0.1"):
        assert secret not in written


# ── The metrics ──────────────────────────────────────────────────────────────────────────

BEARER = {"authorization": "Bearer a-token-of-metrics"}


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder with the counts. The library decides for one when it is first imported."""
    folder = tmp_path_factory.mktemp("metrics")
    os.environ[metrics.FOLDER] = str(folder)
    yield folder
    del os.environ[metrics.FOLDER]


@pytest.fixture
def metered(counts: Path, settings, tmp_path: Path) -> None:
    settings.METRICS_TOKEN = "a-token-of-metrics"
    settings.BACKUP_DIR = tmp_path


def test_metrics_count_by_the_pattern_of_the_url(metered: None, client: Client) -> None:
    programme = made("colour=green")
    client.get(programme.read)
    response = client.get("/metrics", headers=BEARER)
    assert response["Content-Type"].startswith("text/plain; version=0.0.4")
    text = response.content.decode()
    assert (
        'bpo_matcher_request_seconds_count{method="GET",route="/programme/<str:token>/",'
        'status="200"} 1.0' in text
    )
    assert "bpo_matcher_edition 1.0" in text
    assert "bpo_matcher_disk_free_bytes" in text
    assert "backup_age_hours" not in text
    assert programme.links.token not in text


def test_metrics_are_told_while_the_database_is_away(metered: None, client: Client) -> None:
    publish(small())
    with database_away():
        response = client.get("/metrics", headers=BEARER)
    assert response.status_code == 200
    assert b"bpo_matcher_edition" not in response.content


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer wrong"}, {"authorization": ""}])
def test_without_the_token_there_are_no_metrics(
    metered: None, client: Client, headers: dict[str, str]
) -> None:
    assert client.get("/metrics", headers=headers).status_code == 404


@pytest.mark.parametrize("headers", [BEARER, {"authorization": "Bearer "}])
def test_metrics_are_off_unless_there_is_a_token(client: Client, headers: dict[str, str]) -> None:
    assert client.get("/metrics", headers=headers).status_code == 404
