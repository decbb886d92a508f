"""All checkers over all states, and the heights of all described cases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from playwright.sync_api import Page, ViewportSize

from matcher.core import Taxonomy
from tests.audit import desk
from tests.audit.site import Site
from tests.browser import accessibility, heights, ibm, vnu
from tests.browser.cases import Work
from tests.browser.tour import STATES, states


@dataclass(frozen=True, slots=True)
class Look:
    """What was found on one state, in words; `to_judge` are rules of IBM's for a person to judge.
    `screens` is the height at 360 x 740 and at 1440 x 900."""

    light: list[str]
    dark: list[str]
    ibm: list[str]
    to_judge: list[str]
    screens: tuple[float, ...]
    vnu: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything that was found, by the name of the state or the slug of the case."""

    browser: str
    public: dict[str, Look]
    desk: dict[str, Look]
    measures: dict[str, tuple[heights.Measure, ...]]
    hidden_continue: list[str]


def look(site: Site) -> Audit:
    """Look at everything; takes some minutes."""
    page = site.new_page()
    return Audit(
        browser=site.browser.version,
        measures=measured(page, site),
        hidden_continue=hidden_continue(page, site.taxonomy),
        public=public(site),
        desk=editors(site),
    )


def measured(page: Page, site: Site) -> dict[str, tuple[heights.Measure, ...]]:
    return {slug: heights.measures(page, site.taxonomy, work) for slug, work in site.works.items()}


def hidden_continue(page: Page, taxonomy: Taxonomy) -> list[str]:
    """The questions whose Continue is not on the first screen of a laptop."""
    page.set_viewport_size(heights.LAPTOP)
    hidden = []
    for question in taxonomy.questions:
        page.goto(f"/match/{question.slug}/")
        if not heights.continue_is_in_sight(page):
            hidden.append(question.slug)
    return hidden


def public(site: Site) -> dict[str, Look]:
    visit = site.visit()
    # The tour comes last, as it publishes an edition.
    ways = addresses(site.taxonomy, site.works) | STATES
    return looks(visit.page, states(visit, ways=ways))


def addresses(taxonomy: Taxonomy, works: Mapping[str, Work]) -> dict[str, str]:
    """What the tour shows one of: every question, every family, the result of every case."""
    questions = {f"question, {each.slug}": f"/match/{each.slug}/" for each in taxonomy.questions}
    families = {
        f"family, {each.slug}": f"/families/{each.slug}/"
        for each in taxonomy.outcomes
        if each.axis == "family"
    }
    results = {f"result, {slug}": f"/match/result/?{work.query}" for slug, work in works.items()}
    return questions | families | results


def looks(page: Page, names: Iterator[str]) -> dict[str, Look]:
    """What is found on each state that the page is brought into."""
    source = vnu.Source(page)
    sent, found = {}, {}
    for name in names:
        print(name, flush=True)
        sent[name] = source.text()
        found[name] = look_at(page)
    invalid = vnu.complaints(sent)
    return {name: replace(seen, vnu=invalid.get(name, [])) for name, seen in found.items()}


def look_at(page: Page) -> Look:
    """What axe and IBM’s engine find on the page as it stands, with everything unfolded."""
    heights_seen = tuple(screens(page, size) for size in (heights.PHONE, heights.LAPTOP))
    page.evaluate(accessibility.UNFOLD)
    light = accessibility.violations(page, **accessibility.WCAG)
    found = ibm.findings(page)
    page.emulate_media(color_scheme="dark")
    dark = accessibility.violations(page, **accessibility.WCAG)
    page.emulate_media(color_scheme="light")
    to_judge = [f"{each.rule}: {each.text}" for each in found if not ibm.is_violation(each)]
    return Look(light, dark, ibm.violations(found), to_judge, heights_seen)


def screens(page: Page, size: ViewportSize) -> float:
    """How many screens of that size the page is tall."""
    page.set_viewport_size(size)
    return float(page.evaluate("document.documentElement.scrollHeight / innerHeight"))


def editors(site: Site) -> dict[str, Look]:
    page = site.new_page()
    desk.log_in(page)
    return looks(page, opened(page, desk.addresses()))


def opened(page: Page, named: Mapping[str, str]) -> Iterator[str]:
    for name, address in named.items():
        page.goto(address)
        yield name
