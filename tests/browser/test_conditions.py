"""Conditions in a browser: completed, checked as one leaves the field, read back in words."""

import pytest
from playwright.sync_api import Locator, Page, expect

from matcher.models import Combination, Option, Warning
from tests.browser.accessibility import WCAG, complaints
from tests.browser.test_journey import log_in

pytestmark = pytest.mark.browser


def open_warning(page: Page) -> Locator:
    """The page of a warning with an empty condition; returns its field."""
    log_in(page)
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    page.goto(f"/admin/matcher/warning/{Warning.objects.first().pk}/change/")
    field = page.get_by_label("Shown when")
    field.fill("")
    return field


def said(page: Page) -> Locator:
    return page.locator(".condition-feedback").first


def proposed(page: Page) -> list[str]:
    expect(page.get_by_role("listbox")).to_be_visible()
    return page.locator("[role=option] span:first-child").all_inner_texts()


def test_slugs_are_completed_from_the_keyboard(draft, admin_user, page):
    field = open_warning(page)
    field.press_sequentially("regu")
    assert proposed(page) == ["regulation"]
    field.press("Tab")
    expect(field).to_have_value("regulation ")
    expect(field).to_be_focused()
    field.press_sequentially("= ")
    assert proposed(page) == ["low", "moderate", "high", "not-sure"]
    field.press("ArrowUp")
    field.press("ArrowUp")
    field.press("Enter")
    expect(field).to_have_value("regulation = high ")
    field.press_sequentially("an")
    assert proposed(page) == ["and"]
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("regulation = high an")
    field.press_sequentially("d family is ")
    field.press("Control+Space")
    assert proposed(page) == ["not", "close"]
    field.press_sequentially("close")
    expect(said(page)).to_have_text(
        "Holds when “How strict are the rules for this work?” is "
        "“A regulator, a licence or a law for this field alone” and Service family: two are close."
    )


def test_a_fault_is_shown_at_its_place_once_one_leaves_the_field(draft, admin_user, page):
    field = open_warning(page)
    field.press_sequentially("regulation = hihg")
    page.get_by_label("Title").focus()
    expect(said(page)).to_contain_text("(at character 14). Did you mean “high”?")
    expect(said(page).locator("mark")).to_have_text("hihg")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("regulation = high")
    expect(said(page)).to_contain_text("Holds when")
    expect(field).to_have_attribute("aria-invalid", "false")


@pytest.mark.checker
def test_the_list_and_the_fault_can_be_used_by_everybody(draft, admin_user, new_page):
    page = new_page()
    field = open_warning(page)
    field.press_sequentially("regulation is not ")
    assert len(proposed(page)) == 4
    field.press("ArrowDown")
    active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    expect(active).to_have_attribute("aria-selected", "true")
    assert complaints(page, within=".condition", **WCAG) == []
    page.get_by_role("option", name="moderate").click()
    expect(field).to_have_value("regulation is not moderate ")
    field.press_sequentially("or x")
    page.get_by_label("Title").focus()
    expect(said(page).locator("mark")).to_be_visible()
    assert complaints(page, within=".condition", **WCAG) == []


def test_a_combination_is_checked_again_when_its_axis_changes(draft, admin_user, page):
    combination = Combination.objects.filter(axis__slug="family").first()
    log_in(page)
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    page.goto(f"/admin/matcher/combination/{combination.pk}/change/")
    expect(said(page)).to_contain_text("Holds when")
    page.get_by_label("Axis").select_option("Geography")
    expect(said(page)).to_contain_text("has no weight on geography (at character")


def test_a_row_that_is_added_to_a_page_has_the_same_field(draft, admin_user, page):
    log_in(page)
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    page.goto(f"/admin/matcher/option/{Option.objects.filter(suggestions=None).first().pk}/change/")
    page.get_by_role("button", name="Add another Suggestion").click()
    field = page.locator("#id_suggestions-0-condition")
    field.press_sequentially("regu")
    assert proposed(page) == ["regulation"]
    field.press("Enter")
    field.press_sequentially("unanswered")
    expect(said(page)).to_contain_text("“How strict are the rules for this work?” is not answered.")


def test_without_javascript_a_refused_condition_is_kept_and_marked(draft, admin_user, new_page):
    page = new_page(java_script_enabled=False)
    field = open_warning(page)
    field.fill("regulation = hihg")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errorlist")).to_have_text(
        "There is no option called “regulation = hihg” (at character 14). Did you mean “high”?"
    )
    expect(field).to_have_value("regulation = hihg")
    expect(said(page).locator("mark")).to_have_text("hihg")
