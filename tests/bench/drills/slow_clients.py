"""200 clients who send a byte a second, as headers, as forms and as uploads; and people who try
passwords. Meanwhile others walk and save as ever.

    python -m tests.bench.drills.slow_clients
"""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from secrets import token_hex
from threading import Event, Thread

from tests.bench.drills.report import Outcome, run
from tests.bench.drills.site import Site, a_site
from tests.bench.drills.visitors import (
    Desk,
    Form,
    longest,
    lost_of,
    not_served,
    saving,
    watching,
)

CLIENTS = 200
RESULTS = 60
PASSWORDS = 18
AT_ONCE = 6

HOST = b"Host: 127.0.0.1\r\n"
SLOW_HEADERS = b"GET / HTTP/1.1\r\nX-Slow: "
SLOW_BODY = (
    b"POST /results/ HTTP/1.1\r\n" + HOST + b"Content-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 1000\r\n\r\n"
)
SLOW_UPLOAD = (
    b"POST /programme/ HTTP/1.1\r\n" + HOST + b"Content-Type: multipart/form-data; boundary=x\r\n"
    b"Content-Length: 1000000\r\n\r\n--x\r\n"
    b'Content-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
)

KINDS = {"headers": SLOW_HEADERS, "forms": SLOW_BODY, "uploads": SLOW_UPLOAD}


def drill() -> Iterator[Outcome]:
    with a_site() as site:
        forms = iter(site.forms(RESULTS * (len(KINDS) + 1)))
        workers = site.workers
        for kind, start in KINDS.items():
            with slow_clients(site.port, start, CLIENTS):
                mine = [next(forms) for _form in range(RESULTS)]
                yield others_served(site, f"beside {CLIENTS} slow {kind}", mine)
        with guessing(site):
            yield others_served(site, f"beside {AT_ONCE} log-ins at once", list(forms))
        ended = tuple(f"process {each} ended" for each in set(workers) - set(site.workers))
        yield Outcome("processes that all of them had to do with", len(workers), ended)


def others_served(site: Site, what: str, forms: list[Form]) -> Outcome:
    """What visitors meet who walk and save."""
    with (
        watching(site, "/match/") as walk,
        watching(site, "/healthz") as health,
        saving(site, forms=forms, pause=0.3) as savings,
    ):
        saved = savings()
    served = (*not_served("/match/", walk), *not_served("/healthz", health))
    return Outcome(
        f"pages and saves {what}",
        len(walk) + len(health) + len(forms),
        (*served, *saved.faults, *lost_of(site, saved)),
        f"pages {longest(walk)}; {saved.said()}",
    )


@contextmanager
def slow_clients(port: int, start: bytes, count: int) -> Iterator[None]:
    """So many connections that begin with `start` and go on with a byte a second; whoever is hung
    up on begins again."""
    over = Event()
    with ExitStack() as stack:
        clients = [stack.enter_context(SlowClient(port, start)) for _client in range(count)]
        thread = Thread(target=_trickle, args=(clients, over))
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


def _trickle(clients: "list[SlowClient]", over: Event) -> None:
    while not over.wait(1):
        for client in clients:
            client.send()


class SlowClient:
    """One of them."""

    def __init__(self, port: int, start: bytes) -> None:
        self._port = port
        self._start = start
        self._socket = socket.socket()

    def __enter__(self) -> "SlowClient":
        self._begin()
        return self

    def __exit__(self, *_error: object) -> None:
        self._socket.close()

    def _begin(self) -> None:
        self._socket.close()
        self._socket = socket.socket()
        with suppress(OSError):  # the server may be on its way down
            self._socket.connect(("127.0.0.1", self._port))
            self._socket.sendall(self._start)
            self._socket.setblocking(False)

    def send(self) -> None:
        """One byte more; from the start again if the server has answered or hung up."""
        try:
            self._socket.send(b"x")
            if self._socket.recv(65_536) is not None:
                self._begin()
        except BlockingIOError:
            pass  # it still waits for us
        except OSError:
            self._begin()


@contextmanager
def guessing(site: Site) -> Iterator[None]:
    """People who try passwords for ever new names, from one place."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        tries = [threads.submit(_guess, site) for _try in range(PASSWORDS)]
        yield
        for each in tries:
            each.result()


def _guess(site: Site) -> None:
    Desk(site).log_in(f"nobody-{token_hex(4)}", "wrong")


if __name__ == "__main__":
    run(drill)
