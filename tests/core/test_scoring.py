"""Ranking by tables: points, order, ties, exclusions, confidence."""

import pytest

from matcher.core import Bonus, Contribution, Exclusion, Ranking, Standing, Taxonomy, Weight
from matcher.core.scoring import rank
from tests import builders

SMALL = builders.taxonomy(
    axes=[builders.axis("family", tie_question="object", full_answers=2)],
    outcomes={"family": ["support", "finance", "shop"]},
    questions=[
        builders.question("served", "customer", "staff", "nobody", family=1),
        builders.question(
            "object", "contacts", "invoices", "orders", family=builders.required("family", 2)
        ),
        builders.question("channel", "phone", "queue", family=0.75),
        builders.question("rules", "strict", "loose"),
    ],
    evidence=builders.evidence(
        "family",
        {
            "served=customer": {"support": 3, "finance": -1, "shop": 2},
            "served=staff": {"support": -2, "finance": 1},
            "object=contacts": {"support": 3, "finance": -2},
            "object=invoices": {"finance": 3, "support": -2},
            "object=orders": {"shop": 3, "support": -1},
            "channel=phone": {"support": 3},
            "channel=queue": {"support": "x", "finance": 2},
            "rules=strict": {"finance": 3},
        },
    ),
    combinations=[
        builders.combination(
            "shop-blend", "family", "object = orders and served = customer", shop=3, support=-1
        )
    ],
)


def ranked(taxonomy: Taxonomy, axis: str, picks: dict[str, str]) -> Ranking:
    return rank(taxonomy, axis, builders.picks(picks))


def points(picks: dict[str, str]) -> list[tuple[str, int]]:
    return [(one.outcome, one.points) for one in ranked(SMALL, "family", picks).standings]


@pytest.mark.parametrize(
    ("picks", "expected"),
    [
        ({}, [("support", 0), ("finance", 0), ("shop", 0)]),
        ({"served": "not-sure"}, [("support", 0), ("finance", 0), ("shop", 0)]),
        ({"served": "customer"}, [("support", 300), ("shop", 200), ("finance", -100)]),
        ({"object": "invoices"}, [("finance", 600), ("shop", 0), ("support", -400)]),
        ({"channel": "phone"}, [("support", 225), ("finance", 0), ("shop", 0)]),
        ({"channel": "queue"}, [("finance", 150), ("shop", 0)]),
        (
            {"served": "customer", "object": "orders"},
            [("shop", 1100), ("support", 0), ("finance", -100)],
        ),
    ],
)
def test_points_are_strength_times_weight_plus_combinations(
    picks: dict[str, str], expected: list[tuple[str, int]]
) -> None:
    assert points(picks) == expected


def test_every_point_has_its_sentence() -> None:
    ranking = ranked(SMALL, "family", {"served": "customer", "object": "orders"})
    assert ranking.standings[0] == Standing(
        outcome="shop",
        points=1100,
        contributions=(
            Contribution(
                axis="family",
                outcome="shop",
                question="served",
                option="customer",
                strength=2,
                weight=100,
                points=200,
                sentence="served=customer and shop.",
                excludes=False,
            ),
            Contribution(
                axis="family",
                outcome="shop",
                question="object",
                option="orders",
                strength=3,
                weight=200,
                points=600,
                sentence="object=orders and shop.",
                excludes=False,
            ),
        ),
        bonuses=(Bonus("shop-blend", "shop", 300, "shop-blend: shop."),),
    )


def test_evidence_of_a_question_without_weight_on_the_axis_never_counts() -> None:
    assert points({"rules": "strict"}) == points({})
    assert ranked(SMALL, "family", {"rules": "strict"}).top is None


@pytest.mark.parametrize("picks", [{}, {"served": "not-sure"}, {"served": "nobody"}])
def test_without_a_scoring_answer_nothing_is_first(picks: dict[str, str]) -> None:
    ranking = ranked(SMALL, "family", picks)
    assert (ranking.top, ranking.margin, ranking.confidence) == (None, None, "provisional")


def test_a_combination_adds_nothing_without_a_scoring_answer() -> None:
    taxonomy = builders.changed(
        SMALL, combinations=(builders.combination("odd", "family", "served unanswered", finance=5),)
    )
    assert ranked(taxonomy, "family", {}).top is None
    assert {one.points for one in ranked(taxonomy, "family", {}).standings} == {0}


def test_an_excluded_outcome_keeps_its_sentence_and_stands_apart() -> None:
    ranking = ranked(SMALL, "family", {"channel": "queue", "object": "contacts"})
    assert [one.outcome for one in ranking.standings] == ["shop", "finance"]
    assert [(one.outcome, one.reasons[0].sentence) for one in ranking.excluded] == [
        ("support", "channel=queue and support.")
    ]


