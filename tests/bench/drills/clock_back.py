"""The clock of the server is set back by 40 days, and put right again later.

    python -m tests.bench.drills.clock_back

With DATABASE_URL on the PostgreSQL server that it names, otherwise on SQLite. It needs `faketime`.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

from tests.bench.drills.databases import query
from tests.bench.drills.report import Outcome, run
from tests.bench.drills.site import KEY, Site, a_prepared_site
from tests.bench.drills.two_publishers import CHANGE, PAGE
from tests.bench.drills.visitors import Desk, Form, Savings, lost_of, saving

RESULTS = 40
BACK = ("faketime", "-f", "-40d")
REAL_MONOTONIC = {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}
"""A clock that is set back does not change how long something takes."""

JOBS = ("purge_results", "clearsessions", "prepare_places")


def drill() -> Iterator[Outcome]:
    if not shutil.which(BACK[0]):
        sys.exit("This drill needs faketime: on Debian `apt-get install faketime`.")
    with a_prepared_site(**REAL_MONOTONIC) as site:
        site.add_administrator("ada")
        now, then = halves(site.forms(2 * RESULTS))
        with site.serving():
            desk = Desk(site)
            desk.log_in("ada", KEY)
            before = saved(site, now)
        with site.serving(before=BACK):
            back = saved(site, then)
            yield Outcome("results saved 40 days ago", RESULTS, back.faults, back.said())
            old = tuple(lost_of(site, before))
            yield Outcome("links that were made in the future", RESULTS, old)
            yield at_the_desk(site, desk)
            yield jobs(site)
        with site.serving():
            lost = (*lost_of(site, before), *lost_of(site, back))
            yield Outcome("all links, once the clock is right", 2 * RESULTS, lost)


def halves(forms: list[Form]) -> tuple[list[Form], list[Form]]:
    """What is saved before the clock is set back, to be kept for ever, and what is saved after
    that, to be kept for longer than it was set back."""
    return forms[:RESULTS], [replace(form, expires="90") for form in forms[RESULTS:]]


def saved(site: Site, forms: list[Form]) -> Savings:
    with saving(site, forms=forms) as savings:
        return savings()


def at_the_desk(site: Site, desk: Desk) -> Outcome:
    """Somebody who is logged in already, and somebody who logs in; one of them publishes."""
    lost = []
    if (status := desk.get("/admin/").status) != 200:
        lost.append(f"the session from the future was answered {status}")
    other = Desk(site)
    if (status := other.log_in("ada", KEY).status) != 302:
        lost.append(f"logging in was answered {status}")
    query(site.url, CHANGE.format("Said 40 days ago"))
    if (status := other.send(PAGE, note="Published 40 days ago").status) != 302:
        lost.append(f"publishing was answered {status}")
    return Outcome("a session, a log-in and an edition", 3, tuple(lost))


def jobs(site: Site) -> Outcome:
    """What the timer runs, run by the clock that is wrong."""
    lost = []
    for job in JOBS:
        command = [*BACK, sys.executable, "manage.py", job]
        quietly = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        if subprocess.call(command, cwd=site.root, env=site.environment, **quietly):
            lost.append(f"{job} failed")
    return Outcome("jobs of the timer", len(JOBS), tuple(lost))


if __name__ == "__main__":
    run(drill)
