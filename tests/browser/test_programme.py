"""Many processes, from nothing to a finished table: how often somebody presses something."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import path

pytestmark = pytest.mark.browser

MOST_PRESSES = 160

# What a firm says of its processes: what comes nearest among that which the names propose, what is
# true of most of them, and of which something else is.
PROPOSED = {
    "Invoice processing": "Accounts payable processing",
    "First line helpdesk": "",
    "Payroll for Germany": "Payroll processing",
    "Claims intake": "From its words",
    "Content moderation": "",
    "Receivables": "Receivables follow-up",
    "Order management": "",
    "Lead generation": "",
    "Data labelling": "Data labelling",
    "HR queries": "HR helpdesk",
    "Bookkeeping close": "From its words",
    "KYC checks": "Identity and financial-crime checks",
}
MOSTLY = {
    "object": "technology",
    "judgment": "moderate-exceptions",
    "regulation": "moderate",
    "served": "external-customer",
    "work_kind": "casework",
    "volume": "ten-or-more",
    "readiness": "documented-only",
    "sensitivity": "costly",
    "control": "provider-results",
    "data_location": "must-stay-region",
    "language_time": "within-hours",
    "priority": "lowest-cost",
    "software_tried": "fell-short",
}
OTHERWISE = {
    "object": {
        "Content moderation": "user-content",
        "Order management": "orders-listings",
        "Lead generation": "prospects-campaigns",
    },
    "judgment": {"Lead generation": "low-rules", "Bookkeeping close": "high-domain"},
    "regulation": {"Claims intake": "high", "Lead generation": "low", "KYC checks": "high"},
    "served": {"First line helpdesk": "internal-employee", "Bookkeeping close": "internal-ops"},
    "work_kind": {
        "First line helpdesk": "interaction-heavy",
        "Lead generation": "interaction-heavy",
        "Bookkeeping close": "transaction-heavy",
    },
    "volume": {"Content moderation": "peaks"},
    "sensitivity": {"Content moderation": "visible", "First line helpdesk": "own-people"},
    "language_time": {"Content moderation": "round-the-clock"},
    "software_tried": {"Data labelling": "part-today"},
}


class Pointer:
    """Presses with a pointer, and how many there were."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def paste(self, text: str) -> None:
        self.press(self.page.locator("#names"))
        self.page.keyboard.insert_text(text)

    def follow(self, there: Locator) -> None:
        with self.page.expect_navigation():
            self.press(there)

    def choose(self, row: Locator, value: str) -> None:
        self.press(row.locator(f".option:has(input[value='{value}'])"))

    def save(self) -> None:
        self.follow(self.page.locator(".onward button"))

    def press(self, there: Locator) -> None:
        there.click()
        self.presses += 1


class Keyboard:
    """Presses on a keyboard alone, and how many there were."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def paste(self, text: str) -> None:
        self.skip()
        self.go(self.page.locator("#names"))
        self.page.keyboard.insert_text(text)
        self.presses += 1

    def follow(self, there: Locator) -> None:
        if self.page.locator("body:focus, h1:focus").count():
            self.skip()
        self.go(there)
        self.save()

    def choose(self, row: Locator, value: str) -> None:
        inputs = row.locator("input")
        several = inputs.first.get_attribute("type") == "checkbox"
        self.go(inputs, "ArrowDown" if several else "Tab")
        values = inputs.evaluate_all("(all) => all.map((input) => input.value)")
        digit = values.index(value) + 1
        if digit <= 9:
            self.press(str(digit))
        elif several:
            self.go(row.locator(f"input[value='{value}']"))
            self.press("Space")
        else:
            self.press("9")
            self.go(row.locator(f"input[value='{value}']"), "ArrowDown")

    def save(self) -> None:
        with self.page.expect_navigation():
            self.press("Enter")

    def skip(self) -> None:
        """Past what stands at the top of every page."""
        self.press("Tab")
        self.press("Enter")

    def go(self, there: Locator, key: str = "Tab") -> None:
        for _time in range(30):
            if there.and_(self.page.locator(":focus")).count():
                return
            self.press(key)
        pytest.fail(f"Thirty times {key}, and never at {there}")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.presses += 1


def answer(page: Page, hand: Pointer | Keyboard) -> None:
    """Answer the question on the page for all rows."""
    question = path(page).split("/")[-2]
    rows = {row.locator("legend bdi").inner_text(): row for row in page.locator(".asked-row").all()}
    others = {name: value for name, value in OTHERWISE.get(question, {}).items() if name in rows}
    first = next(iter(rows.values()))
    some = first.locator("input").first.get_attribute("value") or ""
    hand.choose(first, MOSTLY.get(question, some))
    for name in sorted(others, key=list(rows).index):
        hand.choose(rows[name], others[name])
    hand.save()


@pytest.mark.parametrize("kind", [Pointer, Keyboard])
def test_twelve_named_processes_take_at_most_160_presses(published, page, kind):
    page.goto("/programme/")
    hand = kind(page)
    hand.paste("\n".join(PROPOSED))
    hand.follow(page.get_by_role("button", name="Create the programme"))
    hand.follow(page.get_by_role("link", name="See what the names say"))
    for name, line in PROPOSED.items():
        row = page.locator(".asked-row", has=page.get_by_text(name, exact=True))
        if line:
            choice = row.locator(".option", has=page.get_by_text(line, exact=True))
            hand.choose(row, choice.locator("input").get_attribute("value") or "")
    hand.save()
    while "/question/" in path(page):
        answer(page, hand)
    expect(page.locator(".works tbody tr")).to_have_count(12)
    for row in page.locator(".works tbody tr").all():
        assert row.locator("[data-outcome]:not([data-outcome=''])").count() == 4
        assert row.locator(".pill").count() == 1
    assert page.get_by_role("link", name="Answer question by question").count() == 0
    assert hand.presses <= MOST_PRESSES
