"""A table to a spreadsheet and back in a browser, and with no script at all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from matcher.models import Evidence, ExampleTask
from tests.admin.pages import address
from tests.admin.test_in_browser import log_in
from tests.browser.accessibility import fits

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("draft", "editor")]

NewPage = Callable[..., Page]


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_superuser("editor", password="secret")


def taken_out(page: Page, list_page: str) -> str:
    page.goto(list_page)
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Export as CSV").click()
    return downloaded.value.path().read_bytes().decode()


def send(page: Page, file: Path, text: str) -> None:
    file.write_bytes(text.encode())
    page.get_by_label("File:").set_input_files(file)
    page.get_by_role("button", name="Show the difference").click()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_a_task_is_added_in_a_spreadsheet(new_page: NewPage, script: bool, tmp_path: Path) -> None:
    page = new_page(java_script_enabled=script)
    log_in(page)
    text = taken_out(page, address(ExampleTask))
    page.get_by_role("link", name="Import CSV…").click()
    line = ExampleTask.objects.first().line.slug
    send(page, tmp_path / "tasks.csv", f"{text}{line},Sort the winter post,500\r\n")
    expect(page.get_by_text("Sort the winter post")).to_be_visible()
    page.get_by_role("button", name="Import it").click()
    expect(page.get_by_text("1 row was written from tasks.csv.")).to_be_visible()
    assert ExampleTask.objects.get(text="Sort the winter post").line.slug == line


@pytest.mark.checker
def test_the_pages_are_for_everybody_and_fit_a_small_laptop(
    new_page: NewPage, tmp_path: Path
) -> None:
    page = new_page(viewport={"width": 1024, "height": 768})
    log_in(page)
    text = taken_out(page, address(Evidence))
    fits(page)
    for changed, said in (
        (text, "there is nothing to change"),
        (text.replace(",-1,", ",-2,", 3), "changes 3 rows"),
        (text.replace(",-1,", ",none,", 3), "cannot be imported"),
    ):
        page.goto(address(Evidence, "import"))
        fits(page)
        send(page, tmp_path / "evidence.csv", changed)
        expect(page.get_by_text(said)).to_be_visible()
        fits(page)
