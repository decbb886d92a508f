"""Cases that disagree and say why, that judge the fit check, or that have several ticks."""

import pytest
from django.db import IntegrityError, transaction

from matcher.core import Case as CoreCase, Expected, Taxonomy, failure_reasons, match, run_case
from matcher.core.answers import Answers, parse_query
from matcher.core.cases import needless_reasons
from matcher.core.taxonomy.values import Band, Retired, TypicalAnswer
from matcher.draft.apply import apply_taxonomy
from matcher.draft.cases import create_case, stored_case
from matcher.draft.review import DraftReview
from matcher.editions import FailingCases, publish
from matcher.models import (
    Case,
    CaseAnswer,
    CaseExpectation,
    Outcome,
    Question,
    Retired as RetiredRow,
    Verdict,
)
from tests import builders
from tests.draft.everything import TICKED, with_everything

WHY = "Two families would be right."


def apple(**changes: object) -> CoreCase:
    """A case of red fruit that expects an apple and *perhaps*."""
    fields = {
        "slug": "C1",
        "title": "A case",
        "answers": (("colour", "red"),),
        "expected": (Expected("kind", "apple"),),
    }
    return CoreCase(**fields | changes)


@pytest.fixture
def fruit() -> Taxonomy:
    """Red makes an apple, which is ready; taste may be sweet and ripe, sour excludes both."""
    taste = builders.question("taste", "sweet", "ripe", "sour", kind=1)
    sweet, ripe, sour = taste.options
    options = (
        sweet.model_copy(update={"conflicts": ("sour",)}),
        ripe.model_copy(update={"conflicts": ("sour",)}),
        sour.model_copy(update={"conflicts": ("sweet", "ripe")}),
    )
    taxonomy = builders.taxonomy(
        axes=[builders.axis("kind")],
        outcomes={"kind": ["apple", "pear"]},
        questions=[
            builders.question("colour", "red", "green", kind=1),
            taste.model_copy(update={"kind": "several", "options": options}),
        ],
        evidence=builders.evidence(
            "kind",
            {
                "colour=red": {"apple": 3},
                "colour=green": {"pear": 3},
                "taste=sweet": {"pear": 2},
                "taste=ripe": {"pear": 2},
            },
        ),
        drivers=[builders.driver("colour", "colour", 100, red=9, green=2)],
        verdicts=builders.verdicts("ready", "perhaps", "never"),
        bands=[
            Band(minimum=0, verdict="never"),
            Band(minimum=70, verdict="ready"),
        ],
    )
    return builders.changed(
        taxonomy,
        retired=(
            Retired(
                question="hue",
                option="crimson",
                instead=(TypicalAnswer(question="colour", option="red"),),
            ),
            Retired(question="hue", option="none"),
        ),
    )


# ── Explained ────────────────────────────────────────────────────────────────────────────


def test_a_case_that_says_why_it_disagrees_is_explained(fruit: Taxonomy) -> None:
    result = run_case(fruit, apple(expected=(Expected("kind", "pear", disagrees=WHY),)))
    assert (result.state, result.passed, result.failed) == ("explained", False, False)
    assert result.record() == {
        "id": "C1",
        "passed": False,
        "explained": WHY,
        "kind": {"expected": "pear", "also": [], "got": "apple", "explained": WHY},
        "missing_warnings": [],
        "unknown_answers": [],
    }
    assert failure_reasons(fruit, result) == (
        f"Kind: Pear is expected, Apple comes first. Explained: {WHY}",
    )
    assert tuple(needless_reasons(fruit, result)) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"warnings": ("frost",)},
        {"answers": (("colour", "red"), ("mood", "sunny"))},
        {"fit": Expected("fit", "never")},
        {"expected": (Expected("kind", "pear", disagrees=WHY), Expected("smell", "sweet"))},
    ],
    ids=["a missing warning", "an unknown answer", "another verdict", "another axis"],
)
def test_a_reason_for_one_thing_explains_no_other(
    fruit: Taxonomy, changes: dict[str, object]
) -> None:
    expected = (Expected("kind", "pear", disagrees=WHY),)
    result = run_case(fruit, apple(**{"expected": expected} | changes))
    assert result.state == "failed"
    assert result.record()["kind"] == {
        "expected": "pear",
        "also": [],
        "got": "apple",
        "explained": WHY,
    }
    assert "explained" not in result.record()


def test_a_reason_that_is_needless_by_now_is_a_finding(fruit: Taxonomy) -> None:
    case = apple(
        expected=(Expected("kind", "pear", ("apple",), disagrees=WHY),),
        fit=Expected("fit", "ready", disagrees=WHY),
    )
    result = run_case(fruit, case)
    assert result.passed
    assert [(one.level, one.location, one.sentence) for one in needless_reasons(fruit, result)] == [
        (
            "warning",
            "case C1",
            f"A case: {subject} comes out as expected again, so the reason why it does not can go.",
        )
        for subject in ("Kind", "Fit check")
    ]


