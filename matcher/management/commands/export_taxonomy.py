"""manage.py export_taxonomy: a whole taxonomy as one JSON document."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matcher.core import Taxonomy, write_taxonomy
from matcher.draft.compile import compile_draft
from matcher.editions import NoEdition, edition


class Command(BaseCommand):
    """Writes the draft or an edition; the same taxonomy gives the same bytes."""

    help = "Write the draft, or with --edition a published one, as one JSON document."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="where to write it; the standard output without it"
        )
        parser.add_argument("--edition", type=int, metavar="N", help="edition N, not the draft")

    def handle(self, *, file: Path | None, edition: int | None = None, **options: object) -> None:
        document = write_taxonomy(compile_draft() if edition is None else _edition(edition))
        if file is None:
            self.stdout.write(document, ending="")
            return
        try:
            file.write_text(document, encoding="utf-8", newline="\n")
        except OSError as error:
            raise CommandError(f"Cannot write {file}: {error.strerror}.") from None
        self.stdout.write(f"Written to {file}.")


def _edition(number: int) -> Taxonomy:
    try:
        return edition(number).taxonomy
    except NoEdition as error:
        raise CommandError(str(error)) from None
