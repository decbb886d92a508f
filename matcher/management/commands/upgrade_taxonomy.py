"""manage.py upgrade_taxonomy: the shipped taxonomy into a draft of release 0.1.0."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matcher.draft.shipped import first_edition, shipped_edition
from matcher.draft.upgrade import NotUpgraded, UpgradedAlready, upgrade_draft
from matcher.management.upgrade_report import upgrade_lines


class Command(BaseCommand):
    """Replaces what nobody edited, keeps and lists what somebody did, and publishes nothing."""

    help = (
        "Merge the shipped taxonomy into a draft of release 0.1.0: rows that nobody edited are "
        "replaced, edited ones are kept and listed. Nothing is published."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="print the same and change nothing"
        )

    def handle(self, *, dry_run: bool, **options: object) -> None:
        try:
            upgrade = upgrade_draft(first_edition(), shipped_edition(), dry_run=dry_run)
        except NotUpgraded as error:
            raise CommandError(f"Nothing has been changed. {error}") from None
        except UpgradedAlready:
            self.stdout.write("The draft has been upgraded already: there is nothing to do.")
            return
        for line in upgrade_lines(upgrade, dry_run=dry_run):
            self.stdout.write(line)
