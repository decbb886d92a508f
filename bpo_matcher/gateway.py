"""What the web server calls: its requests as WSGI requests for Django, in threads.

granian hands a request over (RSGI) as soon as it has the headers. The body is then awaited without
a thread, for a limited time, so that a slow sender keeps nobody waiting. Reading, writing and long
bodies have threads of their own: a request that waits for the lock of the database, or for a
password to be checked, never holds up a reader, and a slow upload holds up no more than other
uploads. And this is the only place where `X_Forwarded_For` can still be distinguished from
`X-Forwarded-For`: WSGI gives both the same name.
"""

import asyncio
import gc
import io
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from granian.rsgi import ProtocolClosed  # type: ignore[attr-defined]

from bpo_matcher.wsgi import application as django_application

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication, WSGIEnvironment

    from granian.rsgi import HTTPProtocol, Scope  # type: ignore[attr-defined]

READ_THREADS = 10
WRITE_THREADS = 4
UPLOAD_THREADS = 2
"""Threads of one worker, started when they are needed. Each may hold a database connection."""

READER_METHODS = ("GET", "HEAD", "OPTIONS")
"""Methods that never write. Their requests get the threads for reading."""

SMALL_BODY = 20_000
"""Bytes. A body up to this size is read before a thread is taken, a longer one by the view."""

BODY_SECONDS = 10
"""How long a small body, or the next part of a long one, is awaited."""

UPLOAD_SECONDS = 120
"""How long all of a long body is awaited."""

SWITCH_SECONDS = 0.0005
"""How long one thread may compute while others want to. With Python's own 5 ms a heavy page of the
desk would delay every other request by far more than that."""

GONE = "The sender has gone."

Headers = list[tuple[str, str]]

WsgiResponse = tuple[int, Headers, bytes]

TOO_SLOW: WsgiResponse = (
    HTTPStatus.REQUEST_TIMEOUT,
    [("Content-Type", "text/plain; charset=utf-8"), ("Connection", "close")],
    b"What you sent did not arrive in time, so nothing was changed. Please send it again.\n",
)


class Gateway:
    """A WSGI application as granian serves it with `--interface rsgi`."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application
        self._readers = ThreadPoolExecutor(READ_THREADS, "reader")
        self._writers = ThreadPoolExecutor(WRITE_THREADS, "writer")
        self._uploads = ThreadPoolExecutor(UPLOAD_THREADS, "upload")

    def __rsgi_init__(self, _loop: asyncio.AbstractEventLoop) -> None:
        """Prepare a process that is about to serve."""
        sys.setswitchinterval(SWITCH_SECONDS)
        warm_up(self._application)

    async def __rsgi__(self, scope: "Scope", protocol: "HTTPProtocol") -> None:
        """Answer one request."""
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await read_body(scope, protocol)
        except (OSError, ProtocolClosed):
            protocol.response_bytes(*TOO_SLOW)
            return
        threads = self._threads(scope.method, is_long=isinstance(body, io.BufferedReader))
        loop = asyncio.get_running_loop()
        response = await loop.run_in_executor(threads, self._respond, environ_of(scope, body))
        protocol.response_bytes(*response)

    def _threads(self, method: str, *, is_long: bool) -> ThreadPoolExecutor:
        if method in READER_METHODS:
            return self._readers
        return self._uploads if is_long else self._writers

    def _respond(self, environ: "WSGIEnvironment") -> WsgiResponse:
        return call_wsgi(self._application, environ)


def warm_up(application: "WSGIApplication") -> None:
    """Ask for three pages once, so that no visitor waits for what is only done once: the start
    page, the one that reads what is known of places, and the one that reads what visitors write.

    What is there by then, modules, templates and the current edition, stays for as long as the
    process: garbage collection leaves it alone from here on. Walking all of it takes some 30 ms,
    again and again, in the middle of somebody's page. What comes later is collected as ever, such
    as the editions of old links.
    """
    environ: WSGIEnvironment = {
        "HTTP_HOST": settings.SITE_URL.partition("://")[2],
        "wsgi.url_scheme": settings.SITE_URL.partition("://")[0],
    }
    setup_testing_defaults(environ)
    for path in ("/", "/guide/places/", "/suggest/"):
        call_wsgi(application, environ | {"PATH_INFO": path})
    gc.collect()
    gc.freeze()


def call_wsgi(application: "WSGIApplication", environ: "WSGIEnvironment") -> WsgiResponse:
    """The response of the application: status, headers and the whole content."""
    head: list[tuple[int, Headers]] = []

    def start(status: str, headers: Headers, _error: object = None) -> None:
        head.append((int(status.split(" ", 1)[0]), headers))

    parts = application(environ, start)  # type: ignore[arg-type]  # Django never calls write()
    try:
        content = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    return (*head[-1], content)


def environ_of(scope: "Scope", body: io.BufferedIOBase) -> "WSGIEnvironment":
    """The request as WSGI has it. A unix socket has no IP address of a client.

    Headers with an underscore in their names are dropped, as nginx does: WSGI would take
    `X_Forwarded_For`, which any client may send, for the `X-Forwarded-For` of a proxy.
    """
    host, _colon, port = scope.server.rpartition(":")
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host or "localhost",
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" not in name:
            add_header(environ, name, value)
    environ.setdefault("HTTP_HOST", scope.authority or "")  # HTTP/2 has no header of that name
    return environ


def add_header(environ: "WSGIEnvironment", name: str, value: str) -> None:
    """Add a header; one that comes several times becomes a list. HTTP/2 may send each cookie in a
    header of its own, and only cookies are separated by semicolons."""
    key = name.upper().replace("-", "_")
    if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        key = f"HTTP_{key}"
    separator = "; " if key == "HTTP_COOKIE" else ","
    environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value


# ── Bodies ───────────────────────────────────────────────────────────────────────────────


async def read_body(scope: "Scope", protocol: "HTTPProtocol") -> io.BufferedIOBase:
    """A small body, already read, or a long one that is still to be read. A body of unknown length
    counts as empty, as it does in WSGI. Raises ConnectionError for one that has less than it said:
    Django would take half of a form for all of it."""
    said = scope.headers.get("content-length", "")
    length = int(said) if said.isdecimal() else 0
    if length > SMALL_BODY:
        loop = asyncio.get_running_loop()
        return io.BufferedReader(LongBody(aiter(protocol), length, loop))
    body = await protocol() if length else b""
    if len(body) < length:
        raise ConnectionError(GONE)
    return io.BytesIO(body)


class LongBody(io.RawIOBase):
    """A body of so many bytes that a thread reads while it arrives. Raises OSError when it stops
    arriving, or takes too long in all."""

    def __init__(
        self, parts: AsyncIterator[bytes], length: int, loop: asyncio.AbstractEventLoop
    ) -> None:
        super().__init__()
        self._parts = parts
        self._missing = length
        self._loop = loop
        self._end = monotonic() + UPLOAD_SECONDS
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as one part of the body goes; 0 at the end."""
        if not self._rest:
            waiting = asyncio.run_coroutine_threadsafe(self._next_part(), self._loop)
            seconds = min(BODY_SECONDS, max(0, self._end - monotonic()))
            self._rest = memoryview(waiting.result(seconds))
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    async def _next_part(self) -> bytes:
        """The part, empty at the end."""
        if self._missing <= 0:
            return b""
        try:  # `anext` with a default would end the process: granian's iterator is not made for it
            part = await anext(self._parts)
        except (StopAsyncIteration, ProtocolClosed) as error:
            raise ConnectionError(GONE) from error
        self._missing -= len(part)
        return part


application = Gateway(django_application)
