"""The history of rows, and two editors on one row, in a browser and with no script at all."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from matcher.draft.history import seed_history
from matcher.models import Option
from tests.admin.pages import address, change
from tests.admin.test_in_browser import log_in
from tests.browser.accessibility import fits

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("draft")]

NewPage = Callable[..., Page]


@pytest.fixture
def option(draft: None) -> Option:
    """An option whose history has begun, and an editor."""
    User.objects.create_superuser("editor", password="secret")
    seed_history("As delivered")
    return Option.objects.first()


@pytest.mark.checker
def test_the_pages_are_for_everybody_and_fit_a_small_laptop(
    new_page: NewPage, option: Option
) -> None:
    option.hint = "Another hint."
    option.save()
    page = new_page(viewport={"width": 1024, "height": 768})
    log_in(page)
    page.goto(reverse("admin:desk_history"))
    page.locator("#content summary").first.click()
    fits(page)
    page.get_by_role("link", name=option.label).click()
    expect(page.get_by_text("Another hint.")).to_be_visible()
    fits(page)


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_who_saves_second_is_told_keeps_the_text_and_may_save_again(
    new_page: NewPage, option: Option, script: bool
) -> None:
    first, second = (new_page(java_script_enabled=script) for _time in range(2))
    for page in (first, second):
        log_in(page)
        page.goto(change(option))
    first.get_by_label("Hint:").fill("Their hint.")
    save(first)
    expect(first.get_by_text("was changed successfully")).to_be_visible()
    second.get_by_label("Supposing:").fill("mine were served")
    save(second)
    told = second.get_by_text("editor saved this page at")
    expect(told).to_contain_text(f"Hint from “{option.hint}” to “Their hint.”.")
    expect(second.get_by_label("Supposing:")).to_have_value("mine were served")
    save(second)
    expect(second.get_by_text("was changed successfully")).to_be_visible()
    option.refresh_from_db()
    assert (option.supposing, second.url.endswith(address(Option))) == ("mine were served", True)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
