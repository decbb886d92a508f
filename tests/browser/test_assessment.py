"""Make, buy or automate: what is typed stays, and what is wrong is seen, though it was folded."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_everybody import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.checker]


def open_way(page: Page, number: int) -> None:
    page.locator("summary", has_text=f"Way {number}:").click()


def work_out(page: Page) -> None:
    page.get_by_role("button", name="Work it out").first.click()


@pytest.fixture
def address(returns) -> str:
    return f"/match/assessment/?{returns.query}"


def test_the_recommendation_is_seen_first_and_every_empty_way_is_folded(published, page, address):
    page.goto(address)
    expect(page.locator(".recommendation")).to_be_in_viewport()
    expect(page.locator("details.way")).to_have_count(4)
    expect(page.locator("details.way[open]")).to_have_count(0)
    expect(page.locator("#way-1-rate")).to_be_hidden()


def test_without_a_script_what_is_wrong_in_a_folded_way_stands_open(published, new_page, address):
    page = new_page(java_script_enabled=False)
    page.goto(address)
    open_way(page, 3)
    page.locator("#way-3-rate").fill("1,5")
    work_out(page)
    expect(page.get_by_role("alert")).to_contain_text("This comma could be a decimal one.")
    page.get_by_role("link", name="Way 3, An hour of work").click()
    expect(page.locator("#way-3-rate")).to_have_value("1,5")
    expect(page.locator("#way-3-rate")).to_be_in_viewport()
    expect(page.locator("details.way[open]")).to_have_count(1)


def test_what_was_typed_in_this_tab_comes_back_and_stands_open(published, page, address):
    page.goto(address)
    open_way(page, 2)
    page.locator("#way-2").select_option("own-people")
    expect(page.locator("summary", has_text="Way 2: Your own people")).to_be_visible()
    page.locator("summary", has_text="Rework").nth(1).click()
    page.locator("#way-2-rework").fill("5")
    page.goto("/guide/")
    page.goto(address)
    expect(page.locator("[data-typed-before]")).to_be_visible()
    expect(page.locator("#way-2-rework")).to_be_visible()
    expect(page.locator("#way-2-rework")).to_have_value("5")
    expect(page.locator("summary", has_text="Way 2: Your own people")).to_be_visible()


def test_the_keyboard_alone_works_it_out(published, page, address):
    page.goto(address)
    for field, typed in (("hours", "10,000"), ("years", "3")):
        tab_to(page, f"#{field}")
        page.keyboard.type(typed)
    tab_to(page, "details.way > summary")
    page.keyboard.press("Enter")
    tab_to(page, "#way-1-rate")
    page.keyboard.type("30")
    page.keyboard.press("Enter")
    expect(page.locator("#costs")).to_be_visible()
    expect(page.locator(".glance")).to_contain_text("900,000")


def test_paper_has_every_part_and_no_way_without_numbers(published, page, address):
    page.goto(address)
    for field, typed in (("hours", "10,000"), ("years", "3")):
        page.locator(f"#{field}").fill(typed)
    open_way(page, 1)
    page.locator("#way-1-rate").fill("30")
    work_out(page)
    open_way(page, 1)
    page.emulate_media(media="print")
    for part in page.locator(".part:not(#share) > .part-body").all():
        expect(part).to_be_visible()
    expect(page.locator("#way-1-rate")).to_be_visible()
    for name in ("#share", ".way[data-empty]", ".button"):
        expect(page.locator(name).first).to_be_hidden()
