"""manage.py prepare_places: what is known of places, for the years to come."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matcher.editions import YEARS_PREPARED, NoEdition, prepare_places


class Command(BaseCommand):
    """Computes hours, holidays and languages where they are not kept yet. Meant for a yearly run
    and for every upgrade; what is kept already stays as it is."""

    help = "Prepare what is known of places for the current edition, this year and the next."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--years", type=int, default=YEARS_PREPARED, help="how many years, from this one on"
        )

    def handle(self, *, years: int, **options: object) -> None:
        if not 1 <= years <= 10:
            raise CommandError("Give a number of years from 1 to 10.")
        try:
            count = prepare_places(years)
        except NoEdition as error:
            raise CommandError(str(error)) from None
        self.stdout.write(_sentence(count))


def _sentence(count: int) -> str:
    """What was done; an edition without places and one that has them prepared need nothing."""
    if not count:
        return "Places need no preparation for these years."
    return f"Prepared what is known of places for {count} {'year' if count == 1 else 'years'}."
