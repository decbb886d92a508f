"""Who may have documents made, and how many: they cost more than a page, and nothing is kept."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import time

from django.http import HttpRequest

from matcher.web.client import client_address

DOCUMENTS_AN_HOUR = 60
"""For one network address, in each worker. Counted in memory: a document is read, and reading
never waits for the database to write."""

MAX_ADDRESSES = 10_000
"""How many addresses are counted at a time; the one that came first is forgotten for another."""

WINDOW_SECONDS = 3600

TURN_SECONDS = 3
"""How long a document waits for the one before it: shorter than a visitor would."""

_ROBOT = re.compile(r"(?<!cu)bot\b|crawl|spider|slurp|externalhit|^whatsapp/", re.IGNORECASE)
"""What robots of search engines and of chats call themselves."""


class DocumentRefused(Exception):
    """A document is not made now, or not for whoever asks."""


class IsRobot(DocumentRefused):
    """A robot asks, which robots.txt tells to stay away."""


class TooManyDocuments(DocumentRefused):
    """This address had as many as an hour allows. `seconds` are to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Busy(DocumentRefused):
    """Other documents are being made."""


@contextmanager
def document_turn(request: HttpRequest) -> Iterator[None]:
    """Make one document at a time in a worker, so that pages keep being answered. Raises
    DocumentRefused."""
    if _ROBOT.search(request.META.get("HTTP_USER_AGENT", "")):
        raise IsRobot
    document_count.add(client_address(request))
    if not _turn.acquire(timeout=TURN_SECONDS):
        raise Busy
    try:
        yield
    finally:
        _turn.release()


_turn = Lock()


class DocumentCount:
    """How many documents each address had in this hour."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._window = 0
        self._counts: dict[str, int] = {}

    def add(self, client: str) -> None:
        """Count a document. Raises TooManyDocuments when it is one too many."""
        window, elapsed = divmod(int(time()), WINDOW_SECONDS)
        with self._lock:
            if window != self._window:
                self._window, self._counts = window, {}
            if client not in self._counts and len(self._counts) == MAX_ADDRESSES:
                del self._counts[next(iter(self._counts))]
            self._counts[client] = count = self._counts.get(client, 0) + 1
        if count > DOCUMENTS_AN_HOUR:
            raise TooManyDocuments(WINDOW_SECONDS - elapsed)


document_count = DocumentCount()
"""That of this worker."""
