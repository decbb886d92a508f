"""The gateway between the web server and Django."""

import asyncio
import gc
import io
import sys
import threading
from collections.abc import AsyncIterator, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from granian.rsgi import ProtocolClosed

from bpo_matcher import gateway
from bpo_matcher.gateway import SMALL_BODY, TOO_SLOW, Gateway, environ_of


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What the coroutine returns, from a loop in a thread of its own: Playwright may have one
    running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


class Headers:
    """Headers as granian has them: names in lower case, repeated ones repeated."""

    def __init__(self, *pairs: tuple[str, str]) -> None:
        self.pairs = pairs

    def items(self) -> list[tuple[str, str]]:
        return list(self.pairs)

    def get(self, name: str, default: str) -> str:
        return dict(self.pairs).get(name, default)


def scope(*headers: tuple[str, str], **changes: object) -> SimpleNamespace:
    plain = {
        "method": "GET",
        "path": "/",
        "query_string": "",
        "scheme": "http",
        "http_version": "1.1",
        "server": "127.0.0.1:8000",
        "client": "203.0.113.9:40000",
        "authority": None,
        "headers": Headers(*headers),
    }
    return SimpleNamespace(**plain | changes)


@dataclass
class Protocol:
    """The other end: what it sends, with pauses and errors, and what it was answered."""

    parts: Sequence[bytes | float | Exception] = ()
    answer: tuple[int, list[tuple[str, str]], bytes] | None = None
    read: list[bytes] = field(default_factory=list)

    async def __call__(self) -> bytes:
        return b"".join([part async for part in self])

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self.parts:
            if isinstance(part, float):
                await asyncio.sleep(part)
            elif isinstance(part, Exception):
                raise part
            else:
                self.read.append(part)
                yield part

    def response_bytes(self, *answer: object) -> None:
        self.answer = answer


def posted(protocol: Protocol, length: int, application=None) -> Protocol:
    """Let the gateway answer a POST of that length."""

    async def ask() -> None:
        post = scope(("content-length", str(length)), method="POST")
        await Gateway(application or echo).__rsgi__(post, protocol)

    run(ask())
    return protocol


