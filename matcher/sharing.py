"""Store a match under an unguessable link, open one, delete one; and count anonymous writes."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from secrets import token_urlsafe
from time import time

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from matcher.core import Answers, Match, dump, load, match, write_query
from matcher.editions import PublishedRelease
from matcher.models import SharedResult, WriteCount

TOKEN_BYTES = 24
"""192 random bits: far more than the 128 that make a link unguessable."""

WINDOW_SECONDS = 3600

# Raw, because these two are most of what their pages cost: with the ORM opening takes ten times
# as long, and storing three times.
_OPEN = """
SELECT r."title", r."created_at", r."expires_at", r."gone_at", e."number", r."match_json",
  (SELECT MAX("number") FROM "matcher_edition")
FROM "matcher_sharedresult" r JOIN "matcher_edition" e ON e."id" = r."edition_id"
WHERE r."token" = %s
"""

_SAVE = """
INSERT INTO "matcher_sharedresult" ("token", "deletion_sha256", "edition_id", "title", "query",
  "match_json", "created_at", "expires_at") VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""

_COUNT = """
INSERT INTO "matcher_writecount" ("client", "window", "count") VALUES (%s, %s, 1)
ON CONFLICT ("client", "window") DO UPDATE SET "count" = "matcher_writecount"."count" + 1
RETURNING "count"
"""


class UnknownResult(Exception):
    """No result was ever stored under this link, or the deletion key is not its own."""


class GoneResult(Exception):
    """The result of this link was deleted or has expired."""


@dataclass(frozen=True)
class StoredResult:
    """A stored result as its page shows it, and the number of the current edition. The match is
    read from its JSON when it is first needed, so that a page which has not changed costs no
    parsing."""

    token: str
    title: str
    created_at: datetime
    expires_at: datetime | None
    edition: int
    match_json: str
    current_edition: int

    @cached_property
    def match(self) -> Match:
        return load(self.match_json)


@dataclass(frozen=True)
class CreatedLink:
    """What the creator gets: the link's token, and the key that deletes it."""

    token: str
    deletion_key: str


def save_result(
    *, release: PublishedRelease, answers: Answers, title: str = "", keep_days: int | None = None
) -> CreatedLink:
    """Store the match of the answers under this edition, with one write. Without
    `keep_days` the result does not expire."""
    now = timezone.now()
    created = CreatedLink(token_urlsafe(TOKEN_BYTES), token_urlsafe(TOKEN_BYTES))
    expires_at = None if keep_days is None else now + timedelta(days=keep_days)
    values: list[str | int | datetime | None] = [
        created.token,
        _checksum(created.deletion_key),
        release.id,
        title,
        write_query(answers),
        dump(match(release.taxonomy, answers)),
        connection.ops.adapt_datetimefield_value(now),
        connection.ops.adapt_datetimefield_value(expires_at),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_SAVE, values)
    return created


def open_result(token: str) -> StoredResult:
    """The result under the link, with one query. Raises UnknownResult or GoneResult."""
    if "\0" in token:  # PostgreSQL would refuse to look for it
        raise UnknownResult
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [token])
        row = cursor.fetchone()
    if row is None:
        raise UnknownResult
    title, created_at, expires_at, gone_at, number, match_json, current = row
    expires_at = expires_at and _aware(expires_at)
    if gone_at is not None or (expires_at is not None and expires_at <= timezone.now()):
        raise GoneResult
    return StoredResult(token, title, _aware(created_at), expires_at, number, match_json, current)


def _aware(moment: datetime) -> datetime:
    """SQLite hands a raw cursor its times without their zone, which is UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def delete_result(token: str, deletion_key: str) -> None:
    """Blank the result and leave a tombstone. Raises UnknownResult, also when the key is not
    that of the result, and GoneResult the second time."""
    take_down(find_deletable(token, deletion_key))


def take_down(row: SharedResult) -> None:
    """Blank the content of the result and leave a tombstone."""
    _blank(SharedResult.objects.filter(pk=row.pk))


def purge_expired() -> int:
    """Take down every expired result. Returns how many there were."""
    return _blank(SharedResult.objects.filter(gone_at=None, expires_at__lte=timezone.now()))


def _blank(rows: QuerySet[SharedResult]) -> int:
    """Keep nothing of the content, only that there was a result."""
    return rows.update(title="", query="", match_json="", gone_at=timezone.now())


def find_deletable(token: str, deletion_key: str) -> SharedResult:
    """The row that this key may delete. Raises like `delete_result`."""
    if "\0" in token:  # PostgreSQL would refuse to look for it
        raise UnknownResult
    row = SharedResult.objects.filter(token=token).first()
    if row is None or not hmac.compare_digest(row.deletion_sha256, _checksum(deletion_key)):
        raise UnknownResult
    if row.gone_at is not None:
        raise GoneResult
    return row


def _checksum(string: str) -> str:
    return sha256(string.encode()).hexdigest()


def wait_before_write(client: str) -> int:
    """Count a write by this client. Returns 0, or the seconds to wait when it is one too many.

    The client (an IP address) is kept only as a checksum keyed with the site's secret and the
    window, so that the table does not reveal who wrote.
    """
    window, elapsed = divmod(int(time()), WINDOW_SECONDS)
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{window} {client}".encode(), sha256)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [digest.hexdigest(), window])
        count: int = cursor.fetchone()[0]
    if count == 1:
        WriteCount.objects.filter(window__lt=window).delete()
    return 0 if count <= settings.WRITE_LIMIT else WINDOW_SECONDS - elapsed
