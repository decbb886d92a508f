"""manage.py match: answers in, matches out, one JSON object per line."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matcher.core.formats.jsonl import run_lines
from matcher.core.formats.lines import ErrorRecord
from matcher.editions import NoEdition, current
from matcher.management.input_file import open_input


class Command(BaseCommand):
    """Reads JSON lines and writes one line each; exit status 1 when a line was not valid."""

    help = (
        'Match JSON lines such as {"id": "A01", "answers": {"served": "internal-ops"}} with the '
        "current edition and write one JSON line each. A line that is not valid gives an error "
        "line; the others still run, and the exit status is 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="JSON lines; standard input without it")
        parser.add_argument(
            "--explain",
            action="store_true",
            help="add to each line why it is so and what would change it",
        )

    def handle(self, *, file: str | None, explain: bool, **options: object) -> None:
        try:
            edition = current()
        except NoEdition as error:
            raise CommandError(f"{error} Run: manage.py publish --note “…”") from None
        failed = False
        records = run_lines(edition.taxonomy, edition.number, open_input(file), explain=explain)
        for record in records:
            self.stdout.write(json.dumps(record.model_dump(mode="json", by_alias=True)))
            failed = failed or isinstance(record, ErrorRecord)
        if failed:
            sys.exit(1)
