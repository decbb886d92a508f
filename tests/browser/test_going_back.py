"""Back with the browser, and on again: what this tab answered comes along, and nothing else."""

import pytest
from playwright.sync_api import Page, expect

from matcher.core import NOT_SURE
from tests.browser.visitor import go_on, path, pick, picked, question, walk

pytestmark = pytest.mark.browser

REFUSE_STORAGE = """Object.defineProperty(window, "sessionStorage", {
  get() { throw new DOMException("refused", "SecurityError"); },
})"""


def go_back(page: Page, slug: str) -> None:
    """Press the browser's Back and wait for the page of that question."""
    page.go_back()
    at(page, slug)


def at(page: Page, slug: str) -> None:
    expect(page.locator(".question input[type=radio]").first).to_have_attribute("name", slug)


def answers(page: Page) -> dict[str, str]:
    """The answers in the address."""
    pairs = dict(page.evaluate("() => [...new URLSearchParams(location.search)]"))
    return {name: value for name, value in pairs.items() if name != "asked"}


def test_three_times_back_then_a_change_keeps_the_later_answers(published, page, returns):
    page.goto("/match/")
    first, second, third = walk(page, returns.answers, steps=3)
    fourth = question(page)
    for slug in (third, second, first):
        go_back(page, slug)
        assert picked(page) == returns.answers[slug]
    pick(page, NOT_SURE)
    go_on(page)
    kept = {slug: returns.answers[slug] for slug in (second, third)}
    assert answers(page) == {first: NOT_SURE, **kept}
    assert question(page) == fourth


def test_an_answer_in_the_address_wins_over_what_the_tab_remembers(published, page, returns):
    page.goto("/match/")
    first, second = walk(page, returns.answers, steps=2)
    page.goto(f"/match/{second}/?{first}={NOT_SURE}")
    page.goto("/method/")
    page.evaluate("(kept) => sessionStorage.setItem('answers', kept)", f'{{"{first}": "other"}}')
    go_back(page, second)
    pick(page, returns.answers[second])
    go_on(page)
    assert answers(page) == {first: NOT_SURE, second: returns.answers[second]}


def test_a_tab_never_learns_what_another_answered(published, page, returns):
    page.goto("/match/")
    first, second = walk(page, returns.answers, steps=2)
    other = page.context.new_page()
    other.goto("/match/")
    walk(other, {}, steps=2)
    page.bring_to_front()
    for slug in (second, first):
        go_back(page, slug)
        assert picked(page) == returns.answers[slug]
    other.bring_to_front()
    go_back(other, second)
    assert picked(other) == NOT_SURE


def test_what_is_there_no_longer_is_not_picked(published, page, returns):
    page.goto("/match/")
    first, *_ = walk(page, returns.answers, steps=1)
    page.evaluate("(kept) => sessionStorage.setItem('answers', kept)", f'{{"{first}": "gone"}}')
    go_back(page, first)
    assert picked(page) == ""


@pytest.mark.parametrize("kept", ["{", "[7]", '"served"'])
def test_whatever_lies_in_the_storage_breaks_nothing(published, page, returns, kept):
    page.goto("/match/")
    first, *_ = walk(page, returns.answers, steps=1)
    page.evaluate("(kept) => sessionStorage.setItem('answers', kept)", kept)
    go_back(page, first)
    pick(page, returns.answers[first])
    go_on(page)
    assert answers(page) == {first: returns.answers[first]}


def test_a_browser_that_stores_nothing_can_go_back_and_on(published, page, returns):
    page.add_init_script(REFUSE_STORAGE)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto("/match/")
    _first, second = walk(page, returns.answers, steps=2)
    third = question(page)
    go_back(page, second)
    pick(page, returns.answers[second])
    go_on(page)
    assert question(page) == third
    page.get_by_role("button", name="Back").click()
    at(page, second)
    assert picked(page) == returns.answers[second]
    assert faults == []


def test_the_way_forward_after_back_and_a_refresh_is_there(published, page, returns):
    page.goto("/match/")
    first, second = walk(page, returns.answers, steps=2)
    go_back(page, second)
    page.reload()
    at(page, second)
    pick(page, returns.answers[second])
    go_on(page)
    assert answers(page) == {slug: returns.answers[slug] for slug in (first, second)}
    assert path(page) == "/match/"
