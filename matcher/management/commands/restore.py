"""manage.py restore: put a backup in the place of an SQLite database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matcher.backups import BackupRefused, Restored, check_backup, restore
from matcher.management.database_file import database_file

PG_RESTORE = "pg_restore --clean --if-exists --no-owner bpo-matcher.dump"


class Command(BaseCommand):
    """Checks the backup, then replaces the database. The site has to be stopped."""

    help = (
        "Check a backup and put it in the place of the SQLite database. What was there is renamed. "
        "Stop the site before."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path, help="a file that manage.py backup wrote")
        parser.add_argument(
            "--overwrite", action="store_true", help="replace the database that is there"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="check the backup and change nothing"
        )

    def handle(self, *, backup: Path, overwrite: bool, dry_run: bool, **options: object) -> None:
        database = database_file(on_postgresql=PG_RESTORE)
        try:
            if dry_run:
                self.stdout.write(f"The backup is sound: {check_backup(backup)}.")
            else:
                self._say(restore(backup, database, overwrite=overwrite))
        except BackupRefused as error:
            raise CommandError(str(error)) from None

    def _say(self, restored: Restored) -> None:
        self.stdout.write(f"Restored {restored.contents}.")
        if restored.replaced:
            self.stdout.write(f"The database that was there is now {restored.replaced}.")
        if restored.contents.is_older:
            self.stdout.write("It is of an older release: run `manage.py migrate` next.")
        self.stdout.write("Start the site again.")
