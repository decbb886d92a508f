"""Store a match under an unguessable link, open one, change its title, delete one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from secrets import token_urlsafe

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from matcher.batches import in_batches
from matcher.core import Answers, Match, Taxonomy, dump, load, match, parse_query, write_query
from matcher.core.match_diff import says_the_same
from matcher.core.own_assessment import OwnAssessment, dump_own, load_own
from matcher.editions import PublishedRelease
from matcher.expiry import Expiry, end_of_day
from matcher.hourly_limit import HourlyLimit, LimitReached
from matcher.link_keys import (
    NOBODY,
    TOKEN_BYTES,
    WRONG_KEYS,
    Sender,
    SentForm,
    checksum,
    is_secret,
    new_form_key,
)
from matcher.models import SharedResult

PURGED_AT_ONCE = 100
"""Expired results that are blanked in one transaction: it keeps others from writing to SQLite for
less than 0.1 s."""

# Raw, because these two are most of what their pages cost: with the ORM opening takes ten times
# as long, and storing three times.
_OPEN = """
SELECT r."title", r."revision", r."created_at", r."expires_at", r."expires_zone", r."gone_at",
  e."number", r."query", r."match_json", r."assessment_json", r."unconfirmed",
  (SELECT MAX("number") FROM "matcher_edition")
FROM "matcher_sharedresult" r JOIN "matcher_edition" e ON e."id" = r."edition_id"
WHERE r."token" = %s
"""

_SAVE = """
INSERT INTO "matcher_sharedresult" ("token", "deletion_sha256", "form_sha256", "edition_id",
  "title", "query", "match_json", "assessment_json", "created_at", "expires_at", "expires_zone")
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT ("form_sha256") DO UPDATE SET "form_sha256" = excluded."form_sha256"
RETURNING "token"
"""
"""The token of the row: of the new one, or of the one that the same form has stored before."""


class UnknownResult(Exception):
    """No result was ever stored under this link, or the deletion key is not its own."""


class GoneResult(Exception):
    """The result of this link was deleted or has expired."""


@dataclass(frozen=True)
class StoredResult:
    """A stored result as its page shows it, and the number of the current edition. The match is
    read from its JSON when it is first needed, so that a page which has not changed costs no
    parsing. `revision` is how often the title was edited: with it and the current edition the page
    changes. `unconfirmed` are questions whose answers an assistant gave and nobody confirmed."""

    token: str
    title: str
    revision: int
    created_at: datetime
    expires_at: datetime | None
    expires_zone: str
    edition: int
    query: str
    match_json: str
    assessment_json: str
    unconfirmed: tuple[str, ...]
    current_edition: int

    @property
    def expiry(self) -> Expiry | None:
        """Until when it is kept; None for one that has no end."""
        return Expiry(self.expires_at, self.expires_zone) if self.expires_at else None

    @cached_property
    def match(self) -> Match:
        return load(self.match_json)

    @cached_property
    def assessment(self) -> OwnAssessment | None:
        """What its creator made of it; None without any."""
        return load_own(self.assessment_json) if self.assessment_json else None


@dataclass(frozen=True, slots=True)
class CreatedLink:
    """What the creator gets: the link's token, and the key that deletes the result or changes its
    title."""

    token: str
    deletion_key: str


# ── Storing ──────────────────────────────────────────────────────────────────────────────


def save_result(
    *,
    release: PublishedRelease,
    answers: Answers,
    title: str = "",
    keep_days: int | None = None,
    assessment: OwnAssessment | None = None,
    sender: Sender = NOBODY,
) -> CreatedLink:
    """Store the match of the answers under this edition, with an assessment if one was made of it.
    The same form, which is the same key and all else equal, is stored once and has the same link
    each time; without a key it is a form of its own.

    The result is kept to the end of the day that is `keep_days` from now in the sender's zone (see
    `end_of_day`), or without an end. Raises LimitReached when a new result is one too many for the
    client.
    """
    now = timezone.now()
    expiry = None if keep_days is None else end_of_day(now, keep_days, sender.zone)
    expires_at, zone = (expiry.at, expiry.zone) if expiry else (None, "")
    query = write_query(answers)
    assessment_json = dump_own(assessment) if assessment else ""
    said = [release.number, query, title, str(expires_at), zone]
    text = json.dumps([*said, assessment_json] if assessment else said)
    form = SentForm(sender.form_key or new_form_key(), text)
    token, deletion_key = token_urlsafe(TOKEN_BYTES), form.secret("deletion key")
    values: list[str | int | datetime | None] = [
        token,
        checksum(deletion_key),
        form.sha256,
        release.id,
        title,
        query,
        dump(match(release.taxonomy, answers)),
        assessment_json,
        connection.ops.adapt_datetimefield_value(now),
        connection.ops.adapt_datetimefield_value(expires_at),
        zone,
    ]
    with transaction.atomic():  # one commit, for which one waits for the disk
        before = "" if sender.client is None else _count_new(sender.client, form)
        stored = before or _insert(values)
        if sender.client is not None and stored not in (before, token):
            _new_results().take_back(sender.client)
    return CreatedLink(stored, deletion_key)


def _insert(values: list[str | int | datetime | None]) -> str:
    """Store the row. Returns the token of the row that its form now has."""
    with connection.cursor() as cursor:
        cursor.execute(_SAVE, values)
        token: str = cursor.fetchone()[0]
    return token


def _new_results() -> HourlyLimit:
    return HourlyLimit("new result", settings.WRITE_LIMIT)


def _count_new(client: str, form: SentForm) -> str:
    """Count a new result of this client. Where it is one too many, the token of the result that
    the same form has stored before, which is no new one. Raises LimitReached without one."""
    try:
        _new_results().count(client)
    except LimitReached:
        row = SharedResult.objects.filter(form_sha256=form.sha256).only("token").first()
        if row is None:
            raise
        return row.token
    return ""


def mark_unconfirmed(token: str, questions: Sequence[str]) -> None:
    """Note on which questions nobody confirmed the answers of a new result, before its link is
    given to anybody."""
    if questions:
        SharedResult.objects.filter(token=token).update(unconfirmed=" ".join(questions))


# ── Opening ──────────────────────────────────────────────────────────────────────────────


def open_result(token: str) -> StoredResult:
    """The result under the link, with one query. Raises UnknownResult or GoneResult."""
    if "\0" in token:  # PostgreSQL would refuse to look for it
        raise UnknownResult
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [token])
        row = cursor.fetchone()
    if row is None:
        raise UnknownResult
    title, revision, created_at, expires_at, zone, gone_at, number, *texts, current = row
    query, match_json, assessment_json, unconfirmed = texts
    expires_at = expires_at and _aware(expires_at)
    if gone_at is not None or (expires_at is not None and expires_at <= timezone.now()):
        raise GoneResult
    return StoredResult(
        token=token,
        title=title,
        revision=revision,
        created_at=_aware(created_at),
        expires_at=expires_at,
        expires_zone=zone,
        edition=number,
        query=query,
        match_json=match_json,
        assessment_json=assessment_json,
        unconfirmed=tuple(unconfirmed.split()),
        current_edition=current,
    )


@dataclass(frozen=True, slots=True)
class Recalled:
    """A match that was stored, and whether it still `holds`: today's code, with the edition that it
    was made with, says the same."""

    match: Match
    holds: bool


def recall(stored: StoredResult, taxonomy: Taxonomy) -> Recalled:
    """The stored match, compared with what its edition's taxonomy makes of its answers today. Where
    that is the same word for word, what was stored is not read: that would take longer."""
    today = match(taxonomy, parse_query(taxonomy, stored.query).answers)
    if dump(today) == stored.match_json:
        return Recalled(today, holds=True)
    return Recalled(stored.match, holds=says_the_same(stored.match, today))


def _aware(moment: datetime) -> datetime:
    """SQLite hands a raw cursor its times without their zone, which is UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


