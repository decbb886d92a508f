"""What one taxonomy has that another has not, in words."""

from random import Random

import pytest
from hypothesis import given, strategies as st

from matcher.core import Combination, Label, NextStep, Outcome, ServiceLine, Taxonomy, Weight
from matcher.core.taxonomy.diff import Change, FieldChange, changes_by_group, diff_taxonomies
from matcher.core.taxonomy.row_ref import row_ref
from matcher.core.taxonomy.row_types import ROW_TYPES, RowGroup
from matcher.core.taxonomy.values import Effect, Example, Fact, Note, TypicalAnswer
from tests import builders
from tests.core import strategies

SHOP = Outcome(
    axis="family",
    slug="shop",
    name="Shop",
    summary="Sells.",
    facts=(Fact(name="Good when", text="Always."),),
    service_lines=(ServiceLine(slug="returns", name="Returns", tasks=("Post it.", "Pay it.")),),
)
PLAIN = builders.taxonomy(
    axes=[builders.axis("family")],
    outcomes={"family": ["support"]},
    questions=[builders.question("object", "returns", "letters", "calls", family=1.5)],
    evidence=builders.evidence(
        "family", {"object=returns": {"shop": 2}, "object=letters": {"support": 1}}
    ),
    combinations=[builders.combination("both", "family", "object = returns", shop=1)],
    warnings=[builders.warning("look", "object = calls")],
    verdicts=builders.verdicts("go", "wait"),
    drivers=[builders.driver("known", "object", 100, returns=1, letters=2, calls=3)],
)
BEFORE = builders.changed(
    PLAIN,
    outcomes=(*PLAIN.outcomes, SHOP),
    labels=(Label(slug="kpo", names=("KPO", "Knowledge work"), meaning="", asks=""),),
    next_steps=(NextStep(slug="first", text="Write it down."),),
    notes=(Note(slug="one", topic="fit", title="One", text="Old."),),
)
OBJECT = RowGroup("question", "object", "object?")
FAMILY = RowGroup("outcome", "family/shop", "Shop")
RULES = RowGroup("part", "rules", "Rules")


def with_shop(**changed: object) -> Taxonomy:
    outcomes = (*PLAIN.outcomes, SHOP.model_copy(update=changed))
    return builders.changed(BEFORE, outcomes=outcomes)


def with_question(**changed: object) -> Taxonomy:
    return builders.changed(BEFORE, questions=(PLAIN.questions[0].model_copy(update=changed),))


OPTIONS = PLAIN.questions[0].options
CELL = PLAIN.evidence[0]

