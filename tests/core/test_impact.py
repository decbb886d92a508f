"""What another taxonomy does to many answer sets."""

from hypothesis import given, strategies as st

from matcher.core import NOT_SURE, Answers, Taxonomy
from matcher.core.impact import (
    EXAMPLES_PER_MOVE,
    Impact,
    Move,
    compare,
    moves_by_impact,
    random_answers,
)
from matcher.core.scoring import first_outcome, rank
from tests import builders
from tests.core import strategies

BEFORE = builders.taxonomy(
    axes=[builders.axis("family"), builders.axis("place")],
    outcomes={"family": ["support", "finance"], "place": ["home", "far"]},
    questions=[
        builders.question("object", "contacts", "books", family=1),
        builders.question("law", "loose", "strict", place=1, family=1),
    ],
    evidence=(
        *builders.evidence(
            "family", {"object=contacts": {"support": 3}, "object=books": {"finance": 3}}
        ),
        *builders.evidence("place", {"law=strict": {"home": 2}, "law=loose": {"far": 2}}),
    ),
)
AFTER = builders.changed(
    BEFORE,
    evidence=(
        *builders.evidence(
            "family", {"object=contacts": {"finance": 3}, "object=books": {"finance": 3}}
        ),
        *builders.evidence("place", {"law=strict": {"far": 2}}),
    ),
)


def answers(**picks: str) -> Answers:
    return builders.answers(BEFORE, **picks)


def test_moves_are_counted_by_axis_from_and_to_with_examples() -> None:
    sets = [
        ("one", answers(object="contacts", law="strict")),
        ("two", answers(object="contacts")),
        ("three", answers(object="books", law="loose")),
        ("four", answers(object="books")),
    ]
    assert compare(BEFORE, AFTER, sets) == Impact(
        compared=4,
        changed=3,
        moves=(
            Move("family", "support", "finance", 2, ("one", "two")),
            Move("place", "far", None, 1, ("three",)),
            Move("place", "home", "far", 1, ("one",)),
        ),
    )


def test_the_same_rules_move_nothing() -> None:
    sets = [("one", answers(object="contacts", law="strict"))]
    assert compare(BEFORE, BEFORE, sets) == Impact(compared=1)


def test_no_answer_sets_are_no_impact() -> None:
    assert compare(BEFORE, AFTER, []) == Impact()


def test_an_answer_that_one_side_does_not_know_is_left_out_there() -> None:
    question = builders.question("object", "contacts", "books", "shops", family=1)
    after = builders.changed(
        BEFORE,
        questions=(question, BEFORE.questions[1]),
        evidence=(*BEFORE.evidence, *builders.evidence("family", {"object=shops": {"finance": 1}})),
        combinations=(builders.combination("no", "family", "object unanswered", support=9),),
    )
    sets = [("shop", answers(object="shops")), ("junk", Answers((("object", "junk"),)))]
    assert compare(BEFORE, after, sets) == Impact(
        2, 1, (Move("family", None, "finance", 1, ("shop",)),)
    )


def test_answers_are_read_as_each_side_has_them() -> None:
    """Of several ticks those in another order, and what an earlier edition had."""
    after = builders.changed(
        BEFORE,
        questions=(
            builders.several("object", "books", "contacts", "shops", family=1),
            BEFORE.questions[1],
        ),
        evidence=builders.evidence("family", {"object=books": {"finance": 1}}),
        retired=(builders.retired("object=letters", "object=books"),),
    )
    turned = builders.changed(
        after, questions=(builders.several("object", "contacts", "books", family=1),)
    )
    sets = [
        ("ticks", Answers((("object", "contacts"), ("object", "books")))),
        ("retired", Answers((("object", "letters"),))),
        ("new", Answers((("object", "shops"), ("object", "books")))),
    ]
    assert compare(turned, after, sets) == Impact(
        3, 1, (Move("family", None, "finance", 1, ("new",)),)
    )
    assert compare(BEFORE, after, sets) == Impact(
        3, 3, (Move("family", None, "finance", 3, ("ticks", "retired", "new")),)
    )


def test_an_axis_that_one_side_lacks_has_no_first_outcome_there() -> None:
    small = builders.changed(BEFORE, axes=BEFORE.axes[:1])
    sets = [("one", answers(law="loose"))]
    assert compare(BEFORE, small, sets).moves == (Move("place", "far", None, 1, ("one",)),)
    assert compare(small, BEFORE, sets).moves == (Move("place", None, "far", 1, ("one",)),)


