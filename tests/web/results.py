"""Reading a result page, and the answers of a case to ask for one."""

from urllib.parse import urlencode

from matcher.core import NOT_SURE
from matcher.models import Case
from tests.web.reading import Element, Page


def case(slug: str) -> dict[str, str]:
    """The answers of a case, several ticks as “contacts, invoices”."""
    ticks: dict[str, list[str]] = {}
    for answer in Case.objects.get(slug=slug).answers.all():
        option = answer.option.slug if answer.option else NOT_SURE
        ticks.setdefault(answer.question.slug, []).append(option)
    return {question: ", ".join(options) for question, options in ticks.items()}


def fields(answers: dict[str, str]) -> dict[str, list[str]]:
    """These answers as a form has them, a field for each tick."""
    return {question: options.split(", ") for question, options in answers.items()}


def result_url(answers: dict[str, str]) -> str:
    """Where their live result is."""
    return f"/match/result/?{urlencode(fields(answers), doseq=True)}"


# ── The answer and the decisions ─────────────────────────────────────────────────────────


def sentence(page: Page) -> str:
    """The answer in one sentence, as it is read aloud."""
    return " ".join("".join(page.one("h1").texts).split())


def verdict(page: Page) -> str:
    """The slug of the verdict, or `open`."""
    (block,) = with_mark(page, "data-verdict")
    return block["data-verdict"]


def decided(page: Page) -> dict[str, str]:
    """What is first on each axis, as programs read it: from the first element with its mark."""
    firsts: dict[str, str] = {}
    for element in with_mark(page, "data-axis"):
        firsts.setdefault(element["data-axis"], element["data-outcome"])
    return firsts


def strips(page: Page) -> list[str]:
    """The decisions in words, one an axis."""
    return [element.text for element in page.elements if "strip" in _classes(element)]


# ── The parts ────────────────────────────────────────────────────────────────────────────


def part(page: Page, anchor: str) -> str:
    """The text of the part or the section with this anchor; empty if the page has none."""
    return next((element.text for element in with_mark(page, "id") if element["id"] == anchor), "")


def headings(page: Page) -> list[str]:
    """The parts of the page, in their order."""
    return [element.text for element in page.all("h2") if "part" in _classes(element.inside[-2])]


def tips(page: Page) -> dict[str, str]:
    """The entries of *What would change it*: question=option, and where the entry leads."""
    links = {link.inside[-1]: link["href"] for link in page.all("a")}
    return {entry["data-tip"]: links[entry] for entry in with_mark(page, "data-tip")}


def warned(page: Page) -> list[str]:
    return [element["data-warning"] for element in with_mark(page, "data-warning")]


def stopped(page: Page) -> list[str]:
    """The hard stops, each once."""
    return list(dict.fromkeys(element["data-stop"] for element in with_mark(page, "data-stop")))


def rows(page: Page, caption: str) -> list[str]:
    """The rows of the body of the table with this caption, as texts."""
    (table,) = (element.inside[-1] for element in page.all("caption") if element.text == caption)
    (body,) = (element for element in page.all("tbody") if table in element.inside)
    return inside(page, "tr", body)


# ── The form that keeps it, and the links ────────────────────────────────────────────────


def share_form(page: Page) -> dict[str, str]:
    """What the form that creates a link sends if nobody touches it."""
    (form,) = with_mark(page, "data-share-form")
    fields = {field["name"]: field["value"] for field in page.all("input") if form in field.inside}
    chosen = [option for option in page.all("option") if "selected" in option.attributes]
    lists = {
        option.inside[-1]["name"]: option["value"] for option in chosen if form in option.inside
    }
    return fields | lists


def two_links(page: Page) -> list[str]:
    """The link to share and the link that deletes, as they are handed out."""
    return [link["href"] for link in page.all("a") if "link" in _classes(link.inside[-1])]


def work_name(page: Page) -> str:
    """The name of the work above the answer; empty if there is none."""
    return "".join(page.texts("p", class_="work-name"))


def _classes(element: Element) -> list[str]:
    return element.attributes.get("class", "").split()


# ── Any page ─────────────────────────────────────────────────────────────────────────────


def with_mark(page: Page, name: str) -> list[Element]:
    """The elements with this attribute."""
    return [element for element in page.elements if name in element.attributes]


def inside(page: Page, tag: str, outer: Element) -> list[str]:
    """The texts of the elements with this tag in another element."""
    return [element.text for element in page.all(tag) if outer in element.inside]


def empty_tables(page: Page) -> list[Element]:
    """The tables whose body has no row."""
    filled = [row.inside for row in page.all("tr") if row.inside[-1].tag == "tbody"]
    return [table for table in page.all("table") if not any(table in outer for outer in filled)]


def dead_anchors(page: Page) -> list[str]:
    """The links to a place on the page itself that is not there."""
    places = {element["id"] for element in with_mark(page, "id")}
    anchors = [link["href"][1:] for link in page.all("a") if link["href"].startswith("#")]
    return [anchor for anchor in anchors if anchor not in places]
