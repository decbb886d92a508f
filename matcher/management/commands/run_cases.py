"""manage.py run_cases: do the cases have the results that they must have?"""

import json
import sys
from collections import Counter
from typing import get_args

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matcher.core import Taxonomy
from matcher.core.cases import CaseState, needless_reasons
from matcher.draft.cases import cases_to_review, run_cases
from matcher.draft.review import DraftReview
from matcher.editions import NoEdition, current


class Command(BaseCommand):
    """Writes one JSON line per case and a last line `N passed, N failed, N explained`; exit status
    1 when one fails that does not explain it. Reasons that are needless by now and cases to review
    go to standard error."""

    help = "Try all cases on the current edition, or with --draft on the draft."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--draft", action="store_true", help="try them on the draft")

    def handle(self, *, draft: bool, **options: object) -> None:
        taxonomy = valid_draft() if draft else published_taxonomy()
        results = run_cases(taxonomy)
        for result in results:
            self.stdout.write(json.dumps(result.record()))
            for finding in needless_reasons(taxonomy, result):
                self.stderr.write(f"{finding.location}: {finding.sentence}")
        for finding in cases_to_review():
            self.stderr.write(f"{finding.location}: {finding.sentence}")
        counts = Counter(result.state for result in results)
        self.stdout.write(", ".join(f"{counts[state]} {state}" for state in get_args(CaseState)))
        if counts["failed"]:
            sys.exit(1)


def published_taxonomy() -> Taxonomy:
    """The taxonomy of the current edition. Raises CommandError when there is none."""
    try:
        return current().taxonomy
    except NoEdition as error:
        raise CommandError(f"{error} Try the draft: manage.py run_cases --draft") from None


def valid_draft() -> Taxonomy:
    """The draft. Raises CommandError when it is not valid."""
    review = DraftReview.read()
    if review.errors:
        raise CommandError(
            f"The draft is not valid, so no case can be tried on it. {review.errors[0].sentence} "
            "All that is wrong: manage.py check_taxonomy"
        )
    return review.taxonomy
