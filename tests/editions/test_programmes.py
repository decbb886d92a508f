"""Keeping, opening, changing and deleting a programme."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from matcher import programmes
from matcher.core import Answers, write_query
from matcher.core.programme import AnswerEdit
from matcher.editions import PublishedRelease
from matcher.hourly_limit import HourlyLimit, LimitReached
from matcher.link_keys import WRONG_KEYS, Sender
from matcher.models import Programme, ProgrammeRow
from matcher.programmes import (
    MAX_ROWS,
    GoneProgramme,
    GoneRow,
    NoArchetype,
    ProgrammeLinks,
    RowEdit,
    StaleAnswers,
    StaleRow,
    StoredProgramme,
    TooManyRows,
    UnknownProgramme,
    UnknownRow,
    add_rows,
    answer_question,
    create_programme,
    delete_programme,
    delete_row,
    edit_heirs,
    edit_programme_title,
    edit_row,
    open_programme,
    open_to_edit,
    summarised_rows,
)
from tests import builders
from tests.web.editions import publish, small

pytestmark = pytest.mark.django_db

NAMES = ("Invoices", "Returns", "Payroll")


@pytest.fixture
def release() -> PublishedRelease:
    return publish(small())


@pytest.fixture
def links(release: PublishedRelease) -> ProgrammeLinks:
    return create_programme(release=release, names=NAMES, title="All of finance")


@pytest.fixture
def programme(links: ProgrammeLinks) -> StoredProgramme:
    return open_programme(links.token)


def given(**picks: str) -> Answers:
    return builders.answers(small(), **picks)


def edit(
    programme: StoredProgramme, number: int, archetype: int | None = None, **picks: str
) -> None:
    """Give a row these answers and this archetype, as if it had just been opened."""
    row = ProgrammeRow.objects.get(programme=programme.id, number=number)
    edit_row(programme, number, RowEdit(row.name, given(**picks), archetype, row.version))


def again(links: ProgrammeLinks) -> StoredProgramme:
    return open_programme(links.token)


def own(links: ProgrammeLinks) -> dict[int, str]:
    """The own answers of each row."""
    return {row.number: write_query(row.own) for row in again(links).rows}


# ── Creating and opening ─────────────────────────────────────────────────────────────────


def test_a_programme_is_opened_as_it_was_kept(
    release: PublishedRelease, programme: StoredProgramme
) -> None:
    assert (programme.title, programme.release, programme.expiry) == (
        "All of finance",
        release,
        None,
    )
    rows = [(row.number, row.name, row.answers, row.archetype) for row in programme.rows]
    assert rows == [(number, name, Answers(), None) for number, name in enumerate(NAMES, start=1)]


def test_links_cannot_be_guessed_and_only_their_checksums_are_kept(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    assert len({*links.token, *links.key}) > 20
    assert [len(links.token), len(links.key)] == [32, 32]
    row = Programme.objects.get()
    kept = {str(value) for value in vars(row).values()}
    assert not kept & {links.token, links.key}


def test_it_stays_with_its_edition(links: ProgrammeLinks) -> None:
    newer = publish(small(questions=small().questions[:1]), number=2)
    assert again(links).release.number == 1 != newer.number


def test_the_same_form_is_kept_once_and_another_one_beside_it(release: PublishedRelease) -> None:
    sender = Sender(form_key="a" * 32, client="203.0.113.9")
    first, same = (
        create_programme(release=release, names=NAMES, sender=sender) for _time in range(2)
    )
    other = create_programme(release=release, names=NAMES[:1], sender=sender)
    assert first == same != other
    assert [len(again(links).rows) for links in (first, other)] == [3, 1]
    assert Programme.objects.count() == 2


def test_a_client_creates_so_many_in_an_hour_and_the_same_form_does_not_count(
    release: PublishedRelease, settings: Settings
) -> None:
    settings.WRITE_LIMIT = 1
    sender = Sender(form_key="a" * 32, client="203.0.113.9")
    for _time in range(2):
        create_programme(release=release, names=NAMES, sender=sender)
    with pytest.raises(LimitReached):
        create_programme(release=release, names=("Other",), sender=sender)
    assert Programme.objects.count() == 1


def test_too_many_rows_keep_nothing(release: PublishedRelease, links: ProgrammeLinks) -> None:
    with pytest.raises(TooManyRows):
        create_programme(release=release, names=["Work"] * (MAX_ROWS + 1))
    with pytest.raises(TooManyRows):
        add_rows(again(links), ["Work"] * (MAX_ROWS - len(NAMES) + 1))
    add_rows(again(links), ["Work"] * (MAX_ROWS - len(NAMES)))
    assert [len(again(links).rows), Programme.objects.count()] == [MAX_ROWS, 1]


@pytest.mark.parametrize("token", ["", "nothing", "\0", "’", "x" * 10_000])
def test_what_was_never_a_link_is_unknown(release: PublishedRelease, token: str) -> None:
    with pytest.raises(UnknownProgramme):
        open_programme(token)


def test_a_wrong_key_is_unknown_and_too_many_are_refused(links: ProgrammeLinks) -> None:
    for _time in range(WRONG_KEYS.most):
        with pytest.raises(UnknownProgramme):
            open_to_edit(links.token, links.token, client="203.0.113.9")
    with pytest.raises(LimitReached):
        open_to_edit(links.token, "\0", client="203.0.113.9")
    assert open_to_edit(links.token, links.key, client="203.0.113.9") == again(links)


@pytest.mark.parametrize("names", [("One",), tuple(map(str, range(MAX_ROWS)))])
def test_opening_takes_two_queries_however_many_rows_there_are(
    release: PublishedRelease,
    names: tuple[str, ...],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    links = create_programme(release=release, names=names)
    with django_assert_num_queries(2):
        programme = again(links)
        assert len(summarised_rows(programme)) == len(names)


# ── Editing ──────────────────────────────────────────────────────────────────────────────


def test_rows_get_numbers_that_are_never_given_again(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    delete_row(programme, 3)
    add_rows(programme, ["Onboarding"])
    rows = again(links)
    assert [(row.number, row.name) for row in rows.rows] == [
        (1, "Invoices"),
        (2, "Returns"),
        (4, "Onboarding"),
    ]
    assert rows.row(4).name == "Onboarding"
    with pytest.raises(GoneRow):
        rows.row(3)
    for number in (0, -1, 5, 10**30):
        with pytest.raises(UnknownRow):
            rows.row(number)


def test_a_title_is_edited(links: ProgrammeLinks, programme: StoredProgramme) -> None:
    edit_programme_title(programme, "Finance & HR")
    assert again(links).title == "Finance & HR"


def test_an_edited_row_is_its_next_version(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    edit_row(programme, 2, RowEdit("Parcels", given(colour="green"), None, version=1))
    row = again(links).row(2)
    assert (row.name, row.answers, row.version) == ("Parcels", given(colour="green"), 2)
    assert row.changed_at > programme.row(2).changed_at


def test_a_version_that_is_no_longer_kept_is_told_and_changes_nothing(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    edit(programme, 2, colour="green")
    with pytest.raises(StaleRow):
        edit_row(programme, 2, RowEdit("Parcels", given(colour="blue"), None, version=1))
    row = again(links).row(2)
    assert (row.name, row.own) == ("Returns", given(colour="green"))


def test_a_row_takes_its_answers_from_its_archetype_while_that_changes(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    edit(programme, 1, colour="green", size="large")
    edit(programme, 2, archetype=1, size="not-sure")
    assert again(links).row(2).answers == given(colour="green", size="not-sure")
    edit(programme, 1, colour="blue")
    row = again(links).row(2)
    assert (row.answers, row.archetype) == (given(colour="blue", size="not-sure"), 1)
    assert [heir.number for heir in again(links).heirs(1)] == [2]


def test_inheritance_has_one_level(links: ProgrammeLinks, programme: StoredProgramme) -> None:
    edit(programme, 2, archetype=1)
    for number, archetype in ((1, 3), (3, 2), (3, 3), (3, 99), (3, 10**30)):
        with pytest.raises(NoArchetype):
            edit(programme, number, archetype=archetype, colour="green")
    assert own(links) == {1: "", 2: "", 3: ""}


def test_a_row_of_another_programme_is_no_archetype(
    release: PublishedRelease, programme: StoredProgramme
) -> None:
    other = open_programme(create_programme(release=release, names=["a", "b", "c", "d"]).token)
    assert other.row(4).name == "d"
    with pytest.raises(NoArchetype):
        edit(programme, 1, archetype=4)


def test_deleting_an_archetype_writes_its_answers_into_its_rows(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    edit(programme, 1, colour="green", size="large")
    edit(programme, 2, archetype=1, size="not-sure")
    edit(programme, 3, archetype=1)
    delete_row(programme, 1)
    assert own(links) == {2: "colour=green&size=not-sure", 3: "colour=green&size=large"}
    assert [(row.archetype, row.version) for row in again(links).rows] == [(None, 3), (None, 3)]


def test_many_rows_take_their_answers_from_one_and_others_no_longer(
    release: PublishedRelease,
) -> None:
    links = create_programme(release=release, names=("a", "b", "c", "d", "e"))
    edit(again(links), 5, archetype=4)
    edit_heirs(again(links), 1, add={1, 2, 3, 4, 5, 99}, remove={3})
    assert [row.archetype for row in again(links).rows] == [None, 1, 1, None, 4]
    edit_heirs(again(links), 1, add=set(), remove={2, 5})
    assert [row.archetype for row in again(links).rows] == [None, None, 1, None, 4]
    with pytest.raises(NoArchetype):
        edit_heirs(again(links), 3, add={2}, remove=set())
    with pytest.raises(GoneRow):
        edit_heirs(again(links), 6, add={2}, remove=set())


@pytest.mark.parametrize("number", [0, 4, 10**9])
def test_a_row_that_is_not_there_is_told(programme: StoredProgramme, number: int) -> None:
    with pytest.raises(GoneRow):
        delete_row(programme, number)
    with pytest.raises(GoneRow):
        edit_row(programme, number, RowEdit("Work", Answers(), None, 1))


# ── One question for all rows ────────────────────────────────────────────────────────────


def answer(programme: StoredProgramme, edits: Mapping[int, tuple[str, str]]) -> None:
    """Answer the colour of rows, each from what it was to what it is to be."""
    answer_question(
        programme,
        "colour",
        {
            number: AnswerEdit(*(tuple(filter(None, (value,))) for value in values))
            for number, values in edits.items()
        },
    )


def test_one_question_is_answered_for_many_rows_and_only_those_that_change_are_written(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    edit(programme, 2, colour="blue", size="large")
    edit(programme, 3, colour="blue")
    answer(programme, {1: ("", "green"), 2: ("blue", "blue"), 3: ("blue", "")})
    assert own(links) == {1: "colour=green", 2: "colour=blue&size=large", 3: ""}
    assert [row.version for row in again(links).rows] == [2, 2, 3]


def test_two_people_who_answer_different_rows_do_not_notice_each_other(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    answer(programme, {1: ("", "green"), 2: ("", ""), 3: ("", "")})
    answer(programme, {1: ("", ""), 2: ("", "blue"), 3: ("", "")})
    assert own(links) == {1: "colour=green", 2: "colour=blue", 3: ""}


def test_two_different_answers_to_one_row_keep_none_of_the_second_form(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    answer(programme, {1: ("", "green")})
    with pytest.raises(StaleAnswers) as stale:
        answer(programme, {1: ("", "blue"), 2: ("", "blue")})
    assert stale.value.numbers == (1,)
    assert own(links) == {1: "colour=green", 2: "", 3: ""}


def test_a_row_that_was_deleted_meanwhile_is_left_out(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    delete_row(programme, 1)
    answer(programme, {1: ("", "blue"), 2: ("", "green"), 99: ("", "green")})
    assert own(links) == {2: "colour=green", 3: ""}


def test_many_answers_are_written_with_as_many_queries_as_one(
    release: PublishedRelease, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    links = create_programme(release=release, names=list(map(str, range(100))))
    programme = again(links)
    answer(programme, {1: ("", "green")})
    for numbers in (range(2, 3), range(3, 53)):
        with django_assert_num_queries(7):  # a savepoint, the limit, two reads, two writes
            answer(programme, dict.fromkeys(numbers, ("", "green")))


# ── Limits and the end ───────────────────────────────────────────────────────────────────


def test_a_programme_is_edited_so_many_times_an_hour(
    links: ProgrammeLinks, programme: StoredProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programmes, "EDITS", HourlyLimit("programme edit", 1))
    edit(programme, 1, colour="green")
    with pytest.raises(LimitReached):
        edit(programme, 2, colour="green")
    assert own(links) == {1: "colour=green", 2: "", 3: ""}


def test_a_deleted_programme_keeps_nothing_and_cannot_be_edited(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    edit(programme, 2, archetype=1)
    delete_programme(programme)
    row = Programme.objects.get()
    assert (row.title, row.rows.count()) == ("", 0)
    for attempt in (
        lambda: again(links),
        lambda: open_to_edit(links.token, links.key, client=""),
        lambda: add_rows(programme, ["Late"]),
        lambda: edit_programme_title(programme, "Late"),
        lambda: delete_row(programme, 1),
    ):
        with pytest.raises(GoneProgramme):
            attempt()


def test_an_expired_programme_is_gone_before_and_after_it_is_purged(
    release: PublishedRelease, capsys: pytest.CaptureFixture[str]
) -> None:
    sender = Sender(zone="Europe/Berlin")
    ending = create_programme(release=release, names=NAMES, keep_days=30, sender=sender)
    lasting = create_programme(release=release, names=NAMES)
    expiry = again(ending).expiry
    assert expiry is not None
    assert (expiry.zone, expiry.ends_a_day) == ("Europe/Berlin", True)
    Programme.objects.filter(expires_at=expiry.at).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    for _time in range(2):
        with pytest.raises(GoneProgramme):
            again(ending)
        call_command("purge_results")
    assert capsys.readouterr().out.splitlines() == [
        "0 expired results and 1 programme forgotten.",
        "0 expired results and 0 programmes forgotten.",
    ]
    assert ProgrammeRow.objects.count() == len(again(lasting).rows)
