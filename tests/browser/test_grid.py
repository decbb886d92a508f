"""Evidence as a grid in a browser: with the keyboard, with two editors, and without JavaScript."""

import pytest
from playwright.sync_api import Locator, Page, expect

from matcher.models import Evidence
from tests.browser.accessibility import WCAG, complaints
from tests.browser.test_journey import log_in

pytestmark = pytest.mark.browser

GRID = "/admin/desk/evidence/object/family/"
CUT_OFF = """() => [document.documentElement, ...document.querySelectorAll(".grid-scroll")]
  .filter((one) => one.scrollWidth > one.clientWidth)
  .map((one) => one.outerHTML.slice(0, 80))"""

LAPTOP = {"width": 1024, "height": 768}
WHY = "Returns begin with a question."


def open_grid(page: Page) -> None:
    log_in(page)
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    page.goto(GRID)


def box(page: Page, option: str, outcome: str) -> Locator:
    return page.get_by_label(f"{option} on {outcome}: strength", exact=True)


def sentence(page: Page, option: str, outcome: str) -> Locator:
    return page.get_by_label(f"{option} on {outcome}: sentence", exact=True)


def total(page: Page, option: str) -> Locator:
    return page.get_by_role("row", name=option).locator(".sum strong")


def status(page: Page) -> Locator:
    return page.locator(".grid-status")


def strength(option: str, outcome: str) -> int | None:
    found = Evidence.objects.filter(option__label=option, outcome__name=outcome)
    return found.values_list("strength", flat=True).first()


OPTION = "Customers’ questions, calls and messages"
FREE = (OPTION, "Ecommerce and order operations")
RIGHT_OF_IT = (OPTION, "Data processing and document operations")
BELOW_IT = ("Orders, returns and product pages", "Ecommerce and order operations")


def test_a_grid_is_edited_undone_and_saved_from_the_keyboard(draft, admin_user, page):
    before = strength(*RIGHT_OF_IT), strength(*BELOW_IT)
    open_grid(page)
    box(page, *FREE).focus()
    keys = page.keyboard
    expect(total(page, FREE[0])).to_have_text("−9")
    keys.press("-")
    keys.press("2")
    expect(box(page, *FREE)).to_have_value("-2")
    expect(total(page, FREE[0])).to_have_text("−11")
    keys.press("-")
    expect(box(page, *FREE)).to_have_value("+2")
    keys.press("ArrowRight")
    expect(box(page, *RIGHT_OF_IT)).to_be_focused()
    keys.press("Delete")
    expect(box(page, *RIGHT_OF_IT)).to_have_value("")
    expect(status(page)).to_have_text("2 cells are changed and not saved yet.")
    keys.press("Control+z")
    expect(box(page, *RIGHT_OF_IT)).to_have_value(f"{before[0]:+d}")
    keys.press("ArrowLeft")
    keys.press("ArrowDown")
    expect(box(page, *BELOW_IT)).to_be_focused()
    keys.press("x")
    expect(box(page, *BELOW_IT)).to_have_value("x")
    keys.press("7")
    expect(status(page)).to_contain_text("Type a strength from -3 to +3")
    page.get_by_role("button", name="Undo").click()
    expect(box(page, *BELOW_IT)).to_have_value(f"{before[1]:+d}")
    keys.press("ArrowUp")
    keys.press("Enter")
    expect(sentence(page, *FREE)).to_be_focused()
    keys.type(WHY)
    keys.press("Escape")
    expect(box(page, *FREE)).to_be_focused()
    expect(status(page)).to_have_text("One cell is changed and not saved yet.")
    page.get_by_role("button", name="Save as one change").click()
    expect(page.locator(".messagelist")).to_contain_text("One cell was saved as one change")
    assert strength(*FREE) == 2
    assert (strength(*RIGHT_OF_IT), strength(*BELOW_IT)) == before


def test_leaving_with_changes_asks_first(draft, admin_user, page):
    open_grid(page)
    box(page, *FREE).focus()
    page.keyboard.press("1")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Breadcrumbs").get_by_role("link", name="Evidence as grids").click()
    page.wait_for_url("**/desk/evidence/")
    assert asked == ["beforeunload"]


def test_the_grid_is_one_stop_for_the_tab_key(draft, admin_user, page):
    open_grid(page)
    box(page, *FREE).focus()
    page.keyboard.press("Tab")
    expect(sentence(page, *FREE)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(box(page, *FREE)).to_be_focused()


def test_a_link_to_an_error_leads_to_its_cell(draft, admin_user, page):
    open_grid(page)
    box(page, *FREE).focus()
    page.keyboard.press("1")
    page.get_by_role("button", name="Save as one change").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why in one sentence.")
    page.get_by_role("alert").get_by_role("link", name=f"{FREE[0]} on {FREE[1]}").click()
    expect(sentence(page, *FREE)).to_be_focused()


def test_two_editors_of_a_cell_are_told_of_each_other(draft, admin_user, new_page):
    first, second = new_page(), new_page()
    for page, digit in ((first, "1"), (second, "2")):
        open_grid(page)
        box(page, *BELOW_IT).focus()
        page.keyboard.press(digit)
    first.get_by_role("button", name="Save as one change").click()
    expect(first.locator(".messagelist")).to_contain_text("One cell was saved")
    second.get_by_role("button", name="Save as one change").click()
    alert = second.get_by_role("alert")
    expect(alert).to_contain_text("admin changed it from +3 to +1")
    expect(alert).to_contain_text("You have: +2")
    expect(box(second, *BELOW_IT)).to_have_value("+2")
    expect(status(second)).to_have_text("One cell is changed and not saved yet.")
    second.get_by_role("button", name="Save as one change").click()
    expect(second.locator(".messagelist")).to_contain_text("One cell was saved")
    assert strength(*BELOW_IT) == 2


def test_without_javascript_it_is_a_form(draft, admin_user, new_page):
    page = new_page(java_script_enabled=False)
    open_grid(page)
    box(page, *FREE).fill("-1")
    page.get_by_text(f"{FREE[0]}: 7 sentences").click()
    sentence(page, *FREE).fill(WHY)
    page.get_by_role("button", name="Save as one change").click()
    expect(page.locator(".messagelist")).to_contain_text("One cell was saved as one change")
    assert strength(*FREE) == -1


@pytest.mark.checker
def test_the_grid_fits_a_small_laptop_and_everybody_can_use_it(draft, admin_user, new_page):
    page = new_page(viewport=LAPTOP)
    open_grid(page)
    assert_fit(page)
    box(page, *FREE).focus()
    page.keyboard.press("x")
    page.get_by_role("button", name="Save as one change").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_fit(page)
    page.goto("/admin/desk/evidence/")
    assert_fit(page)


def assert_fit(page: Page) -> None:
    """Nothing is cut off, and axe finds nothing wrong."""
    assert page.evaluate(CUT_OFF) == []
    assert complaints(page, within="#content-main", **WCAG) == []
