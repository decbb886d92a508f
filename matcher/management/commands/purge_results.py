"""manage.py purge_results: forget the shared results whose time is over."""

from django.core.management.base import BaseCommand

from matcher.sharing import purge_expired


class Command(BaseCommand):
    """Blanks expired results; their links answer 410 before and after. Meant for a daily run."""

    help = (
        "Blank the shared results that have expired. Their links go on saying that they are gone."
    )

    def handle(self, **options: object) -> None:
        count = purge_expired()
        self.stdout.write(f"{count} expired {'result' if count == 1 else 'results'} forgotten.")
