"""A result in a browser: its rail, its name, its sheets and its closed parts."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.cases import Work
from tests.browser.test_going_back import REFUSE_STORAGE
from tests.browser.visitor import PHONE, decisions, in_address, share

pytestmark = [pytest.mark.browser, pytest.mark.checker]

DESKTOP = {"width": 1440, "height": 900}
NAME = "Returns, autumn"


def open_result(page: Page, work: Work) -> None:
    page.goto(f"/match/result/?{work.query}")


def first_tip(page: Page) -> tuple[str, str]:
    """A question and another answer to it that changes a decision."""
    tip = page.locator("[data-tip]").first.get_attribute("data-tip") or ""
    slug, _, option = tip.partition("=")
    return slug, option


# ── The rail ─────────────────────────────────────────────────────────────────────────────


def rail(page: Page, slug: str) -> Locator:
    """The list of answers to a question."""
    return page.locator(f"#rail-{slug}")


def change(page: Page, slug: str, option: str) -> None:
    """Choose another answer in the rail, and wait for the result with it."""
    rail(page, slug).select_option(option)
    page.wait_for_url(lambda url: dict(parse_qsl(urlsplit(url).query)).get(slug) == option)
    expect(page.locator(".htmx-request, .htmx-settling")).to_have_count(0)


def open_rail(page: Page) -> None:
    """On a small screen it is closed at first."""
    if page.viewport_size == PHONE:
        page.locator(".rail-answers > summary").click()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_an_answer_is_changed_in_the_rail_and_changed_back(published, new_page, returns, size):
    page = new_page(viewport=size)
    open_result(page, returns)
    slug, option = first_tip(page)
    before = page.url
    open_rail(page)
    rail(page, slug).focus()

    change(page, slug, option)
    assert in_address(page) == returns.answers | {slug: (option,)}
    assert decisions(page) != returns.first
    expect(rail(page, slug)).to_be_focused()
    expect(page.locator(".last-change")).to_contain_text("was")
    said = page.locator(".last-change").inner_text().split("\n")[0]
    expect(page.locator("#announcer")).to_contain_text(said[:20])

    change(page, slug, *returns.answers[slug])
    assert page.url == before
    assert decisions(page) == returns.first
    expect(rail(page, slug)).to_be_focused()
    expect(rail(page, slug)).to_be_visible()


def test_the_way_back_from_a_change_is_a_link_and_the_browsers_back(published, page, returns):
    open_result(page, returns)
    slug, option = first_tip(page)
    change(page, slug, option)
    page.get_by_role("link", name="Change it back").click()
    page.wait_for_url(f"**/match/result/?{returns.query}")
    expect(page.locator(".last-change")).to_have_count(0)
    assert decisions(page) == returns.first
    page.go_back()
    page.wait_for_url(lambda url: f"{slug}={option}" in url)
    expect(rail(page, slug)).to_have_value(option)
    assert decisions(page) != returns.first


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_without_javascript_a_button_shows_the_result_with_the_changed_answer(
    published, new_page, returns, size
):
    page = new_page(java_script_enabled=False, viewport=size)
    open_result(page, returns)
    slug, option = first_tip(page)
    open_rail(page)
    rail(page, slug).select_option(option)
    page.get_by_role("button", name="Show the result with these").click()
    expect(page.locator(".last-change")).to_contain_text("was")
    assert decisions(page) != returns.first
    page.get_by_role("link", name="Change it back").click()
    page.wait_for_url(f"**/match/result/?{returns.query}")
    assert decisions(page) == returns.first


def test_the_first_answer_beside_a_result_is_in_the_address(published, page):
    page.goto("/match/result/")
    change(page, "served", "external-customer")
    assert decisions(page)["family"] == "customer-operations"
    page.reload()
    assert decisions(page)["family"] == "customer-operations"


def test_an_answer_of_the_unsure_state_leads_to_its_result(published, page, drafted):
    unsure = "&".join(f"{question.slug}=not-sure" for question in drafted.index.base_questions)
    page.goto(f"/match/result/?{unsure}")
    expect(page.locator("h1")).to_have_text("Not enough to decide yet.")
    page.locator(".picks a").first.click()
    expect(page.locator("h1")).not_to_have_text("Not enough to decide yet.")
    assert any(decisions(page).values())


# ── The name of the work ─────────────────────────────────────────────────────────────────


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Every address and every body that the browser of this test sends."""
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(f"{request.url} {request.post_data or ''}")

    page.on("request", note)
    return sent


@pytest.fixture
def research(case: Callable[[str], Work]) -> Work:
    """Case A20, which is no example, and so has no title that stands in the place of a name."""
    return case("A20")


def in_the_sheets(page: Page) -> list[str]:
    """The name in the form of the link and in that of the documents."""
    return [page.locator(field).input_value() for field in ("#title", "#download-name")]


