"""What a page shows of the difference between two taxonomies."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.core.changes import Change, by_group

FEW = 40
"""Up to so many changes the groups stand open; of more, one sees the groups first."""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A family, a question or another part of the taxonomy with what changes in it."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ShownChanges:
    """How many rows are added, removed and changed, and which, group by group."""

    groups: tuple[ShownGroup, ...]
    added: int
    removed: int
    changed: int
    few: bool


def show_changes(found: Sequence[Change]) -> ShownChanges:
    """The changes for `admin/desk/_changes.html`."""
    counts = Counter(change.kind for change in found)
    return ShownChanges(
        groups=tuple(ShownGroup(group.name, changes) for group, changes in by_group(found)),
        added=counts["added"],
        removed=counts["removed"],
        changed=counts["changed"],
        few=len(found) <= FEW,
    )
