"""A programme of 2,000 rows, from its upload to the finished page, and what a killed worker loses.

`python -m tests.bench.rows` does the second: with a SQLite database of its own, or with the empty
one that DATABASE_URL names."""

import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.bench.drills.databases import new_database

FORM = "application/x-www-form-urlencoded"

if TYPE_CHECKING:
    from django.test import Client

    from matcher.core import Taxonomy
    from matcher.programmes import ProgrammeLinks

ROWS = 2_000
Row = tuple[str, str, str]

_SQLITE = """
CREATE TABLE written (id integer);
CREATE TRIGGER counted AFTER UPDATE OF is_due ON matcher_programmerow
WHEN OLD.is_due AND NOT NEW.is_due BEGIN INSERT INTO written VALUES (NEW.id); END
"""
_POSTGRESQL = """
CREATE TABLE written (id integer);
CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN INSERT INTO written VALUES (NEW.id); RETURN NEW; END $$;
CREATE TRIGGER counted AFTER UPDATE OF is_due ON matcher_programmerow
FOR EACH ROW WHEN (OLD.is_due AND NOT NEW.is_due) EXECUTE FUNCTION count_write()
"""
COUNT_WRITES = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
"""Each time that what a row comes to is written, its id."""


def figures(taxonomy: "Taxonomy") -> list[Row]:
    """With a worker beside, as `make run` starts one, and without any."""
    with a_worker() as worker:
        beside, _links = seconds_to_finish(taxonomy)
        memory = peak_megabytes(worker.pid)
    alone, links = seconds_to_finish(taxonomy)
    return [
        (f"{ROWS:,} rows, upload to finished page, one worker", f"{beside:.1f} s", "20 s"),
        ("the same without a worker, in steps", f"{alone:.1f} s", ""),
        ("the page of them, once finished", f"{page_milliseconds(links):.0f} ms", ""),
        ("memory of the worker", f"{memory:.0f} MB", "300 MB"),
        ("memory of the process that read the upload", f"{peak_megabytes():.0f} MB", "300 MB"),
    ]


def seconds_to_finish(taxonomy: "Taxonomy") -> tuple[float, "ProgrammeLinks"]:
    """From sending the file to a page without any progress on it."""
    data = spreadsheet(taxonomy)
    start = time.perf_counter()
    links = upload(data)
    while progress(links):
        time.sleep(0.1)
    return time.perf_counter() - start, links


def spreadsheet(taxonomy: "Taxonomy", rows: int = ROWS) -> bytes:
    """A CSV file with answers to two questions in three."""
    pick = random.Random(1)
    questions = [question for question in taxonomy.questions if question.kind == "one"]
    lines = [",".join(["Name", *(question.slug for question in questions)])]
    for number in range(rows):
        answers = some_answers(taxonomy, pick)
        cells = (answers.get(question.slug, "") for question in questions)
        lines.append(",".join([f"Work {number}", *cells]))
    return "\n".join(lines).encode()


def some_answers(taxonomy: "Taxonomy", pick: random.Random) -> dict[str, str]:
    """Answers to two questions in three of those that take one."""
    return {
        question.slug: pick.choice(question.options).slug
        for question in taxonomy.questions
        if question.kind == "one" and pick.random() < 2 / 3
    }


def upload(data: bytes) -> "ProgrammeLinks":
    """Make a programme of the file as a visitor does: send it, then add its rows."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from matcher.link_keys import new_form_key
    from matcher.programme_uploads import open_upload
    from matcher.programmes import ProgrammeLinks, open_programme

    form = {"key": new_form_key(), "names": "", "file": SimpleUploadedFile("work.csv", data)}
    uploaded = browser().post("/programme/", form)["Location"]
    _root, _programme, token, _edit, key, *_rest = uploaded.split("/")
    columns = open_upload(open_programme(token), 1).columns
    used = {f"column-{index}": use for index, use in enumerate(columns)}
    browser().get(uploaded)
    added = browser().post(uploaded, urlencode(used | {"add": "1"}), FORM)
    assert added.status_code == 303, added.content.decode()
    return ProgrammeLinks(token, key)


def progress(links: "ProgrammeLinks") -> bool:
    """Ask how far it is, as the page does by itself; whether it goes on."""
    url, asked_by_htmx = f"/programme/{links.token}/progress/", {"HX-Request": "true"}
    response = browser().post(url, "", FORM, headers=asked_by_htmx)
    assert response.status_code == 200, response.content.decode()
    return "Show the results" not in response.content.decode()


def page_milliseconds(links: "ProgrammeLinks") -> float:
    """The quickest of several."""
    return min(_milliseconds(f"/programme/{links.token}/") for _time in range(5))


def _milliseconds(url: str) -> float:
    start = time.perf_counter()
    assert browser().get(url).status_code == 200
    return (time.perf_counter() - start) * 1000


def browser() -> "Client":
    """A visitor."""
    from django.test import Client

    return Client(headers={"host": "127.0.0.1"})


# ── Workers ──────────────────────────────────────────────────────────────────────────────


@contextmanager
def a_worker() -> Iterator["subprocess.Popen[bytes]"]:
    """A worker on the database of this process, once it is there."""
    from matcher.models import Worker

    before = Worker.objects.count()
    process = subprocess.Popen([sys.executable, "manage.py", "work"])
    while Worker.objects.count() == before:
        time.sleep(0.05)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def peak_megabytes(process: int | None = None) -> float:
    """The most memory that a process had."""
    status = Path(f"/proc/{process or 'self'}/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


# ── A worker that is killed ──────────────────────────────────────────────────────────────


def main() -> None:
    """Kill workers in the middle of their work, and count how often each row was written."""
    with new_database() as url:
        from tests.bench.database import published

        drill(published(url).taxonomy)


def drill(taxonomy: "Taxonomy") -> None:
    """The same in the database of this process, whose rows are all matched."""
    from django.db import connection

    with connection.cursor() as cursor:
        run = cursor.executescript if connection.vendor == "sqlite" else cursor.execute
        run(COUNT_WRITES[connection.vendor])
    links = upload(spreadsheet(taxonomy))
    killed = kill_in_the_middle()
    let_a_minute_pass()
    with a_worker(), a_worker():
        while progress(links) or due():  # the page needs no queue for the last rows
            time.sleep(0.1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*), COUNT(DISTINCT id) FROM written")
        writes, rows = cursor.fetchone()
    print(f"{connection.vendor}: {killed} workers killed, {writes} writes of {rows} rows")
    assert (writes, rows) == (ROWS, ROWS)


def kill_in_the_middle(times: int = 3) -> int:
    """Start workers, and kill each a moment after it has begun to write."""
    for _time in range(times):
        left = due()
        with a_worker() as worker:
            while due() == left:
                time.sleep(0.01)
            time.sleep(random.random() / 3)
            worker.kill()
            worker.wait()
        assert 0 < due() < left
    return times


def due() -> int:
    """How many rows are still to be matched."""
    from matcher.models import ProgrammeRow

    return ProgrammeRow.objects.filter(is_due=True).count()


def let_a_minute_pass() -> None:
    """For what the killed workers had claimed, and nobody else has."""
    from django.utils import timezone

    from matcher.models import ProgrammeRow, Worker

    ProgrammeRow.objects.exclude(lease="").update(lease_ends_at=timezone.now())
    Worker.objects.all().delete()


if __name__ == "__main__":
    main()
