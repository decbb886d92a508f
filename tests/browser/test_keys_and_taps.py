"""How a question is answered: a digit chooses, Enter continues, a tap on a card does both.

WCAG 2.2 (3.2.2): only a pointer's click on a card moves on. Arrow keys, Space and digits choose.
"""

import pytest
from playwright.sync_api import Page, expect

from matcher.core import NOT_SURE, UNSURE, Answer
from tests.browser.cases import Work
from tests.browser.conftest import PATIENCE
from tests.browser.visitor import (
    PHONE,
    answer,
    at_result,
    card,
    decisions,
    go_on,
    heading,
    in_address,
    picked,
    question,
    tap,
    wait_for_another,
    walk,
)

pytestmark = [pytest.mark.browser, pytest.mark.checker]

MOST_TAPS = 19
"""One for the start and one for each question; where several may be ticked, one for each tick and
one for Continue; and one to skip what is asked about the buyer."""


def options(page: Page) -> list[str]:
    """The options of the question on the page, in the order of their digits."""
    boxes = page.locator(".question .choice input")
    return boxes.evaluate_all("(all) => all.map((box) => box.value)")


def choose_by_keys(page: Page, wanted: Answer) -> None:
    """Choose with digits; with Space what has none, such as *not sure*."""
    for option in wanted:
        box = page.locator(f".choice input[value='{option}']")
        if digit := box.get_attribute("aria-keyshortcuts"):
            page.keyboard.press(digit)
        else:
            box.press("Space")
    assert picked(page) == wanted


def press_enter(page: Page) -> None:
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def test_digits_and_enter_walk_to_the_result(published, page, returns: Work):
    page.goto("/match/")  # nothing has the focus
    while not at_result(page):
        before = heading(page)
        choose_by_keys(page, returns.answers[question(page)])
        press_enter(page)
        wait_for_another(page, before)
    assert decisions(page) == returns.first


def test_a_digit_acts_in_the_question_alone(published, page):
    page.goto("/match/")
    page.locator("header a").first.focus()
    page.keyboard.press("2")
    assert picked(page) == ()
    page.locator(".question input[type=radio]").first.focus()
    page.keyboard.press("2")
    assert picked(page) == (options(page)[1],)


def test_a_digit_without_an_option_does_nothing(published, page):
    page.goto("/match/")
    page.keyboard.press("9")
    assert len(options(page)) < 9
    assert picked(page) == ()


def test_keys_choose_and_only_enter_moves_on(published, page):
    page.goto("/match/")
    asked = question(page)
    first, second, third = options(page)
    page.locator(".question input[type=radio]").first.focus()
    for key, option in [("Space", first), ("ArrowDown", second), ("ArrowDown", third)]:
        page.keyboard.press(key)
        assert (question(page), picked(page)) == (asked, (option,))
    press_enter(page)
    # Had an earlier key moved on, its option would stand in the address, or two answers.
    assert in_address(page) == {asked: (third,)}


def test_a_click_on_a_card_moves_on(published, page, returns):
    page.goto("/match/")
    asked = question(page)
    tap(page, *returns.answers[asked])
    assert question(page) != asked


def test_without_javascript_a_click_chooses_and_continue_moves_on(published, new_page, returns):
    page = new_page(java_script_enabled=False)
    page.goto("/match/")
    asked = question(page)
    (option,) = returns.answers[asked]
    card(page, option).click()
    assert (question(page), picked(page)) == (asked, (option,))
    go_on(page)
    assert question(page) != asked


def test_a_phone_reaches_the_result_in_nineteen_taps(published, new_page, returns):
    page = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto("/")
    page.locator("main").get_by_role("link", name="Start").first.tap(timeout=PATIENCE)
    taps = 1
    while not page.locator(".about-you").count():
        taps += tap(page, *returns.answers.get(question(page), UNSURE))
    page.get_by_role("link", name="Skip all").tap(timeout=PATIENCE)
    taps += 1
    assert decisions(page) == returns.first
    assert taps <= MOST_TAPS


# ── Back ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("script", [True, False])
def test_the_pages_own_back_keeps_what_was_picked_and_not_sent(
    published, new_page, returns, script
):
    page = new_page(java_script_enabled=script)
    page.goto("/match/")
    _first, second = walk(page, returns.answers, steps=2)
    third = question(page)
    (option,) = returns.answers[third]
    page.locator(f".question input[value='{option}']").press("Space")
    page.get_by_role("button", name="Back").click()
    expect(page.locator(".question input[type=radio]").first).to_have_attribute("name", second)
    assert picked(page) == returns.answers[second]
    go_on(page)
    assert in_address(page)[third] == (option,)


def test_the_browsers_back_shows_the_choice_and_continue_keeps_later_answers(
    published, page, returns
):
    page.goto("/match/")
    first, second, third = walk(page, returns.answers, steps=3)
    fourth = question(page)
    for slug in (third, second):
        page.go_back()
        radios = page.locator(".question input[type=radio]")
        expect(radios.first).to_have_attribute("name", slug)
        assert picked(page) == returns.answers[slug]
    go_on(page)
    assert in_address(page) == {slug: returns.answers[slug] for slug in (first, second, third)}
    assert question(page) == fourth


def test_a_new_process_and_another_tab_know_nothing_of_the_answers(published, page, returns):
    page.goto("/match/")
    walk(page, returns.answers)
    page.get_by_role("link", name="New process").first.click()
    expect(page.locator(".question input[type=radio]").first).to_be_attached()
    assert picked(page) == ()
    other = page.context.new_page()
    other.goto("/match/")
    answer(other, NOT_SURE)
    assert picked(other) == ()


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["laptop", "phone"])
def test_a_sentence_leads_in_two_keys_to_a_confirmed_answer(published, page, viewport):
    if viewport:
        page.set_viewport_size(viewport)
    page.goto("/")
    page.get_by_label("What is the work?").fill(
        "we need somebody to chase late payers and match receipts"
    )
    page.get_by_label("What is the work?").press("Enter")
    expect(page.get_by_role("button", name="From your words:")).to_be_focused()
    press_enter(page)
    assert in_address(page) == {"object": ("invoices-payments",)}
