"""The families as a map: from left to right whom they serve, from bottom to top how much judgment a
case takes.

The map is a grid of cells, so that no width of the page and no size of the text lets two names
overlap: a name takes three cells, and no two names share one.
"""

from dataclasses import dataclass

from matcher.core import Outcome, Profile
from matcher.presenters.reference import Link, families
from matcher.web.page import RenderContext

COLUMNS = 12
ROWS = 8
SPAN = 3
"""How many cells of its row a name takes, beginning or ending with the one of its point."""

FULL = 100
"""The highest value on the scales of a profile."""


@dataclass(frozen=True, slots=True)
class MapNode:
    """A family on the map: its row from the top and the first of its cells, both from 1. The point
    is at the left end of the name; with `leftwards` at its right end."""

    name: str
    href: str
    row: int
    column: int
    leftwards: bool

    @property
    def cells(self) -> frozenset[tuple[int, int]]:
        """The cells that it takes."""
        return frozenset((self.row, self.column + number) for number in range(SPAN))


@dataclass(frozen=True, slots=True)
class FamilyMap:
    """The families that have a place on the map, and the others."""

    nodes: tuple[MapNode, ...]
    others: tuple[Link, ...]


def family_map(context: RenderContext) -> FamilyMap:
    """The map of this edition, in the order of its families."""
    nodes: list[MapNode] = []
    others: list[Link] = []
    for outcome, profile in families(context.taxonomy).values():
        href = context.page_url("family", outcome.slug)
        node = _free_place(outcome, profile, href, nodes)
        nodes.extend([node] if node else [])
        others.extend([] if node else [Link(outcome.name, href)])
    return FamilyMap(tuple(nodes), tuple(others))


def _free_place(
    outcome: Outcome, profile: Profile, href: str, taken: list[MapNode]
) -> MapNode | None:
    """The node in the free row nearest to where it belongs; None without a place or a free row."""
    if profile.inward is None or profile.expertise is None:
        return None
    point = 1 + _scaled(profile.inward, COLUMNS - 1)
    wanted = ROWS - _scaled(profile.expertise, ROWS - 1)
    leftwards = point + SPAN - 1 > COLUMNS
    column = point - SPAN + 1 if leftwards else point
    for row in sorted(range(1, ROWS + 1), key=lambda row: abs(row - wanted)):
        node = MapNode(outcome.name, href, row, column, leftwards)
        if all(node.cells.isdisjoint(other.cells) for other in taken):
            return node
    return None


def _scaled(value: int, steps: int) -> int:
    return round(value * steps / FULL)