@pytest.mark.parametrize(
    ("picks", "top"),
    [
        # 3 - 3 for support and finance: the answer to the tie question speaks for finance
        ({"object": "invoices", "served": "nobody"}, "finance"),
        ({"served": "customer", "channel": "not-sure"}, "support"),
    ],
)
def test_the_first_outcome_has_the_most_points(picks: dict[str, str], top: str) -> None:
    assert ranked(SMALL, "family", picks).top == top


TIES = builders.taxonomy(
    axes=[builders.axis("family", tie_question="object"), builders.axis("place")],
    outcomes={"family": ["a", "b", "c"], "place": ["near", "far"]},
    questions=[
        builders.question("object", "x", "y", family=1, place=1),
        builders.question("extra", "p", "q", family=1),
    ],
    evidence=(
        *builders.evidence(
            "family",
            {"object=x": {"b": 2, "a": 1}, "extra=p": {"a": 1}, "object=y": {"c": 1, "b": 1}},
        ),
        *builders.evidence("place", {"object=x": {"far": 2, "near": 2}}),
    ),
)


def test_equal_points_go_to_the_outcome_that_the_tie_answer_speaks_for() -> None:
    ranking = ranked(TIES, "family", {"object": "x", "extra": "p"})
    assert (ranking.top, ranking.margin, ranking.tied) == ("b", 0, ("b", "a"))
    assert ranking.confidence == "close-call"


def test_equal_points_and_equal_strengths_go_by_the_order_of_the_axis() -> None:
    assert ranked(TIES, "family", {"object": "y"}).top == "b"
    assert ranked(TIES, "place", {"object": "x"}).top == "near"


def confidence_taxonomy(*, full_answers: int = 0, needed: bool = False) -> Taxonomy:
    """Outcome `a` gains 1, 3 or 6 points from `size`; `b` may still gain 9 from `later`."""
    weight = Weight(axis="family", weight=300, role="essential", required=needed)
    return builders.taxonomy(
        axes=[builders.axis("family", full_answers=full_answers)],
        outcomes={"family": ["a", "b"]},
        questions=[
            builders.question("size", "small", "medium", "large", family=1),
            builders.question("later", "yes", "no", family=weight),
        ],
        evidence=(
            *builders.evidence(
                "family",
                {
                    "size=small": {"a": 1},
                    "size=medium": {"a": 3},
                    "size=large": {"a": 3, "b": -3},
                    "later=yes": {"b": 3},
                },
            ),
        ),
    )


@pytest.mark.parametrize(
    ("full_answers", "needed", "picks", "expected"),
    [
        (0, False, {"size": "small"}, "close-call"),
        (0, False, {"size": "medium"}, "likely"),
        (0, False, {"size": "large"}, "clear"),
        (2, False, {"size": "large"}, "likely"),
        (2, False, {"size": "large", "later": "no"}, "clear"),
        # settled, as nothing is left to answer, although only one answer is a real one
        (2, False, {"size": "large", "later": "not-sure"}, "clear"),
        (0, True, {"size": "large"}, "provisional"),
        (0, True, {"size": "large", "later": "not-sure"}, "provisional"),
        (0, True, {"size": "large", "later": "no"}, "clear"),
    ],
)
def test_confidence_comes_from_the_margin_and_from_what_is_missing(
    full_answers: int, needed: bool, picks: dict[str, str], expected: str
) -> None:
    taxonomy = confidence_taxonomy(full_answers=full_answers, needed=needed)
    assert ranked(taxonomy, "family", picks).confidence == expected


RULED_OUT = builders.taxonomy(
    axes=[builders.axis("place")],
    outcomes={"place": ["home", "near", "far"]},
    questions=[
        builders.question("law", "country", "region", "none", place=builders.required("place")),
        builders.question("cost", "low", "high", place=builders.required("place")),
    ],
    evidence=builders.evidence(
        "place",
        {
            "law=country": {"home": 3, "near": "x", "far": "x"},
            "law=region": {"far": "x", "near": 1},
            "cost=low": {"home": "x", "far": 3},
        },
    ),
)


def test_one_outcome_left_is_clear_and_has_no_margin() -> None:
    ranking = ranked(RULED_OUT, "place", {"law": "country"})
    assert (ranking.top, ranking.margin, ranking.confidence) == ("home", None, "clear")


