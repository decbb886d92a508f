"""The fingerprint of what an editor saw. A page carries it, so that the next step notices a change
in between."""

from collections.abc import Iterable
from hashlib import sha256

from matcher.core import Case, Taxonomy
from matcher.editions import PublishedRelease


def fingerprint_of(
    draft: Taxonomy, edition: PublishedRelease | None = None, cases: Iterable[Case] = ()
) -> str:
    """A string that differs for another draft and, where they are given, for another edition and
    for other cases."""
    checksum = digest(draft.to_json(), *map(repr, cases))
    return f"{checksum}-{edition.number if edition else 0}"


def digest(*texts: str) -> str:
    """A checksum that differs for other texts, and for the same ones in another order."""
    return sha256("\0".join(texts).encode()).hexdigest()