# ── The fit check ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("expected", "state", "sentences"),
    [
        (Expected("fit", "ready"), "passed", ()),
        (Expected("fit", "perhaps", ("ready",)), "passed", ()),
        (
            Expected("fit", "perhaps", ("never",)),
            "failed",
            ("Fit check: Perhaps or Never is expected, Ready comes out.",),
        ),
        (
            Expected("fit", "never", disagrees=WHY),
            "explained",
            (f"Fit check: Never is expected, Ready comes out. Explained: {WHY}",),
        ),
        (
            Expected("fit", "soon"),
            "failed",
            ("Fit check: “soon” (which does not exist) is expected, Ready comes out.",),
        ),
    ],
    ids=["expected", "accepted", "another", "explained", "unknown"],
)
def test_a_case_may_judge_the_verdict(
    fruit: Taxonomy, expected: Expected, state: str, sentences: tuple[str, ...]
) -> None:
    result = run_case(fruit, apple(fit=expected))
    assert (result.state, failure_reasons(fruit, result)) == (state, sentences)
    assert result.record()["fit"]["got"] == "ready"


def test_no_verdict_is_no_expected_one(fruit: Taxonomy) -> None:
    case = apple(answers=(("taste", "sour"),), expected=(), fit=Expected("fit", "ready"))
    result = run_case(fruit, case)
    assert failure_reasons(fruit, result) == ("Fit check: Ready is expected, nothing comes out.",)


# ── Answers ──────────────────────────────────────────────────────────────────────────────


def test_ticks_count_together_in_whatever_order_they_are_given(fruit: Taxonomy) -> None:
    answers = (("taste", "ripe"), ("colour", "red"), ("taste", "sweet"))
    assert run_case(fruit, apple(answers=answers, expected=(Expected("kind", "pear"),))).passed


@pytest.mark.parametrize(
    "ticks",
    [("sweet", "sour"), ("sweet", "not-sure"), ("sweet", "blue"), ("sweet", "sweet")],
    ids=["conflict", "not sure", "unknown", "twice"],
)
def test_ticks_that_make_no_answer_fail_a_case_and_count_for_nothing(
    fruit: Taxonomy, ticks: tuple[str, ...]
) -> None:
    answers = (("colour", "red"), *(("taste", tick) for tick in ticks))
    result = run_case(fruit, apple(answers=answers))
    named = ", ".join(dict.fromkeys(ticks))
    assert (result.state, result.unknown_answers) == ("failed", (f"taste={named}",))
    assert result.axes[0].first == "apple"


def test_a_retired_answer_is_read_as_what_takes_its_place(fruit: Taxonomy) -> None:
    result = run_case(fruit, apple(answers=(("hue", "crimson"),)))
    assert (result.passed, result.dropped_answers) == (True, ())


def test_a_retired_answer_that_nothing_takes_the_place_of_is_named(fruit: Taxonomy) -> None:
    result = run_case(fruit, apple(answers=(("hue", "none"), ("colour", "red"))))
    assert (result.passed, result.record()["dropped"]) == (True, ["hue=none"])


# ── The rows ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def case(draft: None) -> Case:
    return Case.objects.get(slug="A06")


@pytest.fixture
def disagreeing(case: Case) -> Case:
    """A case whose family is another one than the draft says, and that expects no verdict."""
    case.verdicts.all().delete()
    case.expectations.filter(outcome__axis__slug="family").delete()
    other = Outcome.objects.get(axis__slug="family", slug="sales-marketing")
    CaseExpectation.objects.create(case=case, outcome=other, disagrees=WHY)
    return case


def test_the_rows_of_a_case_say_why_it_disagrees_and_what_it_expects_of_the_fit_check(
    disagreeing: Case,
) -> None:
    another = Outcome.objects.get(axis__slug="family", slug="it-technical")
    disagreeing.expectations.create(outcome=another, also=True, disagrees="So it seems.")
    disagreeing.verdicts.create(verdict=Verdict.objects.get(slug="not-yet"), disagrees="Too new.")
    disagreeing.verdicts.create(verdict=Verdict.objects.get(slug="hold"), also=True)
    case = stored_case(disagreeing.pk)
    assert case.expected[0] == Expected(
        "family", "sales-marketing", ("it-technical",), f"{WHY} So it seems."
    )
    assert case.fit == Expected("fit", "not-yet", ("hold",), "Too new.")