TABLE = {
    "a strength": (
        builders.changed(
            BEFORE,
            evidence=(CELL.model_copy(update={"strength": -1}), PLAIN.evidence[1]),
        ),
        Change(
            "changed",
            OBJECT,
            "Evidence: “Returns” on Shop",
            row_ref("evidence", "object", "returns", "family", "shop"),
            (FieldChange("strength", "+2", "−1"),),
        ),
    ),
    "a cell less": (
        builders.changed(BEFORE, evidence=PLAIN.evidence[1:]),
        Change(
            "removed",
            OBJECT,
            "Evidence: “Returns” on Shop",
            row_ref("evidence", "object", "returns", "family", "shop"),
        ),
    ),
    "a weight": (
        with_question(weights=(Weight(axis="family", weight=75, role="tie-break"),)),
        Change(
            "changed",
            OBJECT,
            "Weight: “object?” on Family",
            row_ref("weight", "object", "family"),
            (FieldChange("weight", "1.5", "0.75"), FieldChange("role", "essential", "tie-break")),
        ),
    ),
    "another name for a question": (
        with_question(prompt="What is it?"),
        Change(
            "changed",
            RowGroup("question", "object", "What is it?"),
            "Question: “What is it?”",
            row_ref("question", "object"),
            (FieldChange("prompt", "object?", "What is it?"),),
        ),
    ),
    "an option moved to the end": (
        with_question(options=(OPTIONS[1], OPTIONS[2], OPTIONS[0])),
        Change(
            "changed",
            OBJECT,
            "Option: “Returns”",
            row_ref("option", "object", "returns"),
            (FieldChange("position", "1", "3"),),
        ),
    ),
    "a fact": (
        with_shop(facts=(Fact(name="Good when", text="Never."),)),
        Change(
            "changed",
            FAMILY,
            "Fact: “Good when” of Shop",
            row_ref("fact", "family", "shop", "Good when"),
            (FieldChange("text", "Always.", "Never."),),
        ),
    ),
    "a task less": (
        with_shop(
            service_lines=(SHOP.service_lines[0].model_copy(update={"tasks": ("Pay it.",)}),)
        ),
        Change(
            "removed",
            FAMILY,
            "Example task: “Post it.” of Returns",
            row_ref("example task", "returns", "Post it."),
        ),
    ),
    "a yes that was a no": (
        with_shop(in_first_source=False),
        Change(
            "changed",
            FAMILY,
            "Outcome: Shop",
            row_ref("outcome", "family", "shop"),
            (FieldChange("in first source", "yes", "no"),),
        ),
    ),
    "the points of an effect": (
        builders.changed(
            BEFORE,
            combinations=(builders.combination("both", "family", "object = returns", shop=-2.5),),
        ),
        Change(
            "changed",
            RULES,
            "Effect: “both” on Shop",
            row_ref("effect", "both", "shop"),
            (FieldChange("points", "+1", "−2.5"),),
        ),
    ),
    "a threshold": (
        builders.changed(BEFORE, axes=(builders.axis("family", clear_from=650),)),
        Change(
            "changed",
            RowGroup("part", "axes", "Axes"),
            "Axis: Family",
            row_ref("axis", "family"),
            (FieldChange("clear from", "6", "6.5"),),
        ),
    ),
    "a new warning": (
        builders.changed(
            BEFORE, warnings=(*PLAIN.warnings, builders.warning("mind", "object = letters"))
        ),
        Change("added", RULES, "Warning: Mind", row_ref("warning", "mind")),
    ),
    "names of a label the other way round": (
        builders.changed(
            BEFORE,
            labels=(Label(slug="kpo", names=("Knowledge work", "KPO"), meaning="", asks=""),),
        ),
        Change(
            "changed",
            RowGroup("part", "labels", "Labels"),
            "Label name: “Knowledge work”",
            row_ref("label name", "kpo", "Knowledge work"),
            (FieldChange("position", "2", "1"),),
        ),
    ),
    "a note": (
        builders.changed(BEFORE, notes=(Note(slug="one", topic="fit", title="One", text="New."),)),
        Change(
            "changed",
            RowGroup("part", "notes", "Notes"),
            "Note: One",
            row_ref("note", "one"),
            (FieldChange("text", "Old.", "New."),),
        ),
    ),
    "no next step": (
        builders.changed(BEFORE, next_steps=()),
        Change(
            "removed",
            RowGroup("part", "next-steps", "Next steps"),
            "Next step: “Write it down.”",
            row_ref("next step", "first"),
        ),
    ),
}


@pytest.mark.parametrize(("after", "said"), TABLE.values(), ids=TABLE)
def test_one_change_is_said_in_words(after: Taxonomy, said: Change) -> None:
    assert diff_taxonomies(BEFORE, after) == (said,)


def test_the_same_has_no_changes() -> None:
    assert diff_taxonomies(BEFORE, BEFORE) == ()


def test_another_slug_is_another_row() -> None:
    after = builders.changed(
        BEFORE, warnings=(PLAIN.warnings[0].model_copy(update={"slug": "mind"}),)
    )
    assert diff_taxonomies(BEFORE, after) == (
        Change("removed", RULES, "Warning: Look", row_ref("warning", "look")),
        Change("added", RULES, "Warning: Look", row_ref("warning", "mind")),
    )


def test_what_hangs_on_a_new_row_is_new_too() -> None:
    after = builders.changed(BEFORE, combinations=())
    assert [str(change.location) for change in diff_taxonomies(after, BEFORE)] == [
        "combination both",
        "effect both on shop",
    ]


def test_as_few_rows_as_possible_have_moved() -> None:
    first, *others = PLAIN.questions[0].options
    later = with_question(options=(*others, first))
    assert [str(change.location) for change in diff_taxonomies(BEFORE, later)] == [
        "option object=returns"
    ]


def test_a_row_beside_new_ones_has_not_moved() -> None:
    warnings = (builders.warning("new", "object = calls"), *PLAIN.warnings)
    (change,) = diff_taxonomies(BEFORE, builders.changed(BEFORE, warnings=warnings))
    assert str(change.location) == "warning new"


