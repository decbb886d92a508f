"""Visitors over the wire: what they ask, what they are answered, and those who save results until
each of them is confirmed."""

import http.client
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from html import escape, unescape
from secrets import token_hex
from threading import Event, Thread
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from tests.bench.drills.site import Site

SHORT_SECONDS = 2
"""What a page may take while something is wrong elsewhere."""

MOST_SECONDS = 12
"""What a save may take, which waits 5 seconds for the lock of SQLite behind another that does:
longer is hanging."""

GIVE_UP_SECONDS = 90
PAUSE_SECONDS = 0.2
VISITORS = 8


# ── One request ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 where the connection failed, for the reason in `body`."""

    status: int
    headers: Message
    body: str
    seconds: float

    @property
    def is_apology(self) -> bool:
        """Whether it says that it cannot be done now, and when to try again."""
        return self.status == 503 and "Retry-After" in self.headers


def ask(
    port: int,
    method: str,
    path: str,
    *,
    body: bytes | str = b"",
    headers: Mapping[str, str] | None = None,
    timeout: float = 30,
) -> Answer:
    """Ask on a connection of its own. Never raises for what the other end does."""
    sent = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    start = time.monotonic()
    try:
        connection.request(method, path, body or None, sent)
        response = connection.getresponse()
        content = response.read().decode(errors="replace")
        return Answer(response.status, response.headers, content, time.monotonic() - start)
    except (OSError, http.client.HTTPException) as error:
        return Answer(0, Message(), repr(error), time.monotonic() - start)
    finally:
        connection.close()


# ── Saving results ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Form:
    """A filled-in form that creates a link. Sent again, it is the same form."""

    title: str
    query: str
    expires: str = "never"
    key: str = field(default_factory=lambda: token_hex(16))

    @property
    def body(self) -> str:
        title = self.title.replace(" ", "+")
        return f"{self.query}&edition=1&title={title}&expires={self.expires}&key={self.key}"


@dataclass(frozen=True, slots=True)
class Savings:
    """What became of all forms: the links by title, every status by how often, the faults in words,
    and the longest that an answer took."""

    links: Mapping[str, str]
    statuses: Mapping[int, int]
    faults: tuple[str, ...]
    longest: float

    def said(self) -> str:
        """All but the links, in a few words."""
        names = {0: "broken connections", 303: "confirmed", 503: "told to wait"}
        counts = (
            f"{count:,} {names.get(status, status)}"
            for status, count in sorted(self.statuses.items(), reverse=True)
            if status != 303
        )
        return ", ".join([*counts, f"longest answer {self.longest:.1f} s"])


@dataclass(slots=True)
class Savers:
    """Visitors who send a form until it is confirmed, each to one of the sites in turn."""

    sites: "tuple[Site, ...]"
    pause: float = 0
    links: dict[str, str] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    longest: float = 0
    over: Event = field(default_factory=Event)

    def save_all(self, forms: Iterable[Form]) -> Savings:
        """Save each form. Returns when the last is confirmed or given up."""
        with ThreadPoolExecutor(VISITORS) as threads:
            list(threads.map(self._save, forms))
        return Savings(self.links, self.statuses, tuple(self.faults), self.longest)

    def _save(self, form: Form) -> None:
        end = time.monotonic() + GIVE_UP_SECONDS
        self.over.wait(self.pause)
        while not self.over.is_set() and not self._is_settled(form):
            if time.monotonic() > end:
                self.faults.append(f"{form.title} was never confirmed")
                return
            self.over.wait(PAUSE_SECONDS)

    def _is_settled(self, form: Form) -> bool:
        """Send it; whether it is confirmed, or refused for good."""
        site = self.sites[sum(self.statuses.values()) % len(self.sites)]
        answer = site.post("/results/", form.body)
        self.statuses[answer.status] += 1
        self.longest = max(self.longest, answer.seconds)
        created = re.fullmatch("(/r/.+/)created/", answer.headers.get("Location", ""))
        if answer.status == 303 and created:
            self.links[form.title] = created[1]
            return True
        self.faults.extend(_faults(form, answer))
        return 400 <= answer.status < 500


