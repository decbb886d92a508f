"""kill -9 of the processes that answer, one after the other, while 2,000 results are saved.

    python -m tests.bench.drills.kill_workers

With DATABASE_URL on the PostgreSQL server that it names, otherwise on SQLite.
"""

import os
import random
import signal
from collections.abc import Iterator
from threading import Event, Thread

from tests.bench.drills.databases import query
from tests.bench.drills.report import Outcome, run
from tests.bench.drills.site import Site, a_site
from tests.bench.drills.visitors import Savings, lost_of, saving

RESULTS = 2_000
BETWEEN_SECONDS = 7
"""granian takes two deaths of one of them within 5.5 seconds for a crash that goes on for ever."""


def drill() -> Iterator[Outcome]:
    with a_site() as site:
        over, killed = Event(), list[int]()
        killer = Thread(target=kill_until, args=(site, over, killed))
        with saving(site, forms=site.forms(RESULTS), pause=0.2) as savings:
            killer.start()
            try:
                saved = savings()
            finally:
                over.set()
                killer.join()
        yield Outcome(
            "results saved while workers are killed",
            RESULTS,
            (*saved.faults, *lost_of(site, saved), *doubled(site, saved)),
            f"{len(killed)} killed; {saved.said()}",
        )


def kill_until(site: Site, over: Event, killed: list[int]) -> None:
    """Kill one of them every few seconds."""
    while not over.wait(BETWEEN_SECONDS):
        if workers := site.workers:
            killed.append(random.choice(workers))
            os.kill(killed[-1], signal.SIGKILL)


def doubled(site: Site, savings: Savings) -> Iterator[str]:
    """A sentence for rows that nobody was told of, or that a form has twice."""
    ((rows,),) = query(site.url, "SELECT COUNT(*) FROM matcher_sharedresult")
    if rows != len(savings.links):
        yield f"{rows} rows for {len(savings.links)} confirmed forms"


if __name__ == "__main__":
    run(drill)
