"""How tall a result is as it first loads, and what of it is seen without scrolling."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from playwright.sync_api import Page, ViewportSize

from matcher.core import Answer, Match, Taxonomy, match, parse_pairs
from matcher.core.implications import ranked_stops
from matcher.core.walk import walk
from tests.browser.cases import Work

FIRST_SIGHT = 420
"""Pixels from the top within which the verdict and the first stop end."""

LAPTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
MOST_SCREENS = ((LAPTOP, 2.5), (PHONE, 5.0))
"""How many screens a result may take at each size."""

MOST_SCREENS_OF_ASSESSMENT = ((LAPTOP, 3.0), (PHONE, 6.0))
"""How many the page may take on which ways to get the work done are compared, before anything is
typed there."""

MEASURE = """(verdict) => {
  const end = (element) =>
    element ? Math.ceil(element.getBoundingClientRect().bottom + scrollY) : null;
  const block = document.querySelector("[data-verdict]");
  const says = (part) => part.textContent.toLowerCase().includes(verdict.toLowerCase());
  const words = block && [block, ...block.querySelectorAll("*")].find(
    (part) => says(part) && ![...part.children].some(says));
  return {
    screens: document.documentElement.scrollHeight / innerHeight,
    verdict_ends: end(words),
    stop_ends: end(document.querySelector("[data-stop]")),
    title: document.title,
  };
}"""


@dataclass(frozen=True, slots=True)
class Measure:
    """A result at one size, as it first loads. `names` are how its verdict is called and, where a
    stop holds, the warning of the first one. `*_ends` are pixels from the top of the page, None for
    what is not on it."""

    width: int
    most_screens: float
    names: tuple[str, ...]
    screens: float
    verdict_ends: int | None
    stop_ends: int | None
    title: str

    def faults(self) -> Iterator[str]:
        """Where it breaks a limit, in words."""
        if self.screens > self.most_screens:
            yield f"{self.width} px: {self.screens:.2f} screens, at most {self.most_screens}"
        ends = {"verdict": self.verdict_ends, "first stop": self.stop_ends}
        for (what, end), _name in zip(ends.items(), self.names, strict=False):
            if end is None or end > FIRST_SIGHT:
                yield f"{self.width} px: the {what} ends at {end} px, at most {FIRST_SIGHT}"
        for name in self.names:
            if name.casefold() not in self.title.casefold():
                yield f"{self.width} px: “{name}” is not in the title “{self.title}”"


def measures(page: Page, taxonomy: Taxonomy, work: Work) -> tuple[Measure, ...]:
    """Open the result of the piece of work at both sizes."""
    names = _names(taxonomy, _matched(taxonomy, work.answers))
    measured = []
    for size, most in MOST_SCREENS:
        page.set_viewport_size(size)
        page.goto(f"/match/result/?{work.query}")
        measured.append(Measure(size["width"], most, names, **page.evaluate(MEASURE, names[0])))
    return tuple(measured)


def assessment_faults(page: Page, work: Work) -> Iterator[str]:
    """Open the assessment of the piece of work at both sizes; where it is too tall, in words."""
    for size, most in MOST_SCREENS_OF_ASSESSMENT:
        page.set_viewport_size(size)
        page.goto(f"/match/assessment/?{work.query}")
        screens: float = page.evaluate("document.documentElement.scrollHeight / innerHeight")
        if screens > most:
            yield f"{size['width']} px: {screens:.2f} screens, at most {most}"


def _names(taxonomy: Taxonomy, result: Match) -> tuple[str, ...]:
    titles = {warning.slug: warning.title for warning in taxonomy.warnings}
    verdicts = {verdict.slug: verdict.name for verdict in taxonomy.verdicts}
    first = [titles[stop.warning] for stop in ranked_stops(taxonomy, result.fit)[:1]]
    return (verdicts.get(result.fit.verdict or "", "No verdict yet"), *first)


def questions_asked(
    taxonomy: Taxonomy, answers: Mapping[str, Answer]
) -> Iterator[dict[str, Answer]]:
    """The answers given before each question of the walk that these answers make, but for the last
    page, which asks about the buyer."""
    given: dict[str, Answer] = {}
    while (asked := walk(taxonomy, _matched(taxonomy, given)).next) in answers:
        yield dict(given)
        given[asked] = answers[asked]


def _matched(taxonomy: Taxonomy, answers: Mapping[str, Answer]) -> Match:
    pairs = [(question, option) for question, given in answers.items() for option in given]
    return match(taxonomy, parse_pairs(taxonomy, pairs).answers)


def continue_is_in_sight(page: Page) -> bool:
    """Whether the button that leads on lies on the first screen of the question on the page."""
    box = page.get_by_role("button", name="Continue").bounding_box()
    assert box, page.url
    assert page.viewport_size
    return box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"]