def test_when_everything_is_ruled_out_nothing_is_first_and_the_answers_are_named() -> None:
    ranking = ranked(RULED_OUT, "place", {"law": "country", "cost": "low"})
    assert (ranking.top, ranking.standings, ranking.settled) == (None, (), True)
    assert [
        (one.outcome, [(cell.question, cell.option) for cell in one.reasons])
        for one in ranking.excluded
    ] == [
        ("home", [("cost", "low")]),
        ("near", [("law", "country")]),
        ("far", [("law", "country")]),
    ]


def test_an_exclusion_is_no_preference() -> None:
    ranking = ranked(RULED_OUT, "place", {"law": "region"})
    assert ranking.excluded == (
        Exclusion("far", (RULED_OUT.index.cells["place"]["law", "region"][0],)),
    )
    assert [(one.outcome, one.points) for one in ranking.standings] == [("near", 100), ("home", 0)]


@pytest.mark.parametrize(
    ("picks", "close", "unclear"),
    [
        ({"size": "medium"}, False, False),
        ({"size": "small", "later": "no"}, False, True),
        ({"size": "medium", "later": "no"}, False, True),
    ],
)
def test_a_low_best_score_with_a_full_picture_is_unclear(
    picks: dict[str, str], close: bool, unclear: bool
) -> None:
    taxonomy = confidence_taxonomy(full_answers=2)
    axis = taxonomy.axes[0].model_copy(update={"unclear_below": 400})
    ranking = ranked(builders.changed(taxonomy, axes=(axis,)), "family", picks)
    assert (ranking.close, ranking.unclear) == (close, unclear)


def test_close_means_a_share_of_a_first_place_above_zero() -> None:
    close = ranked(TIES, "family", {"object": "x", "extra": "p"})
    apart = ranked(TIES, "family", {"object": "x"})
    assert (close.close, apart.close) == (True, False)
    against = builders.taxonomy(
        axes=[builders.axis("family")],
        outcomes={"family": ["a", "b"]},
        questions=[builders.question("q", "x", family=1)],
        evidence=builders.evidence("family", {"q=x": {"a": -1, "b": -1}}),
    )
    assert ranked(against, "family", {"q": "x"}).close is False


# ── Several ticks ────────────────────────────────────────────────────────────────────────

TICKS = builders.taxonomy(
    axes=[builders.axis("family", tie_question="object", full_answers=2)],
    outcomes={"family": ["support", "finance", "shop"]},
    questions=[
        builders.several("object", "contacts", "invoices", "orders", family=2),
        builders.question("served", "customer", "staff", family=1),
    ],
    evidence=builders.evidence(
        "family",
        {
            "object=contacts": {"support": 2, "finance": -1},
            "object=invoices": {"finance": 3, "shop": "x"},
            "object=orders": {"shop": 3, "support": 1, "finance": 1},
            "served=customer": {"support": 2},
        },
    ),
    combinations=[
        builders.combination("both", "family", "object = contacts and object = invoices", shop=9),
        builders.combination("no-orders", "family", "object is not orders", finance=0.5),
    ],
)


@pytest.mark.parametrize(
    ("object_", "standings", "excluded"),
    [
        ("contacts", [("support", 400), ("shop", 0), ("finance", -150)], []),
        # every tick adds its points, and each combination counts once
        ("contacts, orders", [("support", 600), ("shop", 600), ("finance", 0)], []),
        # what one tick rules out is out, whatever the others say
        ("contacts, invoices", [("finance", 450), ("support", 400)], ["shop"]),
        ("contacts, invoices, orders", [("support", 600), ("finance", 600)], ["shop"]),
    ],
)
def test_the_ticks_of_one_answer_add_up(
    object_: str, standings: list[tuple[str, int]], excluded: list[str]
) -> None:
    ranking = ranked(TICKS, "family", {"object": object_})
    assert [(one.outcome, one.points) for one in ranking.standings] == standings
    assert [one.outcome for one in ranking.excluded] == excluded
    assert ranking.answered == 1


def test_each_tick_has_its_own_sentence() -> None:
    support = ranked(TICKS, "family", {"object": "contacts, orders"}).standings[0]
    assert [(cell.option, cell.sentence) for cell in support.contributions] == [
        ("contacts", "object=contacts and support."),
        ("orders", "object=orders and support."),
    ]


