"""What a request brings: the edition that it is about, and the answers in its address."""

from urllib.parse import parse_qsl

from django.http import HttpRequest

from matcher.core import ParsedAnswers, parse_pairs
from matcher.editions import Release, current, draft
from matcher.preview import is_previewed

ASKED = "asked"
"""The reserved name under which a form says which question it asked."""

THEN = "then"
"""The reserved name under which an address says where the visitor goes after one answer."""

MAX_ADDRESS = 10_000
"""Characters. A full set of answers takes about 500."""
MAX_PARAMETERS = 1_000


class BadAddress(Exception):
    """An address that cannot be read at all. Its text says why, in words for the visitor."""


class TooLong(BadAddress):
    """The address has too many characters or too many parts."""


class Unreadable(BadAddress):
    """The address holds bytes that are no text."""


def release_for(request: HttpRequest) -> Release:
    """What this request is matched with: the current edition, in a preview the draft. Raises
    NoEdition, or in a preview InvalidTaxonomy."""
    return draft() if is_previewed() else current()


def pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """The name = value pairs in the address. Raises BadAddress.

    Django's own request.GET would answer too many parameters with a bare error.
    """
    query = request.META.get("QUERY_STRING", "")
    if len(request.path_info) + len(query) > MAX_ADDRESS or query.count("&") >= MAX_PARAMETERS:
        raise TooLong
    try:
        return parse_qsl(query.encode("latin-1").decode(), errors="strict")
    except UnicodeError as error:
        raise Unreadable from error


def reading(request: HttpRequest, release: Release) -> ParsedAnswers:
    """The answers in the address, and what had to be ignored. Raises BadAddress."""
    return parse_pairs(release.taxonomy, pairs(request))
