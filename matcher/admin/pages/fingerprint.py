"""What somebody saw before they pressed a button, so that they are told when it is no more."""

from hashlib import sha256

from matcher.core.taxonomy.values import Taxonomy
from matcher.editions import Published


def mark(draft: Taxonomy, edition: Published | None = None) -> str:
    """Another text for another draft or edition."""
    draft_mark = sha256(draft.to_json().encode()).hexdigest()
    return f"{draft_mark}-{edition.number if edition else 0}"
