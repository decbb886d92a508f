"""The grammar of conditions, and what they say of facts."""

import pytest

from matcher.core.conditions import (
    AllOf,
    AnyOf,
    ConditionError,
    Is,
    atoms,
    by_given_answers,
    parse,
)
from matcher.core.facts import CertainFacts, CurrentFacts
from tests import builders


def now(label: str = "", **picks: str) -> CurrentFacts:
    return CurrentFacts(builders.picks(picks), {}, label)


def for_good(**picks: str) -> CertainFacts:
    return CertainFacts(builders.picks(picks), {}, {})


@pytest.mark.parametrize(
    ("text", "picks", "expected"),
    [
        ("a = x", {"a": "x"}, True),
        ("a = x", {"a": "y"}, False),
        ("a = x", {}, False),
        ("a = x, y", {"a": "y"}, True),
        ("a = not-sure", {"a": "not-sure"}, True),
        ("a = not-sure", {}, False),
        ("a is not x", {"a": "y"}, True),
        ("a is not x", {"a": "x"}, False),
        ("a is not x", {"a": "not-sure"}, True),
        ("a is not x", {}, True),
        ("a is not x, y", {"a": "y"}, False),
        ("a unanswered", {}, True),
        ("a unanswered", {"a": "not-sure"}, False),
        ("a = x and b = y", {"a": "x", "b": "y"}, True),
        ("a = x and b = y", {"a": "x"}, False),
        ("a = x or b = y", {"b": "y"}, True),
        ("a = x or b = y", {}, False),
        ("a = x and (b = y or c = z)", {"a": "x", "c": "z"}, True),
        ("(a = x and b = y) or c = z", {"c": "z"}, True),
        ("((a = x))", {"a": "x"}, True),
        ("a=x,y and b=z", {"a": "y", "b": "z"}, True),
        # of several ticks some is among them, or none is
        ("a = x", {"a": "x, z"}, True),
        ("a = x, y", {"a": "y, z"}, True),
        ("a = x, y", {"a": "z, w"}, False),
        ("a = x and a = y", {"a": "x, y"}, True),
        ("a is not x", {"a": "x, z"}, False),
        ("a is not x, y", {"a": "y, z"}, False),
        ("a is not x, y", {"a": "z, w"}, True),
        ("a = x and a is not y", {"a": "x, y"}, False),
    ],
)
def test_a_condition_says_whether_it_holds(
    text: str, picks: dict[str, str], expected: bool
) -> None:
    assert parse(text).truth(now(**picks)) is expected


@pytest.mark.parametrize("text", ["a = x", "a is not x", "a = x, not-sure", "a is not not-sure"])
@pytest.mark.parametrize("answer", ["x", "y", "x, y"])
def test_by_given_answers_a_condition_says_the_same_of_an_option(text: str, answer: str) -> None:
    condition = parse(text)
    known = by_given_answers(condition, {"a": ("x", "y")})
    assert known.truth(now(a=answer)) is condition.truth(now(a=answer))


@pytest.mark.parametrize(
    "text",
    ["a = not-sure", "a is not x", "a unanswered", "a is not not-sure", "a = x or a unanswered"],
)
@pytest.mark.parametrize("picks", [{}, {"a": "not-sure"}])
def test_by_given_answers_nothing_holds_without_one(text: str, picks: dict[str, str]) -> None:
    assert by_given_answers(parse(text), {"a": ("x", "y")}).truth(now(**picks)) is False


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("a is not x", "x, y", False),
        ("a is not x", "y, z", True),
        ("a is not x, y", "y, z", False),
        ("a is not x, y", "z", True),
        ("a is not x, y, z", "z", False),
        ("a is not not-sure", "y, z", True),
        ("a = x, not-sure", "y, x", True),
    ],
)
def test_by_given_answers_no_tick_is_what_it_is_not(text: str, answer: str, expected: bool) -> None:
    condition = by_given_answers(parse(text), {"a": ("x", "y", "z")})
    assert condition.truth(now(a=answer)) is expected


