"""The pages to read, as they are laid out: how long they are, and that nothing on the map of
families overlaps."""

from itertools import combinations

import pytest
from playwright.sync_api import Page

from tests.browser.heights import LAPTOP

pytestmark = [pytest.mark.browser, pytest.mark.checker]

MOST_SCREENS = 8
SCREENS_OF_HOME = 2
WIDTHS = (768, 1440, 1920)

MAP_NODES = """() => [...document.querySelectorAll(".map-node a")].map((node) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  const { left, top, right, bottom } = range.getBoundingClientRect();
  return { name: node.textContent, left, top, right, bottom };
})"""

RULES = ("fit", "warnings", "pricing", "compliance", "background", "sources")


def height(page: Page) -> int:
    pixels: int = page.evaluate("document.documentElement.scrollHeight")
    return pixels


def reading_pages(taxonomy) -> list[str]:
    families = [outcome.slug for outcome in taxonomy.outcomes if outcome.profile]
    borders = [question.slug for question in taxonomy.questions if question.between]
    questions = [question.slug for question in taxonomy.index.base_questions]
    return [
        *("/families/", "/labels/", "/privacy/", "/method/", "/guide/", "/guide/changes/"),
        "/developers/",
        "/guide/places/?country=de",
        *(f"/guide/{page.slug}/" for page in taxonomy.guide),
        *(f"/families/{family}/" for family in families),
        *(f"/method/{axis.slug}/" for axis in taxonomy.axes),
        *(f"/method/{question}/" for question in (*questions, borders[0])),
        *(f"/method/rules/{part}/" for part in RULES),
    ]


def test_no_page_to_read_is_longer_than_eight_screens(published, new_page, drafted):
    page = new_page(viewport=LAPTOP)
    too_long = {}
    for url in reading_pages(drafted):
        page.goto(url)
        if height(page) > MOST_SCREENS * LAPTOP["height"]:
            too_long[url] = height(page)
    assert too_long == {}


def test_the_start_takes_two_screens(published, new_page):
    page = new_page(viewport=LAPTOP)
    page.goto("/")
    assert height(page) <= SCREENS_OF_HOME * LAPTOP["height"]


@pytest.mark.parametrize("url", ["/", "/families/"])
def test_no_names_on_the_map_overlap_at_any_width(published, new_page, url):
    page = new_page()
    page.goto(url)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        nodes = page.evaluate(MAP_NODES)
        assert len(nodes) == 10
        overlapping = [
            (width, node["name"], other["name"])
            for node, other in combinations(nodes, 2)
            if node["left"] < other["right"] and other["left"] < node["right"]
            if node["top"] < other["bottom"] and other["top"] < node["bottom"]
        ]
        assert overlapping == []
