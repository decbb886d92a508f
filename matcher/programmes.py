"""Keep many pieces of work under one link, open them, and change them with the key."""

import json
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from itertools import chain, repeat

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest
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
from matcher.core.work_summary import RELEASE, WorkSummary, load_summary
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

logger = logging.getLogger(__name__)

NO_ANSWERS = Answers()

MAX_ROWS = 2_000
"""Rows of one programme."""

PURGED_AT_ONCE = 5
"""Expired programmes that are blanked in one transaction, each with all its rows."""

MATCHED_AT_ONCE = 200
"""So many rows that are due are matched while somebody waits for a page: as many as a page asks a
question of, which takes some 0.3 s."""

MOST_ATTEMPTS = 3
"""After so many a row that could not be matched is left alone, until it is changed."""

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


@dataclass(frozen=True)
class StoredRespondent:
    """Somebody who answers a row, with what they answer as a query string. `answered_at` is None
    until they have done so."""

    taxonomy: Taxonomy = field(repr=False, compare=False)
    number: int
    label: str
    query: str
    version: int
    answered_at: datetime | None

    @cached_property
    def answers(self) -> Answers:
        return parse_query(self.taxonomy, self.query).answers


@dataclass(frozen=True)
class StoredRow:
    """One piece of work, with its own answers as a query string. `archetype` is the number of the
    row that it takes answers from, and `inherits` that row; both are None without one. Answers are
    read when they are first needed: of most of thousands of rows only the summary is.

    `summary_json` and `next_summary_json` are empty while the row is due, and for good where it
    `failed` to be matched."""

    taxonomy: Taxonomy = field(repr=False, compare=False)
    inherits: "StoredRow | None" = field(repr=False, compare=False)
    number: int
    name: str
    query: str
    archetype: int | None
    version: int
    changed_at: datetime
    review_on: date | None
    respondents: tuple[StoredRespondent, ...]
    last_respondent: int
    failed: bool
    summary_json: str
    next_summary_json: str

    @cached_property
    def own(self) -> Answers:
        """Its own answers."""
        return parse_query(self.taxonomy, self.query).answers

    @cached_property
    def answers(self) -> Answers:
        """The answers that count: its own, with what its respondents agree on and those of its
        archetype."""
        if not self.respondents and self.inherits is None:
            return self.own
        inherited = self.inherits.answers if self.inherits else NO_ANSWERS
        return answers_of_all(self.taxonomy, self.own, self.given, inherited)

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Where its questions stand among the respondents."""
        return positions(self.taxonomy, self.own, self.given) if self.respondents else ()

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

    def read_with(self, taxonomy: Taxonomy) -> "StoredRow":
        """The same with its answers as another taxonomy reads them."""
        people = tuple(replace(each, taxonomy=taxonomy) for each in self.respondents)
        archetype = self.inherits.read_with(taxonomy) if self.inherits else None
        return replace(self, taxonomy=taxonomy, inherits=archetype, respondents=people)

    @property
    def waits(self) -> bool:
        """Whether it is still to be matched."""
        return not self.summary_json and not self.failed


@dataclass(frozen=True, slots=True)
class StoredProgramme:
    """A programme as its pages show it, with its rows in their order. `next_release` is the edition
    that somebody thinks of moving it to; None without."""

    id: int
    title: str
    release: PublishedRelease
    next_release: PublishedRelease | None
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
            release=RELEASE,
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
    found = Programme.objects.select_related("edition", "next_edition").defer(
        "edition__taxonomy_json", "next_edition__taxonomy_json"
    )
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
        next_release=edition(programme.next_edition.number) if programme.next_edition else None,
        created_at=programme.created_at,
        expiry=Expiry(end, programme.expires_zone) if end else None,
        last_number=programme.last_number,
        rows=stored_rows(release.taxonomy, programme.rows.all()),
    )


def stored_rows(taxonomy: Taxonomy, rows: Collection[ProgrammeRow]) -> tuple[StoredRow, ...]:
    """These rows, with a query where people answer any of them. The archetypes of all are among
    them."""
    respondents = _respondents_by_row(rows)
    archetypes = {
        row.pk: _stored_row(taxonomy, row, respondents.get(row.pk, ()))
        for row in rows
        if row.archetype_id is None
    }
    return tuple(
        archetypes.get(row.pk)
        or _stored_row(
            taxonomy, row, respondents.get(row.pk, ()), archetypes[row.archetype_id or 0]
        )
        for row in rows
    )


def _respondents_by_row(rows: Collection[ProgrammeRow]) -> dict[int, list[Respondent]]:
    """Whoever answers the rows, for which a query is made only where there is anybody."""
    by_row: dict[int, list[Respondent]] = {}
    asked = [row for row in rows if row.last_respondent]
    for respondent in Respondent.objects.filter(row__in=asked) if asked else ():
        by_row.setdefault(respondent.row_id or 0, []).append(respondent)
    return by_row


def _stored_row(
    taxonomy: Taxonomy,
    row: ProgrammeRow,
    respondents: Iterable[Respondent],
    archetype: StoredRow | None = None,
) -> StoredRow:
    is_matched = not row.is_due and row.release >= RELEASE
    return StoredRow(
        taxonomy=taxonomy,
        inherits=archetype,
        number=row.number,
        name=row.name,
        query=row.query,
        archetype=archetype.number if archetype else None,
        version=row.version,
        changed_at=row.changed_at,
        review_on=row.review_on,
        respondents=tuple(
            StoredRespondent(
                taxonomy=taxonomy,
                number=each.number,
                label=each.label,
                query=each.query,
                version=each.version,
                answered_at=each.answered_at,
            )
            for each in respondents
        ),
        last_respondent=row.last_respondent,
        failed=row.attempts >= MOST_ATTEMPTS and row.release >= RELEASE,
        summary_json=row.summary_json if is_matched else "",
        next_summary_json=row.next_summary_json if is_matched else "",
    )


# ── What rows come to ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row, with what its answers say."""

    row: StoredRow
    state: WorkState


