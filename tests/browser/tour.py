"""Every public page in every state that a visitor can bring about."""

import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from matcher.core import NOT_SURE, Answers, Taxonomy, parse_query
from matcher.editions import current
from matcher.models import Edition
from matcher.programmes import (
    ProgrammeLinks,
    RowEdit,
    create_programme,
    edit_row,
    open_programme,
)
from matcher.respondents import add_respondent, answer_row, open_to_answer, respondent_token
from tests.browser.accessibility import UNFOLD
from tests.browser.cases import Work
from tests.browser.visitor import ask_for_link, share


class Visit:
    """A visitor on the tour, and the links that they made on the way."""

    def __init__(self, page: Page, taxonomy: Taxonomy, work: Work, settings: Any) -> None:
        self.page = page
        self.taxonomy = taxonomy
        self.work = work
        self.settings = settings
        self.result = f"/match/result/?{work.query}"
        self.link = ""
        self.title_link = ""
        self.deletion_link = ""
        self.programme = ""
        self.programme_edit = ""


# ── How to get there, where an address alone does not ────────────────────────────────────


def create_link(visit: Visit) -> None:
    visit.page.goto(visit.result)
    visit.link = share(visit.page, "For the board")
    edit = visit.page.locator("main a[href*='/title/']")
    visit.title_link = edit.get_attribute("href") or ""
    visit.deletion_link = visit.page.locator(".link a").last.inner_text()


def open_link(visit: Visit) -> None:
    visit.page.goto(visit.link)


def compare_two(visit: Visit) -> None:
    visit.page.goto("/match/result/?served=external-customer&control=we-direct")
    links = [("r", visit.link), ("r", share(visit.page))]
    visit.page.goto(f"/compare/?{urlencode(links)}")


def paste_phrase(visit: Visit) -> None:
    visit.page.goto("/labels/")
    visit.page.locator("#text").fill("offshore managed back office for our qwerty")
    visit.page.get_by_role("button", name="Take it apart").click()
    expect(visit.page.locator("#decisions")).to_be_visible()


ESTIMATE = {
    "hours": "9,000–11,000",
    "years": "3",
    "currency": "EUR",
    "way-1-rate": "30",
    "way-2-rate": "15–21",
    "way-2-transition": "20,000–40,000",
}
"""The numbers of two ways, typed where an assessment asks for them."""


def work_out(visit: Visit) -> None:
    visit.page.goto(f"/match/assessment/?{visit.work.query}")
    visit.page.evaluate(UNFOLD)
    for name, typed in ESTIMATE.items():
        visit.page.locator(f"#{name}").fill(typed)
    visit.page.get_by_role("button", name="Work it out").first.click()
    expect(visit.page.locator("#costs")).to_be_visible()


def keep_assessment(visit: Visit) -> None:
    work_out(visit)
    visit.page.evaluate(UNFOLD)
    visit.page.get_by_role("button", name="Create the link").click()
    visit.page.get_by_role("link", name="Go to its assessment").click()
    expect(visit.page.locator("#numbers")).to_be_visible()


def open_result_with_assessment(visit: Visit) -> None:
    keep_assessment(visit)
    visit.page.get_by_role("link", name="The result that it belongs to").click()
    expect(visit.page.get_by_role("link", name="Make, buy or automate?")).to_be_visible()


def say_it(visit: Visit) -> None:
    visit.page.goto("/")
    visit.page.get_by_label("What is the work?").fill("We chase late payers and match receipts")
    visit.page.get_by_role("button", name="Find out what it is").click()
    expect(visit.page.get_by_role("button", name="From your words:")).to_be_focused()


def send_wrong_numbers(visit: Visit) -> None:
    work_out(visit)
    visit.page.locator("#hours").fill("0")
    visit.page.locator("#way-2-rate").fill("21–15")
    visit.page.get_by_role("button", name="Work it out").first.click()
    expect(visit.page.get_by_role("alert")).to_be_visible()


def send_refused_title(visit: Visit) -> None:
    visit.page.goto(visit.result)
    ask_for_link(visit.page, "a bell \a rings")
    expect(visit.page.get_by_role("alert")).to_be_visible()


def send_too_much(visit: Visit) -> None:
    limit = visit.settings.WRITE_LIMIT
    visit.settings.WRITE_LIMIT = 0
    visit.page.goto(visit.result)
    ask_for_link(visit.page)
    expect(visit.page.get_by_role("alert")).to_contain_text("Everything you filled in is still")
    visit.settings.WRITE_LIMIT = limit


