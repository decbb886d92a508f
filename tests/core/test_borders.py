"""A border question tells two close outcomes apart, and does nothing else."""

import pytest

from matcher.core import Taxonomy, match
from matcher.core.scoring import rank
from matcher.core.sensitivity import unknowns
from matcher.core.walk import walk
from tests import builders

BORDER = builders.question(
    "money-or-people", "money", "people", "both", family=builders.tie_break("family")
).model_copy(update={"between": ("finance", "hr")})

TAXONOMY = builders.taxonomy(
    axes=[builders.axis("family", full_answers=2), builders.axis("place")],
    outcomes={"family": ["finance", "hr", "shop"], "place": ["home", "far"]},
    questions=[
        builders.question("object", "pay", "orders", family=1),
        builders.question("served", "staff", "shoppers", family=1),
        builders.question("law", "strict", "loose", place=1),
        BORDER,
    ],
    evidence=(
        *builders.evidence(
            "family",
            {
                "object=pay": {"finance": 3, "hr": 3},
                "object=orders": {"shop": 3, "finance": 1},
                "served=staff": {"hr": 1},
                "served=shoppers": {"shop": 1},
                "money-or-people=money": {"finance": 2, "hr": -2},
                "money-or-people=people": {"finance": -2, "hr": 2},
            },
        ),
        *builders.evidence("place", {"law=strict": {"home": 3}}),
    ),
)


def at(taxonomy: Taxonomy = TAXONOMY, **picks: str) -> str | None:
    return walk(taxonomy, match(taxonomy, builders.answers(taxonomy, **picks))).next


@pytest.mark.parametrize(
    ("picks", "expected"),
    [
        # close, but a base question of the axis may still part them
        ({"object": "pay"}, "served"),
        # close, and nothing else is left to part them: asked before the other decisions
        ({"object": "pay", "served": "not-sure"}, "money-or-people"),
        # asked once
        ({"object": "pay", "served": "not-sure", "money-or-people": "money"}, "law"),
        ({"object": "pay", "served": "not-sure", "money-or-people": "not-sure"}, "law"),
        # 4 to 3 points is not close
        ({"object": "pay", "served": "staff"}, "law"),
        # another pair is first
        ({"object": "orders", "served": "shoppers"}, "law"),
    ],
)
def test_it_is_asked_only_while_its_pair_is_first_and_close(
    picks: dict[str, str], expected: str
) -> None:
    assert at(**picks) == expected


def test_an_answer_counts_also_when_it_is_no_longer_asked() -> None:
    picks = {"object": "orders", "served": "shoppers", "money-or-people": "money"}
    standings = rank(TAXONOMY, "family", picks).standings
    assert [(one.outcome, one.points) for one in standings] == [
        ("shop", 400),
        ("finance", 300),
        ("hr", -200),
    ]


def test_it_is_no_part_of_settled() -> None:
    assert rank(TAXONOMY, "family", {"object": "pay", "served": "staff"}).settled is True
    assert rank(TAXONOMY, "family", {"object": "pay", "served": "not-sure"}).settled is True


def test_it_is_no_part_of_unanswered_nor_of_the_unknowns() -> None:
    result = match(TAXONOMY, builders.answers(TAXONOMY, object="pay"))
    assert result.unanswered == ("served", "law")
    assert {one.question for one in unknowns(TAXONOMY, result)} == {"served", "law"}


def test_it_does_not_make_the_picture_fuller() -> None:
    ranking = rank(TAXONOMY, "family", {"object": "pay", "money-or-people": "money"})
    assert (ranking.answered, ranking.confidence) == (1, "likely")
