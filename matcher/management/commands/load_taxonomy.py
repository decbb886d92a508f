"""manage.py load_taxonomy: the taxonomy of fixtures/ as the draft of an empty database."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.base import DeserializationError

from matcher.draft.history import seed_history
from matcher.draft.shipped import has_rows, load_fixtures


class Command(BaseCommand):
    """Loads all of fixtures/ or nothing, and never over anybody's work. It does not publish."""

    help = "Load the taxonomy of fixtures/ into an empty draft."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="where there is a draft already, say so and leave it at that",
        )

    def handle(self, *, if_empty: bool, **options: object) -> None:
        if has_rows():
            if not if_empty:
                raise CommandError(
                    "There is a taxonomy in the database already, and loading would write over "
                    "it. Nothing has been changed. Load into a new, empty database instead."
                )
            self.stdout.write("There is a taxonomy in the database already; it stays as it is.")
            return
        try:
            load_fixtures()
        except (CommandError, DeserializationError) as error:
            raise CommandError(
                f"The taxonomy could not be loaded, and nothing has been changed. {error}"
            ) from error
        seed_history("The taxonomy as delivered")
        self.stdout.write("The taxonomy is loaded.")
