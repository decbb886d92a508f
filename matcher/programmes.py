"""Keep many pieces of work under one link, open them, and change them with the key."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, repeat

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from matcher.assumptions import StoredAssumption, keep_assumptions
from matcher.batches import in_batches
from matcher.core import Answers, Taxonomy, parse_query, write_query
from matcher.core.answers import with_answer
from matcher.core.programme import AnswerEdit, WorkState, inherit, work_state
from matcher.core.respondents import (
    ByRespondent,
    Position,
    answers_of_all,
    positions,
    unheard,
)
from matcher.editions import PublishedRelease, edition
from matcher.expiry import Expiry, end_of_day
from matcher.hourly_limit import HourlyLimit
from matcher.link_keys import (
    NOBODY,
    WRONG_KEYS,
    Sender,
    SentForm,
    checksum,
    is_secret,
    new_form_key,
)
from matcher.models import Programme, ProgrammeRow, ProgrammeUpload, Respondent
from matcher.triggers import keep_triggers

NO_ANSWERS = Answers()

MAX_ROWS = 200
"""Rows of one programme."""

PURGED_AT_ONCE = 5
"""Expired programmes that are blanked in one transaction, each with all its rows."""

EDITS = HourlyLimit("programme edit", 5_000)
"""How often one programme may be changed, by whomever."""


class UnknownProgramme(Exception):
    """No programme was ever kept under this link, or the key is not its own."""


class GoneProgramme(Exception):
    """The programme of this link was deleted or has expired."""


class UnknownRow(Exception):
    """The programme never had a row with this number."""


class GoneRow(Exception):
    """The row with this number was deleted."""


class UnknownRespondent(Exception):
    """The row never had a respondent with this number or link."""


class GoneRespondent(Exception):
    """The respondent was deleted, or the row that they answered."""


class TooManyRows(Exception):
    """The programme would have more than MAX_ROWS."""


class NoArchetype(Exception):
    """The row cannot take its answers from that one: it is the row itself, it takes its own from a
    third, it is not there, or others take theirs from this row."""


class StaleRow(Exception):
    """Somebody else has changed the row since it was opened."""


class StaleAnswers(Exception):
    """Somebody else has answered differently meanwhile. `numbers` are the rows."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        super().__init__(", ".join(map(str, numbers)))
        self.numbers = numbers


@dataclass(frozen=True, slots=True)
class StoredRespondent:
    """Somebody who answers a row. `answered_at` is None until they have done so."""

    number: int
    label: str
    answers: Answers
    version: int
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class StoredRow:
    """One piece of work: its own answers, and those that count, with what its respondents agree on
    and those of its archetype, which is the number of a row or None. `positions` are where its
    questions stand among the respondents."""

    number: int
    name: str
    own: Answers
    answers: Answers
    archetype: int | None
    version: int
    changed_at: datetime
    review_on: date | None
    respondents: tuple[StoredRespondent, ...]
    last_respondent: int
    positions: tuple[Position, ...]

    def respondent(self, number: int) -> StoredRespondent:
        """The one with this number. Raises UnknownRespondent and GoneRespondent."""
        if not 0 < number <= self.last_respondent:
            raise UnknownRespondent
        found = next((each for each in self.respondents if each.number == number), None)
        if found is None:
            raise GoneRespondent
        return found

    @property
    def given(self) -> ByRespondent:
        """What each respondent answers, by their number."""
        return {each.number: each.answers for each in self.respondents}

    def position(self, question: str) -> Position | None:
        """Where this question stands; None where no respondent has answered it."""
        return next((each for each in self.positions if each.question == question), None)


@dataclass(frozen=True, slots=True)
class StoredProgramme:
    """A programme as its pages show it, with its rows in their order."""

    id: int
    title: str
    release: PublishedRelease
    created_at: datetime
    expiry: Expiry | None
    last_number: int
    rows: tuple[StoredRow, ...]

    @property
    def taxonomy(self) -> Taxonomy:
        return self.release.taxonomy

    def row(self, number: int) -> StoredRow:
        """The row with this number. Raises UnknownRow and GoneRow."""
        if not 0 < number <= self.last_number:
            raise UnknownRow
        row = next((row for row in self.rows if row.number == number), None)
        if row is None:
            raise GoneRow
        return row

    def heirs(self, number: int) -> tuple[StoredRow, ...]:
        """The rows that take their answers from this one."""
        return tuple(row for row in self.rows if row.archetype == number)


