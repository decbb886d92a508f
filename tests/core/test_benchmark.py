"""The benchmark: how often raters are right, how far they agree, and what a file of theirs says."""

import json

import pytest

from matcher.core import Case, Expected, Taxonomy
from matcher.core.benchmark import (
    AxisAgreement,
    AxisRepeat,
    AxisScore,
    Rater,
    RaterAgreement,
    RaterScore,
    Scores,
    cohens_kappa,
    expected_rater,
    judged_axes,
    score,
)
from matcher.core.formats.benchmark import (
    AnsweredCaseRecord,
    answered_case_record,
    choices_record,
    read_ratings,
)
from matcher.core.formats.lines import ErrorRecord
from tests import builders

APPLE = Case(
    "A",
    "Apples",
    (("colour", "red"), ("sizes", "small"), ("sizes", "large")),
    (Expected("kind", "apple", also=("pear",)),),
    fit=Expected("fit", "ready"),
)
PEAR = Case("B", "Pears", (("colour", "not-sure"),), (Expected("kind", "pear"),))
CASES = (APPLE, PEAR)


@pytest.fixture
def taxonomy() -> Taxonomy:
    return builders.taxonomy(
        axes=[builders.axis("kind")],
        outcomes={"kind": ["apple", "pear"]},
        questions=[
            builders.question("colour", "red", "green", kind=1),
            builders.several("sizes", "small", "large", kind=1),
        ],
        evidence=builders.evidence("kind", {"colour=red": {"apple": 2}}),
        verdicts=builders.verdicts("ready", "not-yet"),
    )


# ── Cohen's kappa ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ("", None),
        ("aa aa", None),
        ("aa bb", 1),
        ("ab ba", -1),
        ("aa ab ba bb", 0),
        ("aa aa ab bb", 0.5),
        ("ab ab", 0),
        # Cohen's own kind of table: 20 and 15 alike of 50, as Wikipedia has it for two readers.
        (" ".join(["yy"] * 20 + ["yn"] * 5 + ["ny"] * 10 + ["nn"] * 15), 0.4),
    ],
)
def test_kappa_is_agreement_beyond_chance(pairs: str, kappa: float | None) -> None:
    found = cohens_kappa([(pair[0], pair[1]) for pair in pairs.split()])
    assert found == (kappa if kappa is None else pytest.approx(kappa))


# ── Scores ───────────────────────────────────────────────────────────────────────────────


def test_what_was_not_answered_is_not_right_and_nothing_is_left_out() -> None:
    rater = Rater("r", {("A", 1): {"kind": "pear", "fit": None}})
    assert score(("kind", "fit"), CASES, [rater]) == Scores(
        raters=(
            RaterScore(
                name="r",
                runs=1,
                missing=("B",),
                axes=(AxisScore("kind", 2, 1, 0, 1), AxisScore("fit", 1, 0, 0, 0)),
                repeats=(AxisRepeat("kind", 0, 0), AxisRepeat("fit", 0, 0)),
            ),
        ),
        agreements=(
            RaterAgreement(
                ("expected", "r"),
                (AxisAgreement("kind", 1, 0, 0), AxisAgreement("fit", 0, 0, None)),
            ),
        ),
    )


def test_every_run_is_scored_and_compared_with_the_others() -> None:
    says = {("A", 1): "apple", ("A", 2): "apple", ("B", 1): "pear", ("B", 3): "apple"}
    rater = Rater("r", {key: {"kind": outcome} for key, outcome in says.items()})
    (scored,) = score(("kind",), CASES, [rater]).raters
    assert scored == RaterScore(
        name="r",
        runs=3,
        missing=("A", "B"),
        axes=(AxisScore("kind", 6, 4, 3, 3),),
        repeats=(AxisRepeat("kind", 2, 1),),
    )


def test_each_two_raters_are_compared_by_their_first_runs() -> None:
    one = Rater("one", {("A", 2): {"kind": "apple"}, ("B", 2): {"kind": "pear"}})
    other = Rater("other", {("A", 1): {"kind": "apple"}, ("B", 1): {"kind": "apple"}})
    agreements = score(("kind",), CASES, [one, other]).agreements
    assert [(each.raters, each.axes[0].same, each.axes[0].kappa) for each in agreements] == [
        (("expected", "one"), 2, 1),
        (("expected", "other"), 1, 0),
        (("one", "other"), 1, 0),
    ]


def test_a_rater_without_a_line_has_answered_nothing() -> None:
    (scored,) = score(("kind",), CASES, [Rater("r", {})]).raters
    assert (scored.runs, scored.missing) == (0, ("A", "B"))
    assert scored.axes == (AxisScore("kind", 2, 0, 0, 0),)


def test_what_is_expected_is_right_about_everything(taxonomy: Taxonomy) -> None:
    (scored,) = score(judged_axes(taxonomy), CASES, [expected_rater(CASES)]).raters
    assert scored.axes == (AxisScore("kind", 2, 2, 2, 2), AxisScore("fit", 1, 1, 1, 1))


# ── Lines ────────────────────────────────────────────────────────────────────────────────


