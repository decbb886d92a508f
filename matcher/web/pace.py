"""How often one client may ask for what costs time but writes nothing: counted in this process."""

from collections import Counter
from dataclasses import dataclass, field
from time import time

from matcher.hourly_limit import LimitReached

TEN_MINUTES = 600
MOST_CLIENTS = 10_000
"""So many are told apart; beyond that everybody begins again."""


@dataclass(slots=True)
class Pace:
    """At most so many for one client within so many seconds of the clock. Another process counts by
    itself: this protects the time of this one, and nothing is written."""

    most: int
    seconds: int = TEN_MINUTES
    _counts: Counter[str] = field(default_factory=Counter)
    _window: int = 0

    def count(self, client: str, most: int | None = None) -> None:
        """Count one more; `most` is for a client with a limit of its own. Raises LimitReached when
        it is one too many."""
        window, elapsed = divmod(int(time()), self.seconds)
        if window != self._window or len(self._counts) > MOST_CLIENTS:
            self._counts.clear()
            self._window = window
        self._counts[client] += 1
        if self._counts[client] > (self.most if most is None else most):
            raise LimitReached(self.seconds - elapsed)
