"""manage.py purge_results: forget the shared results and programmes whose time is over."""

from django.core.management.base import BaseCommand

from matcher.programme_uploads import purge_forgotten_uploads
from matcher.programmes import purge_expired_programmes
from matcher.repeatable_writes import purge_old_writes
from matcher.sharing import purge_expired


class Command(BaseCommand):
    """Blanks what has expired; its links answer 410 before and after. Meant for a daily run."""

    help = (
        "Blank the shared results and programmes that have expired. Their links go on saying that "
        "they are gone. Files of spreadsheets that were to be kept for a day are deleted."
    )

    def handle(self, **options: object) -> None:
        results, programmes = purge_expired(), purge_expired_programmes()
        purge_forgotten_uploads()
        purge_old_writes()
        self.stdout.write(
            f"{results} expired {'result' if results == 1 else 'results'} and {programmes} "
            f"{'programme' if programmes == 1 else 'programmes'} forgotten."
        )
