"""A border question tells two close outcomes apart, and does nothing else."""

from collections.abc import Mapping

import pytest

from matcher.core import Taxonomy, match
from matcher.core.scoring import rank
from matcher.core.sensitivity import unknowns
from matcher.core.walk import MOST_SCREENS, Walk, open_borders, walk
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
    standings = rank(TAXONOMY, "family", builders.picks(picks)).standings
    assert [(one.outcome, one.points) for one in standings] == [
        ("shop", 400),
        ("finance", 300),
        ("hr", -200),
    ]


@pytest.mark.parametrize(
    ("picks", "settled", "base_settled"),
    [
        # a base question may still turn it
        ({"object": "pay"}, False, False),
        # no base question is left, and the border question is open
        ({"object": "pay", "served": "not-sure"}, False, True),
        ({"object": "pay", "served": "not-sure", "money-or-people": "not-sure"}, True, True),
        ({"object": "pay", "served": "not-sure", "money-or-people": "money"}, True, True),
        # 4 to 3 points is not close, and nothing is left that could make it so
        ({"object": "pay", "served": "staff"}, True, True),
        ({"object": "not-sure", "served": "not-sure"}, True, True),
    ],
)
def test_while_it_may_be_asked_nothing_is_settled_but_among_the_base_questions(
    picks: dict[str, str], settled: bool, base_settled: bool
) -> None:
    ranking = rank(TAXONOMY, "family", builders.picks(picks))
    assert (ranking.settled, ranking.base_settled) == (settled, base_settled)


@pytest.mark.parametrize(
    ("speaks_for", "settled"),
    [
        ("hr", True),  # 4.5 to 3 points at most
        ("finance", False),  # 4 to 3.5 points would be close
    ],
)
def test_it_may_come_up_while_a_base_question_could_make_the_second_close(
    speaks_for: str, settled: bool
) -> None:
    taxonomy = builders.changed(
        TAXONOMY,
        questions=(*TAXONOMY.questions, builders.question("late", "yes", "no", family=0.5)),
        evidence=(
            *TAXONOMY.evidence,
            *builders.evidence("family", {"late=yes": {speaks_for: 1}}),
        ),
    )
    ranking = rank(taxonomy, "family", builders.picks({"object": "pay", "served": "staff"}))
    assert (ranking.settled, ranking.base_settled) == (settled, True)


def test_it_is_no_part_of_unanswered_nor_of_the_unknowns() -> None:
    result = match(TAXONOMY, builders.answers(TAXONOMY, object="pay"))
    assert result.unanswered == ("served", "law")
    assert {one.question for one in unknowns(TAXONOMY, result)} == {"served", "law"}


def position(**picks: str) -> Walk:
    return walk(TAXONOMY, match(TAXONOMY, builders.answers(TAXONOMY, **picks)))


@pytest.mark.parametrize(
    ("picks", "left", "most", "borders"),
    [
        ({}, ("object", "served", "law"), 4, 1),
        ({"object": "pay", "served": "not-sure"}, ("money-or-people", "law"), 2, 0),
        ({"object": "pay", "served": "staff"}, ("law",), 1, 0),
        ({"object": "pay", "served": "not-sure", "money-or-people": "both"}, ("law",), 1, 0),
    ],
)
def test_the_walk_counts_it_while_it_may_turn_up(
    picks: dict[str, str], left: tuple[str, ...], most: int, borders: int
) -> None:
    here = position(**picks)
    assert (here.open, here.most, here.borders) == (left, most, borders)


def test_the_open_one_is_named_by_its_axis() -> None:
    def found(**picks: str) -> Mapping[str, str]:
        return open_borders(TAXONOMY, match(TAXONOMY, builders.answers(TAXONOMY, **picks)))

    assert found(object="pay", served="not-sure") == {"family": "money-or-people"}
    assert found(object="pay") == {}


def with_more_questions(count: int) -> Taxonomy:
    """The taxonomy with so many more questions that nothing makes superfluous."""
    more = [builders.question(f"more-{number}", "yes", "no", place=1) for number in range(count)]
    return builders.changed(TAXONOMY, questions=(*TAXONOMY.questions[:-1], *more, BORDER))


@pytest.mark.parametrize(
    ("more", "asked", "offered", "most"),
    [
        (MOST_SCREENS - 4, ("money-or-people",), (), 2),
        (MOST_SCREENS - 3, (), ("money-or-people",), 1),
    ],
)
def test_one_that_would_make_the_walk_too_long_is_offered_instead(
    more: int, asked: tuple[str, ...], offered: tuple[str, ...], most: int
) -> None:
    taxonomy = with_more_questions(more)
    picks = {f"more-{number}": "yes" for number in range(more)}
    answers = builders.answers(taxonomy, object="pay", served="not-sure", **picks)
    here = walk(taxonomy, match(taxonomy, answers))
    assert (here.open, here.offered, here.most) == ((*asked, "law"), offered, most)
    assert open_borders(taxonomy, match(taxonomy, answers)) == {"family": "money-or-people"}
    assert not rank(taxonomy, "family", answers.as_dict()).settled


def test_no_other_kind_of_buying_is_asked_about_a_border() -> None:
    taxonomy = builders.changed(TAXONOMY, outside=(builders.outside("lease", "object = pay"),))
    answers = builders.answers(taxonomy, object="pay", served="not-sure")
    result = match(taxonomy, answers)
    here = walk(taxonomy, result)
    assert (here.next, here.offered) == (None, ())
    assert open_borders(taxonomy, result) == {"family": "money-or-people"}


def test_it_does_not_make_the_picture_fuller() -> None:
    ranking = rank(
        TAXONOMY, "family", builders.picks({"object": "pay", "money-or-people": "money"})
    )
    assert (ranking.answered, ranking.confidence) == (1, "likely")
