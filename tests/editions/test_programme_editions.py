"""Moving a programme to a newer edition."""

import pytest

from matcher.core import Answers
from matcher.models import ProgrammeRow
from matcher.programme_editions import (
    StaleMove,
    fingerprint,
    look_at_edition,
    move_to_edition,
    row_moves,
    stay_with_edition,
)
from matcher.programmes import (
    ProgrammeLinks,
    RowEdit,
    StaleRow,
    create_programme,
    edit_row,
    open_programme,
    summarised_rows,
)
from matcher.respondents import add_respondent, answer_row, open_to_answer, respondent_token
from matcher.row_queue import claim, compute, due_rows, work_off, write
from tests import builders
from tests.web.editions import publish, small

pytestmark = pytest.mark.django_db


def newer_taxonomy():
    """`small` in which green speaks for a plum, and nobody is asked about taste."""
    evidence = [
        row.model_copy(update={"strength": 3 if row.outcome == "plum" else -3})
        if row.option == "green"
        else row
        for row in small().evidence
    ]
    questions = small().questions[:2]
    kept = [row for row in evidence if row.question != "taste"]
    return small(questions=questions, evidence=tuple(kept))


@pytest.fixture
def links() -> ProgrammeLinks:
    links = create_programme(release=publish(small()), names=["One", "Two", "Three"])
    give(links, 1, colour="green")
    give(links, 2, colour="blue", taste="sour")
    return links


def give(links: ProgrammeLinks, number: int, **picks: str) -> None:
    programme = open_programme(links.token)
    row = programme.row(number)
    answers = builders.answers(programme.taxonomy, **picks)
    edit_row(programme, number, RowEdit(row.name, answers, None, row.version))


def look(links: ProgrammeLinks):
    """Look at a newer edition, and what it changes."""
    newer = publish(newer_taxonomy(), number=2)
    look_at_edition(open_programme(links.token), newer)
    return newer


def tops(links: ProgrammeLinks) -> list[str]:
    rows = summarised_rows(open_programme(links.token))
    return [each.summary.outcome("kind") if each.summary else "?" for each in rows]


@pytest.mark.parametrize("is_matched", [True, False])
def test_what_changes_is_shown_and_then_all_rows_move_at_once(
    links: ProgrammeLinks, is_matched: bool
) -> None:
    newer = look(links)
    if is_matched:
        work_off(due_rows())
    before = open_programme(links.token)
    moves = row_moves(before, newer)
    assert [move.is_decided_otherwise for move in moves] == [True, False, False]
    assert [[lost.ignored.name for lost in move.lost] for move in moves] == [[], ["taste"], []]
    assert (before.release.number, tops(links)) == (1, ["apple", "plum", ""])
    move_to_edition(before, seen=fingerprint(moves))
    after = open_programme(links.token)
    assert (after.release, after.next_release) == (newer, None)
    assert tops(links) == ["plum", "plum", ""]
    assert due_rows().count() == (0 if is_matched else 3)


def test_answers_that_are_lost_are_those_of_respondents_too(links: ProgrammeLinks) -> None:
    add_respondent(open_programme(links.token), links.key, 3, "Ann")
    token = respondent_token(links.key, 3, 1)
    answers = builders.answers(small(), taste="sweet", colour="blue")
    answer_row(open_to_answer(links.token, token, client=""), answers, version=1)
    newer = look(links)
    (lost,) = row_moves(open_programme(links.token), newer)[2].lost
    assert (lost.respondent, lost.ignored.name, lost.ignored.value) == ("Ann", "taste", "sweet")


def test_what_is_lost_stays_written_until_the_row_is_edited(links: ProgrammeLinks) -> None:
    newer = look(links)
    programme = open_programme(links.token)
    move_to_edition(programme, seen=fingerprint(row_moves(programme, newer)))
    assert ProgrammeRow.objects.get(number=2).query == "colour=blue&taste=sour"


def test_nothing_moves_where_it_would_do_something_else_than_was_seen(
    links: ProgrammeLinks,
) -> None:
    newer = look(links)
    programme = open_programme(links.token)
    seen = fingerprint(row_moves(programme, newer))
    give(links, 3, colour="green")
    for wrong in (seen, "", "x"):
        with pytest.raises(StaleMove):
            move_to_edition(programme, seen=wrong)
    assert open_programme(links.token).release.number == 1


def test_nothing_moves_that_nobody_looked_at_or_twice(links: ProgrammeLinks) -> None:
    newer = publish(newer_taxonomy(), number=2)
    programme = open_programme(links.token)
    seen = fingerprint(row_moves(programme, newer))
    with pytest.raises(StaleMove):
        move_to_edition(programme, seen=seen)
    look_at_edition(programme, newer)
    move_to_edition(programme, seen=seen)
    with pytest.raises(StaleMove):
        move_to_edition(programme, seen=seen)


def test_whoever_stays_has_what_they_had(links: ProgrammeLinks) -> None:
    look(links)
    work_off(due_rows())
    stay_with_edition(open_programme(links.token))
    assert open_programme(links.token).next_release is None
    assert tops(links) == ["apple", "plum", ""]
    assert set(ProgrammeRow.objects.values_list("next_summary_json", flat=True)) == {""}


def test_a_form_that_was_open_is_stale_after_the_move(links: ProgrammeLinks) -> None:
    newer = look(links)
    programme = open_programme(links.token)
    version = programme.row(1).version
    move_to_edition(programme, seen=fingerprint(row_moves(programme, newer)))
    with pytest.raises(StaleRow):
        edit_row(open_programme(links.token), 1, RowEdit("One", Answers(), None, version))


def test_what_was_computed_with_the_edition_of_before_is_not_written(
    links: ProgrammeLinks,
) -> None:
    newer = look(links)
    programme = open_programme(links.token)
    lease = claim(due_rows())
    computed = tuple(compute(lease))
    move_to_edition(programme, seen=fingerprint(row_moves(programme, newer)))
    write(lease, computed)
    assert due_rows().count() == 3
    work_off(due_rows())
    assert tops(links) == ["plum", "plum", ""]
