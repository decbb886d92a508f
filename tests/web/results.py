"""Reading a result page, and the answers of a case to ask for one."""

from urllib.parse import urlencode

from matcher.core import NOT_SURE
from matcher.models import Case
from tests.web.reading import Element, Page


def case(slug: str) -> dict[str, str]:
    """The answers of a case."""
    return {
        answer.question.slug: answer.option.slug if answer.option else NOT_SURE
        for answer in Case.objects.get(slug=slug).answers.all()
    }


def result_url(answers: dict[str, str]) -> str:
    """Where their live result is."""
    return f"/match/result/?{urlencode(answers)}"


def cards(page: Page) -> list[Element]:
    """The decisions, one an axis."""
    return [element for element in page.elements if "data-outcome" in element.attributes]


def decided(page: Page) -> dict[str, str]:
    return {card["data-axis"]: card["data-outcome"] for card in cards(page)}


def warned(page: Page) -> list[str]:
    return [box["data-warning"] for box in page.all("div") if "data-warning" in box.attributes]


def section(page: Page, anchor: str) -> str:
    """The text of the section with this anchor; empty if the page has none."""
    sections = page.all("section", **{"aria-labelledby": anchor})
    return sections[0].text if sections else ""


def inside(page: Page, tag: str, outer: Element) -> list[str]:
    """The texts of the elements with this tag in another element."""
    return [element.text for element in page.all(tag) if outer in element.inside]