@dataclass(frozen=True, slots=True)
class ProgrammeLinks:
    """What the creator gets: the token that reads the programme, and the key that changes it."""

    token: str
    key: str


# ── Creating ─────────────────────────────────────────────────────────────────────────────


def create_programme(
    *,
    release: PublishedRelease,
    names: Sequence[str],
    own: Sequence[Answers] = (),
    title: str = "",
    keep_days: int | None = None,
    sender: Sender = NOBODY,
) -> ProgrammeLinks:
    """Keep a programme with a row for each name, the first of them with answers of their `own`. The
    same form is kept once and has the same links each time; without a key it is a form of its own.
    How long it is kept is as of a result (`save_result`). Raises LimitReached when it is one too
    many for the client, and TooManyRows.
    """
    now = timezone.now()
    expiry = None if keep_days is None else end_of_day(now, keep_days, sender.zone)
    text = json.dumps([title, keep_days, sender.zone, *names, *map(write_query, own)])
    form = SentForm(sender.form_key or new_form_key(), text)
    links = ProgrammeLinks(form.secret("programme"), form.secret("programme key"))
    with transaction.atomic():
        programme, is_new = Programme.objects.get_or_create(
            token_sha256=checksum(links.token),
            defaults={
                "key_sha256": checksum(links.key),
                "edition_id": release.id,
                "title": title,
                "created_at": now,
                "expires_at": expiry.at if expiry else None,
                "expires_zone": expiry.zone if expiry else "",
            },
        )
        if is_new:
            _count_new(sender)
            append_rows(programme, tuple(map(NewRow, names, chain(own, repeat(NO_ANSWERS)))))
    return links


