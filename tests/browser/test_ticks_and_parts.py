"""Several answers to one question, and work of two kinds: what a browser adds to the pages."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.visitor import PHONE, at_result, card, go_on, pick, picked, question
from tests.web.editions import framed, publish, ticked

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECOND = {"colour": "blue", "size": "small", "taste": "sour", "land": "hill"}


def given(page: Page) -> list[tuple[str, str]]:
    """The answers in the address."""
    return [pair for pair in parse_qsl(urlsplit(page.url).query) if pair[0] != "asked"]


def test_a_pointer_and_digits_tick_and_only_enter_moves_on(page):
    publish(ticked())
    page.goto("/match/")
    card(page, "baked").click()
    card(page, "pressed").click()
    assert picked(page) == ("baked", "pressed")
    page.keyboard.press("1")
    page.keyboard.press("2")
    assert picked(page) == ("eaten", "pressed")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("colour?")
    assert given(page) == [("uses", "eaten"), ("uses", "pressed")]


def test_a_tick_takes_away_what_excludes_it_and_says_so(page):
    publish(ticked())
    page.goto("/match/")
    for option in ("eaten", "baked", "kept"):
        pick(page, option)
    assert picked(page) == ("baked", "kept")
    expect(page.locator("#announcer")).to_have_text("Unticked: Eaten")
    pick(page, "not-sure")
    assert picked(page) == ("not-sure",)
    pick(page, "eaten")
    assert picked(page) == ("eaten",)
    assert violations(page) == []


def test_browser_back_brings_every_tick_along(page):
    publish(ticked())
    page.goto("/match/")
    for option in ("eaten", "pressed"):
        pick(page, option)
    go_on(page)
    pick(page, "green")
    go_on(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("colour?")
    page.go_back()
    expect(page.locator("h1")).to_have_text("uses?")
    assert picked(page) == ("eaten", "pressed")
    pick(page, "baked")
    go_on(page)
    assert sorted(given(page)) == [
        *(("colour", "green"), ("uses", "baked"), ("uses", "eaten"), ("uses", "pressed")),
    ]


def test_without_a_script_ticks_that_exclude_each_other_stay(new_page):
    publish(ticked())
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto("/match/")
    for option in ("eaten", "kept"):
        pick(page, option)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("“Eaten” and “Kept” exclude each other.")
    assert picked(page) == ("eaten", "kept")
    card(page, "kept").click()
    go_on(page)
    assert given(page) == [("uses", "eaten")]


def test_ticks_are_changed_in_the_rail_all_at_once(page):
    publish(ticked())
    page.goto("/match/result/?uses=eaten&uses=baked&colour=green")
    ticks = page.locator(".change-ticks")
    ticks.locator("summary").click()
    ticks.get_by_label("Kept").check()
    ticks.get_by_label("Pressed").check()
    assert len(parse_qsl(urlsplit(page.url).query)) == 3
    ticks.get_by_role("button", name="Show the result with these").click()
    expect(page.locator(".last-change")).to_be_visible()
    assert given(page) == [
        *(("uses", "baked"), ("uses", "pressed"), ("uses", "kept"), ("colour", "green")),
    ]
    expect(page.locator("#rail-uses")).to_be_focused()
    assert violations(page) == []
    page.locator("#rail-size").select_option("small")
    expect(page.locator("#rail-size")).to_be_focused()
    page.wait_for_url("**size=small**")
    assert given(page)[:3] == [("uses", "baked"), ("uses", "pressed"), ("uses", "kept")]


def test_each_part_keeps_the_name_of_its_own_work(page):
    publish(framed())
    page.goto("/match/result/?kinds=two&colour=green&size=large")
    name = page.locator("[data-work-name-field]")
    name.fill("Apples")
    page.get_by_role("link", name="Now the other part").click()
    expect(page.locator("h1")).to_have_text("colour?")
    while not at_result(page):
        pick(page, SECOND[question(page)])
        go_on(page)
    expect(name).to_have_value("")
    name.fill("Plums")
    page.get_by_role("link", name="Both parts side by side").click()
    expect(page.locator(".compare")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="The first part").click()
    expect(name).to_have_value("Apples")
    page.get_by_role("link", name="Both parts side by side").click()
    page.get_by_role("link", name="The first part").click()
    expect(name).to_have_value("Plums")