def echo(environ, start):
    start("200 OK", [("X-Thread", threading.current_thread().name)])
    return [environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH", 0)))]


# ── Requests as WSGI has them ────────────────────────────────────────────────────────────


def test_a_request_is_translated():
    asked = scope(
        ("host", "match.example.org"),
        ("content-type", "text/plain"),
        ("accept", "text/html"),
        ("accept", "text/plain"),
        method="POST",
        path="/é",
        query_string="a=%FF",
    )
    environ = environ_of(asked, io.BytesIO())
    assert {name: environ[name] for name in environ if not name.startswith("wsgi.")} == {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/Ã©",
        "QUERY_STRING": "a=%FF",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "203.0.113.9",
        "HTTP_HOST": "match.example.org",
        "CONTENT_TYPE": "text/plain",
        "HTTP_ACCEPT": "text/html,text/plain",
    }


@pytest.mark.parametrize(
    "headers",
    [
        [("x_forwarded_for", "6.6.6.1"), ("x-forwarded-for", "198.51.100.1")],
        [("x-forwarded-for", "198.51.100.1"), ("x_forwarded_for", "6.6.6.1")],
        [("x-forwarded_for", "6.6.6.1"), ("x-forwarded-for", "198.51.100.1")],
    ],
)
def test_a_header_that_passes_for_one_of_a_proxy_is_dropped(headers):
    assert environ_of(scope(*headers), io.BytesIO())["HTTP_X_FORWARDED_FOR"] == "198.51.100.1"


@pytest.mark.parametrize(
    ("client", "address"),
    [("[2001:db8::1]:443", "2001:db8::1"), ("203.0.113.9:1", "203.0.113.9"), ("", "")],
)
def test_the_client_is_an_ip_address_or_nothing_on_a_unix_socket(client, address):
    assert environ_of(scope(client=client), io.BytesIO())["REMOTE_ADDR"] == address


def test_cookies_that_come_in_several_headers_become_one_list():
    """As HTTP/2 may send them; and a comma may be part of a value."""
    cookies = [("cookie", "csrftoken=a"), ("cookie", "sessionid=b,c"), ("cookie", "theme=d")]
    environ = environ_of(scope(*cookies), io.BytesIO())
    assert environ["HTTP_COOKIE"] == "csrftoken=a; sessionid=b,c; theme=d"
    assert WSGIRequest(environ).COOKIES == {"csrftoken": "a", "sessionid": "b,c", "theme": "d"}


def test_http_2_names_its_host_elsewhere():
    assert environ_of(scope(authority="a.example"), io.BytesIO())["HTTP_HOST"] == "a.example"
    both = scope(("host", "b.example"), authority="a.example")
    assert environ_of(both, io.BytesIO())["HTTP_HOST"] == "b.example"


# ── Bodies ───────────────────────────────────────────────────────────────────────────────


def test_a_small_body_is_read_before_a_thread_is_taken():
    assert posted(Protocol([b"ab", b"cd"]), 4).answer == (200, [("X-Thread", "writer_0")], b"abcd")


def test_a_long_body_is_read_by_the_view_in_a_thread_for_long_ones():
    parts = [b"a" * 30_000, b"b" * 30_000]
    answer = (200, [("X-Thread", "upload_0")], b"".join(parts))
    assert posted(Protocol(parts), 60_000).answer == answer


def test_a_long_body_that_nobody_wants_is_not_read():
    def refuse(_environ, start):
        start("413 Too long", [])
        return []

    protocol = posted(Protocol([b"a"] * 2), SMALL_BODY + 1, refuse)
    assert (protocol.answer, protocol.read) == ((413, [], b""), [])


def test_a_body_that_never_arrives_takes_no_thread_and_is_answered(monkeypatch):
    monkeypatch.setattr(gateway, "BODY_SECONDS", 0.01)
    protocol = posted(Protocol([b"a", 60.0]), 2, application=None)
    assert protocol.answer == TOO_SLOW


def test_a_sender_who_goes_away_is_no_fault_of_ours():
    assert posted(Protocol([b"a", ProtocolClosed()]), 2).answer == TOO_SLOW
    with pytest.raises(ConnectionError):
        posted(Protocol([b"a", ProtocolClosed()]), SMALL_BODY + 1)


def test_a_long_body_that_stops_is_an_error_for_whoever_reads_it(monkeypatch):
    monkeypatch.setattr(gateway, "BODY_SECONDS", 0.01)
    with pytest.raises(TimeoutError):
        posted(Protocol([b"a", 0.2]), SMALL_BODY + 1)


@pytest.mark.parametrize("length", [3, SMALL_BODY + 1])
def test_half_of_a_body_is_not_taken_for_all_of_it(length):
    protocol = Protocol([b"ab"])
    if length > SMALL_BODY:
        with pytest.raises(ConnectionError):
            posted(protocol, length)
    else:
        assert posted(protocol, length).answer == TOO_SLOW


def test_a_long_body_may_not_arrive_little_by_little_for_ever(monkeypatch):
    monkeypatch.setattr(gateway, "UPLOAD_SECONDS", 0.05)
    with pytest.raises(TimeoutError):
        posted(Protocol([b"a", 0.01] * 100), SMALL_BODY + 1)


# ── Threads ──────────────────────────────────────────────────────────────────────────────


def test_readers_do_not_wait_for_writers():
    free = threading.Event()

    def application(environ, start):
        start("200 OK", [])
        if environ["REQUEST_METHOD"] == "POST":
            free.wait(5)
        return [b"done"]

    async def ask() -> list[object]:
        served = Gateway(application)
        protocols = [Protocol() for _ in range(10)]
        writes = [
            asyncio.create_task(served.__rsgi__(scope(method="POST"), protocol))
            for protocol in protocols
        ]
        reader = Protocol()
        await served.__rsgi__(scope(), reader)
        waiting = [protocol.answer for protocol in protocols]
        free.set()
        await asyncio.gather(*writes)
        return [reader.answer, waiting, [protocol.answer for protocol in protocols]]

    answer = (200, [], b"done")
    assert run(ask()) == [answer, [None] * 10, [answer] * 10]


def test_a_process_asks_for_pages_before_it_serves(settings, monkeypatch):
    monkeypatch.setattr(sys, "setswitchinterval", lambda _seconds: None)
    settings.SITE_URL = "https://match.example.org"
    asked = []

    def application(environ, start):
        names = ("REQUEST_METHOD", "wsgi.url_scheme", "HTTP_HOST", "PATH_INFO")
        asked.append([environ[name] for name in names])
        return echo(environ, start)

    Gateway(application).__rsgi_init__(None)
    get = ["GET", "https", "match.example.org"]
    assert asked == [[*get, "/"], [*get, "/guide/places/"], [*get, "/suggest/"]]


def test_garbage_collection_leaves_alone_what_a_process_starts_with(monkeypatch):
    monkeypatch.setattr(sys, "setswitchinterval", lambda _seconds: None)
    Gateway(echo).__rsgi_init__(None)
    later: list[object] = []
    try:
        collected = [id(value) for value in gc.get_objects()]
        assert (id(sys.modules) in collected, id(later) in collected) == (False, True)
    finally:
        gc.unfreeze()


def test_what_the_application_opened_is_closed():
    class Parts(list):
        closed = False

        def close(self) -> None:
            self.closed = True

    parts = Parts([b"a", b"b"])

    def application(_environ, start):
        start("200 OK", [])
        return parts

    assert posted(Protocol(), 0, application).answer == (200, [], b"ab")
    assert parts.closed
