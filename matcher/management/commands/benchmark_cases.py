"""manage.py benchmark_cases: what anybody is to say something of, one JSON object per line."""

import json
from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matcher.core import Value
from matcher.core.formats.benchmark import answered_case_record, case_record, choices_record
from matcher.draft.cases import all_cases, case_texts
from matcher.editions import NoEdition, PublishedRelease, current


class Command(BaseCommand):
    """Writes the cases, or what there is to choose from, without any expectation."""

    help = (
        "Write the cases as JSON lines with id, title and text, without what is expected of them. "
        "docs/benchmark.md says what to do with them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        only = parser.add_mutually_exclusive_group()
        only.add_argument(
            "--facts",
            action="store_true",
            help="add what somebody who read the text answered to our questions",
        )
        only.add_argument(
            "--choices",
            action="store_true",
            help="write what there is to choose from instead, as one JSON object",
        )

    def handle(self, *, facts: bool, choices: bool, **options: object) -> None:
        try:
            edition = current()
        except NoEdition as error:
            raise CommandError(f"{error} Run: manage.py publish --note “…”") from None
        for record in _records(edition, facts=facts, choices=choices):
            self.stdout.write(json.dumps(record.model_dump(mode="json"), ensure_ascii=False))


def _records(edition: PublishedRelease, *, facts: bool, choices: bool) -> Iterable[Value]:
    if choices:
        return [choices_record(edition.taxonomy, edition.number)]
    cases, texts = all_cases(), case_texts()
    if facts:
        return [answered_case_record(edition.taxonomy, case, texts[case.slug]) for case in cases]
    return [case_record(case, texts[case.slug]) for case in cases]
