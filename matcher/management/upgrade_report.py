"""What an upgrade did, as lines of plain text."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from matcher.core.taxonomy.diff import ChangeKind, FieldChange
from matcher.core.taxonomy.row_types import TaxonomyRow
from matcher.draft.upgrade import Upgrade

KINDS: tuple[ChangeKind, ...] = ("added", "removed", "changed")

SIDES: Mapping[ChangeKind, str] = {
    "changed": "both are there",
    "removed": "you changed it, and it is no longer shipped",
    "added": "you deleted it, and it is shipped with changes",
}
"""What is to be said of a row by the change that would make it the shipped one."""


def upgrade_lines(upgrade: Upgrade, *, dry_run: bool) -> Iterator[str]:
    """Everything that the upgrade did, and what to do next."""
    yield from _section("Replaced", _replaced(upgrade))
    yield from _section("Kept, where something else is shipped", _conflicts(upgrade))
    yield from _section(
        "No longer has a place (its history and earlier editions keep it)",
        _displaced(upgrade.displaced),
    )
    yield from _section("Cases to review", _marked(upgrade))
    yield from _section(
        "To mend before publishing",
        (f"{finding.location}: {finding.sentence}" for finding in upgrade.errors),
    )
    yield _next(upgrade, dry_run=dry_run)


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines under their heading; nothing without lines."""
    indented = [f"  {line}" for text in lines for line in text.splitlines()]
    if indented:
        yield from (heading, *indented)


def _replaced(upgrade: Upgrade) -> Iterator[str]:
    counts: dict[str, Counter[ChangeKind]] = defaultdict(Counter)
    for change in upgrade.changes:
        counts[change.location.row_type][change.kind] += 1
    for name, kinds in counts.items():
        yield f"{name}: {_totals(kinds)}"
    if any(upgrade.cases.counts.values()):
        yield f"case: {_totals(upgrade.cases.counts)}"


def _totals(counts: Mapping[ChangeKind, int]) -> str:
    return ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts.get(kind))


def _conflicts(upgrade: Upgrade) -> Iterator[str]:
    for change in upgrade.conflicts:
        yield from _side_by_side(change.kind, change.display_name, change.fields)
    for case in upgrade.cases.conflicts:
        yield from _side_by_side(case.kind, f"Case: {case.title}", case.fields)


def _side_by_side(kind: ChangeKind, name: str, fields: Iterable[FieldChange]) -> Iterator[str]:
    yield f"{name} ({SIDES[kind]})"
    for field in fields:
        yield f"  {field.name}"
        yield from _text("    yours:   ", field.before)
        yield from _text("    shipped: ", field.after)


def _text(label: str, text: str) -> Iterator[str]:
    """The text beside its label, its further lines below its first."""
    first, *others = text.splitlines() or [""]
    yield f"{label}{first}"
    yield from (f"{' ' * len(label)}{line}" for line in others)


def _displaced(rows: Iterable[TaxonomyRow]) -> Iterator[str]:
    for row in rows:
        yield f"{row.display_name} ({row.location})"
        for name, value in row.fields.items():
            if text := row.format_field(name, value):
                yield from _text(f"  {name.replace('_', ' ')}: ", text)


def _marked(upgrade: Upgrade) -> Iterator[str]:
    for case in upgrade.cases.marked:
        yield f"{case.title} ({case.slug})"
        yield from _text("  ", case.to_review)


def _next(upgrade: Upgrade, *, dry_run: bool) -> str:
    if dry_run:
        return "This was a trial: nothing has been changed."
    mend = "mend what is listed, " if upgrade.errors else ""
    return (
        f"The draft has been upgraded and nothing is published. Look at the draft, {mend}try the "
        "cases (manage.py run_cases --draft), then publish."
    )
