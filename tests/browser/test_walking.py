"""Moving about between the questions: the address is all there is, so every way must work."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.cases import Work
from tests.browser.visitor import (
    PHONE,
    answer,
    at_result,
    decisions,
    given,
    go_on,
    heading,
    in_address,
    path,
    pick,
    picked,
    question,
    walk,
)

pytestmark = [pytest.mark.browser, pytest.mark.checker]

SHELL = "header .brand, nav[aria-label=Pages], main#main, footer nav"
"""What stands on every whole page, and on no fragment."""


def is_whole(page: Page) -> bool:
    return page.locator(SHELL).count() == 4 and page.locator("h1").count() == 1


def seen(page: Page) -> tuple[str, list[str], list[str]]:
    """What the page of a question says, disclosed or not."""
    return heading(page), given(page), page.locator(".standings dd").all_text_contents()


@pytest.fixture
def three_steps_in(published: object, page: Page, returns: Work) -> tuple[Page, list[str]]:
    """A visitor at the fourth question, and the questions answered."""
    page.goto("/match/")
    return page, walk(page, returns.answers, steps=3)


# ── Back, forward, refresh, tabs ─────────────────────────────────────────────────────────


def test_back_and_forward_show_every_question_with_the_answers_of_its_time(three_steps_in, returns):
    page, asked = three_steps_in
    fourth = heading(page)
    for step in (2, 1, 0):
        page.go_back()
        expect(page.locator("main input[type=radio]").first).to_have_attribute("name", asked[step])
        assert (len(given(page)), is_whole(page)) == (step, True)
    for _ in asked:
        page.go_forward()
    expect(page.locator("h1")).to_have_text(fourth)
    assert (len(given(page)), is_whole(page)) == (3, True)
    walk(page, returns.answers)
    assert decisions(page) == returns.first


def test_the_history_is_whole_when_the_browser_kept_nothing_of_it(three_steps_in):
    page, asked = three_steps_in
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.go_back()
    expect(page.locator("main input[type=radio]").first).to_have_attribute("name", asked[2])
    assert is_whole(page)
    page.goto("/method/")
    page.go_back()
    expect(page.locator("main input[type=radio]").first).to_have_attribute("name", asked[2])
    assert is_whole(page)


def test_hasty_steps_back_end_at_the_page_of_the_address(three_steps_in):
    page, asked = three_steps_in
    held = []
    page.route("**/match/**", lambda route: route.continue_() if held else held.append(route))
    with page.expect_request("**/match/**") as first:
        page.evaluate("() => history.back()")
    with page.expect_event("requestfailed") as dropped:
        page.evaluate("() => history.back()")
    assert dropped.value == first.value  # so that it cannot come last
    expect(page.locator("main input[type=radio]").first).to_have_attribute("name", asked[1])
    assert is_whole(page)


def test_the_way_back_from_the_result_leads_to_questions_that_can_be_answered(
    published, page, returns
):
    page.goto("/match/")
    asked = walk(page, returns.answers)
    page.go_back()
    expect(page.locator("h1")).to_have_text("About you")
    page.go_back()
    expect(page.locator("main input[type=radio]").first).to_have_attribute("name", asked[-1])
    assert is_whole(page)
    answer(page, *returns.answers[asked[-1]])
    assert at_result(page)
    assert decisions(page) == returns.first


def test_a_refresh_and_a_copied_address_show_the_same_step(three_steps_in, new_page, returns):
    page, _ = three_steps_in
    before = seen(page)
    page.reload()
    elsewhere = new_page()
    elsewhere.goto(page.url)
    for tab in (page, elsewhere):
        assert (seen(tab), is_whole(tab)) == (before, True)
    walk(elsewhere, returns.answers)
    assert decisions(elsewhere) == returns.first


def test_two_tabs_do_not_disturb_each_other(published, page, returns):
    page.goto("/match/")
    other = page.context.new_page()
    other.goto("/match/")
    for tab, answers in [(page, returns.answers), (other, {})] * 3:
        tab.bring_to_front()
        walk(tab, answers, steps=1)
    assert given(other) == ["I’m not sure"] * 3
    assert "I’m not sure" not in given(page)
    page.bring_to_front()
    walk(page, returns.answers)
    assert decisions(page) == returns.first


# ── Changing an answer ───────────────────────────────────────────────────────────────────


CHANGED = {"judgment": ("high-domain",)}


def change_judgment(page: Page) -> None:
    """Change the third answer of case A09, from wherever its change link stands."""
    for summary in page.locator("summary", has_text="answers so far").all():
        summary.click()
    page.locator(".given").get_by_role("link", name="Change").nth(2).click()
    expect(page.locator("main input[type=radio]").first).to_have_attribute("name", "judgment")
    assert picked(page) == ("moderate-exceptions",)
    pick(page, *CHANGED["judgment"])
    go_on(page)


def to_answers(page: Page, work: Work) -> None:
    page.goto(f"/match/answers/?{work.query}")


def to_result(page: Page, work: Work) -> None:
    page.goto(f"/match/result/?{work.query}")
    page.get_by_role("link", name="Change answers").click()
    expect(page.locator("h1")).to_have_text("Check your answers")


@pytest.mark.parametrize("start", [to_answers, to_result])
def test_a_changed_answer_leads_back_with_all_others_kept(
    published, page, returns, start: Callable[[Page, Work], None]
):
    start(page, returns)
    change_judgment(page)
    assert path(page) == "/match/answers/"
    assert in_address(page) == returns.answers | CHANGED
    assert len(given(page)) == len(returns.answers)


def test_an_answer_changed_during_the_walk_leads_on_where_one_was(three_steps_in, returns):
    page, asked = three_steps_in
    fourth = question(page)
    change_judgment(page)
    assert question(page) == fourth
    kept = {name: returns.answers[name] for name in asked} | CHANGED
    assert {name: in_address(page)[name] for name in asked} == kept


def test_an_open_question_answered_from_the_result_leads_back_to_it(published, page, returns):
    some = {name: given for name, given in returns.answers.items() if name != "sensitivity"}
    page.goto(f"/match/result/?{urlencode(some, doseq=True)}")
    page.locator("main a[href*='/match/sensitivity/']").first.click()
    answer(page, *returns.answers["sensitivity"])
    assert path(page) == "/match/result/"
    assert in_address(page) == returns.answers


# ── Steps under htmx ─────────────────────────────────────────────────────────────────────


def test_a_step_moves_the_focus_says_so_and_replaces_only_the_content(published, new_page, returns):
    page = new_page(viewport=PHONE)
    page.goto("/match/")
    page.evaluate("() => { window.untouched = true; }")
    before = page.title()
    walk(page, returns.answers, steps=1)
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("h1")).to_be_in_viewport()
    expect(page.get_by_role("status")).to_have_text(page.locator(".step").inner_text())
    expect(page.locator(".step")).to_contain_text("Question 2 of")
    assert page.title() != before
    assert heading(page) in page.title()
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    assert page.evaluate("() => window.untouched") is True


NOTE_FOCUS = """() => new MutationObserver(() => {
  window.focusedAtOnce = document.activeElement.tagName;
}).observe(document.getElementById("main"), { childList: true })"""
"""An observer is called as soon as the script that changed the page has ended."""


def test_a_step_is_over_when_its_question_is_there_and_takes_the_focus_from_nobody_later(
    published, page, returns
):
    page.goto("/match/")
    page.evaluate(NOTE_FOCUS)
    walk(page, returns.answers, steps=1)
    assert page.evaluate("() => window.focusedAtOnce") == "H1"


def test_a_hasty_double_click_answers_one_question_once(published, page, returns):
    page.goto("/match/")
    first = heading(page)
    pick(page, *returns.answers[question(page)])
    page.get_by_role("button", name="Continue").dblclick()
    expect(page.locator("h1")).not_to_have_text(first)
    expect(page.locator(".htmx-request")).to_have_count(0)
    assert len(given(page)) == 1
    expect(page.locator(".error-summary")).to_have_count(0)


# ── What a visitor may forget, and may leave ─────────────────────────────────────────────


@pytest.mark.parametrize("script", [True, False])
def test_continue_with_nothing_picked_says_so_and_leads_to_the_field(published, new_page, script):
    page = new_page(java_script_enabled=script)
    page.goto("/match/?pieces=one")
    page.get_by_role("button", name="Continue").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_visible()
    if script:
        expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    assert len(given(page)) == 1
    summary.get_by_role("link").click()
    expect(page.locator("main input[type=radio]").first).to_be_focused()
    answer(page, "orders-listings")
    assert len(given(page)) == 2
    expect(page.locator(".error-summary")).to_have_count(0)
    assert not page.title().startswith("Error: ")


def test_from_the_fifth_answer_on_a_first_result_can_be_seen(published, page, returns):
    early = page.get_by_role("link", name="See a first result")
    page.goto("/match/")
    walk(page, returns.answers, steps=5)  # the first is not scored
    expect(early).to_have_count(0)
    walk(page, returns.answers, steps=1)
    early.click()
    page.wait_for_url("**/match/result/**")
    assert len(in_address(page)) == 6
    assert decisions(page)["family"] == returns.first["family"]
