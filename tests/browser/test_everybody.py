"""For everybody: assistive technology, a keyboard alone, small screens, large text, paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from matcher.core import UNSURE, Answer
from tests.browser.accessibility import UNFOLD, WCAG, complaints, violations
from tests.browser.cases import Work
from tests.browser.tour import Visit, states
from tests.browser.visitor import PHONE, decisions, heading, path, question, wait_for_another

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}
ONE_OF_A_KIND = UNFOLD.replace("details", "details + details").replace("open = true", "remove()")
"""Of the evidence tables on the method page, and the like, one stands for all: axe is slow."""

TOO_WIDE = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= innerWidth) return [];
  return [...document.querySelectorAll("main *, header *, footer *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth && !one.closest(".scroll"))
    .slice(0, 2)
    .map((one) => one.outerHTML.slice(0, 150));
}"""
SIZE_OF_TEXT = "(size) => { document.documentElement.style.fontSize = size; }"
FOCUS_RING = """() => {
  const focused = document.activeElement;
  const rings = [focused, focused.closest(".choice")].filter(Boolean).map(getComputedStyle);
  return rings.some((ring) => ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2);
}"""
FOCUSED = "() => document.activeElement.outerHTML.slice(0, 150)"


# ── Assistive technology, small screens, large text ──────────────────────────────────────


# Contrast takes axe most of its time, and colours are the same at every width.
LOOKS = {"light": PHONE, "dark": DESKTOP}


def too_wide(page: Page) -> dict[str, list[str]]:
    """What reaches beyond the right edge of a narrow screen, and of a wide one with large text."""
    page.set_viewport_size(NARROW)
    on_narrow = page.evaluate(TOO_WIDE)
    page.set_viewport_size(DESKTOP)
    page.evaluate(SIZE_OF_TEXT, "200%")
    with_large_text = page.evaluate(TOO_WIDE)
    page.evaluate(SIZE_OF_TEXT, "")
    return {"320 px": on_narrow, "200 %": with_large_text}


def against_wcag(page: Page) -> dict[str, list[str]]:
    """What axe finds in each look."""
    page.evaluate(ONE_OF_A_KIND)
    found = {}
    for scheme, size in LOOKS.items():
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        found[f"{scheme}, {size['width']} px"] = violations(page, **WCAG)
    return found


@pytest.mark.checker
def test_in_every_state_axe_finds_nothing_and_nothing_scrolls_sideways(
    published, page, drafted, returns, settings
):
    found: dict[tuple[str, str], list[str]] = {}
    for state in states(Visit(page, drafted, returns, settings)):
        page.evaluate(UNFOLD)
        looks = too_wide(page) | against_wcag(page)
        found |= {(state, look): problems for look, problems in looks.items() if problems}
    assert found == {}


@pytest.mark.checker
@pytest.mark.parametrize(
    ("place", "filled"),
    [("/match/", ".segments .done"), ("/match/result/", ".dots .filled")],
)
def test_axe_finds_nothing_in_forced_colours(published, new_page, place, filled):
    page = new_page(forced_colors="active")
    page.goto(f"{place}?served=external-customer")
    ink, paper = (
        page.locator(shape).first.evaluate("(shape) => getComputedStyle(shape).backgroundColor")
        for shape in (filled, "body")
    )
    assert ink != paper
    assert violations(page, **WCAG) == []


# ── The keyboard ─────────────────────────────────────────────────────────────────────────


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there; at each stop it must show where it is."""
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_RING), page.evaluate(FOCUSED)
        if page.locator(f":is({selector}):focus").count():
            return
    pytest.fail(f"Sixty times Tab, and never at {selector}")


def answer_by_keyboard(page: Page, answer: Answer) -> None:
    """Pick with the space bar and the arrows, or Tab where several may be ticked, and continue
    with Enter."""
    if page.locator(".choice--several").count():
        for option in answer:
            tab_to(page, f".choice input[value='{option}']")
            page.keyboard.press("Space")
    else:
        choose_by_arrows(page, *answer)
    before = heading(page)
    tab_to(page, "button")
    page.keyboard.press("Enter")
    wait_for_another(page, before)
    # A step is over when its heading has the focus; a full page load has nothing to move it.
    if path(page) != "/match/result/":
        expect(page.locator("h1")).to_be_focused()


def choose_by_arrows(page: Page, option: str) -> None:
    tab_to(page, "input[type=radio]")
    page.keyboard.press("Space")
    values = page.locator("input[type=radio]").evaluate_all("(all) => all.map((one) => one.value)")
    for _ in range(values.index(option)):
        page.keyboard.press("ArrowDown")


def test_the_keyboard_alone_walks_and_shares(published, page, returns: Work):
    page.goto("/")
    tab_to(page, ".skip")
    page.keyboard.press("Enter")
    tab_to(page, "main a.button")
    page.keyboard.press("Enter")
    expect(page.locator("main input[type=radio]").first).to_be_attached()
    while not page.locator(".about-you").count():
        answer_by_keyboard(page, returns.answers.get(question(page), UNSURE))
    tab_to(page, "a.early")
    page.keyboard.press("Enter")
    assert decisions(page) == returns.first
    tab_to(page, "[popovertarget=share]")
    page.keyboard.press("Enter")
    tab_to(page, "#title")
    page.keyboard.type("By keyboard")
    tab_to(page, "#share button")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Your result is kept")
    tab_to(page, ".link a")
    page.keyboard.press("Enter")
    expect(page.locator(".work-name")).to_have_text("By keyboard")


# ── Paper ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.checker
def test_a_printed_result_shows_the_decisions_in_ink(published, new_page, returns):
    page = new_page(viewport={"width": 720, "height": 1000})
    page.goto(f"/match/result/?{returns.query}")
    page.emulate_media(media="print")
    for decision in page.locator("[data-outcome]").all():
        expect(decision).to_be_visible()
    for name in ("header nav", "#share", ".button"):
        expect(page.locator(name).first).to_be_hidden()
    assert page.evaluate(TOO_WIDE) == []
    assert complaints(page, **WCAG) == []


SPARSE = (
    "served=internal-ops&work_kind=document-heavy&judgment=moderate-exceptions"
    "&regulation=moderate&object=not-sure&control=not-sure&data_location=must-stay-country"
    "&readiness=changing-now"
)
"""Answers that leave much to say: places ruled out, a hard stop, a tie, many unknowns."""


@pytest.mark.checker
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_memo_has_two_pages(published, page, returns, paper):
    for query in (returns.query, SPARSE):
        page.goto(f"/match/result/?{query}")
        memo = page.pdf(format=paper, prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", memo)) <= 2