def test_an_explained_case_does_not_prevent_publishing(disagreeing: Case) -> None:
    row = publish(note="First edition")
    assert (row.failing_cases, row.accepted_because) == ("", "")


def test_an_unexplained_verdict_prevents_publishing(disagreeing: Case) -> None:
    disagreeing.verdicts.create(verdict=Verdict.objects.get(slug="hold"))
    with pytest.raises(FailingCases, match="Fit check: Hold until the location") as caught:
        publish(note="First edition")
    assert f"Explained: {WHY}" in str(caught.value)


def test_the_findings_of_the_draft_name_needless_reasons(case: Case) -> None:
    case.expectations.update(disagrees=WHY)
    findings = [one for one in DraftReview.read().findings if one.code == "agrees-again"]
    assert [str(one.location) for one in findings] == ["case A06"] * 4


def test_the_database_refuses_to_be_unsure_of_a_question_twice(case: Case) -> None:
    question = Question.objects.get(slug="control")
    case.answers.filter(question=question).delete()
    case.answers.create(question=question)
    with pytest.raises(IntegrityError), transaction.atomic():
        case.answers.create(question=question)


def test_an_answer_in_place_of_a_retired_one_is_not_sure_once(draft: None) -> None:
    question = Question.objects.get(slug="control")
    retired = RetiredRow.objects.create(question="hue", option="none", name="None")
    retired.instead.create(question=question)
    with pytest.raises(IntegrityError), transaction.atomic():
        retired.instead.create(question=question)


# ── Made of a match ──────────────────────────────────────────────────────────────────────


@pytest.fixture
def everything(draft: None, drafted: Taxonomy) -> Taxonomy:
    taxonomy = with_everything(drafted)
    apply_taxonomy(taxonomy, reason="Test")
    return taxonomy


def made_of(taxonomy: Taxonomy, answers: Answers) -> tuple[Case, tuple[str, ...]]:
    found = match(taxonomy, answers)
    created = create_case(title="Mine", vignette="Mine.", reason="", match=found)
    return created.row, created.left_out


def given(case: Case) -> list[tuple[str, str | None]]:
    rows = CaseAnswer.objects.filter(case=case)
    return list(rows.values_list("question__slug", "option__slug"))


def test_a_case_made_of_a_match_has_all_ticks_and_expects_its_verdict(
    everything: Taxonomy,
) -> None:
    query = f"served=internal-ops&{TICKED}=balanced&{TICKED}=resilience&control=not-sure"
    case, left_out = made_of(everything, parse_query(everything, query).answers)
    assert (left_out, given(case)) == (
        (),
        [
            ("served", "internal-ops"),
            ("control", None),
            (TICKED, "resilience"),
            (TICKED, "balanced"),
        ],
    )
    assert run_case(everything, stored_case(case.pk)).passed


def test_a_case_expects_the_verdict_of_the_match(drafted: Taxonomy, case: Case) -> None:
    answers = Answers(stored_case(case.pk).answers)
    made, _left_out = made_of(drafted, answers)
    assert stored_case(made.pk).fit == Expected("fit", "ready")
    Verdict.objects.filter(slug="ready").update(slug="go")
    _made, left_out = made_of(drafted, answers)
    assert left_out == ("verdict ready",)


def test_answers_that_the_draft_retired_are_read_as_the_draft_reads_them(
    everything: Taxonomy,
) -> None:
    served = everything.index.question_by_slug["served"]
    more = (served.options[0].model_copy(update={"slug": "everybody"}), *served.options)
    mood = builders.question("mood", "sunny", "rainy", family=1)
    questions = tuple(
        one.model_copy(update={"options": more}) if one is served else one
        for one in everything.questions
    )
    former = builders.changed(everything, retired=(), questions=(*questions, mood))
    query = f"served=everybody&mood=sunny&{TICKED}=balanced"
    case, left_out = made_of(former, parse_query(former, query).answers)
    assert (given(case), left_out) == (
        [("served", "internal-ops"), ("control", None), (TICKED, "balanced")],
        ("mood=sunny",),
    )


def test_ticks_that_exclude_each_other_by_now_are_left_out(
    everything: Taxonomy,
) -> None:
    question = everything.index.question_by_slug[TICKED]
    free = tuple(option.model_copy(update={"conflicts": ()}) for option in question.options)
    former = builders.changed(
        everything,
        questions=tuple(
            one.model_copy(update={"options": free}) if one is question else one
            for one in everything.questions
        ),
    )
    query = f"served=internal-ops&{TICKED}=lowest-cost&{TICKED}=better-quality"
    case, left_out = made_of(former, parse_query(former, query).answers)
    assert (given(case), left_out) == (
        [("served", "internal-ops")],
        (f"{TICKED}=lowest-cost, better-quality",),
    )
