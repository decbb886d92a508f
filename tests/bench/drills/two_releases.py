"""The release before the newest migration goes on serving while the tables are migrated and this
release starts beside it; results are saved with both, and opened with both.

    python -m tests.bench.drills.two_releases [--old COMMIT]

With DATABASE_URL on the PostgreSQL server that it names, otherwise on SQLite. It needs the history
of the repository.
"""

import argparse
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.bench.drills.databases import new_database
from tests.bench.drills.report import Outcome, run
from tests.bench.drills.site import ROOT, Site, a_folder
from tests.bench.drills.visitors import lost_of, not_served, saving, watching

RESULTS = 300
BEFORE_SECONDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve with two releases at once.")
    parser.add_argument("--old", default="", help="before the newest migration, without it")
    run(partial(drill, parser.parse_args().old))


def drill(old_commit: str = "") -> Iterator[Outcome]:
    with new_database() as url, a_folder() as folder:
        commit = old_commit or before_the_newest_migration()
        with checked_out(commit, folder / "release") as root:
            old = Site(url, folder, root)
            old.prepare()
            new = Site(url, folder)
            new.collect()
            with old.serving():
                yield from upgrade(old, new)


def upgrade(old: Site, new: Site) -> Iterator[Outcome]:
    """Migrate under the old release, then serve with both."""
    forms = old.forms(2 * RESULTS)
    with watching(old, "/readyz") as ready, watching(old, "/match/") as walk:
        with saving(old, forms=forms[:RESULTS], pause=0.2) as savings:
            time.sleep(BEFORE_SECONDS)
            new.manage("migrate", "--verbosity=0")
            alone = savings()
        with new.serving():
            with saving(old, new, forms=forms[RESULTS:], pause=0.1) as savings:
                both = savings()
            lost = {site.port: (*lost_of(site, alone), *lost_of(site, both)) for site in (old, new)}
    yield Outcome(
        "saved by the old release during the migration", RESULTS, alone.faults, alone.said()
    )
    yield Outcome("saved by both releases in turn", RESULTS, both.faults, both.said())
    yield Outcome("opened by the old release", 2 * RESULTS, lost[old.port])
    yield Outcome("opened by the new release", 2 * RESULTS, lost[new.port])
    served = (*not_served("/readyz", ready), *not_served("/match/", walk))
    yield Outcome("pages of the old release meanwhile", len(ready) + len(walk), served)


def before_the_newest_migration() -> str:
    """The commit before the one that brought it."""
    newest = max((ROOT / "matcher" / "migrations").glob("[0-9]*.py"))
    log = ("log", "--diff-filter=A", "--format=%H", "--", str(newest))
    return f"{git(*log).split()[-1]}^"


@contextmanager
def checked_out(commit: str, folder: Path) -> Iterator[Path]:
    """The code of that commit."""
    git("worktree", "add", "--detach", str(folder), commit)
    try:
        (folder / "var").mkdir()
        yield folder
    finally:
        git("worktree", "remove", "--force", str(folder))


def git(*arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(
        command, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ).stdout.decode()


if __name__ == "__main__":
    main()