def matched_rows(programme: StoredProgramme) -> tuple[MatchedRow, ...]:
    """All rows, matched with the edition of the programme, with every reason: for documents, as it
    takes a millisecond or two a row."""
    return tuple(map(matched, programme.rows))


def matched(row: StoredRow) -> MatchedRow:
    """The same of one row."""
    return MatchedRow(row, work_state(row.taxonomy, row.answers))


@dataclass(frozen=True, slots=True)
class SummarisedRow:
    """A row, with the summary of its match. That is None while the row waits in the queue, and
    where it failed to be matched."""

    row: StoredRow
    summary: WorkSummary | None


def summarised_rows(programme: StoredProgramme) -> tuple[SummarisedRow, ...]:
    """All rows with their summaries. Those that are due are matched here and now while they are no
    more than MATCHED_AT_ONCE, so that whoever edits some rows never waits for the queue."""
    waiting = sum(row.waits for row in programme.rows)
    at_once = waiting <= MATCHED_AT_ONCE
    return tuple(SummarisedRow(row, _summary(row, at_once=at_once)) for row in programme.rows)


def _summary(row: StoredRow, *, at_once: bool) -> WorkSummary | None:
    if row.summary_json:
        return load_summary(row.summary_json)
    return try_to_summarise(row) if row.waits and at_once else None


def try_to_summarise(row: StoredRow) -> WorkSummary | None:
    """What the row comes to; None where that cannot be computed, which our log explains, so that
    one row never stands in the way of others."""
    try:
        return work_state(row.taxonomy, row.answers).summary
    except Exception:
        logger.exception("A row of a programme could not be matched.")
        return None


def summaries(rows: Iterable[SummarisedRow]) -> tuple[WorkSummary, ...]:
    """The summaries that there are."""
    return tuple(row.summary for row in rows if row.summary)


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
    others, *stored = stored_rows(taxonomy, [archetype, *heirs])
    for heir, each in zip(heirs, stored, strict=True):
        answers = inherit(taxonomy, each.own, unheard(taxonomy, each.given, others.answers))
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
    """Write these rows, each as its next version, and let them be matched."""
    changed = list(rows)
    for row in changed:
        row.version += 1
        row.changed_at = timezone.now()
    fields = ["name", "query", "archetype", "review_on", "version", "changed_at"]
    ProgrammeRow.objects.bulk_update(changed, fields)
    match_again(changed)


def match_again(rows: Collection[ProgrammeRow]) -> None:
    """Let these rows be matched, with those that take answers from them: what counts in them has
    changed. What somebody computes from the answers of before is then not written."""
    ids = [row.pk for row in rows]
    make_due(ProgrammeRow.objects.filter(Q(id__in=ids) | Q(archetype__in=ids)))


def make_due(rows: QuerySet[ProgrammeRow, ProgrammeRow]) -> None:
    """Put these rows into the queue, as if nobody had tried to match them."""
    rows.update(is_due=True, lease="", attempts=0, release=Greatest("release", RELEASE))


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
