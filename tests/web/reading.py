"""Reading a page as a visitor would: its elements, their texts, its links and forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "circle", "path", "rect"})


@dataclass(eq=False)
class Element:
    """An element of a page, with the text in it and in all that it holds."""

    tag: str
    attributes: Mapping[str, str]
    inside: tuple["Element", ...]
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]


class Page(HTMLParser):
    """The elements of a response, in the order in which they begin."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.texts.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements with this tag and these attributes (`class_` holds one class)."""
        class_ = attributes.pop("class_", None)
        return [
            element
            for element in self.elements
            if element.tag == tag
            and attributes.items() <= element.attributes.items()
            and (class_ is None or class_ in element.attributes.get("class", "").split())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        """The only such element."""
        (element,) = self.all(tag, **attributes)
        return element

    def texts(self, tag: str, **attributes: str) -> list[str]:
        return [element.text for element in self.all(tag, **attributes)]

    def link(self, text: str) -> str:
        """Where the first link with this text leads."""
        return next(link["href"] for link in self.all("a") if link.text == text)

    def disclosed(self, summary: str) -> str:
        """What stands behind the disclosure with this summary."""
        (opener,) = (element for element in self.all("summary") if element.text == summary)
        return opener.inside[-1].text.removeprefix(summary).strip()

    @property
    def title(self) -> str:
        return self.one("title").text

    @property
    def text(self) -> str:
        """All that can be read below the title."""
        body = [element for element in self.elements if element.tag in ("main", "body")]
        return (body[-1] if body else self.elements[0]).text

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form carries along."""
        return [(field["name"], field["value"]) for field in self.all("input", type="hidden")]

    @property
    def offered(self) -> list[str]:
        """The values of the radio buttons."""
        return [field["value"] for field in self.all("input", type="radio")]

    @property
    def picked(self) -> list[str]:
        return [
            field["value"]
            for field in self.all("input", type="radio")
            if "checked" in field.attributes
        ]

    @property
    def ticked(self) -> list[str]:
        """The values of the checkboxes that are ticked."""
        return [
            field["value"]
            for field in self.all("input", type="checkbox")
            if "checked" in field.attributes
        ]
