"""Several people answer a row: their links, what counts of their answers, and what is settled."""

import pytest
from pytest_django import DjangoAssertNumQueries

from matcher import programmes
from matcher.core import Answers, write_query
from matcher.editions import PublishedRelease
from matcher.hourly_limit import HourlyLimit, LimitReached
from matcher.link_keys import WRONG_KEYS
from matcher.models import ProgrammeRow, Respondent, Settlement
from matcher.programmes import (
    GoneProgramme,
    GoneRespondent,
    GoneRow,
    ProgrammeLinks,
    RowEdit,
    StoredProgramme,
    StoredRow,
    UnknownProgramme,
    UnknownRespondent,
    create_programme,
    delete_programme,
    delete_row,
    edit_row,
    matched_rows,
    open_programme,
)
from matcher.respondents import (
    MAX_RESPONDENTS,
    AskedRespondent,
    SameLabel,
    Settled,
    SettlementEdit,
    StaleRespondent,
    StaleSettlement,
    StoredSettlement,
    TooManyRespondents,
    add_respondent,
    answer_row,
    delete_respondent,
    open_to_answer,
    respondent_token,
    settle,
    settlements,
)
from tests import builders
from tests.web.editions import publish, small

pytestmark = pytest.mark.django_db

GREEN, BLUE = ("green",), ("blue",)


@pytest.fixture
def release() -> PublishedRelease:
    return publish(small())


@pytest.fixture
def links(release: PublishedRelease) -> ProgrammeLinks:
    """A programme with two rows, the first of which Ann and Bo answer."""
    links = create_programme(release=release, names=("Invoices", "Returns"), title="Finance")
    for label in ("Ann", "Bo"):
        add_respondent(open_programme(links.token), links.key, 1, label)
    return links


@pytest.fixture
def programme(links: ProgrammeLinks) -> StoredProgramme:
    return open_programme(links.token)


def row(links: ProgrammeLinks, number: int = 1) -> StoredRow:
    return open_programme(links.token).row(number)


def asked(links: ProgrammeLinks, respondent: int, row: int = 1) -> AskedRespondent:
    token = respondent_token(links.key, row, respondent)
    return open_to_answer(links.token, token, client="203.0.113.9")


def given(**picks: str) -> Answers:
    return builders.answers(small(), **picks)


def answer(links: ProgrammeLinks, respondent: int, row: int = 1, **picks: str) -> None:
    opened = asked(links, respondent, row)
    answer_row(opened, given(**picks), version=opened.respondent.version)


def edit(links: ProgrammeLinks, number: int, archetype: int | None = None, **picks: str) -> None:
    """Give a row these answers of its own, and this archetype."""
    now = row(links, number)
    change = RowEdit(now.name, given(**picks), archetype, now.version)
    edit_row(open_programme(links.token), number, change)


# ── Links ────────────────────────────────────────────────────────────────────────────────


def test_whoever_opens_a_link_is_shown_the_row_and_their_own_answers(
    links: ProgrammeLinks,
) -> None:
    answer(links, 2, colour="green")
    opened = asked(links, 2)
    assert (opened.programme.title, opened.row.name) == ("Finance", "Invoices")
    assert (opened.respondent.label, opened.respondent.answers) == ("Bo", given(colour="green"))
    assert asked(links, 1).respondent.answers == Answers()


def test_links_cannot_be_guessed_and_only_their_checksums_are_kept(links: ProgrammeLinks) -> None:
    tokens = [respondent_token(links.key, 1, number) for number in (1, 2)]
    assert [len(token) for token in tokens] == [32, 32]
    assert len({*tokens, links.token, links.key}) == 4
    kept = {str(value) for each in Respondent.objects.all() for value in vars(each).values()}
    assert not kept & set(tokens)


def test_a_wrong_link_is_unknown_and_too_many_are_refused(links: ProgrammeLinks) -> None:
    for _time in range(WRONG_KEYS.most):
        with pytest.raises(UnknownRespondent):
            open_to_answer(links.token, links.key, client="203.0.113.9")
    with pytest.raises(LimitReached):
        open_to_answer(links.token, "\0", client="203.0.113.9")
    assert asked(links, 1).respondent.label == "Ann"


