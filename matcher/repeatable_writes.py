"""Writes that a program may send again without doing them again: `Idempotency-Key`.

What was answered is kept for a day, unless it holds a key of a link: that is kept nowhere, and
such a write is done in a way that gives the same links each time (`Sender.form_key`).
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.utils import timezone

from matcher.link_keys import FORM_KEY_BYTES, checksum
from matcher.models import RepeatableWrite

KEPT = timedelta(hours=24)
"""For so long a write can be repeated."""

LONGEST = timedelta(minutes=1)
"""No write takes longer: one that was begun before then was interrupted."""


class OtherBody(Exception):
    """The same key came with something else before."""


class StillRunning(Exception):
    """The same write is being done at this moment."""


@dataclass(frozen=True, slots=True)
class Write:
    """A write that may be repeated: who sends it, to which method and URL, under which key, and
    what is sent."""

    sender: str
    target: str
    key: str
    body: bytes

    @property
    def form_key(self) -> str:
        """The key of the form that this write is (`link_keys.Sender`): always the same, and not to
        be guessed."""
        return self._digest("form")[: 2 * FORM_KEY_BYTES]

    @property
    def sha256(self) -> str:
        """The checksum by which the write is found again."""
        return checksum(self._digest("write"))

    @property
    def body_sha256(self) -> str:
        return sha256(self.body).hexdigest()

    def _digest(self, purpose: str) -> str:
        text = "\n".join((purpose, self.sender, self.target, self.key))
        return hmac.new(settings.SECRET_KEY.encode(), text.encode(), sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered to a write: a status, and JSON or nothing. `holds_key`: it is not to be
    kept."""

    status: int
    text: str = ""
    holds_key: bool = False


def once(write: Write, do: Callable[[], Answer]) -> Answer:
    """Do the write, or answer what was answered before. A write that raises is not remembered:
    nothing came of it. Raises OtherBody, StillRunning, and what `do` raises."""
    purge_old_writes()
    row, is_new = RepeatableWrite.objects.get_or_create(
        sha256=write.sha256,
        defaults={"body_sha256": write.body_sha256, "created_at": timezone.now()},
    )
    if row.body_sha256 != write.body_sha256:
        raise OtherBody
    if row.status and not row.holds_key:
        return Answer(row.status, row.answer)
    if not is_new and not row.status and timezone.now() - row.created_at < LONGEST:
        raise StillRunning
    return _remembered(row, do)


def _remembered(row: RepeatableWrite, do: Callable[[], Answer]) -> Answer:
    try:
        answer = do()
    except Exception:
        row.delete()
        raise
    row.status, row.holds_key = answer.status, answer.holds_key
    row.answer = "" if answer.holds_key else answer.text
    row.save(update_fields=["status", "holds_key", "answer"])
    return answer


def purge_old_writes() -> int:
    """Forget the writes whose day is over. Returns how many there were."""
    old = RepeatableWrite.objects.filter(created_at__lte=timezone.now() - KEPT)
    return old.delete()[0]
