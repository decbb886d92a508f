"""A taxonomy and its index: look-ups that always belong to the values beside them."""

import copy
import gc
from weakref import ref

import pytest

from matcher.core import Taxonomy, match
from matcher.core.conditions import ConditionError
from tests import builders

FRUIT = builders.taxonomy(
    axes=[builders.axis("kind")],
    outcomes={"kind": ["apple", "pear"]},
    questions=[
        builders.question("colour", "red", "green", kind=1),
        builders.question("size", "small", "large", kind=1),
    ],
    evidence=builders.evidence("kind", {"colour=red": {"apple": 2}, "colour=green": {"pear": 2}}),
)


def test_a_copy_looks_up_its_own_values() -> None:
    assert list(FRUIT.index.axis_by_slug) == ["kind"]
    without_axes = FRUIT.model_copy(update={"axes": ()})
    assert without_axes.index.axis_by_slug == {}
    assert without_axes.index.rules == {}
    assert list(FRUIT.index.axis_by_slug) == ["kind"]


@pytest.mark.parametrize("deep", [False, True])
def test_a_copy_of_a_copy_looks_up_its_own_values(deep: bool) -> None:
    copied = FRUIT
    for count in (1, 0):
        questions = FRUIT.questions[:count]
        copied = copied.model_copy(update={"questions": questions}, deep=deep)
        assert tuple(copied.index.question_by_slug.values()) == questions


def test_a_changed_question_has_answers_of_its_own() -> None:
    colour = FRUIT.questions[0]
    assert (colour.answers, colour.option("green")) == ((("red",), ("green",)), colour.options[1])
    shorter = colour.model_copy(update={"options": colour.options[:1]})
    assert (shorter.answers, shorter.option("green")) == ((("red",),), None)
    assert colour.answers == (("red",), ("green",))


def test_a_changed_copy_is_matched_by_its_own_rules() -> None:
    answers = builders.answers(FRUIT, colour="red")
    assert match(FRUIT, answers).rankings["kind"].top == "apple"
    turned = FRUIT.model_copy(
        update={
            "evidence": tuple(
                cell.model_copy(update={"strength": -cell.strength}) for cell in FRUIT.evidence
            )
        }
    )
    assert match(turned, answers).rankings["kind"].top == "pear"


def test_the_index_is_made_once_and_is_no_part_of_the_value() -> None:
    fresh = Taxonomy.from_json(FRUIT.to_json())
    assert FRUIT.index is FRUIT.index
    assert FRUIT.index.rules is FRUIT.index.rules
    assert fresh == FRUIT
    assert fresh.to_json() == FRUIT.to_json()
    assert copy.copy(FRUIT) == FRUIT


def test_an_index_does_not_outlive_its_taxonomy() -> None:
    """Nor does it wait for the garbage collector, which may come late."""
    taxonomy = FRUIT.model_copy()
    match(taxonomy, builders.answers(taxonomy, colour="red"))
    memory = ref(taxonomy), ref(taxonomy.index)
    gc.disable()
    try:
        del taxonomy
        assert [reference() for reference in memory] == [None, None]
    finally:
        gc.enable()


def test_a_condition_that_cannot_be_read_spoils_only_the_look_ups_that_need_it() -> None:
    broken = FRUIT.model_copy(update={"warnings": (builders.warning("w", "colour ="),)})
    assert list(broken.index.warning_by_slug) == ["w"]
    with pytest.raises(ConditionError):
        broken.index.warning_conditions  # noqa: B018  # reading it parses the condition
