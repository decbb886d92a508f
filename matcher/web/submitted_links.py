"""Several links to results, pasted to be compared: what is under each, or why there is nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _, ngettext

from matcher.core import Match, match
from matcher.links import NotAResultLink, RowLink, may_be_link, row_link, token_in
from matcher.programmes import (
    GoneProgramme,
    GoneRow,
    UnknownProgramme,
    UnknownRow,
    open_programme,
)
from matcher.sharing import GoneResult, UnknownResult, open_result
from matcher.web.missing import missing_result

MAX_RESULTS = 5
"""How many results are opened for one page."""


@dataclass(frozen=True, slots=True)
class LinkedMatch:
    """What is under a link: a result that was kept, or a row of a programme. `page` is the name of
    its page in the URLs and its token, `made_on` when its answers were given last, and `edition`
    the number of the edition that it is matched with."""

    title: str
    page: tuple[str, str]
    made_on: datetime
    match: Match
    edition: int


@dataclass(frozen=True, slots=True)
class SubmittedLink:
    """A text that was pasted, and what is under it; without that, `error` says why."""

    text: str
    error: str
    result: LinkedMatch | None


_BETWEEN_LINKS = re.compile(r"[\s,;]+")
_AROUND_A_LINK = "<>()“”\"'"
"""What mail programs and people put around a link."""


def links_in(text: str) -> tuple[str, ...]:
    """The links in a text, one a line or several. Words beside a link, like its title, are passed
    over; a line without any link stands for itself, to be named as what it is."""
    lines = [line.strip() for line in text.splitlines()]
    return tuple(link for line in lines if line for link in (_links_in_line(line) or (line,)))


def _links_in_line(line: str) -> tuple[str, ...]:
    words = [word.strip(_AROUND_A_LINK) for word in _BETWEEN_LINKS.split(line)]
    return tuple(word for word in words if may_be_link(word))


def open_submitted_links(texts: Sequence[str]) -> tuple[SubmittedLink, ...]:
    """What is under each of the texts. A result is opened once, and at most
    MAX_RESULTS of them are."""
    submitted: list[SubmittedLink] = []
    number_by_link: dict[str | RowLink, int] = {}
    for number, text in enumerate(texts, start=1):
        try:
            link = row_link(text) or token_in(text)
            _refuse_more(link, number_by_link)
            number_by_link[link] = number
            submitted.append(SubmittedLink(text, "", _open(link)))
        except NotAResultLink as error:
            submitted.append(SubmittedLink(text, str(error), None))
        except (UnknownResult, GoneResult) as error:
            missing = missing_result(error)
            submitted.append(SubmittedLink(text, f"{missing.title}. {missing.sentences[0]}", None))
        except (UnknownProgramme, GoneProgramme, UnknownRow, GoneRow) as error:
            submitted.append(SubmittedLink(text, _missing_row(error), None))
    return tuple(submitted)


def _open(link: str | RowLink) -> LinkedMatch:
    """What is under the link. Raises what opening it raises."""
    if isinstance(link, RowLink):
        return _open_row(link)
    stored = open_result(link)
    page = ("shared", stored.token)
    return LinkedMatch(stored.title, page, stored.created_at, stored.match, stored.edition)


def _open_row(link: RowLink) -> LinkedMatch:
    programme = open_programme(link.token)
    row = programme.row(link.number)
    made = match(programme.taxonomy, row.answers)
    page, release = ("programme", link.token), programme.release
    return LinkedMatch(row.name, page, row.changed_at, made, release.number)


def _missing_row(error: Exception) -> str:
    if isinstance(error, GoneProgramme | GoneRow):
        return _("This row is no longer here: it or its programme was deleted, or has expired.")
    return _("There is no such row of a programme. Copy it again from the programme.")


def _refuse_more(link: str | RowLink, number_by_link: dict[str | RowLink, int]) -> None:
    if link in number_by_link:
        raise NotAResultLink(
            _("This is the same result as link %(place)s; it is shown once.")
            % {"place": number_by_link[link]}
        )
    if len(number_by_link) == MAX_RESULTS:
        raise NotAResultLink(
            ngettext(
                "This link is left out: %(most)s at most is compared at a time.",
                "This link is left out: %(most)s at most are compared at a time.",
                MAX_RESULTS,
            )
            % {"most": MAX_RESULTS}
        )
