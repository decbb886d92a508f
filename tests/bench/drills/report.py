"""What a drill tried, what survived and what was lost, as a table in Markdown."""

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

SHOWN = 10
"""Losses that are written out."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the table. `lost` has a sentence for each of those tried that did not survive."""

    what: str
    tried: int
    lost: tuple[str, ...] = ()
    note: str = ""

    @property
    def survived(self) -> int:
        return self.tried - len(self.lost)


Drill = Callable[[], Iterable[Outcome]]


def run(drill: Drill) -> None:
    """Run it, print its table, and exit with 1 if anything was lost. Whoever ends it, by Ctrl-C or
    SIGTERM, ends what it has started as well."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit("Told to end."))
    try:
        outcomes = list(drill())
    except KeyboardInterrupt:
        sys.exit("Told to end.")
    print("\n".join(table(outcomes)))
    sys.exit(any(outcome.lost for outcome in outcomes))


def table(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The lines of the table, and below it what was lost."""
    outcomes = tuple(outcomes)
    yield "| What | Tried | Survived | Lost | |"
    yield "|---|---:|---:|---:|---|"
    for each in outcomes:
        counts = f"{each.tried:,} | {each.survived:,} | {len(each.lost):,}"
        yield f"| {each.what} | {counts} | {each.note} |"
    for each in outcomes:
        yield from (f"\nLost, {each.what}: {sentence}" for sentence in each.lost[:SHOWN])
