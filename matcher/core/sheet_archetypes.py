"""Which row of a spreadsheet takes its answers from which other, as a column of it says."""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

ReferenceProblem = Literal["nowhere", "ambiguous", "itself", "chained", "left-out"]
"""Why a row cannot be taken from another: none is called so; several are; it is the row itself; the
other takes its answers from a third; something else is wrong with the other."""


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row of a spreadsheet as others may refer to it: by its name, or by the number that the file
    gives it. `refers` is how it names the one that it takes its answers from; empty for none."""

    row: int
    name: str
    number: str
    refers: str


def references(names: Mapping[int, str]) -> dict[int, str]:
    """How to refer to each of these rows, by its number: by its name where nothing else is called
    so, else by the number."""
    known = _by_text((*names.items(), *((number, str(number)) for number in names)))
    return {
        number: name if known[_folded(name)] == {number} else str(number)
        for number, name in names.items()
    }


def archetypes(
    rows: Collection[NamedRow], wrong: Container[int]
) -> tuple[dict[int, int], dict[int, ReferenceProblem]]:
    """The row that each is taken from, and why one is not, both by the row of the spreadsheet.
    `wrong` are the rows that are left out."""
    known = _by_text(
        (row.row, text) for row in rows for text in (row.name, row.number) if _folded(text)
    )
    by_row = {row.row: row for row in rows}
    taken: dict[int, int] = {}
    problems: dict[int, ReferenceProblem] = {}
    for row in rows:
        if row.refers:
            found = known.get(_folded(row.refers), set())
            if problem := _problem(row, found, by_row, wrong):
                problems[row.row] = problem
            else:
                (taken[row.row],) = found
    return taken, problems


def _problem(
    row: NamedRow,
    found: Collection[int],
    by_row: Mapping[int, NamedRow],
    wrong: Container[int],
) -> ReferenceProblem | None:
    if len(found) != 1:
        return "ambiguous" if found else "nowhere"
    (other,) = found
    if other == row.row:
        return "itself"
    if by_row[other].refers:
        return "chained"
    return "left-out" if other in wrong else None


def _by_text(pairs: Iterable[tuple[int, str]]) -> dict[str, set[int]]:
    """The rows that are called so."""
    known: dict[str, set[int]] = {}
    for row, text in pairs:
        known.setdefault(_folded(text), set()).add(row)
    return known


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
