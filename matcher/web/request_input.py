"""What a request brings: the edition that it is about, and the answers in its URL."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

from django.http import HttpRequest

from matcher.core import Answers, ParsedAnswers, parse_pairs, without_control
from matcher.editions import Release, current, draft
from matcher.preview import is_previewed

ASKED = "asked"
"""The reserved name under which a form says which question it asked."""

THEN = "then"
"""The reserved name under which a URL says where the visitor goes after one answer."""

BEFORE = "a"
"""The reserved name under which the URL of a result says which answers it is compared with: those
before the last change."""

EDITION = "edition"
"""The reserved name under which a URL says which edition the link has that the visitor comes from,
and a form, with which edition it was made."""

SEARCH = "q"
"""The reserved name under which a URL says what is searched for."""

SORT = "sort"
"""The reserved name under which a URL says what places are sorted by."""

PAGE = "page"
"""The reserved name under which a URL says which part of a long table is shown."""

MAX_SEARCH_LENGTH = 80

MAX_URL_LENGTH = 10_000
"""Characters. A full set of answers takes about 500."""
MAX_PARAMETERS = 1_000

Pairs = Sequence[tuple[str, str]]
"""The name = value pairs of a URL."""


class InvalidUrl(Exception):
    """A URL that cannot be read at all."""


class UrlTooLong(InvalidUrl):
    """The URL has too many characters or too many parts."""


class UndecodableUrl(InvalidUrl):
    """The URL holds bytes that are not UTF-8 text."""


def release_for(request: HttpRequest) -> Release:
    """What this request is matched with: the current edition, in a preview the draft. Raises
    NoEdition, or in a preview InvalidTaxonomy."""
    return draft() if is_previewed() else current()


def pairs(request: HttpRequest) -> Pairs:
    """The name = value pairs in the URL, without characters that would change how a page is read.
    Raises InvalidUrl.

    Django's own request.GET would answer too many parameters with a bare error.
    """
    query = request.META.get("QUERY_STRING", "")
    if len(request.path_info) + len(query) > MAX_URL_LENGTH or query.count("&") >= MAX_PARAMETERS:
        raise UrlTooLong
    try:
        parameters = parse_qsl(query.encode("latin-1").decode(), errors="strict")
    except UnicodeError as error:
        raise UndecodableUrl from error
    return [(without_control(name), without_control(value)) for name, value in parameters]


def parse(release: Release, parameters: Pairs) -> ParsedAnswers:
    """The answers among name = value pairs, and what had to be ignored: a question of an earlier
    edition is named, and what was never ours is not."""
    return parse_pairs(release.taxonomy, parameters, former=release.former_questions)


def answers_before(release: Release, parameters: Pairs) -> Answers | None:
    """The answers before the last change, if the URL says them."""
    query = dict(parameters).get(BEFORE, "")
    return parse(release, parse_qsl(query)).answers if query else None


def edition_of_link(request: HttpRequest) -> int | None:
    """The number of the edition of the link that the visitor comes from, if the URL says it. Raises
    InvalidUrl."""
    text = dict(pairs(request)).get(EDITION, "")
    return int(text) if re.fullmatch("[1-9][0-9]{0,8}", text) else None


def search_words(request: HttpRequest) -> str:
    """What is searched for; empty where nothing is. Raises InvalidUrl."""
    words = " ".join(dict(pairs(request)).get(SEARCH, "").split())
    return words[:MAX_SEARCH_LENGTH].strip()
