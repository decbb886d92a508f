"""The editions that were published after one: the newest of them, as far as a page can wait."""

from typing import NamedTuple

from matcher.editions import PublishedRelease, edition
from matcher.models import Edition

MOST = 6
"""So many are looked at: with the one before them, and the current one, what a process keeps."""


class LaterEditions(NamedTuple):
    """The newest editions after one, in order. `skipped`: there are more between."""

    releases: tuple[PublishedRelease, ...]
    skipped: bool


def later_editions(number: int, most: int = MOST) -> LaterEditions:
    """The editions after the one of this number. One that is not in memory takes 0.07 s."""
    rows = Edition.objects.filter(number__gt=number).order_by("-number")
    newest = list(rows.values_list("number", flat=True)[: most + 1])
    releases = tuple(edition(each) for each in reversed(newest[:most]))
    return LaterEditions(releases, skipped=len(newest) > most)