# ── What the deletion key allows ─────────────────────────────────────────────────────────


def delete_result(token: str, deletion_key: str, *, client: str | None = None) -> None:
    """Blank the result and leave a tombstone. Raises what `find_own` raises; GoneResult also the
    second time."""
    take_down(find_own(token, deletion_key, client=client))


def edit_title(token: str, deletion_key: str, title: str, *, client: str | None = None) -> None:
    """Give the result another title. Raises what `find_editable` raises."""
    row = find_editable(token, deletion_key, client=client)
    own = SharedResult.objects.filter(pk=row.pk, gone_at=None)
    own.update(title=title, revision=F("revision") + 1)


def find_editable(token: str, deletion_key: str, *, client: str | None = None) -> SharedResult:
    """The row whose title this key may change. Raises what `find_own` raises; GoneResult also for
    one that has expired."""
    row = find_own(token, deletion_key, client=client)
    if row.expires_at and row.expires_at <= timezone.now():
        raise GoneResult
    return row


def find_own(token: str, deletion_key: str, *, client: str | None = None) -> SharedResult:
    """The row that this key may delete, also after it has expired. A wrong key counts for the
    client, if one is given. Raises UnknownResult, also when the key is not that of the result,
    GoneResult once it is deleted, and LimitReached after too many wrong keys."""
    if client is not None:
        WRONG_KEYS.check(client)
    row = _by_key(token, deletion_key)
    if row is None:
        if client is not None:
            WRONG_KEYS.count(client)
        raise UnknownResult
    if row.gone_at is not None:
        raise GoneResult
    return row


def _by_key(token: str, deletion_key: str) -> SharedResult | None:
    if "\0" in token:  # PostgreSQL would refuse to look for it
        return None
    row = SharedResult.objects.filter(token=token).first()
    return row if row and is_secret(deletion_key, row.deletion_sha256) else None


def take_down(row: SharedResult) -> None:
    """Blank the content of the result and leave a tombstone."""
    _blank(SharedResult.objects.filter(pk=row.pk))


def purge_expired() -> int:
    """Take down every expired result. Returns how many there were."""
    expired = SharedResult.objects.filter(gone_at=None, expires_at__lte=timezone.now())
    return in_batches(
        expired, lambda keys: _blank(SharedResult.objects.filter(pk__in=keys)), size=PURGED_AT_ONCE
    )


def _blank(rows: QuerySet[SharedResult]) -> int:
    """Keep nothing of the content, only that there was a result."""
    nothing = dict.fromkeys(("title", "query", "match_json", "assessment_json", "unconfirmed"), "")
    return rows.update(**nothing, form_sha256=None, gone_at=timezone.now())
