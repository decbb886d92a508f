"""Programmes for tests of their pages."""

from dataclasses import dataclass

from matcher.core import parse_query
from matcher.models import ProgrammeRow
from matcher.programmes import (
    ProgrammeLinks,
    RowEdit,
    StoredProgramme,
    create_programme,
    edit_row,
    open_programme,
)
from matcher.respondents import add_respondent, answer_row, open_to_answer, respondent_token
from tests.web.editions import publish, small
from tests.web.reading import Page

NAMES = ("Invoices & bills", "Returns", "Payroll")


@dataclass(frozen=True)
class Made:
    """A programme that was made, and where its pages are."""

    links: ProgrammeLinks

    @property
    def read(self) -> str:
        return f"/programme/{self.links.token}/"

    @property
    def edit(self) -> str:
        return f"{self.read}edit/{self.links.key}/"

    def question(self, slug: str) -> str:
        return f"{self.edit}question/{slug}/"

    def row(self, number: int) -> str:
        return f"{self.edit}row/{number}/"

    def respondent(self, row: int, number: int) -> str:
        """The link of somebody who answers a row."""
        return f"{self.read}row/{respondent_token(self.links.key, row, number)}/"

    def ask(self, row: int, *labels: str) -> None:
        """Let these people answer a row."""
        for label in labels:
            add_respondent(self.stored, self.links.key, row, label)

    def say(self, row: int, number: int, query: str) -> None:
        """Keep what somebody answers to a row."""
        token = respondent_token(self.links.key, row, number)
        asked = open_to_answer(self.links.token, token, client="")
        answers = parse_query(asked.programme.taxonomy, query).answers
        answer_row(asked, answers, version=asked.respondent.version)

    @property
    def stored(self) -> StoredProgramme:
        return open_programme(self.links.token)

    @property
    def queries(self) -> dict[int, str]:
        """The own answers of each row, as they are kept."""
        return dict(ProgrammeRow.objects.values_list("number", "query"))


def made(*queries: str, names=NAMES, release=None, **values) -> Made:
    """A programme with an edition of `small`, and these answers of its first rows."""
    release = release or publish(small())
    programme = Made(create_programme(release=release, names=names, **values))
    for number, query in enumerate(queries, start=1):
        give(programme, number, query)
    return programme


def give(programme: Made, number: int, query: str = "", archetype: int | None = None) -> None:
    """Give a row these answers and this archetype."""
    stored = programme.stored
    row = stored.row(number)
    own = parse_query(stored.taxonomy, query).answers
    edit_row(stored, number, RowEdit(row.name, own, archetype, row.version))


def table(page: Page) -> list[list[str]]:
    """The table of a programme: the texts of its rows, by cell."""
    table = next(element for element in page.all("table") if "works" in element["class"])
    rows = [row for row in page.all("tr") if table in row.inside]
    cells = [element for element in page.elements if element.tag in ("th", "td")]
    return [[cell.text for cell in cells if row in cell.inside] for row in rows][1:]


def form_of(page: Page, class_: str = "") -> dict[str, list[str]]:
    """What a form of the page sends if nobody touches it."""
    form = page.one("form", class_=class_) if class_ else page.one("form")
    sent: dict[str, list[str]] = {}
    for element in page.elements:
        attributes = element.attributes
        if form not in element.inside or "name" not in attributes:
            continue
        if element.tag == "textarea":
            sent[attributes["name"]] = ["".join(element.texts).removeprefix("\n")]
        elif element.tag == "select":
            chosen = [
                option["value"]
                for option in page.all("option")
                if element in option.inside and "selected" in option.attributes
            ]
            sent[attributes["name"]] = chosen or [""]
        elif attributes.get("type") not in ("radio", "checkbox") or "checked" in attributes:
            sent.setdefault(attributes["name"], []).append(attributes.get("value", ""))
    return sent