def test_a_link_belongs_to_one_programme(links: ProgrammeLinks, release: PublishedRelease) -> None:
    other = create_programme(release=release, names=("Invoices",))
    token = respondent_token(links.key, 1, 1)
    with pytest.raises(UnknownRespondent):
        open_to_answer(other.token, token, client="")
    with pytest.raises(UnknownProgramme):
        open_to_answer("nothing", token, client="")


def test_no_two_are_called_the_same_and_twelve_are_the_most(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    with pytest.raises(SameLabel):
        add_respondent(programme, links.key, 1, "Ann")
    for number in range(MAX_RESPONDENTS - 2):
        add_respondent(programme, links.key, 1, str(number))
    with pytest.raises(TooManyRespondents):
        add_respondent(programme, links.key, 1, "One more")
    add_respondent(programme, links.key, 2, "Ann")
    assert [len(each.respondents) for each in open_programme(links.token).rows] == [12, 1]


# ── What counts ──────────────────────────────────────────────────────────────────────────


def test_what_they_agree_on_counts_and_what_differs_is_unanswered(links: ProgrammeLinks) -> None:
    answer(links, 1, colour="green", size="small")
    answer(links, 2, colour="blue", size="small")
    assert row(links).answers == given(size="small")
    (matched, _other) = matched_rows(open_programme(links.token))
    assert "colour" in matched.state.open
    edit(links, 1, colour="blue")
    assert row(links).answers == given(colour="blue", size="small")


def test_rows_take_what_the_respondents_of_their_archetype_agree_on(links: ProgrammeLinks) -> None:
    answer(links, 1, colour="green", size="small")
    answer(links, 2, colour="green", size="large")
    edit(links, 2, archetype=1)
    assert row(links, 2).answers == given(colour="green")


def test_deleting_an_archetype_writes_what_its_respondents_agreed_on_but_over_nobody(
    links: ProgrammeLinks,
) -> None:
    answer(links, 1, colour="green", size="small", taste="sour")
    edit(links, 2, archetype=1)
    add_respondent(open_programme(links.token), links.key, 2, "Cy")
    answer(links, 1, 2, colour="blue")
    before = row(links, 2).answers
    assert before == given(colour="blue", size="small", taste="sour")
    delete_row(open_programme(links.token), 1)
    after = row(links, 2)
    assert (after.own, after.answers) == (given(size="small", taste="sour"), before)


def test_an_answer_makes_no_form_about_the_row_stale_but_is_its_last_change(
    links: ProgrammeLinks,
) -> None:
    before = row(links)
    answer(links, 1, colour="green")
    after = row(links)
    assert after.version == before.version
    assert after.changed_at > before.changed_at


def test_answers_of_a_link_that_was_opened_twice_are_not_overwritten(links: ProgrammeLinks) -> None:
    opened = asked(links, 1)
    answer(links, 1, colour="green")
    with pytest.raises(StaleRespondent):
        answer_row(opened, given(colour="blue"), version=opened.respondent.version)
    assert asked(links, 1).respondent.answers == given(colour="green")


def test_answers_count_as_edits_of_the_programme(
    links: ProgrammeLinks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programmes, "EDITS", HourlyLimit("programme edit", 0))
    with pytest.raises(LimitReached):
        answer(links, 1, colour="green")
    assert asked(links, 1).respondent.answers == Answers()


@pytest.mark.parametrize("people", [1, MAX_RESPONDENTS - 2])
def test_people_cost_one_query_however_many_there_are(
    links: ProgrammeLinks, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    for number in range(people):
        add_respondent(open_programme(links.token), links.key, 1 + number % 2, str(number))
    with django_assert_num_queries(3):
        open_programme(links.token)
    with django_assert_num_queries(4):
        asked(links, 1)


# ── What is settled ──────────────────────────────────────────────────────────────────────


def settling(
    answer: tuple[str, ...], note: str = "", *, opened: Settled | None = None
) -> SettlementEdit:
    return SettlementEdit(opened or Settled(), Settled(answer, note), {1: GREEN, 2: BLUE})


def about(links: ProgrammeLinks) -> dict[str, StoredSettlement]:
    programme = open_programme(links.token)
    return settlements(programme, programme.row(1))


def test_what_is_settled_is_the_answer_of_the_row_with_its_reason(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    answer(links, 1, colour="green")
    settle(programme, 1, "colour", settling(BLUE, "We looked."))
    assert write_query(row(links).own) == "colour=blue"
    assert about(links) == {"colour": StoredSettlement("We looked.", {1: GREEN, 2: BLUE})}


def test_it_stays_when_a_respondent_changes_and_until_the_row_gets_another_answer(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    settle(programme, 1, "colour", settling(BLUE, "We looked."))
    answer(links, 1, colour="not-sure")
    assert row(links).answers == given(colour="blue")
    edit(links, 1, colour="green")
    assert about(links) == {}
    settle(programme, 1, "colour", settling((), opened=Settled(GREEN)))
    assert row(links).answers == given(colour="not-sure")
    assert not Settlement.objects.exists()


def test_two_who_settle_one_question_do_not_overwrite_each_other(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    settle(programme, 1, "colour", settling(BLUE, "We looked."))
    for other in (settling(GREEN), settling(BLUE, "I say so."), settling(())):
        with pytest.raises(StaleSettlement):
            settle(programme, 1, "colour", other)
    settle(programme, 1, "colour", settling(BLUE, "We looked."))
    seen = Settled(BLUE, "We looked.")
    settle(programme, 1, "colour", settling(GREEN, "Looked again.", opened=seen))
    assert about(links)["colour"].note == "Looked again."


# ── The end ──────────────────────────────────────────────────────────────────────────────


def test_a_deleted_respondent_is_forgotten_and_no_longer_counts(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    answer(links, 1, colour="green")
    answer(links, 2, colour="blue")
    settle(programme, 1, "size", settling(("large",)))
    opened = asked(links, 1)
    for _time in range(2):
        delete_respondent(programme, 1, 1)
    assert row(links).answers == given(colour="blue", size="large")
    assert about(links)["size"].seen == {2: BLUE}
    kept = Respondent.objects.get(row=None)
    assert (kept.label, kept.query, kept.answered_at) == ("", "", None)
    for attempt in (
        lambda: asked(links, 1),
        lambda: answer_row(opened, given(colour="green"), version=2),
        lambda: row(links).respondent(1),
    ):
        with pytest.raises(GoneRespondent):
            attempt()
    with pytest.raises(UnknownRespondent):
        row(links).respondent(3)


def test_a_number_is_never_given_again(links: ProgrammeLinks, programme: StoredProgramme) -> None:
    delete_respondent(programme, 1, 2)
    add_respondent(programme, links.key, 1, "Bo")
    assert [each.number for each in row(links).respondents] == [1, 3]


def test_deleting_a_row_takes_all_of_it_along(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    answer(links, 1, colour="green")
    settle(programme, 1, "colour", settling(BLUE, "We looked."))
    opened = asked(links, 1)
    delete_row(programme, 1)
    assert not Settlement.objects.exists()
    assert set(Respondent.objects.values_list("row", "label", "query")) == {(None, "", "")}
    with pytest.raises(GoneRespondent):
        asked(links, 1)
    with pytest.raises(GoneRow):
        answer_row(opened, given(colour="green"), version=2)
    with pytest.raises(GoneRow):
        settle(programme, 1, "colour", settling(BLUE))


def test_deleting_the_programme_takes_all_of_them_along(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    settle(programme, 1, "colour", settling(BLUE))
    opened = asked(links, 1)
    delete_programme(programme)
    for model in (Respondent, Settlement, ProgrammeRow):
        assert not model.objects.exists()
    with pytest.raises(GoneProgramme):
        asked(links, 1)
    with pytest.raises(GoneProgramme):
        answer_row(opened, given(colour="green"), version=1)
