"""Several links to results, pasted to be compared: what is under each, or why there is nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _, ngettext

from matcher.links import NotAResultLink, may_be_link, token_in
from matcher.sharing import GoneResult, StoredResult, UnknownResult, open_result
from matcher.web.missing import missing_result

MAX_RESULTS = 5
"""How many results are opened for one page."""


@dataclass(frozen=True, slots=True)
class SubmittedLink:
    """A text that was pasted, and the result under it; without one, `error` says why."""

    text: str
    error: str
    result: StoredResult | None


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
    number_by_token: dict[str, int] = {}
    for number, text in enumerate(texts, start=1):
        try:
            token = token_in(text)
            _refuse_more(token, number_by_token)
            number_by_token[token] = number
            submitted.append(SubmittedLink(text, "", open_result(token)))
        except NotAResultLink as error:
            submitted.append(SubmittedLink(text, str(error), None))
        except (UnknownResult, GoneResult) as error:
            missing = missing_result(error)
            submitted.append(SubmittedLink(text, f"{missing.title}. {missing.sentences[0]}", None))
    return tuple(submitted)


def _refuse_more(token: str, number_by_token: dict[str, int]) -> None:
    if token in number_by_token:
        raise NotAResultLink(
            _("This is the same result as link %(place)s; it is shown once.")
            % {"place": number_by_token[token]}
        )
    if len(number_by_token) == MAX_RESULTS:
        raise NotAResultLink(
            ngettext(
                "This link is left out: %(most)s at most is compared at a time.",
                "This link is left out: %(most)s at most are compared at a time.",
                MAX_RESULTS,
            )
            % {"most": MAX_RESULTS}
        )
