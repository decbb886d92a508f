"""Two decisions of many rows against each other: the families, and where the work is done."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from matcher.core import Taxonomy
from matcher.presenters.programme.choices import Chosen, names, value_of
from matcher.presenters.words import Tag, tag
from matcher.programmes import SummarisedRow

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


Pair = tuple[str, str]
"""What belongs to the axis that goes down, and to the one that goes across."""


def matrix(taxonomy: Taxonomy, rows: Sequence[SummarisedRow], page: str) -> Matrix | None:
    """The axis with profiles against the one with places; None where the taxonomy does not have
    both, or too little is decided."""
    axes = _axis_with_profiles(taxonomy), _axis_with_places(taxonomy)
    counts = _decided(rows, axes) if all(axes) else Counter()
    if counts.total() < MATRIX_FROM:
        return None
    down, across = axes
    columns = _present(taxonomy, across, [column for _row, column in counts])
    return Matrix(
        down=tag(taxonomy.index.axis_by_slug[down]),
        across=tag(taxonomy.index.axis_by_slug[across]),
        columns=tuple(columns.values()),
        rows=tuple(
            MatrixRow(name, tuple(_cell(counts, axes, (row, column), page) for column in columns))
            for row, name in _present(taxonomy, down, [row for row, _column in counts]).items()
        ),
    )


def _axis_with_profiles(taxonomy: Taxonomy) -> str:
    """The slug of the axis; empty without one."""
    return next((outcome.axis for outcome in taxonomy.outcomes if outcome.profile), "")


def _axis_with_places(taxonomy: Taxonomy) -> str:
    """The slug of the axis; empty without one."""
    hours = ((outcome.axis, outcome.min_shared_hours) for outcome in taxonomy.outcomes)
    return next((axis for axis, shared in hours if shared is not None), "")


def _decided(rows: Iterable[SummarisedRow], axes: Pair) -> Counter[Pair]:
    """How many rows have each pair of outcomes."""
    pairs = ((value_of(row, axes[0]), value_of(row, axes[1])) for row in rows)
    return Counter(pair for pair in pairs if all(pair))


def _present(taxonomy: Taxonomy, axis: str, slugs: Collection[str]) -> dict[str, str]:
    """The names of those outcomes, in the order of the axis."""
    return {slug: name for slug, name in names(taxonomy)[axis].items() if slug in slugs}


def _cell(counts: Counter[Pair], axes: Pair, pair: Pair, page: str) -> MatrixCell:
    chosen = Chosen(dict(zip(axes, pair, strict=True)))
    return MatrixCell(counts[pair], chosen.url(page) if counts[pair] else "")