def _count_new(sender: Sender) -> None:
    if sender.client is not None:
        HourlyLimit("new programme", settings.WRITE_LIMIT).count(sender.client)


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to be added, with its own answers."""

    name: str
    own: Answers = NO_ANSWERS


def append_rows(programme: Programme, rows: Sequence[NewRow]) -> range:
    """Add rows after all others, within an edit; the numbers that they get. Raises TooManyRows."""
    if programme.rows.count() + len(rows) > MAX_ROWS:
        raise TooManyRows
    now, first = timezone.now(), programme.last_number + 1
    numbers = range(first, first + len(rows))
    ProgrammeRow.objects.bulk_create(
        ProgrammeRow(
            programme=programme,
            number=number,
            name=row.name,
            query=write_query(row.own),
            changed_at=now,
        )
        for number, row in zip(numbers, rows, strict=True)
    )
    programme.last_number += len(rows)
    programme.save(update_fields=["last_number"])
    return numbers


# ── Opening ──────────────────────────────────────────────────────────────────────────────


def open_programme(token: str) -> StoredProgramme:
    """The programme under the link, with two queries, and a third where people answer rows. Raises
    UnknownProgramme and GoneProgramme."""
    return stored_programme(kept_programme(token))


def open_to_edit(token: str, key: str, *, client: str) -> StoredProgramme:
    """The programme under the link, for whoever has the key that changes it. A wrong key counts for
    the client. Raises UnknownProgramme, also when the key is not that of the programme,
    GoneProgramme, and LimitReached after too many wrong keys."""
    programme = kept_programme(token)
    if not is_secret(key, programme.key_sha256):
        WRONG_KEYS.count(client)
        raise UnknownProgramme
    return stored_programme(programme)


def kept_programme(token: str) -> Programme:
    """The row of the programme under the link. Raises UnknownProgramme and GoneProgramme."""
    found = Programme.objects.select_related("edition").defer("edition__taxonomy_json")
    programme = found.filter(token_sha256=checksum(token)).first()
    if programme is None:
        raise UnknownProgramme
    expired = programme.expires_at is not None and programme.expires_at <= timezone.now()
    if programme.gone_at is not None or expired:
        raise GoneProgramme
    return programme


def stored_programme(programme: Programme) -> StoredProgramme:
    """The programme with its rows, as its pages show it."""
    release = edition(programme.edition.number)
    end = programme.expires_at
    return StoredProgramme(
        id=programme.pk,
        title=programme.title,
        release=release,
        created_at=programme.created_at,
        expiry=Expiry(end, programme.expires_zone) if end else None,
        last_number=programme.last_number,
        rows=_stored_rows(release.taxonomy, programme.rows.all()),
    )


def _stored_rows(
    taxonomy: Taxonomy, rows: QuerySet[ProgrammeRow, ProgrammeRow]
) -> tuple[StoredRow, ...]:
    numbers = {row.pk: row.number for row in rows}
    voiced = {row.pk: _voiced(taxonomy, row, each) for row, each in _with_respondents(rows)}
    return tuple(
        StoredRow(
            number=row.number,
            name=row.name,
            own=voiced[row.pk].own,
            answers=voiced[row.pk].answers(
                taxonomy, voiced[row.archetype_id] if row.archetype_id else None
            ),
            archetype=numbers[row.archetype_id] if row.archetype_id else None,
            version=row.version,
            changed_at=row.changed_at,
            review_on=row.review_on,
            respondents=voiced[row.pk].respondents,
            last_respondent=row.last_respondent,
            positions=positions(taxonomy, voiced[row.pk].own, voiced[row.pk].given),
        )
        for row in rows
    )


def _with_respondents(
    rows: Collection[ProgrammeRow],
) -> Iterator[tuple[ProgrammeRow, list[Respondent]]]:
    """The rows with whoever answers them, for which a query is made only where there is anybody."""
    by_row: dict[int, list[Respondent]] = {}
    asked = [row for row in rows if row.last_respondent]
    for respondent in Respondent.objects.filter(row__in=asked) if asked else ():
        by_row.setdefault(respondent.row_id or 0, []).append(respondent)
    for row in rows:
        yield row, by_row.get(row.pk, [])


@dataclass(frozen=True, slots=True)
class _Voiced:
    """A row's own answers, and what others answer to it."""

    own: Answers
    respondents: tuple[StoredRespondent, ...]

    @property
    def given(self) -> ByRespondent:
        return {each.number: each.answers for each in self.respondents}

    def answers(self, taxonomy: Taxonomy, archetype: "_Voiced | None" = None) -> Answers:
        """The answers that count."""
        if not self.respondents and archetype is None:
            return self.own
        inherited = archetype.answers(taxonomy) if archetype else Answers()
        return answers_of_all(taxonomy, self.own, self.given, inherited)


