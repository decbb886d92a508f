"""manage.py prepare_suggestions: what suggestions with the sentence model need beforehand."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from matcher.core.words.suggester import texts_of
from matcher.editions import NoEdition, current
from matcher.read_texts import read_missing
from matcher.sentence_model import ModelUnavailable


class Command(BaseCommand):
    """Has the texts of the current edition read where they were not yet. Meant for the first time
    with SEMANTIC and for every upgrade; publishing does it by itself."""

    help = "Have the sentence model read the texts of the current edition, as far as it has not."

    def handle(self, **options: object) -> None:
        if not settings.SEMANTIC:
            self.stdout.write("Suggestions need no preparation: SEMANTIC is off.")
            return
        try:
            count = read_missing(texts_of(current().taxonomy))
        except (ModelUnavailable, NoEdition) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Read {count} {'text' if count == 1 else 'texts'} of the taxonomy.")
