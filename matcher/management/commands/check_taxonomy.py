"""manage.py check_taxonomy: is the draft sound?"""

import sys

from django.core.management.base import BaseCommand

from matcher.core.checks import check
from matcher.drafts import compile_draft


class Command(BaseCommand):
    """Prints every finding in words; exit status 1 when one blocks publishing."""

    help = "Check the draft taxonomy and print what is wrong with it, in words."

    def handle(self, **options: object) -> None:
        findings = check(compile_draft())
        for finding in findings:
            self.stdout.write(f"{finding.where}: {finding.sentence}")
        if any(finding.blocks for finding in findings):
            sys.exit(1)
        self.stdout.write("The draft is sound.")
