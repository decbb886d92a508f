"""A body of 100 MB, sent to whatever takes a body: refused unread, kept neither in memory nor in a
file.

    python -m tests.bench.drills.large_body
"""

import http.client
import select
import socket
from collections.abc import Iterator
from contextlib import closing, suppress

from tests.bench.drills.report import Outcome, run
from tests.bench.drills.site import Site, a_site

SIZE = 100_000_000
PART = b"x" * 100_000
MOST_TAKEN = 10_000_000
"""What buffers on the way swallow before the sender notices that nobody reads."""

MOST_GROWTH = 40
"""Megabytes."""

FORM = "Content-Type: application/x-www-form-urlencoded"
UPLOAD = "Content-Type: multipart/form-data; boundary=x"
JSON = "Content-Type: application/json"
LENGTH = f"Content-Length: {SIZE}"
CHUNKED = "Transfer-Encoding: chunked"
FILE_PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'

BODIES = {
    "a form": ("POST /results/", FORM, LENGTH),
    "a file where none is taken": ("POST /results/", UPLOAD, LENGTH),
    "a file where one is taken": ("POST /programme/", UPLOAD, LENGTH),
    "a form of the desk": ("POST /admin/login/", FORM, LENGTH),
    "a file for the desk": ("POST /admin/desk/taxonomy/import/", UPLOAD, LENGTH),
    "a call of the API": ("POST /api/v1/programmes", JSON, LENGTH),
    "a call of an assistant": ("POST /mcp/", JSON, LENGTH),
    "a page that takes none": ("GET /match/", FORM, LENGTH),
    "a length that is not said": ("POST /results/", FORM, CHUNKED),
}


def drill() -> Iterator[Outcome]:
    with a_site() as site:
        for what, (request, *headers) in BODIES.items():
            yield refused(site, what, request, headers)


def refused(site: Site, what: str, request: str, headers: list[str]) -> Outcome:
    """Send it, and look at what it left behind."""
    before = site.megabytes()
    status, taken = sent(site.port, request, headers)
    growth, kept = site.megabytes() - before, written(site)
    lost = []
    if status >= 500:
        lost.append(f"answered {status}")
    if taken > MOST_TAKEN:
        lost.append(f"{taken:,} bytes were taken")
    if growth > MOST_GROWTH:
        lost.append(f"a process grew by {growth:.0f} MB")
    if kept > MOST_TAKEN:
        lost.append(f"{kept:,} bytes were written to files")
    if site.get("/healthz").status != 200:
        lost.append("the site does not answer any more")
    said = f"{status or 'hung up'} after {taken / 1e6:.1f} MB, memory {growth:+.0f} MB"
    return Outcome(f"100 MB as {what}", 1, (" and ".join(lost),) if lost else (), said)


def sent(port: int, request: str, headers: list[str]) -> tuple[int, int]:
    """The status, 0 for none, and how many bytes were taken before it."""
    head = "\r\n".join([f"{request} HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers, "", ""])
    is_chunked = CHUNKED in headers
    taken = 0
    with closing(socket.create_connection(("127.0.0.1", port), timeout=15)) as connection:
        with suppress(OSError):  # it hangs up, or takes nothing more
            connection.sendall(head.encode())
            while taken < SIZE and not has_answered(connection):
                connection.sendall(framed(PART if taken else FILE_PART, is_chunked))
                taken += len(PART)
        return status_of(connection), taken


def framed(part: bytes, is_chunked: bool) -> bytes:
    return b"%x\r\n%s\r\n" % (len(part), part) if is_chunked else part


def has_answered(connection: socket.socket) -> bool:
    """Whether there is something to read."""
    return bool(select.select([connection], [], [], 0)[0])


def status_of(connection: socket.socket) -> int:
    """The status of the answer; 0 if the connection was cut before."""
    response = http.client.HTTPResponse(connection)
    with suppress(OSError, http.client.HTTPException):
        response.begin()
        return response.status
    return 0


def written(site: Site) -> int:
    """Bytes of the files in the folder for temporary ones."""
    return sum(path.stat().st_size for path in site.folder.rglob("*") if path != site.log)


if __name__ == "__main__":
    run(drill)