def _faults(form: Form, answer: Answer) -> Iterator[str]:
    """What is wrong with an answer that is no confirmation. A connection may break, because what
    answered was killed."""
    if answer.seconds > MOST_SECONDS:
        yield f"{form.title} hung for {answer.seconds:.1f} s"
    if answer.status and not answer.is_apology:
        yield f"{form.title} was answered {answer.status}"
    if answer.is_apology and escape(form.title) not in answer.body:
        yield f"the title of {form.title} was not kept"


@contextmanager
def saving(
    *sites: "Site", forms: Iterable[Form], pause: float = 0
) -> Iterator[Callable[[], Savings]]:
    """Save the forms beside what is done meanwhile; the value waits for their end."""
    savers = Savers(sites, pause)
    with ThreadPoolExecutor(1) as thread:
        try:
            yield thread.submit(savers.save_all, forms).result
        finally:
            savers.over.set()


def lost_of(site: "Site", savings: Savings) -> Iterator[str]:
    """A sentence for each confirmed result that is not there as it was sent."""
    for title, link in savings.links.items():
        answer = site.get(link)
        if answer.status != 200 or title not in answer.body:
            yield f"{title} was confirmed, and its link answers {answer.status}"


# ── Somebody at the desk ─────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Desk:
    """A browser that keeps cookies and sends the hidden fields of a form as it found them."""

    site: "Site"
    cookies: dict[str, str] = field(default_factory=dict)

    def log_in(self, name: str, password: str) -> Answer:
        """Log in by the form."""
        return self.send("/admin/login/", username=name, password=password, next="/admin/")

    def send(self, path: str, **fields: str) -> Answer:
        """Open the page, and send its form filled in."""
        return self.fill_in(path, self.get(path), **fields)

    def fill_in(self, path: str, page: Answer, **fields: str) -> Answer:
        """Send the form of a page that was opened before."""
        return self._ask("POST", path, urlencode(hidden_fields(page) | fields))

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def _ask(self, method: str, path: str, body: str = "") -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = ask(self.site.port, method, path, body=body, headers={"Cookie": cookies})
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _equals, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer


def hidden_fields(page: Answer) -> dict[str, str]:
    """What the hidden fields of its form hold."""
    inputs = (tag for tag in re.findall("<input [^>]*>", page.body) if 'type="hidden"' in tag)
    pairs = (re.findall(' (name|value)="([^"]*)"', tag) for tag in inputs)
    fields = (dict(pair) for pair in pairs)
    return {each["name"]: unescape(each.get("value", "")) for each in fields}


# ── Watching ─────────────────────────────────────────────────────────────────────────────


@contextmanager
def watching(site: "Site", path: str, every: float = 0.1) -> Iterator[list[Answer]]:
    """The answers of a page that is asked for again and again meanwhile."""
    answers: list[Answer] = []
    over = Event()

    def look() -> None:
        while not over.is_set():
            answers.append(site.get(path))
            over.wait(every)

    thread = Thread(target=look)
    thread.start()
    try:
        yield answers
    finally:
        over.set()
        thread.join()


def not_served(path: str, answers: Iterable[Answer], most: float = SHORT_SECONDS) -> Iterator[str]:
    """A sentence for each answer that is not the page, or late."""
    for answer in answers:
        if answer.status != 200:
            yield f"{path} answered {answer.status} {answer.body[:80]}"
        elif answer.seconds > most:
            yield f"{path} took {answer.seconds:.1f} s"


def longest(answers: Iterable[Answer]) -> str:
    """The longest of them, in words."""
    return f"longest {max((answer.seconds for answer in answers), default=0):.2f} s"
