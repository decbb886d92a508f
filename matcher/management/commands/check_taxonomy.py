"""manage.py check_taxonomy: is a taxonomy valid, and are its rules good ones?"""

import json
import sys
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from matcher.core import TaxonomyJsonError, read_taxonomy
from matcher.core.checks import Finding, review
from matcher.draft.review import DraftReview
from matcher.management.reading import UnreadableFile, read_document

LEVEL_NAMES = {"error": "Error", "warning": "Warning", "info": "Info"}


class Command(BaseCommand):
    """Prints every finding; exit status 1 when one of them is an error."""

    help = (
        "Check the draft, or with --file a taxonomy that export_taxonomy wrote, and print what "
        "prevents publishing it and what is worth a look."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON document")
        parser.add_argument("--file", type=Path, help="check this file instead of the draft")

    def handle(self, *, json: bool, file: Path | None, **options: object) -> None:
        findings = DraftReview.read().findings if file is None else review_file(file)
        has_errors = any(finding.is_error for finding in findings)
        if json:
            self.stdout.write(findings_json(findings))
        else:
            subject = "The draft" if file is None else "The taxonomy"
            self.print_findings(findings, f"{subject} {'is not' if has_errors else 'is'} valid.")
        if has_errors:
            sys.exit(1)

    def print_findings(self, findings: tuple[Finding, ...], verdict: str) -> None:
        for finding in findings:
            level_name = LEVEL_NAMES[finding.level]
            self.stdout.write(f"{level_name}: {finding.location}: {finding.sentence}")
        self.stdout.write(verdict)


def review_file(file: Path) -> tuple[Finding, ...]:
    """The findings about the taxonomy in a file, or why the file holds no taxonomy."""
    try:
        return review(read_taxonomy(read_document(file)))
    except UnreadableFile as error:
        return (Finding("error", "file", str(error), "file"),)
    except TaxonomyJsonError as error:
        return tuple(replace(finding, code="file") for finding in error.findings)


def findings_json(findings: tuple[Finding, ...]) -> str:
    """The findings as one document for programs."""
    document = [
        {
            "level": finding.level,
            "code": finding.code,
            "sentence": finding.sentence,
            "where": str(finding.location),
        }
        for finding in findings
    ]
    return json.dumps({"findings": document}, ensure_ascii=False)
