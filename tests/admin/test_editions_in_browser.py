"""Rolling back, comparing, exporting and importing, in a browser, and with no script at all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from matcher.core import Taxonomy, write_taxonomy
from matcher.draft.compile import compile_draft
from matcher.editions import current, publish
from matcher.models import Edition, Note, Warning
from tests.admin.pages import address
from tests.admin.test_in_browser import log_in
from tests.browser.accessibility import fits

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("draft", "two_editions")]

NewPage = Callable[..., Page]


@pytest.fixture
def two_editions(draft: None) -> None:
    """Edition 2 has another title of a warning; the draft has a note more."""
    User.objects.create_superuser("editor", password="secret")
    publish(note="First edition")
    Warning.objects.filter(slug="brand-voice").update(title="Another title")
    publish(note="Better title")
    Note.objects.create(slug="new", topic="fit", title="Unpublished", text="New.")


@pytest.mark.checker
def test_the_pages_are_for_everybody_and_fit_a_small_laptop(
    new_page: NewPage, tmp_path: Path
) -> None:
    page = new_page(viewport={"width": 1024, "height": 768})
    log_in(page)
    for one in (
        address(Edition),
        address(Edition, "change", Edition.objects.get(number=1).pk),
        f"{reverse('admin:desk_editions_compare')}?before=1",
        reverse("admin:desk_editions_roll_back", args=[1]),
        reverse("admin:desk_taxonomy_import"),
    ):
        page.goto(one)
        fits(page)
    (tmp_path / "broken.json").write_text("{}")
    page.get_by_label("File:").set_input_files(tmp_path / "broken.json")
    page.get_by_role("button", name="Show the difference").click()
    expect(page.get_by_text("cannot become the draft")).to_be_visible()
    fits(page)


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_a_publisher_goes_back_to_an_edition(
    new_page: NewPage, drafted: Taxonomy, script: bool
) -> None:
    page = new_page(java_script_enabled=script)
    log_in(page)
    page.goto(address(Edition))
    page.get_by_role("link", name="1", exact=True).click()
    page.get_by_role("link", name="Roll back to edition 1…").click()
    expect(page.get_by_role("heading", name="What changes for visitors")).to_be_visible()
    expect(page.get_by_text("Note: Unpublished")).to_be_visible()
    page.get_by_role("button", name="Roll back to edition 1").click()
    expect(page.get_by_text("Edition 3 is published and says what edition 1")).to_be_visible()
    assert current().taxonomy == compile_draft() == drafted


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_a_publisher_takes_the_draft_out_and_another_one_in(
    new_page: NewPage, drafted: Taxonomy, script: bool, tmp_path: Path
) -> None:
    page = new_page(java_script_enabled=script)
    log_in(page)
    page.goto(address(Edition))
    with page.expect_download() as downloaded:
        page.locator("#content-main").get_by_role("link", name="Export the draft").click()
    assert downloaded.value.path().read_text() == write_taxonomy(compile_draft())
    (tmp_path / "old.json").write_text(write_taxonomy(drafted))
    page.get_by_role("link", name="Import a taxonomy…").click()
    page.get_by_label("File:").set_input_files(tmp_path / "old.json")
    page.get_by_role("button", name="Show the difference").click()
    expect(page.get_by_text("Note: Unpublished")).to_be_visible()
    page.get_by_role("button", name="Replace the draft").click()
    expect(page.get_by_text("The draft now says what old.json says.")).to_be_visible()
    assert compile_draft() == drafted


def test_a_file_of_50_mb_is_refused_in_words(page: Page, tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as opened:
        opened.truncate(50_000_000)
    log_in(page)
    page.goto(reverse("admin:desk_taxonomy_import"))
    page.get_by_label("File:").set_input_files(large)
    page.get_by_role("button", name="Show the difference").click()
    expect(page.get_by_text("The file has more than 10 MB")).to_be_visible()
