"""Cases: what must come first, what is accepted as well, which warnings must show."""

import pytest

from matcher.core import Case, Expected, Taxonomy, failure_reasons, run_case
from tests import builders


@pytest.fixture
def taxonomy() -> Taxonomy:
    """Two axes; red makes an apple that is eaten fresh, and warns."""
    return builders.taxonomy(
        axes=[builders.axis("kind"), builders.axis("use")],
        outcomes={"kind": ["apple", "pear"], "use": ["fresh", "dried"]},
        questions=[
            builders.question("colour", "red", "green", kind=1, use=1),
            builders.question("size", "small", "large", kind=1),
        ],
        evidence=(
            *builders.evidence("kind", {"colour=red": {"apple": 2}, "colour=green": {"pear": 2}}),
            *builders.evidence("use", {"colour=red": {"fresh": 1}}),
        ),
        warnings=[builders.warning("worms", "colour = red")],
    )


def case(*expected: Expected, colour: str = "red", warnings: tuple[str, ...] = ()) -> Case:
    return Case("C1", "A case", (("colour", colour),), expected, warnings)


def test_a_case_passes_with_the_expected_outcomes_and_warnings(taxonomy: Taxonomy) -> None:
    result = run_case(
        taxonomy, case(Expected("kind", "apple"), Expected("use", "fresh"), warnings=("worms",))
    )
    assert result.record() == {
        "id": "C1",
        "passed": True,
        "kind": {"expected": "apple", "also": [], "got": "apple"},
        "use": {"expected": "fresh", "also": [], "got": "fresh"},
        "missing_warnings": [],
        "unknown_answers": [],
    }
    assert failure_reasons(taxonomy, result) == ()


def test_it_fails_with_another_outcome_and_says_which(taxonomy: Taxonomy) -> None:
    result = run_case(taxonomy, case(Expected("kind", "pear"), Expected("use", "fresh")))
    assert not result.passed
    assert failure_reasons(taxonomy, result) == ("Kind: Pear is expected, Apple comes first.",)


def test_what_is_accepted_as_well_passes(taxonomy: Taxonomy) -> None:
    result = run_case(taxonomy, case(Expected("kind", "pear", also=("apple",))))
    assert result.passed
    assert result.record()["kind"] == {"expected": "pear", "also": ["apple"], "got": "apple"}


def test_an_axis_without_an_expectation_is_not_judged(taxonomy: Taxonomy) -> None:
    result = run_case(taxonomy, case(Expected("kind", "apple")))
    assert result.passed
    assert result.record()["use"] == {"expected": None, "also": [], "got": "fresh"}


def test_nothing_first_is_no_expected_outcome(taxonomy: Taxonomy) -> None:
    result = run_case(taxonomy, case(Expected("use", "dried"), colour="green"))
    assert failure_reasons(taxonomy, result) == ("Use: Dried is expected, nothing comes first.",)


def test_a_missing_warning_fails_it(taxonomy: Taxonomy) -> None:
    result = run_case(
        taxonomy, case(Expected("kind", "pear"), colour="green", warnings=("worms", "frost"))
    )
    assert (result.passed, result.missing_warnings) == (False, ("worms", "frost"))
    assert failure_reasons(taxonomy, result) == (
        "The warning “Worms” is missing.",
        "There is no warning “frost”.",
    )


@pytest.mark.parametrize("answer", [("colour", "blue"), ("taste", "sour"), ("taste", "not-sure")])
def test_an_answer_that_does_not_exist_fails_it(
    taxonomy: Taxonomy, answer: tuple[str, str]
) -> None:
    case = Case("C1", "A case", (("size", "small"), answer), ())
    result = run_case(taxonomy, case)
    assert (result.passed, result.unknown_answers) == (False, ("=".join(answer),))
    assert failure_reasons(taxonomy, result) == (f"There is no answer “{'='.join(answer)}”.",)


def test_an_outcome_that_does_not_exist_is_never_got(taxonomy: Taxonomy) -> None:
    result = run_case(taxonomy, case(Expected("kind", "quince")))
    assert failure_reasons(taxonomy, result) == (
        "Kind: “quince” (which does not exist) is expected, Apple comes first.",
    )


def test_an_axis_that_does_not_exist_fails_it(taxonomy: Taxonomy) -> None:
    result = run_case(taxonomy, case(Expected("kind", "apple"), Expected("smell", "sweet")))
    assert (result.passed, result.record()["smell"]) == (
        False,
        {"expected": "sweet", "also": [], "got": None},
    )
    assert failure_reasons(taxonomy, result) == (
        "There is no axis “smell”, so nothing comes first on it.",
    )


def test_what_is_accepted_as_well_need_not_exist(taxonomy: Taxonomy) -> None:
    result = run_case(taxonomy, case(Expected("kind", "apple", also=("quince",))))
    assert result.passed


def test_not_sure_is_an_answer(taxonomy: Taxonomy) -> None:
    case = Case("C1", "A case", (("colour", "red"), ("size", "not-sure")), ())
    assert run_case(taxonomy, case).passed


def ticking(taxonomy: Taxonomy) -> Taxonomy:
    colours = builders.several("colour", "red", "green", "grey", conflicts=["green, grey"], kind=1)
    return builders.changed(
        taxonomy,
        questions=(colours, taxonomy.questions[1]),
        retired=(builders.retired("colour=rose", "colour=red"), builders.retired("colour=mauve")),
    )


@pytest.mark.parametrize(
    ("colours", "first", "unknown", "dropped"),
    [
        (("green", "red"), "apple", (), ()),
        (("rose",), "apple", (), ()),
        (("mauve",), None, (), ("colour=mauve",)),
        (("grey", "green"), None, ("colour=grey, green",), ()),
        (("red", "blue"), None, ("colour=red, blue",), ()),
    ],
)
def test_a_case_is_read_as_the_answers_of_a_visitor_are(
    taxonomy: Taxonomy,
    colours: tuple[str, ...],
    first: str | None,
    unknown: tuple[str, ...],
    dropped: tuple[str, ...],
) -> None:
    answers = tuple(("colour", colour) for colour in colours)
    result = run_case(ticking(taxonomy), Case("C1", "A case", answers, ()))
    assert result.axes[0].first == first
    assert (result.unknown_answers, result.dropped_answers) == (unknown, dropped)
    assert result.passed is (unknown == ())
