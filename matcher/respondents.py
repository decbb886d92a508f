"""Let several people answer one row of a programme, each by a link of their own, and settle what
they differ on."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from matcher.core import Answer, Answers, parse_query, write_query
from matcher.core.answers import with_answer
from matcher.core.programme import read_by_number, write_by_number
from matcher.link_keys import WRONG_KEYS, checksum, derived_secret
from matcher.models import ProgrammeRow, Respondent, Settlement
from matcher.programmes import (
    GoneRespondent,
    StoredProgramme,
    StoredRespondent,
    StoredRow,
    UnknownRespondent,
    editing,
    forget_respondents,
    kept_programme,
    match_again,
    row_with,
    save_rows,
    stored_programme,
)

MAX_RESPONDENTS = 12
"""People who answer one row."""


class TooManyRespondents(Exception):
    """The row would have more than MAX_RESPONDENTS."""


class SameLabel(Exception):
    """Another respondent of the row is called so."""


class StaleRespondent(Exception):
    """The respondent's answers were changed since their page was opened."""


class StaleSettlement(Exception):
    """Somebody else has settled the question otherwise since the page was opened."""


# ── Who answers a row ────────────────────────────────────────────────────────────────────


def respondent_token(key: str, row: int, respondent: int) -> str:
    """The token of a respondent's link, for whoever has the key of the programme: they may look it
    up as often as they like, and only its checksum is kept."""
    return derived_secret(key, f"respondent {row} {respondent}")


def add_respondent(programme: StoredProgramme, key: str, number: int, label: str) -> None:
    """Let somebody answer the row with this number. Raises SameLabel, TooManyRespondents, GoneRow,
    and what `editing` raises."""
    with editing(programme) as locked:
        row = row_with(locked, number)
        labels = list(row.respondents.values_list("label", flat=True))
        if label in labels:
            raise SameLabel
        if len(labels) >= MAX_RESPONDENTS:
            raise TooManyRespondents
        row.last_respondent += 1
        row.save(update_fields=["last_respondent"])
        token = respondent_token(key, number, row.last_respondent)
        Respondent.objects.create(
            programme=locked,
            row=row,
            number=row.last_respondent,
            label=label,
            token_sha256=checksum(token),
        )


def delete_respondent(programme: StoredProgramme, number: int, respondent: int) -> None:
    """Erase what a respondent of this row is called and answered. Whoever is not there is left so.
    Raises GoneRow, and what `editing` raises."""
    with editing(programme) as locked:
        row = row_with(locked, number)
        forget_respondents(row.respondents.filter(number=respondent))
        _forget_seen(row, respondent)
        _mark_changed(row)


def _forget_seen(row: ProgrammeRow, respondent: int) -> None:
    """Erase what they had said when something was settled, too."""
    about = list(row.settlements.all())
    for each in about:
        seen = read_by_number(each.seen)
        seen.pop(respondent, None)
        each.seen = write_by_number(seen)
    Settlement.objects.bulk_update(about, ["seen"])


def _mark_changed(row: ProgrammeRow) -> None:
    """Say that its answers may be others, which makes no form about the row stale."""
    row.changed_at = timezone.now()
    row.save(update_fields=["changed_at"])
    match_again([row])


# ── What they answer ─────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class AskedRespondent:
    """Somebody who has opened their link, the row that they answer, and its programme."""

    programme: StoredProgramme
    row: StoredRow
    respondent: StoredRespondent


def open_to_answer(token: str, respondent_token: str, *, client: str) -> AskedRespondent:
    """What is under a respondent's link. A wrong one counts for the client. Raises UnknownProgramme
    and GoneProgramme, UnknownRespondent and GoneRespondent, and LimitReached after too many wrong
    links."""
    programme = kept_programme(token)
    respondents = Respondent.objects.filter(programme=programme).select_related("row")
    found = respondents.filter(token_sha256=checksum(respondent_token)).first()
    if found is None:
        WRONG_KEYS.count(client)
        raise UnknownRespondent
    if found.row is None:
        raise GoneRespondent
    stored = stored_programme(programme)
    row = stored.row(found.row.number)
    return AskedRespondent(stored, row, row.respondent(found.number))


def answer_row(asked: AskedRespondent, answers: Answers, *, version: int) -> None:
    """Keep what a respondent answers, who saw this version of it. Raises StaleRespondent,
    GoneRespondent, GoneRow, and what `editing` raises."""
    with editing(asked.programme) as locked:
        row = row_with(locked, asked.row.number)
        respondent = row.respondents.filter(number=asked.respondent.number).first()
        if respondent is None:
            raise GoneRespondent
        if respondent.version != version:
            raise StaleRespondent
        respondent.query = write_query(answers)
        respondent.version += 1
        respondent.answered_at = timezone.now()
        respondent.save(update_fields=["query", "version", "answered_at"])
        _mark_changed(row)


# ── What is settled ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Settled:
    """The answer of a row to a question, empty where there is none of its own, and why."""

    answer: Answer = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class StoredSettlement:
    """Why an answer was settled, and what each respondent had said then, by their number."""

    note: str
    seen: Mapping[int, Answer]


def settlements(programme: StoredProgramme, row: StoredRow) -> dict[str, StoredSettlement]:
    """By question, what was written about the answers that the row has of its own. What was written
    about an earlier answer is left out."""
    own = row.own.as_dict()
    found = Settlement.objects.filter(row__programme=programme.id, row__number=row.number)
    return {
        each.question: StoredSettlement(each.note, read_by_number(each.seen))
        for each in found
        if each.answer == _write_answer(own.get(each.question, ()))
    }


def _write_answer(answer: Answer) -> str:
    return ".".join(answer)


@dataclass(frozen=True, slots=True)
class SettlementEdit:
    """What somebody does to a question of a row: what was `opened` in a form, and is `sent` by it,
    having `seen` what the respondents said. An empty answer leaves it to them."""

    opened: Settled
    sent: Settled
    seen: Mapping[int, Answer]


def settle(programme: StoredProgramme, number: int, question: str, edit: SettlementEdit) -> None:
    """Keep an answer as the row's own, and why. Raises StaleSettlement, GoneRow, and what `editing`
    raises."""
    taxonomy, sent = programme.taxonomy, edit.sent
    with editing(programme) as locked:
        row = row_with(locked, number)
        own = parse_query(taxonomy, row.query).answers
        if _kept(row, own, question) not in (edit.opened, sent):
            raise StaleSettlement
        row.query = write_query(with_answer(taxonomy, own, question, sent.answer))
        save_rows([row])
        row.settlements.filter(question=question).delete()
        if sent.answer:
            row.settlements.create(
                question=question,
                answer=_write_answer(sent.answer),
                note=sent.note,
                seen=write_by_number(edit.seen),
            )


def _kept(row: ProgrammeRow, own: Answers, question: str) -> Settled:
    answer = own.as_dict().get(question, ())
    about = row.settlements.filter(question=question, answer=_write_answer(answer)).first()
    return Settled(answer, about.note if about else "")
