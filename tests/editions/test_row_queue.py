"""Rows of programmes that are matched off the request: who may, when, and how often."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matcher import programmes, row_queue
from matcher.core import Answers
from matcher.core.programme import AnswerEdit, WorkState, work_state
from matcher.core.work_summary import RELEASE, dump_summary
from matcher.editions import PublishedRelease
from matcher.models import ProgrammeRow, Worker
from matcher.programmes import (
    MATCHED_AT_ONCE,
    MOST_ATTEMPTS,
    ProgrammeLinks,
    RowEdit,
    StoredProgramme,
    add_rows,
    answer_question,
    create_programme,
    delete_row,
    edit_heirs,
    edit_row,
    open_programme,
    summarised_rows,
)
from matcher.respondents import (
    Settled,
    SettlementEdit,
    add_respondent,
    answer_row,
    delete_respondent,
    open_to_answer,
    respondent_token,
    settle,
)
from matcher.row_queue import (
    BATCH,
    LEASE,
    beat,
    claim,
    compute,
    due_rows,
    has_worker,
    renew_old_rows,
    rows_of_newer_releases,
    sign_off,
    work_a_step,
    work_off,
    write,
)
from tests import builders
from tests.web.editions import publish, small

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> PublishedRelease:
    return publish(small())


def made(release: PublishedRelease, count: int) -> ProgrammeLinks:
    return create_programme(release=release, names=[f"Work {number}" for number in range(count)])


def given(**picks: str) -> Answers:
    return builders.answers(small(), **picks)


def due() -> list[int]:
    return list(due_rows().order_by("number").values_list("number", flat=True))


def give(programme: StoredProgramme, number: int, archetype: int | None = None, **picks) -> None:
    row = ProgrammeRow.objects.get(programme=programme.id, number=number)
    edit_row(programme, number, RowEdit(row.name, given(**picks), archetype, row.version))


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    """Let so much time pass for whoever works the queue off."""
    now = timezone.now
    monkeypatch.setattr(row_queue.timezone, "now", lambda: now() + by)


# ── What is due, and what is kept ────────────────────────────────────────────────────────


def test_what_is_kept_is_what_the_answers_come_to(release: PublishedRelease) -> None:
    programme = open_programme(made(release, 2).token)
    give(programme, 1, colour="green")
    assert work_off(due_rows()) == 2
    assert due() == []
    stored = [row.summary_json for row in open_programme_again(programme).rows]
    states = [work_state(small(), answers) for answers in (given(colour="green"), given())]
    assert stored == [dump_summary(state.summary) for state in states]


def open_programme_again(programme: StoredProgramme) -> StoredProgramme:
    return programmes.stored_programme(programmes.Programme.objects.get(pk=programme.id))


def test_what_is_shown_is_the_same_before_and_after_it_is_kept(release: PublishedRelease) -> None:
    programme = open_programme(made(release, 3).token)
    give(programme, 1, colour="green")
    give(programme, 2, archetype=1)
    before = [each.summary for each in summarised_rows(open_programme_again(programme))]
    work_off(due_rows())
    after = [each.summary for each in summarised_rows(open_programme_again(programme))]
    assert before == after


def test_many_rows_wait_and_few_are_matched_at_once(release: PublishedRelease) -> None:
    few, many = made(release, MATCHED_AT_ONCE), made(release, MATCHED_AT_ONCE + 1)
    for links, are_known in ((few, True), (many, False)):
        rows = summarised_rows(open_programme(links.token))
        assert {each.summary is not None for each in rows} == {are_known}


Change = Callable[[StoredProgramme], object]


CHANGES: dict[str, tuple[Change, list[int]]] = {
    "the answers of a row": (lambda programme: give(programme, 4, colour="blue"), [4]),
    "the answers of an archetype": (
        lambda programme: give(programme, 1, colour="blue"),
        [1, 2, 3],
    ),
    "one answer of many rows": (
        lambda programme: answer_question(
            programme,
            "colour",
            {1: AnswerEdit(("green",), ("blue",)), 4: AnswerEdit((), ("blue",))},
        ),
        [1, 2, 3, 4],
    ),
    "another archetype": (lambda programme: give(programme, 4, archetype=1), [4]),
    "heirs": (lambda programme: edit_heirs(programme, 1, add=[4], remove=[2]), [2, 4]),
    "a deleted archetype": (lambda programme: delete_row(programme, 1), [2, 3]),
    "a row that is added": (lambda programme: add_rows(programme, ["New"]), [5]),
    "a settled answer": (
        lambda programme: settle(
            programme,
            1,
            "size",
            SettlementEdit(opened=Settled(), sent=Settled(("small",), "so"), seen={}),
        ),
        [1, 2, 3],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_an_answer_that_counts_makes_rows_due(
    release: PublishedRelease, change: str
) -> None:
    programme = open_programme(made(release, 4).token)
    give(programme, 1, colour="green")
    edit_heirs(programme, 1, add=[2, 3], remove=[])
    work_off(due_rows())
    make, expected = CHANGES[change]
    make(programme)
    assert due() == expected


def test_what_people_answer_makes_their_row_and_its_heirs_due(release: PublishedRelease) -> None:
    links = made(release, 3)
    programme = open_programme(links.token)
    edit_heirs(programme, 1, add=[2], remove=[])
    add_respondent(programme, links.key, 1, "Ann")
    work_off(due_rows())
    token = respondent_token(links.key, 1, 1)
    answer_row(open_to_answer(links.token, token, client=""), given(colour="blue"), version=1)
    assert due() == [1, 2]
    work_off(due_rows())
    delete_respondent(programme, 1, 1)
    assert due() == [1, 2]


# ── Claims ───────────────────────────────────────────────────────────────────────────────


def test_a_batch_is_claimed_once(release: PublishedRelease) -> None:
    made(release, BATCH + 10)
    first, second = (tuple(compute(claim(due_rows()))) for _time in range(2))
    assert [len(first), len(second)] == [BATCH, 10]
    assert not {each.id for each in first} & {each.id for each in second}
    assert work_off(due_rows()) == 0


def test_what_a_killed_worker_had_claimed_is_done_by_another_after_a_minute(
    release: PublishedRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(release, 3)
    lost = claim(due_rows())
    computed = tuple(compute(lost))
    assert work_off(due_rows()) == 0
    later(monkeypatch, LEASE)
    assert [work_off(due_rows()) for _time in range(4)] == [1, 1, 1, 0]
    assert not ProgrammeRow.objects.filter(is_due=True).exists()
    ProgrammeRow.objects.update(summary_json="by another")
    write(lost, computed)  # it was only slow
    assert {row.summary_json for row in ProgrammeRow.objects.all()} == {"by another"}


def test_what_was_computed_from_the_answers_of_before_is_not_written(
    release: PublishedRelease,
) -> None:
    programme = open_programme(made(release, 2).token)
    lease = claim(due_rows())
    computed = tuple(compute(lease))
    give(programme, 2, colour="green")
    write(lease, computed)
    assert due() == [2]
    work_off(due_rows())
    row = ProgrammeRow.objects.get(number=2)
    assert row.summary_json == dump_summary(work_state(small(), given(colour="green")).summary)


def test_a_row_that_was_deleted_meanwhile_is_left_so(release: PublishedRelease) -> None:
    programme = open_programme(made(release, 2).token)
    lease = claim(due_rows())
    computed = tuple(compute(lease))
    delete_row(programme, 1)
    write(lease, computed)
    assert [row.number for row in ProgrammeRow.objects.filter(is_due=False)] == [2]


def test_a_row_that_cannot_be_matched_stops_no_other_and_is_left_alone_in_the_end(
    release: PublishedRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = made(release, 3)
    give(open_programme(links.token), 2, colour="blue")

    def fail(taxonomy, answers: Answers) -> WorkState:
        if answers.picks:
            raise ZeroDivisionError
        return work_state(taxonomy, answers)

    monkeypatch.setattr(programmes, "work_state", fail)
    assert [work_off(due_rows()) for _time in range(5)] == [3, 1, 1, 0, 0]
    assert ProgrammeRow.objects.get(number=2).attempts == MOST_ATTEMPTS
    rows = open_programme(links.token).rows
    assert [(row.waits, row.failed) for row in rows] == [
        (False, False),
        (False, True),
        (False, False),
    ]
    monkeypatch.undo()
    give(open_programme(links.token), 2, colour="green")
    assert work_off(due_rows()) == 1
    assert not open_programme(links.token).row(2).failed


def test_a_row_that_was_tried_before_takes_no_other_along(
    release: PublishedRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(release, 3)
    claim(due_rows())
    made(release, 2)
    later(monkeypatch, LEASE)
    assert [work_off(due_rows()) for _time in range(5)] == [2, 1, 1, 1, 0]


def test_a_batch_takes_a_few_queries_and_one_write_a_row(
    release: PublishedRelease, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, BATCH):
        made(release, count)
        with django_assert_num_queries(9 + count):
            assert work_off(due_rows()) == count


# ── Releases ─────────────────────────────────────────────────────────────────────────────


def test_what_an_earlier_release_matched_is_matched_again(release: PublishedRelease) -> None:
    links = made(release, 2)
    work_off(due_rows())
    ProgrammeRow.objects.filter(number=1).update(release=RELEASE - 1, summary_json="of before")
    assert [row.waits for row in open_programme(links.token).rows] == [True, False]
    renew_old_rows(ProgrammeRow.objects.all())
    assert due() == [1]


def test_what_a_newer_release_changed_is_left_to_it(release: PublishedRelease) -> None:
    programme = open_programme(made(release, 2).token)
    ProgrammeRow.objects.filter(number=1).update(release=RELEASE + 1)
    assert [work_off(due_rows()), work_off(due_rows())] == [1, 0]
    assert rows_of_newer_releases() == 1
    give(programme, 1, colour="green")
    assert ProgrammeRow.objects.get(number=1).release == RELEASE + 1


# ── Workers, and pages without one ───────────────────────────────────────────────────────


def test_without_a_worker_a_page_does_the_work_of_its_programme(release: PublishedRelease) -> None:
    links, _other = made(release, 2 * BATCH + 1), made(release, 1)
    work_a_step(open_programme(links.token).id)
    assert due() == [1]
    assert not any(row.waits for row in open_programme(links.token).rows)


def test_while_a_worker_is_there_a_page_leaves_the_work_to_it(
    release: PublishedRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = made(release, 1)
    programme = open_programme(links.token).id
    beat("a")
    work_a_step(programme)
    assert due() == [1]
    later(monkeypatch, timedelta(seconds=20))
    work_a_step(programme)
    assert due() == []


def test_a_worker_is_there_until_it_signs_off_or_falls_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    beat("a")
    beat("b")
    sign_off("a")
    assert [worker.name for worker in Worker.objects.all()] == ["b"]
    assert has_worker()
    Worker.objects.update(release=RELEASE - 1)
    assert not has_worker()
    Worker.objects.update(beat_at=F("beat_at") - timedelta(hours=2))
    beat("c")
    assert [worker.name for worker in Worker.objects.all()] == ["c"]
