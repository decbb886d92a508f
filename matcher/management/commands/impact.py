"""manage.py impact: whose first outcome would the draft change?"""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from matcher.editions import InvalidTaxonomy, NoEdition
from matcher.impact import (
    COUNT_DESCRIPTIONS,
    DEFAULT_SAMPLES,
    DEFAULT_SEED,
    ImpactInputs,
    ImpactRun,
    OutcomeMoves,
    axis_moves,
    describe_impact,
    finish,
    format_count,
    impact_inputs,
    start,
)


class Command(BaseCommand):
    """Compares the draft with the current edition and prints what changes, axis by axis."""

    help = (
        "Print how many of the cases, of the stored results of the last 90 days and of random "
        "answer sets get another first outcome by the draft, per axis and from what to what."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--samples",
            type=_count,
            default=DEFAULT_SAMPLES,
            help=(
                "how many random answer sets to compare "
                f"({format_count(DEFAULT_SAMPLES)} without it)"
            ),
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=DEFAULT_SEED,
            help="another number gives other random answer sets, the same number the same ones",
        )

    def handle(self, *, samples: int, seed: int, **options: object) -> None:
        inputs = _inputs()
        if inputs.same:
            self.stdout.write(f"The draft is edition {inputs.edition.number}, word for word.")
            return
        run = finish(inputs, start(inputs, samples=samples, seed=seed))
        self.stdout.write(f"The draft compared with edition {inputs.edition.number}.")
        self.stdout.write(describe_impact(run))
        for line in _lines(inputs, run):
            self.stdout.write(line)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError("give a whole number from 0 on")
    return int(text)


def _inputs() -> ImpactInputs:
    try:
        return impact_inputs()
    except NoEdition as error:
        raise CommandError(f"{error} Run: manage.py publish --note “…”") from None
    except InvalidTaxonomy as error:
        findings = "\n".join(
            f"{finding.location}: {finding.sentence}" for finding in error.findings
        )
        raise CommandError(f"The draft is not valid, so it matches nothing:\n{findings}") from None


def _lines(inputs: ImpactInputs, run: ImpactRun) -> Iterator[str]:
    for axis in axis_moves(inputs, run):
        changed = zip(axis.changed, run.impacts, COUNT_DESCRIPTIONS, strict=True)
        counts = (
            f"{format_count(count)} of {describe(impact.compared)}"
            for count, impact, describe in changed
        )
        yield f"\n{axis.name}: {', '.join(counts)}"
        for row in axis.rows:
            yield f"  {row.before} -> {row.after}: {_counts(row)}"
        if not axis.rows:
            yield "  No first outcome changes."


def _counts(row: OutcomeMoves) -> str:
    counts = (
        describe(move.count)
        for describe, move in zip(COUNT_DESCRIPTIONS, row.moves, strict=True)
        if move.count
    )
    return ", ".join(counts)
