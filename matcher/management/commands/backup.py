"""manage.py backup: copy an SQLite database beside a running site."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from matcher.backups import BackupRefused, back_up
from matcher.management.database_file import database_file

KEPT = 14
PG_DUMP = "pg_dump --format=custom --file=bpo-matcher.dump"


class Command(BaseCommand):
    """Writes one compressed, checked file into BACKUP_DIR. Meant for a daily run."""

    help = (
        "Copy the SQLite database into BACKUP_DIR while the site runs, check the copy, and keep "
        "the newest ones."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--keep", type=int, default=KEPT, help=f"how many backups to keep ({KEPT})"
        )

    def handle(self, *, keep: int, **options: object) -> None:
        if keep < 1:
            raise CommandError("Keep at least 1 backup.")
        database = database_file(on_postgresql=PG_DUMP)
        try:
            backup = back_up(database, settings.BACKUP_DIR, keep=keep)
        except BackupRefused as error:
            raise CommandError(str(error)) from None
        size = f"{backup.size / 1_000_000:.1f} MB"
        self.stdout.write(f"Backed up {backup.contents} to {backup.path} ({size}).")
