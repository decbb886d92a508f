"""A long table in pages."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext as _

PAGE_ROWS = 100
"""Rows of a table that are shown at a time."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which of the rows are shown, and the pages before and after; their links are empty at either
    end."""

    sentence: str
    before: str
    after: str


def page_among(count: int, wanted: int) -> int:
    """The number of the page to show, from 1 on: the last one where fewer are left."""
    return max(1, min(wanted, ceil(count / PAGE_ROWS)))


def page_slice(number: int) -> slice:
    """The rows of the page with this number."""
    return slice((number - 1) * PAGE_ROWS, number * PAGE_ROWS)


def paging(count: int, number: int, url: Callable[[int], str]) -> Paging | None:
    """Where the page with this number is among so many rows; None where it has all of them. `url`
    makes the URL of a page."""
    if count <= PAGE_ROWS:
        return None
    shown = range(count)[page_slice(number)]
    sentence = _("Rows %(first)s to %(last)s of %(count)s")
    numbers = {"first": f"{shown[0] + 1:,}", "last": f"{shown[-1] + 1:,}", "count": f"{count:,}"}
    return Paging(
        sentence=sentence % numbers,
        before=url(number - 1) if number > 1 else "",
        after=url(number + 1) if shown[-1] + 1 < count else "",
    )
