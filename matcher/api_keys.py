"""Keys of programs: made at the desk, kept as a checksum, found again by what a program sends."""

from dataclasses import dataclass
from secrets import token_urlsafe

from django.utils import timezone

from matcher.link_keys import TOKEN_BYTES, checksum
from matcher.models import ApiKey

PREFIX = "bpo_"
"""What every key begins with, so that one that was left in a file is recognised."""


class UnknownApiKey(Exception):
    """We never gave anybody this key."""


class RevokedApiKey(Exception):
    """The key was ours, and is not taken any more."""


@dataclass(frozen=True, slots=True)
class KnownApiKey:
    """What a key allows: so many reads a minute, and so many new results and programmes an hour."""

    id: int
    reads_a_minute: int
    writes_an_hour: int


def new_secret() -> str:
    """A key with 192 random bits, as it is shown once."""
    return PREFIX + token_urlsafe(TOKEN_BYTES)


def keep_key(key: ApiKey, secret: str) -> None:
    """Keep the row of a new key, with a checksum of it."""
    key.sha256 = checksum(secret)
    key.save(force_insert=True)


def open_key(secret: str) -> KnownApiKey:
    """What this key allows, with one query, and once a day another that notes the day. Raises
    UnknownApiKey and RevokedApiKey."""
    key = ApiKey.objects.filter(sha256=checksum(secret)).first()
    if key is None:
        raise UnknownApiKey
    if key.revoked_at is not None:
        raise RevokedApiKey
    today = timezone.now().date()
    if key.last_used_on != today:
        ApiKey.objects.filter(pk=key.pk).update(last_used_on=today)
    return KnownApiKey(key.pk, key.reads_a_minute, key.writes_an_hour)


def revoke(key: ApiKey) -> None:
    """Take the key no more, from now on."""
    ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now())
