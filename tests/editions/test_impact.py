"""What the draft does to cases, stored results and random answer sets, step by step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matcher import impact
from matcher.core import NOT_SURE, Answers, Taxonomy, write_query
from matcher.core.impact import Impact, Move
from matcher.editions import InvalidTaxonomy, NoEdition, Release
from matcher.impact import (
    ImpactRun,
    advance,
    axis_moves,
    describe_impact,
    examples,
    finish,
    format_percent,
    impact_inputs,
    start,
)
from matcher.models import Case, Evidence, SharedResult, Warning
from matcher.sharing import delete_result, save_result

pytestmark = pytest.mark.usefixtures("draft")

CONTACTS = Answers((("object", "customer-contacts"),))
RETURNS = Answers((("object", "orders-listings"),))


@pytest.fixture
def turned(draft: None, published: Release) -> None:
    """The draft brings another family first wherever customers' contacts alone are answered."""
    cells = Evidence.objects.filter(option__slug="customer-contacts", outcome__axis__slug="family")
    cells.exclude(outcome__slug="hr-payroll").update(strength=-3)
    hr = cells.filter(outcome__slug="hr-payroll")
    assert hr.update(strength=3) == 1


@pytest.fixture
def keep(published: Release) -> Callable[..., SharedResult]:
    """Store a result, some days ago."""

    def keep(answers: Answers, *, days: int = 1, keep_days: int | None = None) -> SharedResult:
        created = save_result(release=published, answers=answers, keep_days=keep_days)
        row = SharedResult.objects.get(token=created.token)
        row.created_at = timezone.now() - timedelta(days=days)
        row.save()
        return row

    return keep


Keep = Callable[..., SharedResult]

MOVED = Move("family", "customer-operations", "hr-payroll", 1, ("1",))


def compared(samples: int = 0) -> ImpactRun:
    found = impact_inputs()
    return finish(found, start(found, samples=samples))


def families(found: Impact) -> dict[tuple[str | None, str | None], int]:
    return {(move.before, move.after): move.count for move in found.moves_on("family")}


def test_without_an_edition_there_is_nothing_to_compare_with() -> None:
    with pytest.raises(NoEdition, match="Nothing has been published yet"):
        impact_inputs()


def test_an_unsound_draft_is_refused_with_its_findings(published: Release) -> None:
    Warning.objects.filter(slug="brand-voice").update(condition="family =")
    with pytest.raises(InvalidTaxonomy, match="The condition cannot be read"):
        impact_inputs()


def test_a_draft_word_for_word_the_edition_is_the_same(published: Release) -> None:
    assert impact_inputs().same
    Warning.objects.filter(slug="brand-voice").update(title="Another")
    assert not impact_inputs().same


@pytest.mark.usefixtures("turned")
def test_stored_results_of_the_last_days_are_compared(keep: Keep) -> None:
    kept = keep(CONTACTS)
    keep(RETURNS)
    keep(CONTACTS, days=impact.RESULT_AGE_DAYS + 1)
    found = compared().stored
    assert (found.compared, found.changed) == (2, 1)
    assert found.moves_on("family") == (replace(MOVED, examples=(str(kept.pk),)),)


@pytest.mark.usefixtures("turned")
def test_deleted_and_expired_results_are_left_alone(keep: Keep, published: Release) -> None:
    created = save_result(release=published, answers=CONTACTS)
    keep(CONTACTS, days=40, keep_days=30)
    SharedResult.objects.update(expires_at=timezone.now() - timedelta(days=1))
    keep(CONTACTS, keep_days=30)
    assert compared().stored.compared == 1
    SharedResult.objects.filter(token=created.token).update(expires_at=None)
    assert compared().stored.compared == 2
    delete_result(created.token, created.deletion_key)
    assert compared().stored.compared == 1


@pytest.mark.usefixtures("turned")
def test_a_stored_answer_that_nobody_knows_any_more_is_passed_over(keep: Keep) -> None:
    row = keep(CONTACTS)
    row.query = f"{row.query}&gone=option&object=&label=nobody"
    row.save()
    assert compared().stored.changed == 1


@pytest.mark.usefixtures("turned")
def test_all_cases_are_compared(drafted: Taxonomy) -> None:
    found = compared().cases
    assert found.compared == Case.objects.count()
    assert 0 < found.changed < found.compared


