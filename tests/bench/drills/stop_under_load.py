"""SIGTERM to the server while results are saved and two bodies hang; then it is started again.

    python -m tests.bench.drills.stop_under_load

With DATABASE_URL on the PostgreSQL server that it names, otherwise on SQLite.
"""

import time
from collections.abc import Iterator

from tests.bench.drills.kill_workers import doubled
from tests.bench.drills.report import Outcome, run
from tests.bench.drills.site import Site, a_site
from tests.bench.drills.slow_clients import SLOW_BODY, slow_clients
from tests.bench.drills.visitors import lost_of, saving

RESULTS = 600
STOPS = 3
UP_SECONDS = 2
MOST_SECONDS = 12
"""The server gives what is in flight 10 seconds (`--workers-kill-timeout`)."""


def drill() -> Iterator[Outcome]:
    with a_site() as site:
        with saving(site, forms=site.forms(RESULTS), pause=0.1) as savings:
            seconds = [stopped(site) for _time in range(STOPS)]
            saved = savings()
        late = (f"it took {each:.1f} s to stop" for each in seconds if each > MOST_SECONDS)
        yield Outcome(
            "results saved while the server is stopped and started",
            RESULTS,
            (*saved.faults, *lost_of(site, saved), *doubled(site, saved), *late),
            f"{STOPS} times, at most {max(seconds):.1f} s to stop; {saved.said()}",
        )


def stopped(site: Site) -> float:
    """Stop it after a while and start it again; how many seconds it took to stop."""
    with slow_clients(site.port, SLOW_BODY, 2):
        time.sleep(UP_SECONDS)
        seconds = site.stop()
    site.start()
    return seconds


if __name__ == "__main__":
    run(drill)
