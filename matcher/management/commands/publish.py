"""manage.py publish: freeze the draft as the next edition."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from matcher.editions import (
    FailingCases,
    InvalidTaxonomy,
    PublishedMeanwhile,
    Unchanged,
    publish,
)
from matcher.models import Edition


class Command(BaseCommand):
    """Publishes the draft, or says why not."""

    help = "Check the draft and publish it as the next edition."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--note", required=True, help="what changed, for those who ask later")
        parser.add_argument(
            "--accept-failing",
            default="",
            metavar="REASON",
            help="publish although cases fail, and keep with the edition why",
        )
        parser.add_argument(
            "--if-none",
            action="store_true",
            help="where an edition is published already, say so and leave it at that",
        )

    def handle(self, *, note: str, accept_failing: str, if_none: bool, **options: object) -> None:
        if if_none and (latest := Edition.objects.first()):
            self.stdout.write(
                f"Edition {latest.number} is published already; the draft is left alone."
            )
            return
        self.publish(note, accept_failing)

    def publish(self, note: str, accepted_because: str) -> None:
        try:
            edition = publish(note=note, accepted_because=accepted_because)
        except InvalidTaxonomy as error:
            findings = "\n".join(
                f"{finding.location}: {finding.sentence}" for finding in error.findings
            )
            raise CommandError(f"Not published. The draft is not valid:\n{findings}") from None
        except FailingCases as error:
            raise CommandError(
                f"Not published. These cases do not hold:\n{error}\n"
                "Correct the draft or the cases, or say why that is accepted: --accept-failing"
            ) from None
        except ValidationError as error:
            raise CommandError(f"Not published. {_describe(error)}") from None
        except PublishedMeanwhile as error:
            raise CommandError(str(error)) from None
        except Unchanged as error:
            self.stdout.write(str(error))
        else:
            self.stdout.write(f"Published edition {edition.number} ({edition.sha256[:12]}).")


FIELD_NAMES = {"note": "Note", "accepted_because": "Reason"}


def _describe(error: ValidationError) -> str:
    """What is wrong with which field."""
    return " ".join(
        f"{FIELD_NAMES.get(name, name)}: {' '.join(messages)}"
        for name, messages in error.message_dict.items()
    )
