"""Where the match sits: the two axes without families, one across the other."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.core.matching import Match
from matcher.core.ranking import Ranking
from matcher.core.taxonomy.values import Axis, Taxonomy
from matcher.presenters.family import families
from matcher.web.page import PARTS_KEPT, Scene

Kind = Literal["match", "tie", "out", "open"]
Kinds = tuple[tuple[str, Kind], ...]
"""What each outcome of an axis is, in the order of the axis."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the grid, and the word for what it is."""

    kind: Kind
    word: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: tuple[Cell, ...]


def grid_drawn(scene: Scene, match: Match) -> SafeString:
    """The grid, if there are two such axes and one of them says something."""
    axes = _plain_axes(scene.taxonomy)
    if len(axes) != 2:
        return SafeString()
    down, across = (_kinds(scene.taxonomy, match.rankings[axis.slug]) for axis in axes)
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
    return _grid(scene, down, across, reasons)


def _plain_axes(taxonomy: Taxonomy) -> list[Axis]:
    with_families = {outcome.axis for outcome, _profile in families(taxonomy).values()}
    return [axis for axis in taxonomy.axes if axis.slug not in with_families]


def _kinds(taxonomy: Taxonomy, ranking: Ranking) -> Kinds:
    out = {exclusion.outcome for exclusion in ranking.excluded}

    def kind(slug: str) -> Kind:
        if slug in out:
            return "out"
        if slug == ranking.top:
            return "match"
        return "tie" if slug in ranking.tied else "open"

    return tuple([(one.slug, kind(one.slug)) for one in taxonomy.outcomes_by_axis[ranking.axis]])


@lru_cache(maxsize=PARTS_KEPT)
def _grid(
    scene: Scene, down: Kinds, across: Kinds, reasons: tuple[tuple[str, str, str], ...]
) -> SafeString:
    rows_axis, columns_axis = _plain_axes(scene.taxonomy)
    names = {key: outcome.name for key, outcome in scene.taxonomy.outcome_by_slug.items()}
    context = {
        "rows_axis": rows_axis.name,
        "columns_axis": columns_axis.name,
        "columns": [names[columns_axis.slug, slug] for slug, _kind in across],
        "rows": [
            Row(names[rows_axis.slug, slug], tuple(_cell({kind, other}) for _slug, other in across))
            for slug, kind in down
        ],
        "reasons": [(names[axis, slug], sentence) for axis, slug, sentence in reasons],
    }
    return render_to_string("_result_grid.html", context)


def _cell(kinds: set[Kind]) -> Cell:
    if "out" in kinds:
        return Cell("out", _("Ruled out"))
    if kinds == {"match"}:
        return Cell("match", _("Your match"))
    if kinds <= {"match", "tie"}:
        return Cell("tie", _("Equal points"))
    return Cell("open", _("Possible"))
