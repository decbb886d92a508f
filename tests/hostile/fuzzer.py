"""Requests that nobody would send by mistake: any URL of ours, any method, fields of ours with
values that are not. What is made depends on the seed alone."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

from tests.hostile.payloads import PAYLOADS

METHODS = {
    "GET": 55,
    "POST": 30,
    "HEAD": 3,
    "PUT": 3,
    "PATCH": 2,
    "DELETE": 3,
    "OPTIONS": 2,
    "TRACE": 1,
    "NONSENSE": 1,
}

FIELDS = (
    *("title", "edition", "r", "q", "text", "label", "asked", "then", "key", "expires", "tz"),
    *("names", "name", "task", "context", "line", "proposed", "site", "theme", "other", "part"),
    *("version", "archetype", "note", "reason", "document", "file", "sheet", "column", "csv"),
    *("_save", "_continue", "_popup", "_to_field", "_changelist_filters", "p", "o", "e", "all"),
    *("action", "_selected_action", "select_across", "index", "id", "slug", "username", "next"),
    *("form-TOTAL_FORMS", "form-INITIAL_FORMS", "form-0-id", "weights-TOTAL_FORMS", "created_at"),
)

VALUES = ("", "0", "1", "-1", "2", "true", "on", "none", "2026-02-30", "1,5", "a" * 300)

HEADERS = (
    ("accept", "application/json"),
    ("accept-encoding", "gzip;q=0, xgzip, \x7f"),
    ("accept-language", "x" * 300),
    ("authorization", "Basic bm8="),
    ("cookie", "sessionid=' OR 1=1; csrftoken=\x01; =;;"),
    ("hx-request", "true"),
    ("hx-current-url", "javascript:alert(1)"),
    ("host", "evil.example"),
    ("if-none-match", '"*", W/"'),
    ("if-modified-since", "yesterday"),
    ("origin", "null"),
    ("range", "bytes=9-1,x"),
    ("sec-fetch-site", "cross-site"),
    ("x-forwarded-for", "999.1.1.1, ::, <b>"),
    ("x-request-id", "a b\tc"),
)

TYPES = (
    *("application/x-www-form-urlencoded",) * 6,
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/json",
    "text/plain; charset=nonsense",
    "\xff",
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A request."""

    method: str
    url: str
    body: bytes
    content_type: str
    headers: Mapping[str, str]


def routes() -> list[tuple[str, tuple[str, ...]]]:
    """The URL of each view of ours, with a `%s` for each part that varies, and their names."""
    return sorted(set(_routes(get_resolver().url_patterns)))


def _routes(
    patterns: Sequence[URLPattern | URLResolver], before: str = "/", names: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pattern in patterns:
        url, parts = before + _template(pattern.pattern), (*names, *_parts(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, url, parts)
        else:
            yield url, parts


def _template(pattern: RoutePattern | RegexPattern) -> str:
    if isinstance(pattern, RegexPattern):
        return re.sub(r"\(\?P<.*?\)", "%s", str(pattern).strip("^$"))
    return "".join(
        "%s" + part.partition(">")[2] if ">" in part else part for part in str(pattern).split("<")
    )


def _parts(pattern: RoutePattern | RegexPattern) -> tuple[str, ...]:
    return (
        tuple(pattern.regex.groupindex)
        if isinstance(pattern, RegexPattern)
        else tuple(pattern.converters)
    )


class Fuzzer:
    """Makes requests. `known` are values that exist, by the name of a part of a URL or of a field:
    without them no request would get behind the first look-up."""

    def __init__(self, seed: int, known: Mapping[str, Sequence[str]]) -> None:
        self._random = random.Random(seed)
        self._known = known
        self._fields = (*FIELDS, *known)
        self._routes = routes()
        self._for_visitors = [route for route in self._routes if not route[0].startswith("/admin/")]

    def one_each(self) -> Iterator[Sent]:
        """One to each view."""
        return self.requests(len(self._routes))

    def requests(self, count: int) -> Iterator[Sent]:
        """So many requests, at first one to each view, then half of them to the desk."""
        for number in range(count):
            some = self._random.choice((self._routes, self._for_visitors))
            is_first = number < len(self._routes)
            url, names = self._routes[number] if is_first else self._random.choice(some)
            yield self._request(url, names)

    def _request(self, url: str, names: tuple[str, ...]) -> Sent:
        choose = self._random
        (method,) = choose.choices(list(METHODS), weights=list(METHODS.values()))
        path = url % tuple(quote(self._value(name), errors="surrogatepass") for name in names)
        query = self._form() if choose.random() < 0.5 else ""
        return Sent(
            method=method,
            url=f"{path}?{query}",
            body=self._body() if method not in ("GET", "HEAD") else b"",
            content_type=choose.choice(TYPES),
            headers=dict(choose.sample(HEADERS, choose.choice((0, 0, 0, 1, 3)))),
        )

    def _value(self, name: str) -> str:
        """One that exists in most cases."""
        known = self._known.get(name, ())
        if known and self._random.random() < 0.8:
            return self._random.choice(known)
        return self._random.choice((*VALUES, *PAYLOADS.values()))

    def _form(self) -> str:
        names = self._random.choices(self._fields, k=self._random.randint(1, 6))
        pairs = [(name, self._value(name)) for name in names]
        return urlencode(pairs, errors="surrogatepass")

    def _body(self) -> bytes:
        kind = self._random.random()
        if kind < 0.8:
            return self._form().encode()
        if kind < 0.9:
            return self._random.choice(list(PAYLOADS.values())).encode(errors="surrogatepass")
        return self._random.randbytes(self._random.choice((1, 300, 30_000)))
