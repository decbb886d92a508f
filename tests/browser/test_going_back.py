"""Back with the browser, and on again: what this tab answered comes along, and nothing else."""

from collections.abc import Mapping
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from matcher.core import NOT_SURE, UNSURE, Answer
from tests.browser.visitor import answer, go_on, in_address, path, pick, picked, question, walk

pytestmark = [pytest.mark.browser, pytest.mark.checker]

REFUSE_STORAGE = """Object.defineProperty(window, "sessionStorage", {
  get() { throw new DOMException("refused", "SecurityError"); },
})"""


def go_back(page: Page, slug: str) -> None:
    """Press the browser's Back and wait for the page of that question."""
    page.go_back()
    at(page, slug)


def at(page: Page, slug: str) -> None:
    """Wait for the page of that question, and for the script that picks what was answered."""
    expect(page.locator(".question input[type=radio]").first).to_have_attribute("name", slug)
    page.wait_for_load_state("domcontentloaded")


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
    assert in_address(page) == {first: UNSURE, **kept}
    assert question(page) == fourth


def test_an_answer_in_the_address_wins_over_what_the_tab_remembers(published, page, returns):
    page.goto("/match/")
    first, second = walk(page, returns.answers, steps=2)
    page.goto(f"/match/{second}/?{first}={NOT_SURE}")
    page.goto("/method/")
    page.evaluate("(kept) => sessionStorage.setItem('answers', kept)", f'{{"{first}": "other"}}')
    go_back(page, second)
    pick(page, *returns.answers[second])
    go_on(page)
    assert in_address(page) == {first: UNSURE, second: returns.answers[second]}


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
    assert picked(other) == UNSURE


def test_what_is_there_no_longer_is_not_picked(published, page, returns):
    page.goto("/match/")
    first, *_ = walk(page, returns.answers, steps=1)
    page.evaluate("(kept) => sessionStorage.setItem('answers', kept)", f'{{"{first}": "gone"}}')
    go_back(page, first)
    assert picked(page) == ()


@pytest.mark.parametrize("kept", ["{", "[7]", '"served"'])
def test_whatever_lies_in_the_storage_breaks_nothing(published, page, returns, kept):
    page.goto("/match/")
    first, *_ = walk(page, returns.answers, steps=1)
    page.evaluate("(kept) => sessionStorage.setItem('answers', kept)", kept)
    go_back(page, first)
    pick(page, *returns.answers[first])
    go_on(page)
    assert in_address(page) == {first: returns.answers[first]}


def test_a_browser_that_stores_nothing_can_go_back_and_on(published, page, returns):
    page.add_init_script(REFUSE_STORAGE)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto("/match/")
    _first, second = walk(page, returns.answers, steps=2)
    third = question(page)
    go_back(page, second)
    pick(page, *returns.answers[second])
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
    pick(page, *returns.answers[second])
    go_on(page)
    assert in_address(page) == {slug: returns.answers[slug] for slug in (first, second)}
    assert path(page) == "/match/"


# ── From one process to the next ─────────────────────────────────────────────────────────


def two_processes(
    page: Page, given: Mapping[str, Answer], link: str = "New process", end: str = "/match/result/"
) -> tuple[list[str], list[str]]:
    """Answer two questions, go where both are shown, name the work if it can be, and begin again by
    a link there: four answers, each *not sure*. Returns the questions of both processes, and of
    each the next one."""
    page.goto("/match/")
    earlier = [*walk(page, given, steps=2), question(page)]
    page.goto(f"{end}?{urlencode(in_address(page), doseq=True)}")
    for field in page.get_by_label("Name of the work", exact=True).all():
        field.fill("Returns")
    page.get_by_role("link", name=link, exact=True).click()
    at(page, earlier[0])
    later = [*walk(page, {}, steps=4), question(page)]
    return earlier, later


def back_to_the_end(page: Page, later: list[str], end: str = "/match/result/") -> None:
    """From the last page of the later process to the last one of the earlier."""
    for slug in reversed(later[:-1]):
        go_back(page, slug)
        assert picked(page) == UNSURE
    page.go_back(wait_until="load")
    expect(page.get_by_role("link", name="New process")).to_be_visible()
    assert path(page) == end


@pytest.mark.parametrize(
    ("link", "end"),
    [
        ("New process", "/match/result/"),
        ("New process", "/match/answers/"),
        ("Start", "/match/result/"),
    ],
)
def test_the_pages_of_a_process_never_learn_what_was_answered_in_the_next(
    published, page, returns, link, end
):
    (first, second, third), later = two_processes(page, returns.answers, link, end)
    back_to_the_end(page, later, end)
    go_back(page, third)
    assert picked(page) == ()
    answer(page, *returns.answers[third])
    assert in_address(page) == {slug: returns.answers[slug] for slug in (first, second, third)}
    go_back(page, third)
    assert picked(page) == returns.answers[third]
    go_back(page, second)
    assert picked(page) == returns.answers[second]


def test_a_process_goes_on_as_it_was_left_after_a_look_at_the_one_before(published, page, returns):
    (_first, _second, third), later = two_processes(page, returns.answers)
    back_to_the_end(page, later)
    go_back(page, third)
    page.go_forward(wait_until="load")
    expect(page.get_by_role("link", name="New process")).to_be_visible()
    for slug in later:
        page.go_forward()
        at(page, slug)
    go_back(page, later[-2])
    assert picked(page) == UNSURE
    go_back(page, later[-3])
    go_on(page)
    assert in_address(page) == dict.fromkeys(later[:-1], UNSURE)


def test_other_work_opened_by_its_address_is_another_process(published, page, returns):
    page.goto("/match/")
    walk(page, returns.answers, steps=2)
    third = question(page)
    other = dict.fromkeys(returns.answers, NOT_SURE)
    page.goto(f"/match/{third}/?{urlencode(other)}")
    assert picked(page) == UNSURE
    go_back(page, third)
    assert picked(page) == ()


@pytest.mark.parametrize("link", ["New process", "Start"])
def test_a_process_is_never_called_what_another_one_is_called(published, page, returns, link):
    name = page.get_by_label("Name of the work", exact=True)
    _earlier, later = two_processes(page, returns.answers, link)
    page.goto(f"/match/result/?{urlencode(in_address(page), doseq=True)}")
    expect(name).to_have_value("")
    name.fill("Payroll")
    go_back(page, later[-1])
    back_to_the_end(page, later)
    expect(name).to_have_value("")
    name.fill("Refunds")
    expect(page.locator("#title")).to_have_value("Refunds")
