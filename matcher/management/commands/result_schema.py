"""manage.py result_schema: what the JSON of a stored result looks like."""

from django.core.management.base import BaseCommand

from matcher.core.formats.jsonl import shared_schema


class Command(BaseCommand):
    """Writes the JSON schema that docs/result.schema.json holds."""

    help = "Write the JSON schema of /r/<token>.json, as docs/result.schema.json has it."

    def handle(self, **options: object) -> None:
        self.stdout.write(shared_schema())
