"""Where the match sits: a grid of two axes without families."""

from dataclasses import dataclass
from typing import Literal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core import Axis, Match, Ranking, Taxonomy
from matcher.presenters.family import families
from matcher.web.page import PARTS_KEPT, RenderContext, remembered

CellKind = Literal["match", "tie", "out", "open"]
OutcomeKinds = tuple[tuple[str, CellKind], ...]
"""The kind of each outcome of an axis, in the order of the axis."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of the grid, and the word for its kind."""

    kind: CellKind
    word: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """One outcome of the axis that goes down, with its cells."""

    name: str
    cells: tuple[GridCell, ...]


def render_grid(context: RenderContext, match: Match) -> SafeString:
    """The grid, if there are two such axes and one of them has something to say."""
    axes = grid_axes(context.taxonomy)
    if axes is None:
        return SafeString()
    down, across = (_kinds(context.taxonomy, match.rankings[axis.slug]) for axis in axes)
    if all(kind == "open" for _slug, kind in (*down, *across)):
        return SafeString()
    reasons = tuple(
        (
            exclusion.reasons[0].axis,
            exclusion.outcome,
            " ".join(cell.sentence for cell in exclusion.reasons),
        )
        for axis in axes
        for exclusion in match.rankings[axis.slug].excluded
    )
    return _grid(context, axes, down, across, reasons)


def grid_axes(taxonomy: Taxonomy) -> tuple[Axis, Axis] | None:
    """The axes that go down and across: the first two of those without families, in their order.
    None where there are fewer."""
    with_families = {outcome.axis for outcome, _profile in families(taxonomy).values()}
    plain = [axis for axis in taxonomy.axes if axis.slug not in with_families]
    return (plain[0], plain[1]) if len(plain) > 1 else None


def _kinds(taxonomy: Taxonomy, ranking: Ranking) -> OutcomeKinds:
    excluded = {exclusion.outcome for exclusion in ranking.excluded}

    def kind(slug: str) -> CellKind:
        if slug in excluded:
            return "out"
        if slug == ranking.top:
            return "match"
        return "tie" if slug in ranking.tied else "open"

    outcomes = taxonomy.index.outcomes_by_axis[ranking.axis]
    return tuple([(outcome.slug, kind(outcome.slug)) for outcome in outcomes])


@remembered(PARTS_KEPT)
def _grid(
    context: RenderContext,
    axes: tuple[Axis, Axis],
    down: OutcomeKinds,
    across: OutcomeKinds,
    reasons: tuple[tuple[str, str, str], ...],
) -> SafeString:
    rows_axis, columns_axis = axes
    names = {key: outcome.name for key, outcome in context.taxonomy.index.outcome_by_slug.items()}
    values = {
        "rows_axis": rows_axis.name,
        "columns_axis": columns_axis.name,
        "columns": [names[columns_axis.slug, slug] for slug, _kind in across],
        "rows": [
            GridRow(
                names[rows_axis.slug, slug], tuple(_cell({kind, other}) for _slug, other in across)
            )
            for slug, kind in down
        ],
        "reasons": [(names[axis, slug], sentence) for axis, slug, sentence in reasons],
    }
    return render_to_string("_result_grid.html", values)


def _cell(kinds: set[CellKind]) -> GridCell:
    if "out" in kinds:
        return GridCell("out", _("Ruled out"))
    if kinds == {"match"}:
        return GridCell("match", _("Your match"))
    if kinds <= {"match", "tie"}:
        return GridCell("tie", _("Equal points"))
    return GridCell("open", _("Possible"))
