"""What every test may use: a browser that notices what a visitor would not see, and set limits."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connection
from hypothesis.configuration import set_hypothesis_home_dir
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Response,
    sync_playwright,
)
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from bpo_matcher.launch import DOWNLOADED_BROWSERS, VAR, find_chromium
from matcher.web import document_guard

pytest_plugins = ["tests.fixtures"]

IN_CI = os.environ.get("CI") == "true"

# Of several such lists Chromium heeds the last, so that playwright's own is repeated in it.
UNUSED_FEATURES = [
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    # Two pages for the address bar, which every window loads: half of what a window costs.
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
]

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    f"--disable-features={','.join(UNUSED_FEATURES)}",
]

# Playwright's synchronous calls run in an event loop, in which Django would refuse its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(DOWNLOADED_BROWSERS))

set_hypothesis_home_dir(VAR / "hypothesis")
hypothesis.settings.register_profile(
    "everywhere",
    deadline=None,
    derandomize=IN_CI,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],  # a busy machine is no finding
)
hypothesis.settings.load_profile("everywhere")


# ── Which tests run ──────────────────────────────────────────────────────────────────────


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that use the database, and leave out those that are about the other one."""
    for item in filter(uses_database, items):
        item.add_marker("database")
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    unfit = [item for item in items if item.get_closest_marker(other)]
    config.hook.pytest_deselected(items=unfit)
    items[:] = [item for item in items if item not in unfit]


def uses_database(item: pytest.Item) -> bool:
    """Whether rows can be read or written while the test runs, by itself or by a server."""
    fixtures = {"db", "transactional_db", "live_server"}
    asked = fixtures.intersection(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """In CI nothing may be missing, so that a skipped test is a failed one there."""
    report: pytest.TestReport = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"A test may not be skipped in CI: {report.longrepr[-1]}"
    return report


# ── The browser ──────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright itself, started once."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium_path(playwright: Playwright) -> str:
    """The Chromium of the machine, else the one that `make test` downloaded."""
    path = find_chromium() or playwright.chromium.executable_path
    if not Path(path).is_file():
        pytest.skip("There is no Chromium: install one, or name its path in CHROMIUM.")
    return path


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all tests of a process; each test gets a profile of its own."""
    browser = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def browser_problems() -> Iterator[list[str]]:
    """What went wrong unseen in the pages of this test; anything left in it fails the test.

    A test that provokes a problem asserts it and clears the list.
    """
    problems: list[str] = []
    yield problems
    assert problems == []


@pytest.fixture
def new_page(
    browser: Browser,
    live_server: LiveServer,
    browser_problems: list[str],
    settings: Settings,
) -> Iterator[Callable[..., Page]]:
    """Make pages of new visitors: `new_page(viewport=…, java_script_enabled=False, …)`.

    The options are those of playwright's `Browser.new_context`.
    """
    settings.SITE_URL = live_server.url
    contexts = []

    def new_page(**options: Any) -> Page:
        context = browser.new_context(**{"base_url": live_server.url} | options)
        contexts.append(context)
        page = context.new_page()
        watch(page, live_server.url, browser_problems)
        return page

    yield new_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """The page of one new visitor with an ordinary browser."""
    return new_page()


def watch(page: Page, site: str, problems: list[str]) -> None:
    """Note script errors, breaches of the content security policy, missing files, other hosts."""

    def on_console(message: ConsoleMessage) -> None:
        # A page with an error status is told apart from a missing file by on_response.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            problems.append(f"console: {message.text}")

    def on_error(error: Error) -> None:
        # A fade between two pages that a test cut short: the browser says so, no script of ours.
        if not error.message.startswith("Transition was"):
            problems.append(f"script: {error}")

    def on_response(response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            problems.append(f"status {response.status}: {response.url}")

    def on_request(url: str) -> None:
        if not url.startswith((f"{site}/", "data:", "blob:")):
            problems.append(f"another host: {url}")

    page.on("console", on_console)
    page.on("pageerror", on_error)
    page.on("response", on_response)
    page.on("request", lambda request: on_request(request.url))


@pytest.fixture(autouse=True)
def _no_documents_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test had written does not count for the next."""
    monkeypatch.setattr(document_guard, "document_count", document_guard.DocumentCount())
