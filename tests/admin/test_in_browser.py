"""The admin in a browser: its scripts and styles work under our content security policy.

The `page` of these tests fails them for any breach of the policy, script error or missing file.
"""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from matcher.models import Edition, Option, Stop, Verdict, Warning
from tests.admin.pages import REGISTERED, address, change

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("draft")]

NewPage = Callable[..., Page]


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_superuser("editor", password="secret")


def log_in(page: Page) -> None:
    page.goto(reverse("admin:index"))
    page.get_by_label("Username:").fill("editor")
    page.get_by_label("Password:").fill("secret")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Everything that can be edited")).to_be_visible()


@pytest.mark.checker
def test_every_page_keeps_to_the_policy_and_fits_a_small_laptop(
    new_page: NewPage, editor: User
) -> None:
    page = new_page(viewport={"width": 1024, "height": 768})
    log_in(page)
    addresses = [
        reverse("admin:desk_editions_publish"),
        reverse("admin:password_change"),
        change_user(editor),
        address(Option, "delete", Option.objects.first().pk),
        address(Option, "history", Option.objects.first().pk),
    ]
    for model in REGISTERED:
        addresses.append(address(model))
        if row := model._default_manager.first():
            addresses.append(change(row))
    for one in addresses:
        page.goto(one)
        too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not too_wide, one
        cut_off = page.evaluate(
            """[...document.querySelectorAll(".inline-group, .results")]
               .filter(box => box.scrollWidth > box.clientWidth + 1).length"""
        )
        assert not cut_off, one


def change_user(user: User) -> str:
    return reverse("admin:auth_user_change", args=[user.pk])


@pytest.mark.usefixtures("editor")
def test_a_cell_of_evidence_is_added_and_saved(page: Page) -> None:
    option = Option.objects.first()
    axis = option.question.weights.first().axis
    free = axis.outcomes.exclude(evidence__option=option).first()
    log_in(page)
    page.goto(change(option))
    page.get_by_role("button", name="Add another Evidence").click()
    row = page.locator("#evidence-group tr.dynamic-evidence").last
    row.get_by_role("combobox").select_option(free.name)
    row.get_by_role("spinbutton").fill("-2")
    row.get_by_role("textbox").fill("It speaks against it.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    assert option.evidence.get(outcome=free).strength == -2


@pytest.mark.usefixtures("editor")
def test_a_slug_follows_the_name_of_a_new_row(page: Page) -> None:
    log_in(page)
    page.goto(address(Verdict, "add"))
    page.get_by_label("Name:").press_sequentially("Wait a Year")
    expect(page.get_by_label("Slug:")).to_have_value("wait-a-year")


@pytest.mark.usefixtures("editor")
def test_a_warning_is_made_in_a_window_of_its_own(page: Page) -> None:
    log_in(page)
    page.goto(address(Stop, "add"))
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Add another warning").click()
    window = opened.value
    window.get_by_label("Title:").press_sequentially("New warning")
    window.get_by_label("Shown when:").fill("label given")
    window.get_by_label("Text:").fill("Take care.")
    with window.expect_event("close"):
        window.get_by_role("button", name="Save").click()
    chosen = page.locator("#id_warning option:checked")
    expect(chosen).to_have_text("New warning")
    assert chosen.get_attribute("value") == str(Warning.objects.get(slug="new-warning").pk)


def test_dates_are_picked(page: Page, editor: User) -> None:
    log_in(page)
    page.goto(change_user(editor))
    date = page.locator("#id_date_joined_0")
    date.fill("2020-01-01")
    page.locator(".field-date_joined .date-icon").click()
    page.locator(".calendarbox:visible").get_by_text("17", exact=True).click()
    expect(date).to_have_value("2020-01-17")


@pytest.mark.usefixtures("editor")
def test_the_draft_is_published(page: Page) -> None:
    log_in(page)
    page.goto(address(Edition))
    page.get_by_role("link", name="Publish the draft…").click()
    page.get_by_label("Note:").fill("First edition.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Edition 1 is published.")).to_be_visible()
    assert Edition.objects.get().note == "First edition."
