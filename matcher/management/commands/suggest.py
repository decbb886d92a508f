"""manage.py suggest: descriptions in, families out, one JSON object per line."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matcher.core.formats.lines import ErrorRecord
from matcher.core.formats.suggestions import suggest_lines
from matcher.editions import NoEdition, current
from matcher.management.input_file import open_input
from matcher.suggesting import suggester


class Command(BaseCommand):
    """Reads JSON lines and writes one line each; exit status 1 when a line was not valid."""

    help = (
        'Read JSON lines such as {"id": "A01", "text": "We chase late payers."} and write one JSON '
        "line each: the families that the text suggests, the best first, and the answers that it "
        "proposes. A line that is not valid gives an error line; the others still run, and the "
        "exit status is 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="JSON lines; standard input without it")

    def handle(self, *, file: str | None, **options: object) -> None:
        try:
            edition = current()
        except NoEdition as error:
            raise CommandError(f"{error} Run: manage.py publish --note “…”") from None
        failed = False
        for record in suggest_lines(suggester(edition), open_input(file)):
            self.stdout.write(json.dumps(record.model_dump(mode="json")))
            failed = failed or isinstance(record, ErrorRecord)
        if failed:
            sys.exit(1)
