"""How often one client may ask for what costs time but writes nothing: counted in this process."""

from collections import Counter
from dataclasses import dataclass, field
from time import time

from matcher.hourly_limit import LimitReached

WINDOW_SECONDS = 600
MOST_CLIENTS = 10_000
"""So many are told apart; beyond that everybody begins again."""


@dataclass(slots=True)
class Pace:
    """At most so many for one client within ten minutes of the clock. Another process counts by
    itself: this protects the time of this one, and nothing is written."""

    most: int
    _counts: Counter[str] = field(default_factory=Counter)
    _window: int = 0

    def count(self, client: str) -> None:
        """Count one more. Raises LimitReached when it is one too many."""
        window, elapsed = divmod(int(time()), WINDOW_SECONDS)
        if window != self._window or len(self._counts) > MOST_CLIENTS:
            self._counts.clear()
            self._window = window
        self._counts[client] += 1
        if self._counts[client] > self.most:
            raise LimitReached(WINDOW_SECONDS - elapsed)
