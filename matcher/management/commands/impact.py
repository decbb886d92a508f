"""manage.py impact: whose first outcome would the draft change?"""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from matcher.editions import NoEdition, Unsound
from matcher.impact import (
    COUNTED,
    SAMPLES,
    SEED,
    Row,
    Run,
    Sides,
    finish,
    grouped,
    in_words,
    sides,
    start,
    tables,
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
            default=SAMPLES,
            help=f"how many random answer sets to compare ({grouped(SAMPLES)} without it)",
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=SEED,
            help="another number gives other random answer sets, the same number the same ones",
        )

    def handle(self, *, samples: int, seed: int, **options: object) -> None:
        compared = _sides()
        if compared.same:
            self.stdout.write(f"The draft is edition {compared.edition.number}, word for word.")
            return
        run = finish(compared, start(compared, samples=samples, seed=seed))
        self.stdout.write(f"The draft compared with edition {compared.edition.number}.")
        self.stdout.write(in_words(run))
        for line in _lines(compared, run):
            self.stdout.write(line)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError("give a whole number from 0 on")
    return int(text)


def _sides() -> Sides:
    try:
        return sides()
    except NoEdition as error:
        raise CommandError(f"{error} Run: manage.py publish --note “…”") from None
    except Unsound as error:
        findings = "\n".join(f"{one.where}: {one.sentence}" for one in error.findings)
        raise CommandError(f"The draft is not sound, so it matches nothing:\n{findings}") from None


def _lines(compared: Sides, run: Run) -> Iterator[str]:
    for table in tables(compared, run):
        changed = zip(table.changed, run.impacts, COUNTED, strict=True)
        counts = (f"{grouped(some)} of {each(one.compared)}" for some, one, each in changed)
        yield f"\n{table.name}: {', '.join(counts)}"
        for row in table.rows:
            yield f"  {row.before} -> {row.after}: {_counts(row)}"
        if not table.rows:
            yield "  No first outcome changes."


def _counts(row: Row) -> str:
    counts = (each(move.count) for each, move in zip(COUNTED, row.moves, strict=True) if move.count)
    return ", ".join(counts)
