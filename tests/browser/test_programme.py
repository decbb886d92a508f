"""Many processes, from nothing to a finished table."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import path

pytestmark = pytest.mark.browser


def tab_to(page: Page, selector: str) -> None:
    for _time in range(30):
        if page.locator(f":is({selector}):focus").count():
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Thirty times Tab, and never at {selector}")


def press_on(page: Page, selector: str, key: str = "Enter") -> None:
    """Go there with Tab, press a key, and wait for the page that it leads to."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_list_is_classified_by_keyboard_alone(published, page):
    page.goto("/programme/")
    tab_to(page, "#names")
    page.keyboard.insert_text("Supplier invoices\nTravel expenses\n")
    press_on(page, "main form button")
    press_on(page, "main .row .button:not(.button--quiet)")
    while "/question/" in path(page):
        tab_to(page, "[name=row-0]")
        several = page.locator("[name=row-0]").first.get_attribute("type") == "checkbox"
        page.keyboard.press("Space" if several else "ArrowDown")
        press_on(page, "[name=row-0]")
    expect(page.locator(".works tbody tr")).to_have_count(2)
    for row in page.locator(".works tbody tr").all():
        assert row.locator("[data-outcome]:not([data-outcome=''])").count() == 4
    assert page.get_by_role("link", name="Answer question by question").count() == 0
