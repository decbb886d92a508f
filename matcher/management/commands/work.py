"""manage.py work: match the rows of programmes that are due, until it is told to stop."""

import secrets
import signal
from collections.abc import Callable
from threading import Event
from time import monotonic

from django.core.management.base import BaseCommand
from django.db import connection

from matcher.editions import DATABASE_AWAY
from matcher.models import ProgrammeRow
from matcher.row_queue import (
    beat,
    due_rows,
    renew_old_rows,
    rows_of_newer_releases,
    sign_off,
    work_off,
)

BEAT_SECONDS = 5
PAUSE_SECONDS = 0.5
"""So long it waits when nothing is due."""
AWAY_SECONDS = 2
"""So long it waits when the database does not answer."""

Say = Callable[[str], object]


class Command(BaseCommand):
    """A worker. Several may share a database: each claims rows of its own. Killed in the middle of
    a batch it loses nothing: another claims its rows a minute later."""

    help = (
        "Match the rows of programmes that are due, until SIGTERM or Ctrl+C, at which it finishes "
        "its batch. Without any worker the pages of programmes do the work, in steps."
    )

    def handle(self, **options: object) -> None:
        stopped = Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_signal: stopped.set())
        work(stopped, self.stderr.write)


def work(stopped: Event, say: Say) -> None:
    """Work rows off until it is stopped. Of a database that does not answer it tells once, and asks
    again until it does."""
    heart, away = Heart(say), False
    while not stopped.is_set():
        try:
            heart.beat()
            pause = 0 if work_off(due_rows()) else PAUSE_SECONDS
            away = False
        except DATABASE_AWAY as error:
            if not away:
                say(f"The database does not answer, and is asked again: {error}")
            connection.close()
            pause, away = AWAY_SECONDS, True
        stopped.wait(pause)
    if not away:
        sign_off(heart.name)


class Heart:
    """Says every few seconds that a worker is there; at first it also lets those rows be matched
    again that earlier releases have matched, and whenever rows wait for a newer one, it says so."""

    def __init__(self, say: Say) -> None:
        self.name = secrets.token_hex(16)
        self._say = say
        self._next = 0.0
        self._newer = 0

    def beat(self) -> None:
        """Beat, if it is time to."""
        if monotonic() < self._next:
            return
        if not self._next:
            renew_old_rows(ProgrammeRow.objects.all())
        beat(self.name)
        self._tell_of_newer(rows_of_newer_releases())
        self._next = monotonic() + BEAT_SECONDS

    def _tell_of_newer(self, count: int) -> None:
        if count and not self._newer:
            self._say(
                f"{count} rows were changed by a newer release and are left to it: start a worker "
                "of that release."
            )
        self._newer = count
