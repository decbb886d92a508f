"""What makes a link one that nobody can guess, a form one of its kind, and a key one that is known
only to whoever was given it."""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_hex

from matcher.hourly_limit import HourlyLimit

TOKEN_BYTES = 24
"""192 random bits: far more than the 128 that make a link unguessable."""

FORM_KEY_BYTES = 16

WRONG_KEYS = HourlyLimit("wrong key", 20)
"""What one client may guess at keys."""


def new_form_key() -> str:
    """128 random bits that make a form one of its kind, as 32 hexadecimal digits."""
    return token_hex(FORM_KEY_BYTES)


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form as one that can be told from all others: its key, and everything it says. Nobody can
    guess what is derived from the key, and whoever sends the same form again gets the same."""

    key: str
    text: str

    @property
    def sha256(self) -> str:
        """The checksum by which the form is found again."""
        return self._derived("form").hex()

    def secret(self, purpose: str) -> str:
        """The secret of this form for a purpose, as it stands in a link."""
        return _as_token(self._derived(purpose))

    def _derived(self, purpose: str) -> bytes:
        return _derived(self.key, f"{purpose} {self.text}")


def derived_secret(key: str, purpose: str) -> str:
    """A secret that whoever has the key can always work out again. Nobody can guess it, and it does
    not give the key away."""
    return _as_token(_derived(key, purpose))


def _derived(key: str, text: str) -> bytes:
    return hmac.digest(key.encode(), text.encode(), "sha256")


def _as_token(random: bytes) -> str:
    return urlsafe_b64encode(random[:TOKEN_BYTES]).decode()


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a form: the key of the form, the time zone of the browser, and the client that
    what is new counts for. Each may be unknown."""

    form_key: str = ""
    zone: str = ""
    client: str | None = None


NOBODY = Sender()


def checksum(string: str) -> str:
    """The SHA-256 of a secret, which is kept in its place."""
    return sha256(string.encode()).hexdigest()


def is_secret(string: str, kept: str) -> bool:
    """Whether the string is the secret whose checksum was kept."""
    return hmac.compare_digest(kept, checksum(string))