def test_the_answers_of_a_case_are_facts_in_words_and_what_the_matcher_takes(
    taxonomy: Taxonomy,
) -> None:
    assert answered_case_record(taxonomy, APPLE, "Red ones.") == AnsweredCaseRecord(
        id="A",
        title="Apples",
        text="Red ones.",
        facts={"colour?": "Red", "sizes?": "Small; Large"},
        answers={"colour": "red", "sizes": ("small", "large")},
    )
    assert answered_case_record(taxonomy, PEAR, "").facts == {"colour?": "Not sure"}


def test_all_outcomes_and_verdicts_can_be_chosen(taxonomy: Taxonomy) -> None:
    axes = choices_record(taxonomy, 3).axes
    assert {axis: [each.id for each in choices.outcomes] for axis, choices in axes.items()} == {
        "kind": ["apple", "pear"],
        "fit": ["ready", "not-yet"],
    }


def test_a_line_says_something_of_a_case_in_a_run(taxonomy: Taxonomy) -> None:
    lines = [
        b'{"id": "A", "answers": {"kind": "apple", "fit": "ready"}}',
        b"  ",
        b'{"id": "A", "run": 2, "answers": {"kind": null, "fit": null}}',
    ]
    read = read_ratings(taxonomy, CASES, "r", lines)
    assert read.problems == ()
    assert read.rater == Rater(
        "r", {("A", 1): {"kind": "apple", "fit": "ready"}, ("A", 2): {}}
    )  # fmt: skip


def test_what_the_matcher_writes_says_what_is_first(taxonomy: Taxonomy) -> None:
    axis = {"top": "apple", "confidence": "clear", "margin": 1.0, "settled": True}
    line = {
        "id": "A",
        "edition": 1,
        "axes": {"kind": axis | {"ranking": [], "excluded": []}},
        "fit": {"score": 7.0, "verdict": "ready", "stops": []},
        "warnings": [],
        "unanswered": [],
        "outside": None,
        "dropped": [],
    }
    outside = line | {"id": "B", "fit": None}
    read = read_ratings(
        taxonomy, CASES, "r", [json.dumps(each).encode() for each in (line, outside)]
    )
    assert read.problems == ()
    assert read.rater.ratings == {
        ("A", 1): {"kind": "apple", "fit": "ready"},
        ("B", 1): {"kind": "apple"},
    }
    broken = json.dumps({**line, "axes": 3}).encode()
    (problem,) = read_ratings(taxonomy, CASES, "r", [broken]).problems
    assert problem.error == "This is no line that “manage.py match” has written."


RIGHT = '"answers": {"kind": "apple", "fit": null}'


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("{", "The line is not JSON: "),
        ("[]", "A line must be a JSON object, not a list."),
        ('{"id": "A"}', "“answers” is missing."),
        (f"{{{RIGHT}}}", "“id” is missing."),
        (f'{{"id": 7, {RIGHT}}}', "“id” must be the id of a case, not a number."),
        (f'{{"id": "Z", {RIGHT}}}', "There is no case “Z”."),
        (f'{{"id": "A", "run": 0, {RIGHT}}}', "“run” must be a whole number from 1 on."),
        (f'{{"id": "A", "run": "1", {RIGHT}}}', "“run” must be a whole number from 1 on."),
        ('{"id": "A", "answers": []}', "“answers” must be an object, not a list."),
        (
            '{"id": "A", "answers": {"kind": 1, "fit": null}}',
            "What is said of “kind” must be text or null, not a number.",
        ),
        (
            '{"id": "A", "answers": {"kind": "plum", "size": "x"}}',
            "“fit” is missing: give null where nothing is said. “kind” has no “plum”.",
        ),
        (
            '{"id": "A", "answers": {"fit": null, "kind": null, "size": "x"}}',
            "There is nothing called “size” to be said.",
        ),
    ],
)
def test_what_is_wrong_with_a_line_is_said_with_its_number(
    taxonomy: Taxonomy, line: str, error: str
) -> None:
    lines = [b"\n", line.encode(), f'{{"id": "B", {RIGHT}}}'.encode()]
    read = read_ratings(taxonomy, CASES, "r", lines)
    assert [(each.line, each.error.startswith(error)) for each in read.problems] == [(2, True)]
    assert read.rater.ratings["B", 1] == {"kind": "apple"}


def test_a_case_answered_twice_in_one_run_is_named_and_the_first_counts(taxonomy: Taxonomy) -> None:
    second = RIGHT.replace("apple", "pear")
    lines = [f'{{"id": "A", {answers}}}'.encode() for answers in (RIGHT, second)]
    read = read_ratings(taxonomy, CASES, "r", lines)
    sentence = "“A” is answered twice in run 1: the first one counts."
    assert read.problems == (ErrorRecord(id="A", line=2, error=sentence),)
    assert read.rater.ratings == {("A", 1): {"kind": "apple"}}


def test_what_can_be_used_of_a_line_is(taxonomy: Taxonomy) -> None:
    line = b'{"id": "A", "answers": {"kind": "apple", "fit": "splendid"}}'
    assert read_ratings(taxonomy, CASES, "r", [line]).rater.ratings == {("A", 1): {"kind": "apple"}}


def test_an_empty_file_says_that_it_is(taxonomy: Taxonomy) -> None:
    (problem,) = read_ratings(taxonomy, CASES, "r", []).problems
    assert problem.error == "The input is empty: give one JSON object a line."
