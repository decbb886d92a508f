"""The editor's desk in a browser: the strict content security policy leaves it whole."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey import log_in

pytestmark = pytest.mark.browser


PAPER = "() => getComputedStyle(document.body).backgroundColor"


def test_the_desk_works_under_the_strict_policy(draft, admin_user, page):
    log_in(page)
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    page.get_by_role("link", name="Options", exact=True).first.click()
    page.locator("#result_list tbody th a").first.click()
    expect(page.locator("textarea[name$='sentence']").first).to_be_visible()

    page.goto("/admin/matcher/question/add/")
    page.get_by_label("Question:").press_sequentially("What else?")
    expect(page.get_by_label("Slug").first).to_have_value("what-else")
    rows = page.locator("tr.form-row:not(.empty-form)")
    before = rows.count()
    page.get_by_role("button", name="Add another").first.click()
    expect(rows).to_have_count(before + 1)

    page.get_by_role("link", name="Editions", exact=True).first.click()
    page.get_by_role("link", name="Publish the draft…").click()
    expect(page.get_by_label("Note")).to_be_visible()
    light = page.evaluate(PAPER)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PAPER) != light
