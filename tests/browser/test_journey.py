"""The whole way: from the first question to a link that keeps what its sender saw."""

import pytest
from playwright.sync_api import Page, expect

from matcher.core import Taxonomy
from matcher.core.taxonomy.values import Evidence
from tests.browser.cases import Work
from tests.browser.visitor import PHONE, decisions, path, share, walk, warnings

pytestmark = pytest.mark.browser

NEW_SENTENCE = "A parcel that comes back is an order that goes on."


def deciding_evidence(taxonomy: Taxonomy, work: Work) -> Evidence:
    """What speaks most for the family that comes first."""
    return max(
        (
            cell
            for cell in taxonomy.evidence
            if cell.axis == "family"
            and cell.outcome == work.first["family"]
            and cell.option in work.answers.get(cell.question, ())
        ),
        key=lambda cell: cell.strength,
    )


def log_in(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Log in").click()


def rewrite(page: Page, old: str, new: str) -> None:
    """Find an evidence sentence in the admin as an editor would, and write another."""
    page.get_by_role("link", name="Options", exact=True).first.click()
    page.locator("#searchbar").fill(old)
    page.get_by_role("button", name="Search").click()
    page.locator("#result_list tbody th a").first.click()
    page.locator("textarea", has_text=old).fill(new)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def publish(page: Page, note: str) -> None:
    page.get_by_role("link", name="Editions", exact=True).first.click()
    page.get_by_role("link", name="Publish the draft…").click()
    page.get_by_label("Note").fill(note)
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Edition 2 is published")


def test_a_shared_link_keeps_what_its_sender_saw_when_an_editor_publishes(
    draft, published, admin_user, new_page, returns, drafted
):
    evidence = deciding_evidence(drafted, returns)

    visitor = new_page(viewport=PHONE)
    visitor.goto("/")
    visitor.get_by_role("link", name="Start:").click()
    walk(visitor, returns.answers)
    assert decisions(visitor) == returns.first
    assert set(returns.warnings) <= set(warnings(visitor))
    expect(visitor.get_by_text(evidence.sentence).first).to_be_visible()
    live = visitor.url
    visitor.get_by_role("button", name="Download").click()
    expect(visitor.get_by_role("button", name="Print")).to_be_visible()
    visitor.keyboard.press("Escape")
    link = share(visitor, title="Returns, autumn quotes")
    visitor.context.grant_permissions(["clipboard-write", "clipboard-read"])
    visitor.get_by_role("button", name="Copy the link").click()
    expect(visitor.get_by_role("status")).to_have_text("Copied")
    assert visitor.evaluate("() => navigator.clipboard.readText()") == link

    colleague = new_page()
    colleague.goto(link)
    expect(colleague.locator(".work-name")).to_have_text("Returns, autumn quotes")
    assert decisions(colleague) == returns.first
    expect(colleague.get_by_text(evidence.sentence).first).to_be_visible()

    editor = new_page()
    log_in(editor)
    rewrite(editor, evidence.sentence, NEW_SENTENCE)
    publish(editor, "Say it from the order's side")

    colleague.reload()
    expect(colleague.get_by_text(evidence.sentence).first).to_be_visible()
    expect(colleague.get_by_text(NEW_SENTENCE)).to_have_count(0)
    expect(colleague.locator("main")).to_contain_text("Edition 2 has been published since")
    visitor.goto(live)
    expect(visitor.get_by_text(NEW_SENTENCE).first).to_be_visible()
    expect(visitor.get_by_text(evidence.sentence)).to_have_count(0)
    assert decisions(visitor) == returns.first


def test_the_walk_without_javascript_ends_at_the_same_address(published, new_page, returns):
    addresses = {}
    for script in (True, False):
        page = new_page(viewport=PHONE, java_script_enabled=script)
        page.goto("/match/")
        walk(page, returns.answers)
        assert decisions(page) == returns.first
        addresses[script] = page.url
    assert addresses[True] == addresses[False]


def test_a_visitor_without_javascript_shares_a_result_and_deletes_it(published, new_page, returns):
    page = new_page(java_script_enabled=False)
    page.goto(f"/match/result/?{returns.query}")
    page.get_by_role("button", name="Download").click()
    expect(page.get_by_role("button", name="Word")).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_have_count(0)  # it needs a script
    page.keyboard.press("Escape")
    link = share(page)
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    page.locator(".link a").last.click()
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.locator("h1")).to_have_text("The result is deleted")
    page.goto(link)
    expect(page.locator("h1")).to_have_text("This result is no longer here")


def test_not_sure_everywhere_ends_at_a_result_that_decides_nothing(published, page, returns):
    page.goto("/match/")
    assert set(walk(page, {})) >= set(returns.answers)
    assert path(page) == "/match/result/"
    assert set(decisions(page).values()) == {""}
    expect(page.locator("main")).to_contain_text("not sure")