def open_link_after_an_edition(visit: Visit) -> None:
    publish_a_dead_end(visit.taxonomy)
    visit.page.goto(visit.link)
    expect(visit.page.locator("main")).to_contain_text("Edition 2 has been published since")


def ask_to_delete(visit: Visit) -> None:
    visit.page.goto(visit.deletion_link)


def edit_title(visit: Visit) -> None:
    visit.page.goto(visit.title_link)


def delete(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Delete it for good").click()
    expect(visit.page.locator("h1")).to_have_text("The result is deleted")


def make_programme(visit: Visit) -> None:
    """Rows with answers enough to be set against each other, one that takes its answers from
    another, and one with none."""
    names = ("Returns", "Refunds", "Exchanges", "Repairs", "Complaints")
    links = create_programme(release=current(), names=names, title="The service desk")
    stored = open_programme(links.token)
    answers = parse_query(visit.taxonomy, visit.work.query).answers
    for number in (1, 2, 3):
        edit_row(stored, number, RowEdit(names[number - 1], answers, None, version=1))
    edit_row(stored, 4, RowEdit("Repairs", Answers((("judgment", NOT_SURE),)), 1, version=1))
    ask_people(links)
    visit.programme = f"/programme/{links.token}/"
    visit.programme_edit = f"{visit.programme}edit/{links.key}/"
    visit.page.goto(f"{visit.programme_edit}links/")


def ask_people(links: ProgrammeLinks) -> None:
    """Two people who differ on one question of a row and agree on another, and one who has not
    answered."""
    said = ("judgment=low-rules&volume=steady", "judgment=high-domain&volume=steady")
    for label in ("Finance", "Team lead", "IT"):
        add_respondent(open_programme(links.token), links.key, 5, label)
    for number, query in enumerate(said, start=1):
        token = respondent_token(links.key, 5, number)
        asked = open_to_answer(links.token, token, client="")
        answers = parse_query(asked.programme.taxonomy, query).answers
        answer_row(asked, answers, version=1)


def answer_as_respondent(visit: Visit) -> None:
    token = respondent_token(visit.programme_edit.split("/")[4], 5, 1)
    visit.page.goto(f"{visit.programme}row/{token}/")


def in_programme(place: str) -> Callable[[Visit], None]:
    """To a page of whoever may edit the programme."""
    return lambda visit: visit.page.goto(f"{visit.programme_edit}{place}")


def read_programme(visit: Visit) -> None:
    visit.page.goto(visit.programme)


def refuse_names(visit: Visit) -> None:
    visit.page.goto("/programme/")
    visit.page.get_by_label("Their names, one a line").fill(f"Returns\n{'x' * 121}")
    visit.page.get_by_role("button", name="Create the programme").click()
    expect(visit.page.get_by_role("alert")).to_be_visible()


def send_file(content: str) -> Callable[[Visit], None]:
    """Send a spreadsheet to the programme."""

    def send(visit: Visit) -> None:
        visit.page.goto(f"{visit.programme_edit}upload/")
        file: FilePayload = {
            "name": "work.csv",
            "mimeType": "text/csv",
            "buffer": content.encode(),
        }
        visit.page.get_by_label("Spreadsheet, XLSX or CSV").set_input_files(file)
        visit.page.get_by_role("button", name="Read it").click()
        expect(visit.page.locator(".error-summary, .columns")).to_be_visible()

    return send


def edit_a_row_twice(visit: Visit) -> None:
    visit.page.goto(f"{visit.programme_edit}row/5/")
    stored = open_programme(visit.programme.split("/")[2])
    edit_row(stored, 5, RowEdit("Letters", Answers(), None, version=1))
    visit.page.get_by_role("button", name="Save").click()
    expect(visit.page.get_by_role("alert")).to_be_visible()


def delete_programme(visit: Visit) -> None:
    visit.page.goto(f"{visit.programme_edit}delete/")
    visit.page.get_by_role("button", name="Delete it for good").click()
    expect(visit.page.locator("h1")).to_have_text("The programme is deleted")


DEAD_END = "served=external-customer&data_location=must-stay-country"
"""Answers that rule out every place in the edition made by `publish_a_dead_end`."""

NEAR_BORDER = (
    "pieces=one&object=jobs-to-fill&judgment=moderate-exceptions&regulation=moderate"
    "&served=external-customer&work_kind=knowledge-heavy&volume=one-to-nine&volume=steady"
    "&readiness=documented-measured&sensitivity=routine&control=provider-results"
    "&data_location=allowed-safeguards&language_time=fluent-live&language_time=our-hours"
    "&priority=balanced"
)
"""Answers to every base question between two families, whose border question is open."""


CONFLICT = "pieces=one&data_location=must-stay-country&data_location=no-limits"
"""Two ticks that exclude each other."""

RETIRED = "systems=crm-marketing&volume_pattern=high-peaks"
"""Answers of the first edition: one that nothing takes the place of, and one that becomes two."""


def publish_a_dead_end(taxonomy: Taxonomy) -> None:
    """Publish edition 2, in which one answer rules out all places. No shipped answer does."""
    draft = json.loads(taxonomy.to_json())
    for cell in draft["evidence"]:
        if (cell["option"], cell["axis"]) == ("must-stay-country", "geography"):
            cell |= {"strength": 0, "excludes": True}
    text = json.dumps(draft)
    Edition.objects.create(
        number=2,
        taxonomy_json=text,
        sha256=sha256(text.encode()).hexdigest(),
        note="A dead end",
        published_at=timezone.now(),
    )


# ── The states ───────────────────────────────────────────────────────────────────────────

Way = str | Callable[[Visit], None]
"""An address, with the names of `variables` in braces, or what a visitor does."""

STATES: Mapping[str, Way] = {
    "home": "/",
    "question": "/match/?{few}",
    "question, of context": "/match/",
    "question, first": "/match/?pieces=one",
    "question, several may be ticked": "/match/data_location/?{few}",
    "question, ticks that exclude each other": f"/match/?{CONFLICT}&asked=data_location",
    "question, of the other part": "/match/?pieces=two&other={other}",
    "question, of an old link": f"/match/?{{few}}&{RETIRED}",
    "question, nothing picked": "/match/?pieces=one&served=not-sure&asked=work_kind",
    "question, a part ignored": "/match/?shape=round&served=nobody&object=a&object=b",
    "question, a suggestion": "/match/control/?readiness=in-heads",
    "question, a border": "/match/{border}/",
    "question, from a label": "/match/?label={label}",
    "question, last and answered": "/match/{last}/?{all}&then=result",
    "question, proposed by the visitor's words": "/match/object/?proposed=object.invoices-payments",
    "own words": "/suggest/",
    "own words, read": say_it,
    "context": "/match/context/?{all}",
    "answers": "/match/answers/?{few}",
    "answers, none": "/match/answers/",
    "result": "/match/result/?{all}&label={label}",
    "result, early": "/match/result/?{few}&shape=round",
    "result, a border open": f"/match/result/?{NEAR_BORDER}",
    "result, another kind of buying": "/match/result/?pieces=one&object=on-the-spot",
    "result, for a buyer": "/match/result/?{all}&country=de&sector=insurance&craft=none",
    "result, of one part": "/match/result/?{part}",
    "result, of an old link": f"/match/result/?{{few}}&{RETIRED}",
    "result, nothing but not sure": "/match/result/?{unsure}",
    "result, no answers": "/match/result/",
    "result, nothing but a label": "/match/result/?label={label}",
    "result, title refused": send_refused_title,
    "result in full": "/match/result/in-full/?{all}",
    "assessment": "/match/assessment/?{all}",
    "assessment, no answers": "/match/assessment/",
    "assessment, worked out": work_out,
    "assessment, wrong numbers": send_wrong_numbers,
    "assessment, kept": keep_assessment,
    "shared, with an assessment": open_result_with_assessment,
    "created": create_link,
    "shared": open_link,
    "title": edit_title,
    "compare": compare_two,
    "compare, two parts": "/compare/?{parts}",
    "compare, nothing": "/compare/",
    "compare, broken links": "/compare/?r=nothing&r=",
    "programme/start": "/programme/",
    "programme/start, names refused": refuse_names,
    "programme/links": make_programme,
    "programme/page": in_programme(""),
    "programme/page, to read": read_programme,
    "programme/upload": in_programme("upload/"),
    "programme/upload, refused": send_file(""),
    "programme/uploaded": send_file("Name;Owner;judgment\nWarranty;Ann;\n;Bo;much\n"),
    "programme/names": in_programme("names/"),
    "programme/question": in_programme("question/judgment/"),
    "programme/row": in_programme("row/4/"),
    "programme/row, changed meanwhile": edit_a_row_twice,
    "programme/row_heirs": in_programme("row/1/heirs/"),
    "programme/row_delete": in_programme("row/1/delete/"),
    "programme/people": in_programme("row/5/people/"),
    "programme/settle": in_programme("row/5/settle/judgment/"),
    "programme/respondent": answer_as_respondent,
    "programme/respondent_delete": in_programme("row/5/people/3/delete/"),
    "programme/title": in_programme("title/"),
    "programme/delete": in_programme("delete/"),
    "programme/deleted": delete_programme,
    "families": "/families/",
    "family": "/families/{family}/",
    "labels": "/labels/",
    "labels, found": "/labels/?q={label}",
    "labels, something like it": "/labels/?q=call+centre",
    "labels, nothing found": "/labels/?q=zeppelin",
    "phrase": paste_phrase,
    "method/overview": "/method/",
    "method/axis": "/method/family/",
    "method/axis, with outcomes": "/method/geography/",
    "method/question": "/method/readiness/",
    "method/question, a border": "/method/{border}/",
    "method/fit": "/method/rules/fit/",
    "method/warnings": "/method/rules/warnings/",
    "method/pricing": "/method/rules/pricing/",
    "method/compliance": "/method/rules/compliance/",
    "method/background": "/method/rules/background/",
    "method/sources": "/method/rules/sources/",
    "guide/overview": "/guide/",
    "guide/page": "/guide/{guide}/",
    "guide/page, the longest": "/guide/{longest_guide}/",
    "guide/changes": "/guide/changes/",
    "guide/places": "/guide/places/?country=de",
    "guide/places, no home": "/guide/places/?country=nowhere&sort=cost",
    "developers/overview": "/developers/",
    "developers/reference": "/developers/reference/",
    "privacy": "/privacy/",
    "error": "/nowhere/",
    "error, address too long": f"/match/?served={'x' * 10_001}",
    "error, no such question": "/match/nothing/",
    "error, no such family": "/families/nobody/",
    "error, no such page of the guide": "/guide/nothing/",
    "error, no such result": "/r/nothing/",
    "error, a form’s address": "/results/",
    "error, too many writes": send_too_much,
    "shared, of an old edition": open_link_after_an_edition,
    "question, every place ruled out": f"/match/?{DEAD_END}&asked=served",
    "result, every place ruled out": f"/match/result/?{DEAD_END}",
    "delete": ask_to_delete,
    "deleted": delete,
    "error, deleted result": open_link,
}
"""The way to each state, in this order, as later ones change what earlier ones show. A name is that
of the page, and of the state after a comma: without one it stands for its template."""


def is_one_a_template(name: str) -> bool:
    """Whether the state is the one that stands for its template where looking takes long."""
    return "," not in name


def states(
    visit: Visit,
    chosen: Callable[[str], bool] = lambda name: True,
    ways: Mapping[str, Way] = STATES,
) -> Iterator[str]:
    """Bring the page into one state after the other; yields the name of each."""
    for name, way in ways.items():
        if chosen(name):
            reach(visit, way)
            yield name


def reach(visit: Visit, way: Way) -> None:
    if isinstance(way, str):
        visit.page.goto(way.format_map(variables(visit.taxonomy, visit.work)))
    else:
        way(visit)


def addresses(taxonomy: Taxonomy, work: Work) -> dict[str, str]:
    """The states that an address alone brings about in the first edition, by name."""
    names = variables(taxonomy, work)
    return {name: way.format_map(names) for name, way in STATES.items() if isinstance(way, str)}


def variables(taxonomy: Taxonomy, work: Work) -> dict[str, str]:
    """What the braces in the addresses of `STATES` stand for."""
    border = next(question for question in taxonomy.questions if question.between)
    asked = list(work.answers)
    few = urlencode({slug: work.answers[slug] for slug in asked[:6]}, doseq=True)
    part = urlencode(work.answers | {"pieces": ("two",)}, doseq=True)
    return {
        "all": work.query,
        "few": few,
        "part": part,
        "other": quote(part, safe=""),
        "parts": urlencode({"a": part, "b": few}),
        "unsure": urlencode({question.slug: NOT_SURE for question in taxonomy.questions}),
        "border": border.slug,
        "last": asked[-1],
        "label": taxonomy.labels[0].slug,
        "family": work.first["family"],
        "guide": taxonomy.guide[0].slug,
        "longest_guide": max(taxonomy.guide, key=lambda page: len(page.sections)).slug,
    }