def test_the_name_typed_once_stands_in_both_sheets_and_stays_in_the_tab(
    published, page, research, asked
):
    open_result(page, research)
    page.get_by_label("Name of the work", exact=True).fill(NAME)
    assert in_the_sheets(page) == [NAME, NAME]
    change(page, *first_tip(page))
    assert in_the_sheets(page) == [NAME, NAME]
    page.reload()
    expect(page.get_by_label("Name of the work", exact=True)).to_have_value(NAME)
    assert in_the_sheets(page) == [NAME, NAME]
    assert not [each for each in asked if "autumn" in each]

    page.get_by_role("link", name="New process").click()
    page.wait_for_url("**/match/")
    open_result(page, research)
    expect(page.get_by_label("Name of the work", exact=True)).to_have_value("")
    assert in_the_sheets(page) == ["", ""]


def test_the_name_is_the_subject_where_the_answers_name_no_line(published, page):
    page.goto("/match/result/?served=external-customer&work_kind=interaction-heavy")
    sentence = page.locator("h1")
    expect(sentence).to_contain_text("This work is customer operations")
    field = page.get_by_label("Name of the work", exact=True)
    for typed, shown in [
        (NAME, NAME),
        ("<b>bold</b>", "<b>bold</b>"),
        ("\u05d4\u05d7\u05d6\u05e8\u05d5\u05ea", "\u05d4\u05d7\u05d6\u05e8\u05d5\u05ea"),
        ("  ", "This work"),
    ]:
        field.fill(typed)
        expect(sentence).to_contain_text(f"{shown} is customer operations")
    expect(sentence.locator("b")).to_have_count(0)


def test_a_kept_result_is_called_what_its_sender_called_it_whatever_the_visitor_calls_theirs(
    published, page
):
    page.goto("/match/result/?served=external-customer&work_kind=interaction-heavy")
    links = [share(page)]
    page.goto("/match/result/?served=external-customer&work_kind=interaction-heavy")
    links.append(share(page, "Claims"))
    page.goto("/match/result/?served=external-customer")
    page.get_by_label("Name of the work", exact=True).fill("Payroll")
    for link, shown in zip(links, ["This work", "Claims"], strict=True):
        page.goto(link)
        expect(page.locator("h1")).to_contain_text(f"{shown} is customer operations")


LINES = """(name) => name.getBoundingClientRect().height
  / parseFloat(getComputedStyle(name).lineHeight)"""


def test_a_name_too_long_is_cut_and_never_widens_the_page(published, new_page):
    page = new_page(viewport=PHONE)
    page.goto("/match/result/?served=external-customer&work_kind=interaction-heavy")
    page.get_by_label("Name of the work", exact=True).press_sequentially("W" * 130)
    expect(page.get_by_label("Name of the work", exact=True)).to_have_value("W" * 120)
    name = page.locator("[data-work-name] bdi")
    assert name.evaluate(LINES) <= 2.1
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_where_storage_is_refused_the_name_lasts_as_long_as_the_page(published, page, research):
    page.add_init_script(REFUSE_STORAGE)
    open_result(page, research)
    page.get_by_label("Name of the work", exact=True).fill(NAME)
    assert in_the_sheets(page) == [NAME, NAME]
    change(page, *first_tip(page))
    assert in_the_sheets(page) == [NAME, NAME]


# ── Sheets and parts ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    ("button", "field"), [("Save and share", "#title"), ("Download", "#download-name")]
)
def test_a_sheet_opens_where_its_button_is(published, new_page, returns, script, button, field):
    page = new_page(java_script_enabled=script)
    open_result(page, returns)
    expect(page.locator(field)).to_be_hidden()
    page.get_by_role("button", name=button).click()
    expect(page.locator(field)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(field)).to_be_hidden()
    expect(page.get_by_role("button", name=button)).to_be_focused()


def is_open(page: Page, part: str) -> bool:
    return bool(page.locator(f"#{part}").evaluate("(part) => part.open"))


def test_a_link_to_what_stands_in_a_closed_part_opens_it(published, page, returns):
    open_result(page, returns)
    assert not is_open(page, "watch")
    page.locator(".concern a").first.click()
    expect(page.locator(f"#watch-{returns.warnings[0]}")).to_be_in_viewport()
    assert is_open(page, "watch")


@pytest.mark.parametrize("part", ["watch", "steps", "run"])
def test_an_address_with_a_part_opens_it(published, page, returns, part):
    page.goto(f"/match/result/?{returns.query}#{part}")
    expect(page.locator(f"#{part} .part-body")).to_be_visible()
    expect(page.locator(f"#{part} > summary")).to_be_in_viewport()


OPEN_PARTS = "() => [...document.querySelectorAll('details.part[open]')].map((part) => part.id)"


def test_all_parts_are_open_on_paper_and_closed_again_after(published, page, returns):
    open_result(page, returns)
    before = page.evaluate(OPEN_PARTS)
    page.evaluate(f"() => addEventListener('beforeprint', () => window.printed = ({OPEN_PARTS})())")
    page.pdf()
    assert page.evaluate("() => window.printed") == [
        "why",
        "change",
        "watch",
        "buy",
        "run",
        "steps",
    ]
    assert page.evaluate(OPEN_PARTS) == before == ["why"]
