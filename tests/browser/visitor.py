"""What a visitor does and sees, so that tests read as journeys."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from matcher.core import UNSURE, Answer

PHONE = {"width": 360, "height": 740}


# ── What a visitor does ──────────────────────────────────────────────────────────────────


def pick(page: Page, *options: str) -> None:
    """Choose options with the keyboard, which never moves on by itself."""
    for option in options:
        box = page.locator(f".choice input[value='{option}']")
        if not box.is_checked():
            box.press("Space")


def tap(page: Page, *options: str) -> int:
    """Press the cards of options with the pointer, and Continue where cards do not move on by
    themselves because several may be ticked. Returns how often something was pressed."""
    before = heading(page)
    several = page.locator(".choice--several").count() > 0
    for option in options:
        card(page, option).click()
    if several:
        page.get_by_role("button", name="Continue").click()
    wait_for_another(page, before)
    return len(options) + several


def go_on(page: Page) -> None:
    """Press Continue, and wait for the whole of what comes next."""
    before = heading(page)
    page.get_by_role("button", name="Continue").click()
    wait_for_another(page, before)


def wait_for_another(page: Page, before: str) -> None:
    """Wait until another heading than before is there, and all that stands below it."""
    expect(page.locator("h1")).not_to_have_text(before)
    page.wait_for_load_state("domcontentloaded")


def answer(page: Page, *options: str) -> None:
    """Answer the question on the page."""
    pick(page, *options)
    go_on(page)


def walk(page: Page, answers: Mapping[str, Answer], *, steps: int = 99) -> list[str]:
    """Answer what is asked, until the result is there or so many questions are answered; with
    *not sure* where no answer is given, and without a word about who buys. Returns the questions
    in the order asked.
    """
    questions = []
    while len(questions) < steps and not at_result(page):
        questions.append(question(page))
        answer(page, *answers.get(questions[-1], UNSURE))
    return questions


def at_result(page: Page) -> bool:
    """Whether the result is there. What is asked about the buyer before it is skipped."""
    if page.locator(".about-you").count():
        page.get_by_role("link", name="Skip all").click()
        page.wait_for_url("**/match/result/**")  # and for the whole page, not for an empty one
    return path(page) == "/match/result/"


def ask_for_link(page: Page, title: str = "") -> None:
    """Fill in the form of the result on the page that creates a link, and send it."""
    form = page.locator("[data-share-form]")
    if not form.is_visible():
        page.get_by_role("button", name="Save and share").click()
    form.locator("[name=title]").fill(title)
    form.get_by_role("button", name="Create the link").click()


def share(page: Page, title: str = "") -> str:
    """Create a link of the result on the page; returns its address."""
    ask_for_link(page, title)
    expect(page.locator("h1")).to_have_text("Your result is kept")
    page.wait_for_load_state("domcontentloaded")
    return page.locator(".link a").first.inner_text()


# ── What a visitor sees ──────────────────────────────────────────────────────────────────


def card(page: Page, option: str) -> Locator:
    """The card of an option."""
    return page.locator(".choice", has=page.locator(f"input[value='{option}']"))


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def path(page: Page) -> str:
    """The path of the address, without the answers."""
    return urlsplit(page.url).path


def question(page: Page) -> str:
    """The slug of the question on the page."""
    return page.locator(".choice input").first.get_attribute("name") or ""


def picked(page: Page) -> Answer:
    """The options that are picked, in their order."""
    boxes = page.locator(".choice input:checked")
    return tuple(boxes.evaluate_all("(all) => all.map((box) => box.value)"))


def in_address(page: Page) -> dict[str, Answer]:
    """The answers in the address, and what else stands there but the question that was asked."""
    values = parse_qs(urlsplit(page.url).query)
    return {name: tuple(given) for name, given in values.items() if name != "asked"}


def given(page: Page) -> list[str]:
    """The answers so far, in words, as they stand on a question's page or on the page of answers,
    in a disclosure or not."""
    answers = page.locator(".given dd")
    return answers.evaluate_all("(all) => all.map((dd) => dd.firstChild.textContent.trim())")


def decisions(page: Page) -> dict[str, str]:
    """The outcome that each axis of a result shows first."""
    wait_for_result(page)
    return dict(
        page.locator("[data-outcome]").evaluate_all(
            "(all) => all.map((one) => [one.dataset.axis, one.dataset.outcome])"
        )
    )


def warnings(page: Page) -> list[str]:
    """The warnings on a result."""
    wait_for_result(page)
    found = page.locator("[data-warning]")
    return list(found.evaluate_all("(all) => all.map((one) => one.dataset.warning)"))


def wait_for_result(page: Page) -> None:
    """Wait for a result, and for all of it. Between two pages there is a moment with nothing on
    it, so that what the page before had and this one has not is no sign."""
    expect(page.locator("[data-outcome]").first).to_be_attached()
    page.wait_for_load_state("domcontentloaded")


def focused(page: Page) -> Locator:
    return page.locator(":focus")
