"""manage.py run_cases: do the cases have the results that they must have?"""

import json
import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from matcher.core.checks import check
from matcher.core.taxonomy.values import Taxonomy
from matcher.draft.cases import run_cases
from matcher.draft.compile import compile_draft
from matcher.editions import NoEdition, current


class Command(BaseCommand):
    """Writes one JSON line a case and a last line `N passed, N failed`; exit status 1 when one
    fails."""

    help = "Try all cases on the current edition, or with --draft on the draft."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--draft", action="store_true", help="try them on the draft")

    def handle(self, *, draft: bool, **options: object) -> None:
        results = run_cases(sound_draft() if draft else published())
        for result in results:
            self.stdout.write(json.dumps(result.line()))
        failed = sum(not result.passed for result in results)
        self.stdout.write(f"{len(results) - failed} passed, {failed} failed")
        if failed:
            sys.exit(1)


def published() -> Taxonomy:
    """The taxonomy of the current edition."""
    try:
        return current().taxonomy
    except NoEdition as error:
        raise CommandError(f"{error} Try the draft: manage.py run_cases --draft") from None


def sound_draft() -> Taxonomy:
    """The draft, unless nothing can be matched with it."""
    taxonomy = compile_draft()
    if wrong := [finding.sentence for finding in check(taxonomy) if finding.blocks]:
        raise CommandError(
            f"The draft is not sound, so no case can be tried on it. {wrong[0]} "
            "All that is wrong: manage.py check_taxonomy"
        )
    return taxonomy