@pytest.mark.usefixtures("turned")
def test_steps_add_up_to_the_whole(keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    for answers in (CONTACTS, RETURNS, CONTACTS, CONTACTS, RETURNS):
        keep(answers)
    whole = compared(samples=50)
    monkeypatch.setattr(impact, "ANSWER_SETS_PER_STEP", 2)
    found = impact_inputs()
    runs = [start(found, samples=50)]
    while not runs[-1].finished:
        runs.append(advance(found, runs[-1]))
    assert len(runs) == 3 + 25
    assert runs[-1].impacts == whole.impacts
    assert [run.stored.compared for run in runs[:4]] == [2, 4, 5, 5]
    assert runs[-1].done == runs[-1].total == Case.objects.count() + 5 + 50


@pytest.mark.usefixtures("turned")
def test_results_deleted_while_it_runs_do_not_keep_it_from_ending(
    keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(impact, "ANSWER_SETS_PER_STEP", 2)
    for _number in range(4):
        keep(CONTACTS)
    found = impact_inputs()
    run = start(found, samples=0)
    SharedResult.objects.filter(pk__gt=run.last).delete()
    run = finish(found, run)
    assert (run.results, run.stored.compared) == (4, 2)
    assert run.done == run.total


def test_the_same_seed_gives_the_same_random_answer_sets(turned: None) -> None:
    found = impact_inputs()
    one, again, other = (
        finish(found, start(found, samples=300, seed=seed)).random for seed in (1, 1, 2)
    )
    assert one == again != other
    assert one.compared == 300


def test_a_step_costs_a_fixed_number_of_queries(
    turned: None,
    keep: Keep,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for count in (1, 3):
        found = impact_inputs()
        for _number in range(count):
            keep(CONTACTS)
        with django_assert_num_queries(7):  # five for cases, the count, the first results
            run = start(found, samples=100)
        monkeypatch.setattr(impact, "ANSWER_SETS_PER_STEP", 1)
        with django_assert_num_queries(1):
            more = advance(found, replace(run, results_done=False))
        with django_assert_num_queries(0):
            advance(found, replace(more, results_done=True))
        monkeypatch.undo()


# ── Examples and tables ──────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("turned")
def test_examples_are_found_again_by_their_names(keep: Keep, drafted: Taxonomy) -> None:
    kept = keep(CONTACTS)
    run = compared(samples=500)
    cases, results, randoms = examples(impact_inputs(), run)
    assert results == {
        str(kept.pk): impact.MoveExample(f"Stored result {kept.pk}", write_query(CONTACTS))
    }
    assert set(cases) == {name for move in run.cases.moves for name in move.examples}
    slug, case = next(iter(cases.items()))
    assert case.name == Case.objects.get(slug=slug).title
    assert "object=customer-contacts" in case.query
    number = next(iter(randoms))
    assert randoms[number].name == f"Random answer set {int(number) + 1}"


@pytest.mark.usefixtures("turned")
def test_an_example_deleted_meanwhile_is_left_out(keep: Keep) -> None:
    kept = keep(CONTACTS)
    run = compared()
    kept.delete()
    assert examples(impact_inputs(), run)[1] == {}


@pytest.mark.usefixtures("turned")
def test_tables_name_the_outcomes_of_each_axis(keep: Keep) -> None:
    keep(CONTACTS)
    found = impact_inputs()
    run = replace(compared(), cases=Impact())
    family, *others = axis_moves(found, run)
    (row,) = family.rows
    assert (family.name, family.changed) == ("Service family", (0, 1, 0))
    assert (row.before, row.after) == (
        "Customer operations and support",
        "HR and payroll operations",
    )
    assert [move.count for move in row.moves] == [0, 1, 0]
    assert [axis.rows for axis in others] == [(), (), ()]


# ── In words ─────────────────────────────────────────────────────────────────────────────


def run_of(stored: Impact, cases: Impact, random: Impact) -> ImpactRun:
    return ImpactRun(
        edition=1,
        draft="",
        samples=random.compared,
        seed=1,
        since=timezone.now(),
        results=stored.compared,
        cases=cases,
        stored=stored,
        random=random,
    )


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (
            run_of(Impact(212, 14), Impact(40, 3), Impact(10_000, 213)),
            (
                "This draft changes the first outcome of 14 of 212 stored results of the last 90 "
                "days, of 3 of 40 cases and of 2.1 % of 10,000 random answer sets."
            ),
        ),
        (
            run_of(Impact(1, 1), Impact(1, 0), Impact(0, 0)),
            (
                "This draft changes the first outcome of 1 of 1 stored result of the last 90 days "
                "and of 0 of 1 case."
            ),
        ),
        (
            run_of(Impact(), Impact(), Impact(10_000, 1)),
            "This draft changes the first outcome of under 0.1 % of 10,000 random answer sets.",
        ),
        (
            run_of(Impact(), Impact(40, 0), Impact(10_000, 0)),
            (
                "This draft changes no first outcome: 40 cases and 10,000 random answer sets "
                "stay as they are."
            ),
        ),
        (run_of(Impact(), Impact(), Impact()), "There are no answer sets to compare."),
    ],
    ids=["the whole", "one of each", "hardly any", "none", "nothing"],
)
def test_the_impact_is_one_sentence(run: ImpactRun, said: str) -> None:
    assert describe_impact(run) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 0, "0.0 %"),
        (0, 9, "0.0 %"),
        (1, 3, "33.3 %"),
        (3, 3, "100.0 %"),
        (1, 9999, "under 0.1 %"),
    ],
)
def test_shares_are_rounded_but_never_to_nothing(part: int, whole: int, said: str) -> None:
    assert format_percent(part, whole) == said


def test_not_sure_is_kept_in_a_stored_answer() -> None:
    assert impact.stored_answers("object=not-sure&label=kpo") == Answers(
        (("object", NOT_SURE),), "kpo"
    )
