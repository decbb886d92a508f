"""The other part of a piece of work: its answers go along in every URL of the walk."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote

from django.utils.translation import gettext as _

from matcher.core import Answers, Taxonomy, write_query
from matcher.core.taxonomy.values import LINE
from matcher.editions import Release
from matcher.web.request_input import parse

OTHER = "other"
"""The reserved name under which a URL carries the answers for the other part, as a query string of
its own."""

FIRST_PART, SECOND_PART = "a", "b"
"""The reserved names under which the URL of a comparison carries the answers for either part."""

MAX_PART_LENGTH = 3_000
"""Characters. A full set of answers takes about 500."""


@dataclass(frozen=True, slots=True)
class OtherPart:
    """The answers for the other part, as a query string that `parse` reads; empty without any.
    `error` says what could not be used."""

    query: str = ""
    error: str = ""

    @property
    def field(self) -> tuple[str, str]:
        """The answers as a field of a form."""
        return OTHER, self.query

    @property
    def parameter(self) -> str:
        """The answers as a parameter of a URL; empty without any."""
        return f"{OTHER}={quote(self.query, safe='')}" if self.query else ""


NO_OTHER_PART = OtherPart()


def other_part(release: Release, pairs: Iterable[tuple[str, str]]) -> OtherPart:
    """The other part among the name = value pairs of a URL."""
    values = {value for name, value in pairs if name == OTHER and value}
    if not values:
        return NO_OTHER_PART
    return read_part(release, values.pop()) if len(values) == 1 else OtherPart(error=_unreadable())


def read_part(release: Release, query: str) -> OtherPart:
    """The answers in a query string, as we would write them. What is not an answer is left out,
    another part among them: a part has none of its own."""
    if len(query) > MAX_PART_LENGTH:
        return OtherPart(error=_unreadable())
    parsed = parse(release, parse_qsl(query, errors="replace"))
    if not parsed.answers.picks:
        return OtherPart(error=_unreadable())
    error = _("Some answers for the other part could not be used.") if parsed.ignored else ""
    return OtherPart(write_query(parsed.answers), error)


def of_one_kind(taxonomy: Taxonomy, answers: Answers) -> Answers:
    """The answers as those of one part alone, without what says that there is another."""
    context = tuple(pick for pick in answers.context if not _tells_of_another(taxonomy, pick))
    return replace(answers, context=context)


def has_other_part(taxonomy: Taxonomy, answers: Answers) -> bool:
    """Whether an answer says that the work has another part."""
    return any(_tells_of_another(taxonomy, pick) for pick in answers.context)


def _tells_of_another(taxonomy: Taxonomy, pick: tuple[str, str]) -> bool:
    slug, value = pick
    option = taxonomy.index.context_by_slug[slug].option(value)
    return option is not None and option.other_part


def of_buyer(answers: Answers) -> Answers:
    """What is known of the buyer, and so of every part of the work."""
    return Answers(context=tuple(pick for pick in answers.context if pick[0] != LINE))


def _unreadable() -> str:
    return _("The answers for the other part could not be read. This part stands on its own.")
