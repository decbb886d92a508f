"""The impact in a browser: it goes on by itself, and without scripts by a button."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from matcher import impact
from matcher.models import Case
from tests.admin.conftest import StaffWith
from tests.browser.accessibility import UNFOLD, WCAG, complaints

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("turned", "three_steps")]

Desk = Callable[..., Page]


@pytest.fixture
def member(staff_with: StaffWith) -> Client:
    return staff_with("view_edition")


@pytest.fixture
def desk(new_page: Callable[..., Page], member: Client, live_server: LiveServer) -> Desk:
    """A browser on a small laptop in which somebody has logged in."""
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": member.cookies[name].value, "url": live_server.url}

    def desk(**options: object) -> Page:
        page = new_page(viewport={"width": 1024, "height": 768}, **options)
        page.context.add_cookies([cookie])
        return page

    return desk


def look(page: Page) -> None:
    page.goto(reverse("admin:desk_impact"))


def compared(count: int) -> str:
    cases = Case.objects.count()
    return f"{cases + count:,} of {cases + impact.DEFAULT_SAMPLES:,} answer sets compared."


def expect_all_compared(page: Page) -> None:
    """A machine with other work to do takes its time over 10,000 answer sets."""
    everything = compared(impact.DEFAULT_SAMPLES)
    expect(page.locator("#impact-progress")).to_have_text(everything, timeout=60_000)


def test_with_scripts_it_goes_on_to_the_end(desk: Desk) -> None:
    page = desk()
    look(page)
    expect_all_compared(page)
    expect(page.locator("#impact-progress")).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("button", name="Continue")).to_have_count(0)
    expect(page.get_by_role("progressbar")).to_have_js_property("position", 1)
    page.get_by_role("link", name="Random answer set").first.click()
    expect(page.get_by_role("heading", name="Edition 1 and the draft side by side")).to_be_visible()
    expect(page.get_by_role("cell", name="differs").first).to_be_visible()


def test_without_scripts_buttons_go_on(desk: Desk) -> None:
    page = desk(java_script_enabled=False)
    look(page)
    said = page.locator("#impact-progress")
    expect(said).to_have_text(compared(0))
    page.get_by_role("button", name="Continue").click()
    expect(said).to_have_text(compared(4_000))
    page.get_by_role("button", name="Compare all the rest at once").click()
    expect_all_compared(page)


def test_a_step_that_gets_lost_leaves_its_buttons(desk: Desk) -> None:
    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.abort()
        else:
            route.continue_()

    page = desk()
    page.route("**/desk/impact/", lose)
    look(page)
    button = page.get_by_role("button", name="Continue")
    expect(button).to_be_visible()
    expect(page.locator("#impact-progress")).to_have_text(compared(0))
    page.unroute("**/desk/impact/")
    button.click()
    expect_all_compared(page)


@pytest.mark.checker
def test_both_pages_are_for_everybody_and_fit_a_small_laptop(desk: Desk) -> None:
    page = desk()
    look(page)
    expect_all_compared(page)
    found = found_in(page)
    page.get_by_role("link", name="Random answer set").first.click()
    expect(page.get_by_role("heading", name="Warnings")).to_be_visible()
    assert found + found_in(page) == []


def found_in(page: Page) -> list[str]:
    """What is wrong with the page, with all of it unfolded."""
    page.evaluate(UNFOLD)
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return ["too wide"] * wide + complaints(page, **WCAG)
