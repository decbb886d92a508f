"""manage.py import_taxonomy: one JSON document as the draft."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matcher.core import Taxonomy
from matcher.core.taxonomy.diff import Change, changes_by_group
from matcher.draft.import_document import DocumentRefused, read_valid, replace_draft, validated
from matcher.draft.shipped import ShippedEdition, first_edition, shipped_edition
from matcher.draft.upgrade import NotUpgraded, read_first_shape, stems_from, upgrade_draft
from matcher.management.reading import UnreadableFile, read_document
from matcher.management.upgrade_report import upgrade_lines


class Command(BaseCommand):
    """Shows what the document would change in the draft, and changes it. One of release 0.1.0 is
    upgraded on its way, unless it is a taxonomy of its own."""

    help = (
        "Replace the draft by a taxonomy that export_taxonomy wrote, and print the difference. "
        "What release 0.1.0 wrote is upgraded as by upgrade_taxonomy. "
        "A document that cannot be read or is not valid is refused, and nothing is changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the JSON document")
        parser.add_argument(
            "--dry-run", action="store_true", help="print the difference and change nothing"
        )

    def handle(self, *, file: Path, dry_run: bool, **options: object) -> None:
        reason = f"Imported from {file.name}"
        try:
            document = read_document(file)
            base = first_edition()
            first = read_first_shape(document, base.taxonomy)
            taxonomy = validated(first) if first else read_valid(document)
            if first and stems_from(taxonomy, base.taxonomy):
                self._upgrade(base, taxonomy, reason, dry_run=dry_run)
                return
            changes = replace_draft(taxonomy, reason=reason, dry_run=dry_run)
        except (UnreadableFile, DocumentRefused, NotUpgraded) as error:
            raise CommandError(f"Nothing has been changed.\n{error}") from None
        self._print(changes)
        self.stdout.write(_summary(changes, dry_run=dry_run))

    def _upgrade(
        self, base: ShippedEdition, document: Taxonomy, reason: str, *, dry_run: bool
    ) -> None:
        upgrade = upgrade_draft(
            base, shipped_edition(), document=document, reason=reason, dry_run=dry_run
        )
        self.stdout.write(
            "This is a taxonomy of release 0.1.0. It takes the place of the draft, upgraded."
        )
        for line in upgrade_lines(upgrade, dry_run=dry_run):
            self.stdout.write(line)

    def _print(self, changes: Sequence[Change]) -> None:
        for group, group_changes in changes_by_group(changes):
            self.stdout.write(group.name)
            for change in group_changes:
                self.stdout.write(f"  {change.kind}: {change.display_name}")
                for field in change.fields:
                    self.stdout.write(f"    {field.name}: {field.before} -> {field.after}")


def _summary(changes: Sequence[Change], *, dry_run: bool) -> str:
    if not changes:
        return "The draft says this already, word for word: nothing has been changed."
    counts = Counter(change.kind for change in changes)
    totals = ", ".join(f"{counts[kind]} {kind}" for kind in ("added", "removed", "changed"))
    if dry_run:
        return f"{totals}. This was a trial: nothing has been changed."
    return f"{totals}. The draft has been replaced; publish it to show it to visitors."
