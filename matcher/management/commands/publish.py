"""manage.py publish: freeze the draft as the next edition."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from matcher.editions import PublishedMeanwhile, Unchanged, Unsound, publish
from matcher.models import Edition


class Command(BaseCommand):
    """Publishes the draft, or says in words why not."""

    help = "Check the draft and publish it as the next edition."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--note", required=True, help="what changed, for those who ask later")

        parser.add_argument(
            "--if-none",
            action="store_true",
            help="where an edition is published already, say so and leave it at that",
        )

    def handle(self, *, note: str, if_none: bool, **options: object) -> None:
        if if_none and (latest := Edition.objects.first()):
            self.stdout.write(
                f"Edition {latest.number} is published already; the draft is left alone."
            )
            return
        self.publish(note)

    def publish(self, note: str) -> None:
        try:
            edition = publish(note=note)
        except Unsound as error:
            findings = "\n".join(f"{one.where}: {one.sentence}" for one in error.findings)
            raise CommandError(f"Not published. The draft is not sound:\n{findings}") from None
        except ValidationError as error:
            raise CommandError(f"Not published. Note: {' '.join(error.messages)}") from None
        except PublishedMeanwhile as error:
            raise CommandError(str(error)) from None
        except Unchanged as error:
            self.stdout.write(str(error))
        else:
            self.stdout.write(f"Published edition {edition.number} ({edition.sha256[:12]}).")