def test_only_a_few_examples_are_kept_and_the_first_ones() -> None:
    sets = [(str(number), answers(object="contacts")) for number in range(EXAMPLES_PER_MOVE + 2)]
    (move,) = compare(BEFORE, AFTER, sets).moves
    assert (move.count, move.examples) == (EXAMPLES_PER_MOVE + 2, ("0", "1", "2"))


def test_an_impact_tells_of_one_axis() -> None:
    impact = compare(BEFORE, AFTER, [("one", answers(object="contacts", law="strict"))])
    assert impact.moves_on("place") == (Move("place", "home", "far", 1, ("one",)),)
    assert (impact.changed_on("place"), impact.changed_on("nowhere")) == (1, 0)


def test_moves_of_several_impacts_share_one_table() -> None:
    cases = compare(BEFORE, AFTER, [("case", answers(object="contacts", law="loose"))])
    stored = compare(BEFORE, AFTER, [("1", answers(law="strict")), ("2", answers(law="strict"))])
    assert moves_by_impact([cases, stored], "place") == (
        (Move("place", "home", "far", 0, ()), Move("place", "home", "far", 2, ("1", "2"))),
        (Move("place", "far", None, 1, ("case",)), Move("place", "far", None, 0, ())),
    )
    assert moves_by_impact([cases, stored], "nowhere") == ()


@given(
    strategies.taxonomies(),
    strategies.taxonomies(),
    st.lists(strategies.answer_sets(), max_size=12),
    st.integers(0, 12),
)
def test_chunks_add_up_to_the_whole(
    before: Taxonomy, after: Taxonomy, sets: list[Answers], cut: int
) -> None:
    named = [(str(number), answers) for number, answers in enumerate(sets)]
    parts = compare(before, after, named[:cut]) + compare(before, after, named[cut:])
    assert parts == compare(before, after, named)


@given(strategies.taxonomies(), strategies.answer_sets())
def test_the_first_outcome_is_that_of_the_ranking(taxonomy: Taxonomy, answers: Answers) -> None:
    picks = answers.as_dict()
    for axis, rules in taxonomy.index.rules.items():
        assert first_outcome(rules, picks) == rank(taxonomy, axis, picks).top


# ── Random answer sets ───────────────────────────────────────────────────────────────────


def made(taxonomy: Taxonomy, start: int = 0, count: int = 400, seed: int = 1) -> list[Answers]:
    return list(random_answers(taxonomy, seed=seed, start=start, count=count))


def test_any_part_of_the_random_answer_sets_can_be_made_alone() -> None:
    assert made(BEFORE)[100:150] == made(BEFORE, start=100, count=50)
    assert made(BEFORE) != made(BEFORE, seed=2)


def test_random_answer_sets_are_complete_and_partial_and_not_sure() -> None:
    sets = made(BEFORE)
    assert {len(answers) for answers in sets} == {0, 1, 2}
    assert sum(len(answers) == 2 for answers in sets) > 200
    assert {option for answers in sets for _question, option in answers} == {
        "contacts",
        "books",
        "loose",
        "strict",
        NOT_SURE,
    }


def test_some_random_answer_sets_answer_one_border_question() -> None:
    border = builders.question("border", "left", "right", family=1).model_copy(
        update={"between": ("support", "finance")}
    )
    sets = made(builders.changed(BEFORE, questions=(*BEFORE.questions, border)))
    answered = [answers for answers in sets if "border" in answers.as_dict()]
    assert 50 < len(answered) < 150


def test_some_random_answers_tick_several_options_none_of_which_excludes_another() -> None:
    ticks = builders.several("object", "contacts", "books", "none", conflicts=["books, none"])
    sets = made(builders.changed(BEFORE, questions=(ticks,)))
    given = {answers.as_dict().get("object", ()) for answers in sets}
    assert given == {(), (NOT_SURE,), *ticks.answers}


def test_a_question_without_options_is_answered_with_not_sure() -> None:
    empty = BEFORE.questions[0].model_copy(update={"options": ()})
    sets = made(builders.changed(BEFORE, questions=(empty,)))
    assert {option for answers in sets for _question, option in answers} == {NOT_SURE}