def test_by_given_answers_the_start_and_a_close_second_are_still_known() -> None:
    condition = parse("label given and (a = x or family is close)")
    assert by_given_answers(condition, {"a": ("x", "y")}).truth(now("kpo", a="x")) is True


def test_a_label_is_given_or_not() -> None:
    assert parse("label given").truth(now(label="call-center")) is True
    assert parse("label given").truth(now()) is False


@pytest.mark.parametrize(
    ("text", "picks", "expected"),
    [
        ("a = x", {}, None),
        ("a = x", {"a": "not-sure"}, False),
        ("a is not x", {}, None),
        ("a is not x", {"a": "not-sure"}, True),
        ("a unanswered", {}, None),
        ("a unanswered", {"a": "x"}, False),
        ("a = x and b = y", {"a": "z"}, False),
        ("a = x and b = y", {"a": "x"}, None),
        ("a = x or b = y", {"a": "x"}, True),
        ("a = x or b = y", {"a": "z"}, None),
        ("a = x or b = y", {"a": "z", "b": "z"}, False),
        ("a = x", {"a": "y, x"}, True),
        ("a is not x", {"a": "y, x"}, False),
    ],
)
def test_for_good_only_what_no_further_answer_can_change_is_said(
    text: str, picks: dict[str, str], expected: bool | None
) -> None:
    assert parse(text).truth(for_good(**picks)) is expected


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        ("", "Expected a question, an axis or “label given”, found the end", 1),
        ("a", "Expected “=”, “is not”, “is close” or “unanswered”, found the end", 2),
        ("a =", "Expected an option or outcome, found the end", 4),
        ("a = x,", "Expected an option or outcome, found the end", 7),
        ("a = and b", "Expected “and”, “or” or the end, found “b”", 9),
        ("a = (", "Expected an option or outcome, found “(”", 5),
        ("a is x", "Expected “not”, found “x”", 6),
        ("label = x", "Expected “given”, found “=”", 7),
        ("a = x b = y", "Expected “and”, “or” or the end, found “b”", 7),
        ("(a = x", "Expected “)”, found the end", 7),
        ("a = x)", "Expected “and”, “or” or the end, found “)”", 6),
        ("a = X", "“X” is not expected", 5),
        ("a == x", "Expected an option or outcome, found “=”", 4),
        ("a = x and b = y or c = z", "“and” and “or” mix here", 17),
        ("a = x or b = y and c = z", "“and” and “or” mix here", 16),
        ("(" * 40 + "a = x" + ")" * 40, "Too many parentheses inside each other", 21),
    ],
)
def test_a_condition_that_cannot_be_read_names_the_position(
    text: str, message: str, position: int
) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert str(caught.value).startswith(message)
    assert str(caught.value).endswith(f"(at character {position})")
    assert caught.value.position == position


@pytest.mark.parametrize("space", [" ", "\n", "\u3000", " \t\r\n"])
def test_spaces_cost_no_more_than_other_characters(space: str) -> None:
    """With a pattern that starts again at each of them this would take hours."""
    spaces = space * 250_000
    (atom,) = atoms(parse(f"{spaces}a{spaces}={spaces}x{spaces}"))
    assert isinstance(atom, Is)
    assert (atom.name, atom.slugs, atom.position) == ("a", ("x",), len(spaces) + 1)
    with pytest.raises(ConditionError) as caught:
        parse(f"a ={spaces}")
    assert caught.value.position == 4


def test_a_condition_becomes_a_tree_with_positions() -> None:
    assert parse("a = x and (b = y, z or c is not w)") == AllOf(
        (
            Is("a", ("x",), False, 1, frozenset({"x"}), (5,)),
            AnyOf(
                (
                    Is("b", ("y", "z"), False, 12, frozenset({"y", "z"}), (16, 19)),
                    Is("c", ("w",), True, 24, frozenset({"w"}), (33,)),
                )
            ),
        )
    )


def test_the_atoms_come_from_left_to_right() -> None:
    condition = parse("(family = x or b unanswered) and family is close and label given")
    assert [type(atom).__name__ for atom in atoms(condition)] == [
        "Is",
        "Unanswered",
        "IsClose",
        "LabelGiven",
    ]
