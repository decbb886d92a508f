"""manage.py export_results: stored results for an operator's own reporting."""

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import BaseCommand, CommandParser

from matcher.reporting import results_since


class Command(BaseCommand):
    """Writes one JSON line for each result, without title, link or key."""

    help = (
        "Write the results that were stored since a day as JSON lines: what was answered and "
        "decided, without titles and links. docs/operate.md describes them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--since",
            type=_day,
            required=True,
            metavar="DATE",
            help="the first day, in UTC, such as 2026-12-01",
        )

    def handle(self, *, since: date, **options: object) -> None:
        for record in results_since(since):
            self.stdout.write(record.model_dump_json())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day: write it as 2026-12-01") from None
