"""manage.py check_taxonomy: is a taxonomy sound, and are its rules good ones?"""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict, replace
from pathlib import Path

from django.core.management.base import BaseCommand

from matcher.core.checks import Finding, review
from matcher.core.taxonomy_json import Unreadable, read
from matcher.draft.compile import compile_draft
from matcher.management.reading import NoDocument, read_document

LEVELS = {"blocks": "Blocks publishing", "look": "Look at it", "info": "For information"}


class Command(BaseCommand):
    """Prints every finding; exit status 1 when one blocks publishing."""

    help = (
        "Check the draft, or with --file a taxonomy that export_taxonomy wrote, and print what "
        "stands in the way of publishing it and what is worth a look."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON document")
        parser.add_argument("--file", type=Path, help="check this file instead of the draft")

    def handle(self, *, json: bool, file: Path | None, **options: object) -> None:
        findings = review(compile_draft()) if file is None else of_file(file)
        blocked = any(finding.blocks for finding in findings)
        if json:
            self.stdout.write(as_json(findings))
        else:
            what = "The draft" if file is None else "The taxonomy"
            self.in_words(findings, f"{what} {'is not' if blocked else 'is'} sound.")
        if blocked:
            sys.exit(1)

    def in_words(self, findings: tuple[Finding, ...], verdict: str) -> None:
        for finding in findings:
            level = LEVELS[finding.level]
            self.stdout.write(f"{level}: {finding.where}: {finding.sentence}")
        self.stdout.write(verdict)


def of_file(file: Path) -> tuple[Finding, ...]:
    """What is to be said of the taxonomy in a file, or of a file that holds none."""
    try:
        return review(read(read_document(file)))
    except NoDocument as error:
        return (Finding("blocks", "file", str(error), "file"),)
    except Unreadable as error:
        return tuple(replace(finding, code="file") for finding in error.findings)


def as_json(findings: tuple[Finding, ...]) -> str:
    """The findings as one document for machines."""
    return json.dumps({"findings": [asdict(finding) for finding in findings]}, ensure_ascii=False)