def test_evidence_that_only_follows_its_options_is_not_named() -> None:
    after = builders.changed(
        with_question(options=tuple(reversed(PLAIN.questions[0].options))),
        evidence=tuple(reversed(PLAIN.evidence)),
    )
    assert [str(change.location) for change in diff_taxonomies(BEFORE, after)] == [
        "option object=calls"
    ]


def test_evidence_in_another_order_of_its_own_is_named() -> None:
    after = builders.changed(BEFORE, evidence=tuple(reversed(PLAIN.evidence)))
    (change,) = diff_taxonomies(BEFORE, after)
    assert (str(change.location), change.fields) == (
        "evidence object=letters on family/support",
        (FieldChange("position", "2", "1"),),
    )


def test_rows_without_a_slug_are_distinguished_by_a_number() -> None:
    steps = (NextStep(text="Read."), NextStep(text="Write."))
    before = builders.changed(BEFORE, next_steps=steps)
    after = builders.changed(BEFORE, next_steps=steps[:1])
    (change,) = diff_taxonomies(before, after)
    assert (change.display_name, str(change.location)) == ("Next step: “Write.”", "next step (2)")


def test_an_example_may_tick_two_options_of_a_question() -> None:
    ticks = [TypicalAnswer(question="object", option=slug) for slug in ("returns", "calls")]
    before, after = (
        builders.changed(
            BEFORE, examples=(Example(slug="shop", title="Shop", text="", answers=tuple(answers)),)
        )
        for answers in (ticks[:1], ticks)
    )
    (change,) = diff_taxonomies(before, after)
    assert str(change.location) == "example answer shop/object=calls"


def test_a_slug_that_names_nothing_stands_for_itself() -> None:
    lost = Combination(
        slug="lost",
        axis="nowhere",
        condition="object = returns",
        effects=(Effect(outcome="nobody", points=100, sentence=""),),
    )
    after = builders.changed(BEFORE, combinations=(*PLAIN.combinations, lost))
    assert [change.display_name for change in diff_taxonomies(BEFORE, after)] == [
        "Combination: “lost”",
        "Effect: “lost” on nobody",
    ]


def test_long_texts_are_named_by_their_beginning() -> None:
    steps = (NextStep(slug="long", text="word " * 100),)
    (change, _gone) = diff_taxonomies(BEFORE, builders.changed(BEFORE, next_steps=steps))[::-1]
    assert change.display_name.endswith("word …”")
    assert len(change.display_name) < 100


def test_a_page_shows_what_belongs_together() -> None:
    after = builders.changed(BEFORE, evidence=(), combinations=(), warnings=())
    found = diff_taxonomies(BEFORE, after)
    grouped = changes_by_group(found)
    assert [(group, len(some)) for group, some in grouped] == [(OBJECT, 2), (RULES, 3)]
    assert tuple(change for _group, some in grouped for change in some) == found


def test_every_part_of_a_taxonomy_is_compared() -> None:
    assert {kind.attribute for kind in ROW_TYPES} == set(Taxonomy.model_fields)


@given(strategies.taxonomies(), st.integers(0, 2**32))
def test_there_are_changes_exactly_when_the_texts_differ(taxonomy: Taxonomy, seed: int) -> None:
    other = shuffled(taxonomy, Random(seed))
    assert (diff_taxonomies(taxonomy, other) == ()) == (taxonomy.to_json() == other.to_json())
    assert diff_taxonomies(taxonomy, taxonomy) == ()


@given(strategies.taxonomies(), strategies.taxonomies())
def test_what_is_new_one_way_is_gone_the_other_way(one: Taxonomy, other: Taxonomy) -> None:
    there, back = diff_taxonomies(one, other), diff_taxonomies(other, one)
    assert {c.location for c in there if c.kind == "added"} == {
        c.location for c in back if c.kind == "removed"
    }
    assert (there == ()) == (one.to_json() == other.to_json())


def shuffled(taxonomy: Taxonomy, randomly: Random) -> Taxonomy:
    """The same rows with one part of them in another order, perhaps."""
    part = randomly.choice(["axes", "outcomes", "questions", "evidence", "warnings", "verdicts"])
    rows = list(getattr(taxonomy, part))
    randomly.shuffle(rows)
    return builders.changed(taxonomy, **{part: tuple(rows)})
