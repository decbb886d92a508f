"""A domain person changes the rules without fear: breaks something, sees it, puts it right, shows
it, publishes, and goes back. And the desk's own pages are for everybody."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from playwright.sync_api import Page, expect

from matcher.core import Taxonomy
from matcher.editions import current, publish
from matcher.models import Case, Edition, Evidence, Kpi, Question, Warning
from tests.admin.pages import address
from tests.admin.test_in_browser import log_in
from tests.browser.accessibility import fits
from tests.browser.conftest import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("draft")]

NewPage = Callable[..., Page]


@pytest.fixture
def publisher(draft: None) -> User:
    """A member of staff who may do what a publisher may, and edition 1."""
    publish(note="First edition")
    user = User.objects.create_user("editor", password="secret", is_staff=True)
    # The permissions of the role: a test that commits leaves no groups behind.
    ours = Permission.objects.filter(content_type__app_label="matcher")
    user.user_permissions.set(ours.exclude(codename__in=["add_axis", "delete_axis"]))
    return user


@pytest.mark.usefixtures("three_steps")
def test_a_rule_is_changed_seen_to_break_put_right_shown_published_and_taken_back(
    page: Page, publisher: User, drafted: Taxonomy
) -> None:
    log_in(page)
    expect(page.get_by_text("The draft says the same as edition 1")).to_be_visible()

    # One strength is lowered, in the grid.
    page.get_by_role("link", name="Evidence as grids").first.click()
    page.goto(reverse("admin:desk_evidence_grid", args=["object", "family"]))
    of = "Orders, returns and product pages on Ecommerce and order operations"
    cell = page.get_by_label(f"{of}: strength")
    cell.fill("-1")
    page.get_by_role("button", name="Save as one change").click()

    # Cases fail and first outcomes move; both explanations stand side by side.
    page.goto(reverse("admin:desk_review"))
    expect(page.get_by_text("The draft differs from edition 1 in one row")).to_be_visible()
    expect(page.get_by_role("heading", name="Cases that do not hold")).to_be_visible()
    expect(page.get_by_role("link", name="Returns at a fashion brand")).to_be_visible()
    expect(page.locator("#impact-progress")).to_have_text(
        "10,079 of 10,079 answer sets compared.", timeout=PATIENCE
    )
    expect(page.locator(".impact-sentence")).to_contain_text("random answer sets")
    page.get_by_role("link", name="From what to what, with examples side by side").click()
    expect(page.locator("#impact-progress")).to_have_text(
        "10,079 of 10,079 answer sets compared.", timeout=PATIENCE
    )
    page.get_by_role("link", name="Returns at a fashion brand").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("draft")

    # Publishing as it is is refused; the cell is put right instead.
    page.goto(reverse("admin:desk_editions_publish"))
    expect(page.get_by_text("do not hold any more")).to_be_visible()
    page.goto(reverse("admin:desk_evidence_grid", args=["object", "family"]))
    cell.fill("2")
    page.get_by_role("button", name="Save as one change").click()
    page.goto(reverse("admin:desk_review"))
    expect(page.get_by_text("No case fails")).to_be_visible()

    # The whole site is looked at on the draft.
    page.goto(reverse("admin:index"))
    page.get_by_role("link", name="Preview it").click()
    page.get_by_role("button", name="Make an address").click()
    page.get_by_role("link", name="Open the preview").click()
    expect(page.get_by_text("Preview of the draft.")).to_be_visible()

    # It is published with a note, found to be a mistake, and taken back.
    page.goto(reverse("admin:index"))
    page.get_by_role("link", name="Publish the draft…").click()
    page.get_by_label("Note:").fill("Order returns speak less for the shop.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Edition 2 is published.")).to_be_visible()
    page.get_by_role("link", name="Undo: back to edition 1…").click()
    page.get_by_role("button", name="Roll back to edition 1").click()
    expect(page.get_by_text("Edition 3 is published and says what edition 1 said.")).to_be_visible()
    assert current().taxonomy == drafted
    assert Edition.objects.get(number=3).rolls_back_to == 1

    # Who did what stands in the history, the return as one event.
    page.goto(reverse("admin:desk_history"))
    expect(page.locator("#content summary").first).to_contain_text("Roll back to edition 1")


@pytest.mark.checker
def test_the_pages_of_the_desk_are_for_everybody_and_fit_a_small_laptop(
    new_page: NewPage, publisher: User
) -> None:
    Warning.objects.filter(slug="brand-voice").update(title="Another title")
    case = Case.objects.get(slug="A06")
    case.warnings.add(Warning.objects.get(slug="two-families"))
    page = new_page(viewport={"width": 1024, "height": 768})
    log_in(page)
    for one in (
        reverse("admin:index"),
        reverse("admin:desk_cases"),
        reverse("admin:desk_cases_from_result"),
        reverse("admin:desk_preview"),
        reverse("admin:desk_history"),
        reverse("admin:desk_editions_publish"),
        address(Question, "history", Question.objects.first().pk),
        address(Evidence),
        address(Kpi, "import"),
    ):
        page.goto(one)
        fits(page)


def test_a_link_of_a_preview_is_copied(new_page: NewPage, publisher: User) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    log_in(page)
    page.goto(reverse("admin:desk_preview"))
    page.get_by_role("button", name="Make an address").click()
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Works until").input_value()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_a_case_is_made_of_a_result(new_page: NewPage, publisher: User, script: bool) -> None:
    page = new_page(java_script_enabled=script)
    log_in(page)
    page.goto(reverse("admin:desk_cases"))
    menu = page.get_by_role("navigation", name="The desk")
    expect(menu.get_by_role("link", name="Publish the draft")).to_be_visible()
    page.get_by_role("link", name="Make a case of a result…").click()
    page.get_by_label("Link:").fill("/match/result/?object=invoices-payments")
    page.get_by_label("Title:").fill("Bills")
    page.get_by_label("Description:").fill("We pay bills.")
    page.get_by_label("Reason:").fill("Payables, plainly.")
    page.get_by_role("button", name="Make the case").click()
    expect(page.get_by_text("The case is made.")).to_be_visible()
    assert Case.objects.get(title="Bills").answers.count() == 1
