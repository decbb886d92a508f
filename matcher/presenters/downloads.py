"""Where the documents of a result are, in every format that this site can write."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec

from django.http import HttpRequest

from matcher.core import Answers, write_query
from matcher.web.page import page_url

NAME_FIELD = "name"
"""The field of the form in which the name of the work is sent to a live result's documents."""


@lru_cache(maxsize=1)
def pdf_is_available() -> bool:
    """Whether typst is installed, an extra. Without it a page offers to print."""
    return find_spec("typst") is not None


@dataclass(frozen=True, slots=True)
class Downloads:
    """The URLs of the documents of one result. `pdf` is empty where it cannot be written.

    `posted`: they are asked for by a form with `NAME_FIELD`; without it they are links.
    """

    word: str
    pdf: str
    excel: str
    markdown: str
    json: str
    posted: bool

    @property
    def pdf_available(self) -> bool:
        return bool(self.pdf)


def live_downloads(request: HttpRequest, answers: Answers) -> Downloads:
    """The documents of the result of these answers."""
    query = write_query(answers)

    def url(extension: str) -> str:
        return page_url(request, "live_document", extension, query=query)

    pdf = url("pdf") if pdf_is_available() else ""
    return Downloads(url("docx"), pdf, url("xlsx"), url("md"), url("json"), posted=True)


def shared_downloads(request: HttpRequest, token: str) -> Downloads:
    """The documents of the result under a link."""

    def url(name: str) -> str:
        return page_url(request, name, token)

    pdf = url("memo_pdf") if pdf_is_available() else ""
    return Downloads(
        word=url("brief_docx"),
        pdf=pdf,
        excel=url("workbook_xlsx"),
        markdown=url("shared_md"),
        json=url("shared_json"),
        posted=False,
    )
