"""Of a condition that cannot be used: what is wrong, where, and what may have been meant."""

import pytest

from matcher.core.condition_errors import (
    ConditionProblem,
    MarkedPiece,
    combination_problems,
    condition_problems,
    mark_problems,
)
from tests import builders

TAXONOMY = builders.taxonomy(
    axes=[builders.axis("family")],
    outcomes={"family": ["support", "finance"]},
    questions=[
        builders.question("object", "contacts", "invoices", family=2),
        builders.question("regulation", "strict", "loose"),
    ],
)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("object = contacts", []),
        ("object = not-sure or family is close and label given", ["“and” and “or” mix here"]),
        ("family = support and regulation unanswered and label given", []),
        (
            "regulaton = strict",
            [
                (
                    "There is no question called “regulaton” (at character 1). "
                    "Did you mean “regulation”?"
                )
            ],
        ),
        (
            "object = contact, bills",
            [
                (
                    "There is no option called “object = contact” (at character 10). "
                    "Did you mean “contacts”?"
                ),
                "There is no option called “object = bills” (at character 19).",
            ],
        ),
        (
            "family is not suport",
            [
                (
                    "There is no outcome called “family = suport” (at character 15). "
                    "Did you mean “support”?"
                )
            ],
        ),
        (
            "familly is close",
            ["There is no axis called “familly” (at character 1). Did you mean “family”?"],
        ),
        ("family unanswered", ["There is no question called “family” (at character 1)."]),
        (
            "object = ",
            [
                (
                    "The condition cannot be read. Expected an option or outcome, found the end "
                    "(at character 9)."
                )
            ],
        ),
    ],
)
def test_each_problem_is_a_sentence_with_its_position(text: str, sentences: list[str]) -> None:
    actual = [problem.sentence for problem in condition_problems(TAXONOMY, text)]
    assert len(actual) == len(sentences)
    assert all(part in whole for part, whole in zip(sentences, actual, strict=True))


def test_a_problem_has_the_word_at_its_position() -> None:
    assert condition_problems(TAXONOMY, "object = Contacts") == (
        ConditionProblem(
            code="condition",
            message="The condition cannot be read. “C” is not expected",
            position=10,
            word="Contacts",
        ),
    )


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("object = contacts", []),
        ("object = contacts and regulation = strict", [("regulation", 23)]),
        ("label given or family is close", [("label", 1), ("family", 16)]),
        ("nothing = none", [("nothing", 1)]),
        ("object =", [("", 9)]),
    ],
)
def test_a_combination_names_only_what_counts_on_its_axis(
    text: str, places: list[tuple[str, int]]
) -> None:
    found = combination_problems(TAXONOMY, text, "family")
    assert [(problem.word, problem.position) for problem in found] == places


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("object = bills", [("object = ", False), ("bills", True)]),
        (
            "x = y or object = bills",
            [("x", True), (" = y or object = ", False), ("bills", True)],
        ),
        ("object = ", [("object =", False), ("", True), (" ", False)]),
        ("object = contacts", [("object = contacts", False)]),
    ],
)
def test_the_text_is_marked_where_it_is_wrong(text: str, pieces: list[tuple[str, bool]]) -> None:
    found = mark_problems(text, condition_problems(TAXONOMY, text))
    assert found == tuple(MarkedPiece(part, marked) for part, marked in pieces)
