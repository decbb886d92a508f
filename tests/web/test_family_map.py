"""The map of families: where each stands, and that no two names overlap."""

from itertools import combinations

import pytest

from matcher.core import Profile, Taxonomy
from matcher.editions import Release
from matcher.presenters.family_map import COLUMNS, ROWS, FamilyMap, MapNode, family_map
from matcher.web.page import RenderContext
from tests import builders
from tests.web.editions import publish, small

pytestmark = pytest.mark.django_db

TEXTS = dict.fromkeys(
    (
        *("definition", "position", "office", "served", "work_kind", "judgment", "regulation"),
        *("volume", "channels", "systems", "staffing", "quality", "training", "pricing"),
        "automation",
    ),
    "So.",
)


def shown(release: Release) -> FamilyMap:
    return family_map(RenderContext(release, "/"))


def placed(*places: tuple[int | None, int | None]) -> Taxonomy:
    """A taxonomy whose outcomes are families at these places."""
    outcomes = small().outcomes[: len(places)]
    return builders.changed(
        small(),
        outcomes=tuple(
            outcome.model_copy(
                update={"profile": Profile(**TEXTS, inward=inward, expertise=expertise)}
            )
            for outcome, (inward, expertise) in zip(outcomes, places, strict=True)
        ),
        evidence=(),
    )


def test_a_family_stands_where_its_profile_says(client):
    nodes = shown(publish(placed((0, 0), (100, 100), (50, 50)))).nodes
    assert nodes == (
        MapNode("Apple", "/families/apple/", row=8, column=1, leftwards=False),
        MapNode("Pear", "/families/pear/", row=1, column=10, leftwards=True),
        MapNode("Plum", "/families/plum/", row=4, column=7, leftwards=False),
    )


def test_of_two_at_one_place_the_second_moves_to_the_nearest_free_row(client):
    nodes = shown(publish(placed((50, 50), (50, 50), (60, 50)))).nodes
    assert [(node.row, node.column) for node in nodes] == [(4, 7), (3, 7), (5, 8)]


def test_a_family_without_a_place_is_named_beside_the_map(client):
    families = shown(publish(placed((None, 50), (50, None), (50, 50))))
    assert [node.name for node in families.nodes] == ["Plum"]
    assert [other.name for other in families.others] == ["Apple", "Pear"]


def test_no_two_families_as_delivered_share_a_cell_and_none_had_to_move(published):
    profiles = {
        outcome.name: outcome.profile for outcome in published.taxonomy.outcomes if outcome.profile
    }
    families = shown(published)
    assert families.others == ()
    for node in families.nodes:
        assert all(1 <= row <= ROWS and 1 <= column <= COLUMNS for row, column in node.cells)
        assert node.row == ROWS - round(profiles[node.name].expertise * (ROWS - 1) / 100)
    for node, other in combinations(families.nodes, 2):
        assert node.cells.isdisjoint(other.cells), (node.name, other.name)
