"""The difference between two taxonomies, as a page shows it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.core.taxonomy.diff import Change, FieldChange, changes_by_group
from matcher.core.taxonomy.row_ref import Location

MAX_OPEN_CHANGES = 40
"""With more changes than this, the page shows the groups folded."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A row that is new, gone or different; `href` leads to its page, empty where there is none."""

    kind: str
    display_name: str
    href: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ChangeGroupView:
    """A family, a question or another part of the taxonomy with what changes in it."""

    name: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """How many rows are added, removed and changed, and which, group by group."""

    groups: tuple[ChangeGroupView, ...]
    added: int
    removed: int
    changed: int
    groups_open: bool


def changes_view(
    changes: Sequence[Change], urls: Mapping[Location, str] | None = None
) -> ChangesView:
    """The changes for `admin/desk/_changes.html`, with links to the pages of the rows
    (`row_urls`)."""
    counts = Counter(change.kind for change in changes)
    urls = urls or {}
    return ChangesView(
        groups=tuple(
            ChangeGroupView(group.name, tuple(_change_view(change, urls) for change in members))
            for group, members in changes_by_group(changes)
        ),
        added=counts["added"],
        removed=counts["removed"],
        changed=counts["changed"],
        groups_open=len(changes) <= MAX_OPEN_CHANGES,
    )


def _change_view(change: Change, urls: Mapping[Location, str]) -> ChangeView:
    href = urls.get(change.location, "")
    return ChangeView(change.kind, change.display_name, href, change.fields)
