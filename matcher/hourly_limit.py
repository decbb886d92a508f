"""How often one client may do something in an hour, counted in the database for all processes.

The client (a network address) is kept only as a checksum keyed with the site's secret, the hour
and what it did, so that the table does not reveal who did what.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from time import time

from django.conf import settings
from django.db import connection

from matcher.models import WriteCount

WINDOW_SECONDS = 3600

# Raw, because it is part of what storing a result costs.
_COUNT = """
INSERT INTO "matcher_writecount" ("client", "window", "count") VALUES (%s, %s, 1)
ON CONFLICT ("client", "window") DO UPDATE SET "count" = "matcher_writecount"."count" + 1
RETURNING "count"
"""

_TAKE_BACK = """
UPDATE "matcher_writecount" SET "count" = "count" - 1 WHERE "client" = %s AND "count" > 0
"""


class LimitReached(Exception):
    """This client has done it too often. `seconds` are left until it may again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"{seconds} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class HourlyLimit:
    """At most so many of a kind for one client within an hour of the clock. `kind` is a word that
    keeps its counts apart from those of other limits."""

    kind: str
    most: int

    def count(self, client: str) -> None:
        """Count one more. Raises LimitReached when it is one too many."""
        window, elapsed = _window()
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [self._digest(window, client), window])
            count: int = cursor.fetchone()[0]
        if count == 1:
            WriteCount.objects.filter(window__lt=window).delete()
        if count > self.most:
            raise LimitReached(WINDOW_SECONDS - elapsed)

    def take_back(self, client: str) -> None:
        """Count one less: what was counted has not happened."""
        with connection.cursor() as cursor:
            cursor.execute(_TAKE_BACK, [self._digest(_window()[0], client)])

    def check(self, client: str) -> None:
        """Raises LimitReached when no further one is allowed. Counts nothing."""
        window, elapsed = _window()
        counted = WriteCount.objects.filter(client=self._digest(window, client))
        if (counted.values_list("count", flat=True).first() or 0) >= self.most:
            raise LimitReached(WINDOW_SECONDS - elapsed)

    def _digest(self, window: int, client: str) -> str:
        text = f"{self.kind} {window} {client}"
        return hmac.new(settings.SECRET_KEY.encode(), text.encode(), sha256).hexdigest()


def _window() -> tuple[int, int]:
    """The number of the hour, and the seconds of it that are over."""
    return divmod(int(time()), WINDOW_SECONDS)
