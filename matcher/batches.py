"""Work on many rows at once, without keeping anybody else from writing for long."""

from collections.abc import Callable, Collection
from time import monotonic, sleep
from typing import Any

from django.db.models import QuerySet


def in_batches(
    rows: QuerySet[Any, Any], work: Callable[[Collection[int]], int], *, size: int
) -> int:
    """Give the keys of the rows to `work`, so many at a time, until there are none: it must write
    what takes a row out of `rows`. Returns the sum of what it returns.

    Between two batches it rests for as long as the last one took: SQLite lets one write at a time,
    and whoever waits for that only looks now and then whether it is their turn.
    """
    done = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:size]):
        started = monotonic()
        done += work(keys)
        sleep(monotonic() - started)
    return done
