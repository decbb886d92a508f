"""What a page shows of the difference between two taxonomies."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.core.taxonomy.diff import Change, FieldChange, by_group

FEW = 40
"""Up to so many changes the groups stand open; of more, one sees the groups first."""


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A row that is new, gone or different; `href` leads to its page, empty where there is none."""

    kind: str
    what: str
    href: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A family, a question or another part of the taxonomy with what changes in it."""

    name: str
    changes: tuple[ShownChange, ...]


@dataclass(frozen=True, slots=True)
class ShownChanges:
    """How many rows are added, removed and changed, and which, group by group."""

    groups: tuple[ShownGroup, ...]
    added: int
    removed: int
    changed: int
    few: bool


def show_changes(found: Sequence[Change], pages: Mapping[str, str] | None = None) -> ShownChanges:
    """The changes for `admin/desk/_changes.html`, with links to these pages (`row_addresses`)."""
    counts = Counter(change.kind for change in found)
    pages = pages or {}
    return ShownChanges(
        groups=tuple(
            ShownGroup(group.name, tuple(_shown(change, pages) for change in changes))
            for group, changes in by_group(found)
        ),
        added=counts["added"],
        removed=counts["removed"],
        changed=counts["changed"],
        few=len(found) <= FEW,
    )


def _shown(change: Change, pages: Mapping[str, str]) -> ShownChange:
    return ShownChange(change.kind, change.what, pages.get(change.where, ""), change.fields)
