"""Programs that call a server as `make run` starts it, on a new database whose limits are lifted:
many at once, and one with many pieces of work.

    python -m tests.bench.programs
"""

import csv
import json
import os
import random
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from io import StringIO
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bpo_matcher.launch import SERVER
from tests.bench.drills.databases import new_database

if TYPE_CHECKING:
    from matcher.core import Taxonomy

CLIENTS = 16
SECONDS = 20
ROWS = 1_000

ROOT = "/api/v1"
LIFTED = str(10**9)


def main() -> None:
    with new_database() as url:
        from tests.bench.database import published

        taxonomy = published(url).taxonomy
        with a_server(url) as port:
            print(many_at_once(port, taxonomy))
            print(many_rows(port, taxonomy))


# ── The server ───────────────────────────────────────────────────────────────────────────


@contextmanager
def a_server(database: str) -> Iterator[int]:
    """The port of a server with one worker process, and with a worker for rows beside it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "bpo_matcher.settings",
        "DATABASE_URL": database,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": "for-a-measurement-only",
        "API_READ_LIMIT": LIFTED,
        "WRITE_LIMIT": LIFTED,
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(collect, env=environment, check=True)
    granian = str(Path(sys.executable).with_name("granian"))
    commands = ([granian, f"--port={port}", *SERVER], [sys.executable, "manage.py", "work"])
    processes = [subprocess.Popen(command, env=environment) for command in commands]
    try:
        wait_for(port)
        yield port
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def wait_for(port: int) -> None:
    """Wait until the server can serve."""
    for _attempt in range(300):
        with suppress(OSError, HTTPException):
            if Program(port).get("/readyz").status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("The server did not start.")


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered to a call."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    def json(self) -> Any:
        return json.loads(self.content)


class Program:
    """A program with a connection of its own, which it keeps."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path: str, **headers: str) -> Answered:
        return self.send("GET", path, b"", **headers)

    def post(self, path: str, value: object, **headers: str) -> Answered:
        body = json.dumps(value).encode()
        return self.send("POST", path, body, content_type="application/json", **headers)

    def send(self, method: str, path: str, body: bytes, **headers: str) -> Answered:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request(method, path, body, named)
        response = self._connection.getresponse()
        return Answered(response.status, response.headers, response.read())


# ── Many at once ─────────────────────────────────────────────────────────────────────────

Call = Callable[[Program], Answered]


def many_at_once(port: int, taxonomy: "Taxonomy") -> str:
    """Let the clients call for a while, each one call after the other; what came of it."""
    calls = every_call(port, taxonomy)
    end = time.monotonic() + SECONDS
    with ThreadPoolExecutor(CLIENTS) as clients:
        counts = clients.map(lambda first: keep_calling(port, calls, first, end), range(CLIENTS))
        statuses = sum(counts, Counter[str]())
    errors = {status: count for status, count in statuses.items() if status[0] not in "23"}
    each = ", ".join(f"{count:,} x {status}" for status, count in sorted(statuses.items()))
    return (
        f"{CLIENTS} clients for {SECONDS} s: {statuses.total():,} calls "
        f"({statuses.total() / SECONDS:.0f} a second), {sum(errors.values())} errors ({each})"
    )


def every_call(port: int, taxonomy: "Taxonomy") -> tuple[Call, ...]:
    """The calls of which each client makes one after the other."""
    from tests.bench.rows import some_answers

    etag = Program(port).get(f"{ROOT}/taxonomy").headers["ETag"]
    answers = {"answers": some_answers(taxonomy, random.Random(1))}
    text = {"text": "We chase late payers and match receipts."}
    return (
        lambda program: program.get(f"{ROOT}/taxonomy", if_none_match=etag),
        lambda program: program.post(f"{ROOT}/match", answers),
        lambda program: program.post(f"{ROOT}/explain", answers),
        lambda program: program.post(f"{ROOT}/suggest", text),
        lambda program: program.post(f"{ROOT}/results", answers),
        lambda program: program.get(f"{ROOT}/labels"),
    )


def keep_calling(port: int, calls: tuple[Call, ...], first: int, end: float) -> Counter[str]:
    """How often what came of a call of one client: statuses, and names of exceptions."""
    program, came = Program(port), Counter[str]()
    for call in cycle((*calls[first % len(calls) :], *calls[: first % len(calls)])):
        if time.monotonic() > end:
            break
        try:
            came[str(call(program).status)] += 1
        except (OSError, HTTPException) as error:
            came[type(error).__name__] += 1
            program = Program(port)
    return came


# ── Many rows ────────────────────────────────────────────────────────────────────────────


def many_rows(port: int, taxonomy: "Taxonomy") -> str:
    """Create a programme, upload its rows, read what they come to and export them; what that
    took."""
    from tests.bench.rows import spreadsheet

    program, sheet = Program(port), spreadsheet(taxonomy, ROWS)
    start = time.perf_counter()
    made = program.post(f"{ROOT}/programmes", {"rows": [{"name": "The first"}]}).json()
    path = f"{ROOT}/programmes/{made['token']}"
    uploaded = program.send(
        "POST", f"{path}/uploads", sheet, content_type="text/csv", edit_key=made["key"]
    )
    stored = time.perf_counter()
    matched = program.get(path).json()["rows"]
    read = time.perf_counter()
    exported = program.get(f"{path}/programme.csv").content.decode("utf-8-sig")
    end = time.perf_counter()
    lines = sum(1 for _line in csv.reader(StringIO(exported)))
    added = len(uploaded.json()["added"])
    assert (added, len(matched), lines) == (ROWS, ROWS + 1, ROWS + 2), uploaded
    return (
        f"{ROWS:,} rows: {end - start:.1f} s (budget: 20 s), of which {stored - start:.1f} s to "
        f"upload, {read - stored:.1f} s to match and read, {end - read:.1f} s to export"
    )


if __name__ == "__main__":
    main()