def _voiced(taxonomy: Taxonomy, row: ProgrammeRow, respondents: Iterable[Respondent]) -> _Voiced:
    return _Voiced(
        own=parse_query(taxonomy, row.query).answers,
        respondents=tuple(
            StoredRespondent(
                number=each.number,
                label=each.label,
                answers=parse_query(taxonomy, each.query).answers,
                version=each.version,
                answered_at=each.answered_at,
            )
            for each in respondents
        ),
    )


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row, with what its answers say."""

    row: StoredRow
    state: WorkState


def matched_rows(programme: StoredProgramme) -> tuple[MatchedRow, ...]:
    """All rows, matched with the edition of the programme: the one place where that is done."""
    return tuple(
        MatchedRow(row, work_state(programme.taxonomy, row.answers)) for row in programme.rows
    )


# ── What the key allows ──────────────────────────────────────────────────────────────────


@contextmanager
def editing(programme: StoredProgramme) -> Iterator[Programme]:
    """The row of the programme, for this edit alone; it counts for the programme. Raises
    GoneProgramme and LimitReached."""
    with transaction.atomic():
        EDITS.count(str(programme.id))
        row = Programme.objects.select_for_update().get(pk=programme.id)
        if row.gone_at is not None:
            raise GoneProgramme
        yield row


def add_rows(programme: StoredProgramme, names: Sequence[str]) -> None:
    """Add a row for each name. Raises TooManyRows, and what `editing` raises."""
    with editing(programme) as row:
        append_rows(row, tuple(map(NewRow, names)))


def edit_programme_title(programme: StoredProgramme, title: str) -> None:
    """Give the programme another title. Raises what `editing` raises."""
    with editing(programme) as row:
        row.title = title
        row.save(update_fields=["title"])


def delete_programme(programme: StoredProgramme) -> None:
    """Delete the rows, whoever answers them and the files, blank the title and leave a
    tombstone."""
    _blank(Programme.objects.filter(pk=programme.id))


@dataclass(frozen=True, slots=True)
class RowEdit:
    """A row as it is to be, and the version of it that was seen. Assumptions are by question,
    triggers are what is watched."""

    name: str
    own: Answers
    archetype: int | None
    version: int
    review_on: date | None = None
    assumptions: Mapping[str, StoredAssumption] = field(default_factory=dict)
    triggers: Sequence[str] = ()


def edit_row(programme: StoredProgramme, number: int, edit: RowEdit) -> None:
    """Keep what a row is to be. Raises StaleRow when another version of it is kept, NoArchetype,
    GoneRow, and what `editing` raises."""
    with editing(programme) as locked:
        rows = {row.number: row for row in locked.rows.all()}
        row = rows.get(number)
        if row is None:
            raise GoneRow
        if row.version != edit.version:
            raise StaleRow
        row.archetype = None if edit.archetype is None else _archetype(rows, row, edit.archetype)
        row.name, row.query = edit.name, write_query(edit.own)
        row.review_on = edit.review_on
        save_rows([row])
        keep_assumptions(row, edit.assumptions)
        keep_triggers(row, edit.triggers)


def _archetype(rows: Mapping[int, ProgrammeRow], row: ProgrammeRow, number: int) -> ProgrammeRow:
    """The row with this number, if it may be the archetype of the other. Raises NoArchetype."""
    archetype = rows.get(number)
    has_heirs = any(other.archetype_id == row.pk for other in rows.values())
    if archetype is None or archetype == row or archetype.archetype_id or has_heirs:
        raise NoArchetype
    return archetype


def edit_heirs(
    programme: StoredProgramme, number: int, *, add: Collection[int], remove: Collection[int]
) -> None:
    """Let rows take their answers from this one, and others no longer. What cannot, because it
    takes them from another, or others take theirs from it, is left as it is. Raises GoneRow,
    NoArchetype where the row itself takes its answers from another, and what `editing` raises."""
    with editing(programme) as locked:
        rows = {row.number: row for row in locked.rows.all()}
        archetype = rows.pop(number, None)
        if archetype is None:
            raise GoneRow
        if archetype.archetype_id:
            raise NoArchetype
        taken = {row.archetype_id for row in rows.values()}
        free = [row for row in rows.values() if not row.archetype_id and row.pk not in taken]
        added = [row for row in free if row.number in add]
        removed = [
            row
            for row in rows.values()
            if row.number in remove and row.archetype_id == archetype.pk
        ]
        for row in added:
            row.archetype = archetype
        for row in removed:
            row.archetype = None
        save_rows([*added, *removed])


def delete_row(programme: StoredProgramme, number: int) -> None:
    """Delete a row. Those that took answers from it have them as their own afterwards. Raises
    GoneRow, and what `editing` raises."""
    with editing(programme) as locked:
        row = row_with(locked, number)
        heirs = list(row.heirs.all())
        _write_into(programme.taxonomy, heirs, row)
        save_rows(heirs)
        forget_respondents(row.respondents.all())
        row.delete()


def _write_into(
    taxonomy: Taxonomy, heirs: Collection[ProgrammeRow], archetype: ProgrammeRow
) -> None:
    """Make their own what these rows take from their archetype; what their respondents have
    answered is none of that."""
    others, *voiced = (
        _voiced(taxonomy, row, respondents)
        for row, respondents in _with_respondents([archetype, *heirs])
    )
    inherited = others.answers(taxonomy)
    for heir, each in zip(heirs, voiced, strict=True):
        answers = inherit(taxonomy, each.own, unheard(taxonomy, each.given, inherited))
        heir.query, heir.archetype = write_query(answers), None


def forget_respondents(respondents: QuerySet[Respondent, Respondent]) -> None:
    """Erase what they are called and what they answered. Their links answer 410 from now on."""
    respondents.update(row=None, label="", query="", answered_at=None)


def answer_question(
    programme: StoredProgramme, question: str, edits: Mapping[int, AnswerEdit]
) -> None:
    """Keep the answers to one question in the rows with these numbers: all of them or none. Rows
    that were deleted meanwhile are left out. Raises StaleAnswers, and what `editing` raises."""
    taxonomy = programme.taxonomy
    with editing(programme) as locked:
        rows = {row.number: row for row in locked.rows.all() if row.number in edits}
        own = {number: parse_query(taxonomy, row.query).answers for number, row in rows.items()}
        stored = {number: own[number].as_dict().get(question, ()) for number in rows}
        stale = tuple(number for number in rows if edits[number].collides(stored[number]))
        if stale:
            raise StaleAnswers(stale)
        for number, row in rows.items():
            answer = edits[number].applied(stored[number])
            row.query = write_query(with_answer(taxonomy, own[number], question, answer))
        save_rows(row for number, row in rows.items() if row.query != write_query(own[number]))


def confirm_answers(programme: StoredProgramme, confirmed: Mapping[int, Answers]) -> None:
    """Give rows answers to questions that they have none to: all of them or none. Rows that were
    deleted meanwhile are left out. Raises StaleAnswers where somebody has answered one of these
    questions otherwise meanwhile, and what `editing` raises."""
    taxonomy = programme.taxonomy
    with editing(programme) as locked:
        rows = {row.number: row for row in locked.rows.all() if row.number in confirmed}
        own = {number: parse_query(taxonomy, row.query).answers for number, row in rows.items()}
        queries = {
            number: write_query(inherit(taxonomy, own[number], confirmed[number]))
            for number in rows
        }
        stale = tuple(number for number in rows if _differ(own[number], confirmed[number]))
        if stale:
            raise StaleAnswers(stale)
        changed = [row for number, row in rows.items() if row.query != queries[number]]
        for row in changed:
            row.query = queries[row.number]
        save_rows(changed)


def _differ(answers: Answers, others: Answers) -> bool:
    """Whether a question has an answer in both, and not the same."""
    other = others.as_dict()
    return any(other.get(question, given) != given for question, given in answers.as_dict().items())


def row_with(programme: Programme, number: int) -> ProgrammeRow:
    """The row with this number, as it is kept. Raises GoneRow."""
    row = programme.rows.filter(number=number).first()
    if row is None:
        raise GoneRow
    return row


def save_rows(rows: Iterable[ProgrammeRow]) -> None:
    """Write these rows, each as its next version."""
    changed = list(rows)
    for row in changed:
        row.version += 1
        row.changed_at = timezone.now()
    fields = ["name", "query", "archetype", "review_on", "version", "changed_at"]
    ProgrammeRow.objects.bulk_update(changed, fields)


# ── The end ──────────────────────────────────────────────────────────────────────────────


def take_down(programme: Programme) -> None:
    """Delete the rows and the files of the programme, blank its title and leave a tombstone."""
    _blank(Programme.objects.filter(pk=programme.pk))


def purge_expired_programmes() -> int:
    """Take down every expired programme. Returns how many there were."""
    expired = Programme.objects.filter(gone_at=None, expires_at__lte=timezone.now())
    return in_batches(
        expired, lambda keys: _blank(Programme.objects.filter(pk__in=keys)), size=PURGED_AT_ONCE
    )


def _blank(programmes: QuerySet[Programme]) -> int:
    with transaction.atomic():
        gone = list(programmes.values_list("pk", flat=True))
        Respondent.objects.filter(programme__in=gone).delete()
        ProgrammeRow.objects.filter(programme__in=gone).delete()
        ProgrammeUpload.objects.filter(programme__in=gone).delete()
        return Programme.objects.filter(pk__in=gone).update(title="", gone_at=timezone.now())
