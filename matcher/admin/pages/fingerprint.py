"""The fingerprint of what an editor saw. A page carries it, so that the next step notices a change
in between."""

from hashlib import sha256

from matcher.core import Taxonomy
from matcher.editions import PublishedRelease


def fingerprint_of(draft: Taxonomy, edition: PublishedRelease | None = None) -> str:
    """A string that differs for another draft or, where one is given, another edition."""
    checksum = sha256(draft.to_json().encode()).hexdigest()
    return f"{checksum}-{edition.number if edition else 0}"