def test_equal_points_go_by_the_sum_of_the_ticks() -> None:
    """Both have 6 points; support speaks with 2 + 1, a shop with 3, finance with -1 + 3 + 1."""
    first = ranked(TICKS, "family", {"object": "contacts, orders"})
    assert (first.tied, first.top) == (("support", "shop"), "support")
    ahead = ranked(
        builders.changed(
            TICKS,
            evidence=(
                *TICKS.evidence,
                *builders.evidence("family", {"served=staff": {"support": -2}}),
                *builders.evidence("family", {"object=contacts": {"shop": 1}}),
            ),
        ),
        "family",
        {"object": "contacts, orders", "served": "customer"},
    )
    assert (ahead.tied, ahead.top) == (("shop", "support"), "shop")


# ── Clear only if no single answer decides ───────────────────────────────────────────────


def robust(*, combination: str = "object = x", **cells: dict[str, int | str]) -> Taxonomy:
    """Three questions of weight 1; `a` gains points from what `cells` say, `b` wins ties."""
    return builders.taxonomy(
        axes=[builders.axis("family", clear_from=300, robust_clear=True)],
        outcomes={"family": ["b", "a", "c"]},
        questions=[
            builders.question("object", "x", "y", family=1),
            builders.question("served", "x", "y", family=1),
            builders.several("where", "x", "y", family=1),
        ],
        evidence=builders.evidence(
            "family", {f"{question}=x": row for question, row in cells.items()}
        ),
        combinations=[builders.combination("more", "family", combination, a=3)],
    )


@pytest.mark.parametrize(
    ("taxonomy", "picks", "expected"),
    [
        # neither of two answers decides
        (robust(object={"a": 3}, served={"a": 3}), "object served", "clear"),
        # without the first answer b leads
        (robust(object={"a": 3}, served={"b": 2}), "object served", "likely"),
        # … or shares the points and comes first
        (robust(object={"a": 3}, served={"a": 1, "b": 1}), "object served", "likely"),
        # without the second answer b is no longer ruled out
        (
            robust(object={"a": 1, "b": 3, "c": -3}, served={"b": "x"}, combination="where = y"),
            "object served",
            "likely",
        ),
        # the combination goes with the answer that it asks for: a keeps 2 points then, or 1
        (
            robust(object={"a": 1}, served={"b": 1}, where={"a": 2}),
            "object served where",
            "clear",
        ),
        (
            robust(object={"a": 1}, served={"b": 1}, where={"a": 1}),
            "object served where",
            "likely",
        ),
        # the only answer that scores
        (robust(object={"a": 3}), "object", "likely"),
        (robust(object={"a": 3}), "object served", "likely"),
        (robust(object={"a": 1}, combination="served = x"), "object served", "likely"),
    ],
)
def test_clear_needs_that_no_single_answer_changes_the_first_place(
    taxonomy: Taxonomy, picks: str, expected: str
) -> None:
    given = dict.fromkeys(picks.split(), "x")
    assert ranked(taxonomy, "family", given).top == "a"
    assert ranked(taxonomy, "family", given).confidence == expected
    (axis,) = taxonomy.axes
    frail = builders.changed(taxonomy, axes=(axis.model_copy(update={"robust_clear": False}),))
    assert ranked(frail, "family", given).confidence == "clear"


def test_all_ticks_of_one_answer_are_one_answer() -> None:
    taxonomy = robust(object={"b": 1}, where={"a": 3})
    ticks = builders.evidence("family", {"where=y": {"a": 3}})
    taxonomy = builders.changed(taxonomy, evidence=(*taxonomy.evidence, *ticks), combinations=())
    ranking = ranked(taxonomy, "family", {"object": "x", "where": "x, y"})
    assert (ranking.margin, ranking.confidence) == (500, "likely")


def test_one_outcome_left_is_clear_although_one_answer_left_it() -> None:
    taxonomy = robust(object={"a": 1, "b": "x", "c": "x"})
    ranking = ranked(taxonomy, "family", {"object": "x"})
    assert (ranking.margin, ranking.confidence) == (None, "clear")


def test_an_axis_is_not_settled_while_a_combination_waits_for_what_is_left_out() -> None:
    """The walk may leave the tie question without an answer, and so start the combination."""
    taxonomy = builders.changed(
        SMALL,
        combinations=(
            builders.combination(
                "nobody-said", "family", "object unanswered and channel = phone", finance=9
            ),
        ),
        evidence=(
            *builders.evidence("family", {"served=customer": {"support": 3}}),
            *builders.evidence("family", {"channel=phone": {"shop": 1}}),
        ),
    )
    picks = {"served": "customer"}
    assert not ranked(taxonomy, "family", picks).base_settled
    assert ranked(taxonomy, "family", {**picks, "channel": "phone"}).top == "finance"
    assert ranked(taxonomy, "family", {**picks, "object": "not-sure"}).base_settled
