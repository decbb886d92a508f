"""What axe finds wrong with a page, in light and in dark."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
"""The rules of the standard; without these options axe adds good practice."""

QUIETLY = {"preload": False, "resultTypes": ["violations"]}
"""Without it, axe copies style sheets into the page, which our policy forbids."""

COMPLAINTS = """async ([within, options]) => {
  // One whose element is replaced meanwhile is cancelled, which is an end as well. What is folded
  // away does not move until it is unfolded.
  const moving = document.getAnimations().filter(({ effect }) => effect.target.checkVisibility());
  await Promise.allSettled(moving.map((fading) => fading.finished));
  const { violations } = await axe.run(within, options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 150)} ${node.failureSummary}`));
}"""


UNFOLD = "() => document.querySelectorAll('details').forEach((one) => one.open = true)"


def violations(page: Page, *, within: str = "html", **options: Any) -> list[str]:
    """What axe finds in a part of the page as it looks now."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.axe_script)
    found: list[str] = page.evaluate(COMPLAINTS, [within, QUIETLY | options])
    return found


def complaints(page: Page, *, within: str = "html", **options: Any) -> list[str]:
    """What axe finds in a part of the page, which has to be there already. In dark only the
    contrast is looked at again: nothing else depends on colours."""
    found = violations(page, within=within, **options)
    page.emulate_media(color_scheme="dark")
    found += violations(page, within=within, runOnly=["color-contrast"])
    page.emulate_media(color_scheme="light")
    return found


def fits(page: Page) -> None:
    """The page can be used by everybody, and nothing on it has to be scrolled sideways to."""
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), page.url
    assert complaints(page) == [], page.url
