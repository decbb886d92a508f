"""manage.py settings_table: what a deployment may choose, as a document."""

from django.core.management.base import BaseCommand
from pydantic.fields import FieldInfo

from bpo_matcher.settings import Environment

HEAD = """\
# Settings

Settings come from the environment; a malformed or missing one stops the start with a sentence, and
an empty one counts as missing. This page is made of `Environment` in `bpo_matcher/settings.py`, by
`manage.py settings_table > docs/settings.md`.

| Variable | What it does | What it must be | Default |
|---|---|---|---|
"""


class Command(BaseCommand):
    """Writes docs/settings.md."""

    help = "Write the table of settings that docs/settings.md holds."

    def handle(self, **options: object) -> None:
        rows = (_row(name, field) for name, field in Environment.model_fields.items())
        self.stdout.write(HEAD + "\n".join(rows))


def _row(name: str, field: FieldInfo) -> str:
    return f"| `{name}` | {field.title} | {field.description} | {_default(field)} |"


def _default(field: FieldInfo) -> str:
    """The default in words where it has some, else as it is written in the environment."""
    if field.examples:
        return str(field.examples[0])
    if field.default in ("", ()):
        return "none"
    text = int(field.default) if isinstance(field.default, bool) else field.default
    return f"`{str(text).rstrip('/')}`"
