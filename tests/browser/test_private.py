"""What a browser is made to keep, to load and to shift about: as good as nothing."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.db import connection
from playwright.sync_api import Page

from bpo_matcher.launch import SERVER
from tests.browser import tour
from tests.browser.visitor import path, share, walk

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
FIRST_LOAD = 40 * 1024
"""Bytes over the wire, headers included."""

STORED = "() => ({ ...localStorage, ...sessionStorage })"


# ── What it keeps ────────────────────────────────────────────────────────────────────────


def test_nobody_gets_a_cookie_who_shares_nothing(published, page, drafted, returns):
    sent = []
    page.on("response", lambda one: sent.append(one.all_headers().get("set-cookie")))
    page.goto("/match/")
    walk(page, returns.answers)
    for address in tour.addresses(drafted, returns).values():
        page.goto(address)
    assert set(sent) == {None}
    assert page.context.cookies() == []


def test_while_a_visitor_answers_the_tab_stores_its_address_and_answers_and_no_more(
    published, page, returns
):
    page.goto("/match/")
    walk(page, returns.answers, steps=6)
    # For as long as the tab is open htmx notes where it is, and we what Back would forget.
    stored = page.evaluate(STORED)
    answers = json.loads(stored.pop("answers"))
    assert answers == {slug: list(returns.answers[slug]) for slug in answers}
    assert len(answers) == 6
    assert stored == {
        "htmx-current-path-for-history": page.url.removeprefix(page.evaluate("() => origin"))
    }
    assert page.evaluate("() => caches.keys()") == []


def test_a_link_brings_one_cookie_that_only_its_own_page_gets(published, page, returns):
    page.goto(f"/match/result/?{returns.query}")
    link = share(page)
    (cookie,) = page.context.cookies()
    assert {name: cookie[name] for name in ("path", "httpOnly", "sameSite", "domain")} == {
        "path": urlsplit(link).path + "created/",
        "httpOnly": True,
        "sameSite": "Strict",
        "domain": "localhost",
    }
    assert 0 < cookie["expires"] - time.time() <= 600
    assert page.evaluate("() => document.cookie") == ""
    deletion_link = page.locator(".link a").last.inner_text()
    page.reload()
    assert page.locator(".link a").last.inner_text() == deletion_link
    page.context.clear_cookies()
    page.reload()
    assert path(page) == urlsplit(link).path


# ── What it loads ────────────────────────────────────────────────────────────────────────


@pytest.fixture
def production(published: object, transactional_db: None, tmp_path: Path) -> Iterator[str]:
    """The address of the matcher served as `make run` does it, with this test's database."""
    copytree(ROOT / "bpo_matcher", tmp_path / "bpo_matcher")
    for name in ("matcher", "templates", "static", "root_files", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bpo_matcher.settings",
        "PYTHONPATH": str(tmp_path),
        "DATABASE_URL": database_url(),
        "SITE_URL": site,
    }
    collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--ignore=admin"]
    subprocess.run(collect, cwd=tmp_path, env=environment, check=True, capture_output=True)
    granian = str(Path(sys.executable).with_name("granian"))
    command = [granian, f"--port={port}", *SERVER]
    with subprocess.Popen(command, cwd=tmp_path, env=environment) as server:
        wait_for(f"{site}/readyz")
        yield site
        server.terminate()


def database_url() -> str:
    """Where the database of this test is, for another process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def wait_for(address: str) -> None:
    """Wait until a server answers."""
    for _ in range(300):
        try:
            urlopen(address)
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"Nothing answers at {address}")


def loaded(page: Page, address: str) -> dict[str, int]:
    """Everything that a new visitor's browser loads for a page, in bytes over the wire."""
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def on_request(sent: dict[str, Any]) -> None:
        addresses[sent["requestId"]] = sent["request"]["url"]

    def on_finish(got: dict[str, Any]) -> None:
        sizes[got["requestId"]] = got["encodedDataLength"]

    session = page.context.new_cdp_session(page)
    session.on("Network.requestWillBeSent", on_request)
    session.on("Network.loadingFinished", on_finish)
    session.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    return {url: sizes[key] for key, url in addresses.items()}


def test_the_first_question_weighs_little_and_comes_from_here_alone(production, browser):
    context = browser.new_context()
    weights = loaded(context.new_page(), f"{production}/match/")
    context.close()
    assert {url for url in weights if not url.startswith(production)} == set()
    kinds = [re.sub(r"\.[0-9a-f]{12}\.", ".", urlsplit(url).path) for url in weights]
    assert {"/match/", "/static/matcher/site.css", "/static/matcher/site.js"} <= set(kinds)
    assert sum(weights.values()) <= FIRST_LOAD, weights


# ── What it shifts about ─────────────────────────────────────────────────────────────────

SHIFTS = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().map((one) => one.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([]), 500);
})"""


def test_nothing_moves_while_a_page_loads(published, new_page, returns):
    page = new_page(viewport={"width": 360, "height": 740})
    for address in ("/", f"/match/?{returns.query[:120]}", f"/match/result/?{returns.query}"):
        page.goto(address, wait_until="networkidle")
        assert page.evaluate(SHIFTS) == [], address
