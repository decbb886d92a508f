"""Two decisions of many rows against each other: the families, and where the work is done."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.core import Outcome, Taxonomy
from matcher.presenters.programme.choices import Chosen, Work, names
from matcher.presenters.words import Tag, tag

MATRIX_FROM = 3
"""So many rows with both decisions make it worthwhile."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How many rows have both outcomes, and the link that shows them; empty for none."""

    count: int
    href: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An outcome, with a cell for each of the other axis."""

    name: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The axis that goes down, with a row for each outcome that some piece of work has; and the one
    that goes across, with a column for each."""

    down: Tag
    across: Tag
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def matrix(taxonomy: Taxonomy, works: Sequence[Work], page: str) -> Matrix | None:
    """The axis with profiles against the one with places; None where the taxonomy does not have
    both, or too little is decided."""
    down = _axis(taxonomy, [outcome for outcome in taxonomy.outcomes if outcome.profile])
    across = _axis(
        taxonomy, [each for each in taxonomy.outcomes if each.min_shared_hours is not None]
    )
    counts = Counter((work.value(down), work.value(across)) for work in works if down and across)
    decided = {pair: count for pair, count in counts.items() if all(pair)}
    if sum(decided.values()) < MATRIX_FROM:
        return None
    columns = _present(taxonomy, across, [pair[1] for pair in decided])
    rows = _present(taxonomy, down, [pair[0] for pair in decided])
    axes = taxonomy.index.axis_by_slug
    return Matrix(
        down=tag(axes[down]),
        across=tag(axes[across]),
        columns=tuple(columns.values()),
        rows=tuple(
            MatrixRow(
                name,
                tuple(
                    _cell(decided.get((slug, column), 0), {down: slug, across: column}, page)
                    for column in columns
                ),
            )
            for slug, name in rows.items()
        ),
    )


def _axis(taxonomy: Taxonomy, outcomes: Sequence[Outcome]) -> str:
    """The axis of the outcomes; empty without any."""
    return outcomes[0].axis if outcomes else ""


def _present(taxonomy: Taxonomy, axis: str, slugs: Sequence[str]) -> dict[str, str]:
    """The names of those outcomes, in the order of the axis."""
    return {slug: name for slug, name in names(taxonomy)[axis].items() if slug in slugs}


def _cell(count: int, values: Mapping[str, str], page: str) -> MatrixCell:
    return MatrixCell(count, Chosen(values).url(page) if count else "")
