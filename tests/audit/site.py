"""The matcher with the taxonomy as delivered, served with a database of its own, and a browser."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from matcher.core import Taxonomy
    from tests.browser.cases import Work
    from tests.browser.tour import Visit


@dataclass(frozen=True, slots=True)
class Site:
    """What an audit looks at. `works` are the described pieces of work, by slug."""

    url: str
    browser: "Browser"
    taxonomy: "Taxonomy"
    works: "dict[str, Work]"

    def new_page(self) -> "Page":
        """The page of a new visitor."""
        return self.browser.new_page(base_url=self.url, viewport={"width": 1440, "height": 900})

    def visit(self) -> "Visit":
        """A new visitor at the start of the tour."""
        from django.conf import settings

        from tests.browser.tour import Visit

        return Visit(self.new_page(), self.taxonomy, self.works["A09"], settings)


@contextmanager
def site() -> Iterator[Site]:
    """Start everything, and end it again."""
    with TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/audit.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django

        django.setup()
        publish()
        with serve() as url, open_browser() as browser:
            yield described_site(url, browser)


def publish() -> None:
    """Fill the database."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_taxonomy", stdout=sys.stderr)
    call_command("publish", note="Audited", stdout=sys.stderr)


@contextmanager
def serve() -> Iterator[str]:
    from django.conf import settings
    from pytest_django.live_server_helper import LiveServer

    settings.ALLOWED_HOSTS.append("localhost")
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@contextmanager
def open_browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    from bpo_matcher.launch import find_chromium
    from tests.conftest import CHROMIUM_FLAGS

    with sync_playwright() as playwright:
        path = find_chromium() or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


def described_site(url: str, browser: "Browser") -> Site:
    from matcher.editions import current
    from matcher.models import Case
    from tests.browser.cases import described

    slugs = Case.objects.order_by("slug").values_list("slug", flat=True)
    works = {slug: described(slug) for slug in slugs}
    return Site(url, browser, current().taxonomy, works)
