"""The database is away for ten seconds while results are saved: a server of PostgreSQL that stops
as in a power cut and comes back, and an SQLite file that somebody else has locked.

    python -m tests.bench.drills.database_away

It brings a PostgreSQL server of its own.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

from tests.bench.drills.databases import Cluster, connect, private_cluster
from tests.bench.drills.kill_workers import doubled
from tests.bench.drills.report import Outcome, run
from tests.bench.drills.site import Site, a_folder
from tests.bench.drills.visitors import (
    SHORT_SECONDS,
    Answer,
    Form,
    longest,
    lost_of,
    not_served,
    saving,
    watching,
)

RESULTS = 400
FIRST_VISITORS = 12
BEFORE_SECONDS = 2
AWAY_SECONDS = 10


def drill() -> Iterator[Outcome]:
    with a_folder() as folder:
        site = Site(f"sqlite:///{folder}/drill.sqlite3", folder)
        site.prepare()
        with site.serving():
            yield from outage(site, "SQLite’s lock", lambda: hold_lock(site.url), stays_ready=True)
    with private_cluster() as cluster, a_folder() as folder:
        site = Site(cluster.url, folder)
        site.prepare()
        with site.serving():
            yield from outage(site, "PostgreSQL", lambda: power_cut(cluster), stays_ready=False)
            yield after_idle_restart(site, cluster)


def hold_lock(url: str) -> None:
    """Be the only one who may write."""
    with closing(connect(url)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(AWAY_SECONDS)
        connection.execute("ROLLBACK")


def power_cut(cluster: Cluster) -> None:
    cluster.stop()
    time.sleep(AWAY_SECONDS)
    cluster.start()


def outage(
    site: Site, what: str, happen: Callable[[], None], *, stays_ready: bool
) -> Iterator[Outcome]:
    """Let it happen while results are saved and pages are read."""
    forms = site.forms(RESULTS)
    with (
        watching(site, "/healthz") as health,
        watching(site, "/match/") as walk,
        watching(site, "/readyz") as ready,
        saving(site, forms=forms, pause=0.2) as savings,
    ):
        time.sleep(BEFORE_SECONDS)
        happen()
        saved = savings()
    lost = (*saved.faults, *lost_of(site, saved), *doubled(site, saved))
    yield Outcome(f"results saved, {what} away", RESULTS, lost, saved.said())
    served = (*not_served("/healthz", health), *not_served("/match/", walk))
    said = f"/match/ {longest(walk)}, /healthz {longest(health)}"
    yield Outcome(f"pages read, {what} away", len(health) + len(walk), served, said)
    told = tuple(not_told(ready, stays_ready=stays_ready))
    yield Outcome(f"/readyz, {what} away", len(ready), told, longest(ready))


def not_told(ready: Iterable[Answer], *, stays_ready: bool) -> Iterator[str]:
    """What a probe was not told in time."""
    statuses = [answer.status for answer in ready]
    yield from (
        f"/readyz took {each.seconds:.1f} s" for each in ready if each.seconds > SHORT_SECONDS
    )
    yield from (f"/readyz answered {status}" for status in statuses if status not in (200, 503))
    if (503 in statuses) == stays_ready:
        yield "/readyz did not say what was the case"
    if statuses[-1] != 200:
        yield "/readyz did not recover"


def after_idle_restart(site: Site, cluster: Cluster) -> Outcome:
    """The database was restarted while nobody was there: what the next visitors meet."""
    forms = [Form(f"Idle {form.title}", form.query) for form in site.forms(FIRST_VISITORS)]
    cluster.stop()
    cluster.start()
    time.sleep(BEFORE_SECONDS)
    first = [site.post("/results/", form.body) for form in forms]
    lost = tuple(
        f"answered {each.status}" for each in first if each.status != 303 and not each.is_apology
    )
    told = sum(each.is_apology for each in first)
    what = "first saves after a restart that nobody noticed"
    return Outcome(what, len(first), lost, f"{told} told to wait, {longest(first)}")


if __name__ == "__main__":
    run(drill)
