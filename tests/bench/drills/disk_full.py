"""The disk of the database is full while results are saved and an edition is published; then there
is room again.

    python -m tests.bench.drills.disk_full

The disk is a small one in memory, mounted for this process alone: `unshare` (util-linux) has to be
allowed to do that. It is about SQLite: a PostgreSQL server that cannot write is one that is away.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.drills.databases import query
from tests.bench.drills.kill_workers import doubled
from tests.bench.drills.report import Outcome, run
from tests.bench.drills.site import KEY, Site, a_folder
from tests.bench.drills.two_publishers import CHANGE, PAGE
from tests.bench.drills.visitors import (
    Answer,
    Desk,
    longest,
    lost_of,
    not_served,
    saving,
    watching,
)

RESULTS = 400
MEGABYTES = 48
FULL_SECONDS = 8
MARK = "DRILL_MOUNTS"
NOTE = "Published while the disk is full"


def main() -> None:
    """Start once more where a mount ends with the process."""
    if MARK not in os.environ:
        as_root = ["--map-root-user"] if os.geteuid() else []
        command = ["unshare", "--mount", *as_root, sys.executable, "-m", __spec__.name]
        os.execvpe(command[0], command, os.environ | {MARK: "1"})
    run(drill)


def drill() -> Iterator[Outcome]:
    with a_folder() as folder, small_disk(folder / "disk") as disk:
        site = Site(f"sqlite:///{disk}/drill.sqlite3", folder)
        site.prepare()
        site.add_administrator("ada")
        with site.serving():
            yield from filled(site, disk)


def filled(site: Site, disk: Path) -> Iterator[Outcome]:
    """Fill it while results are saved, publish, and make room again."""
    desk = Desk(site)
    desk.log_in("ada", KEY)
    query(site.url, CHANGE.format("Drilled"))
    page = desk.get(PAGE)
    forms = site.forms(RESULTS)
    with watching(site, "/match/") as walk, saving(site, forms=forms, pause=0.1) as savings:
        time.sleep(1)
        with no_room(disk):
            time.sleep(FULL_SECONDS / 2)
            refused = desk.fill_in(PAGE, page, note=NOTE)
            at_desk = desk.get("/admin/")
            time.sleep(FULL_SECONDS / 2)
        saved = savings()
    lost = (*saved.faults, *lost_of(site, saved), *doubled(site, saved))
    yield Outcome("results saved, disk full meanwhile", RESULTS, lost, saved.said())
    served = tuple(not_served("/match/", walk))
    yield Outcome("pages read meanwhile", len(walk), served, longest(walk))
    yield Outcome(
        "publishing", 2, tuple(publishing(site, desk, refused)), f"{refused.status}, then published"
    )
    yield Outcome("the desk read", 1, tuple(not_served("/admin/", [at_desk])))


def publishing(site: Site, desk: Desk, refused: Answer) -> Iterator[str]:
    """It was refused in words with the note kept, wrote nothing, and works once there is room."""
    if refused.status >= 500 and not refused.is_apology:
        yield f"publishing was answered {refused.status}"
    if NOTE not in refused.body:
        yield "the note was not kept"
    again = desk.send(PAGE, note=NOTE)
    editions = query(site.url, "SELECT number FROM matcher_edition ORDER BY 1")
    if again.status != 302 or editions != [(1,), (2,)]:
        yield f"once there was room it was answered {again.status}, and the editions are {editions}"


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    options = f"size={MEGABYTES}m"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "drill", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def no_room(disk: Path) -> Iterator[None]:
    """Leave not a byte, and give all back."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4_096):
                pass
        except OSError:
            pass
    try:
        yield
    finally:
        filler.unlink()


if __name__ == "__main__":
    main()
