"""A million results: what a shared link, a 304, a save and the lists of the desk cost with them,
compared with none, on a warm database; and how long a purge keeps others from writing.

    python -m tests.bench.drills.million [--rows 1000000]

With DATABASE_URL on the PostgreSQL server that it names. A million takes some minutes, and 2 GB.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from statistics import median
from threading import Event, Thread
from time import perf_counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.bench.drills.databases import new_database

if TYPE_CHECKING:
    from django.http import HttpResponse

    from matcher.editions import PublishedRelease
    from matcher.models import SharedResult

REAL = 10_000
"""How many of them are real results; the others carry a short text."""

BODY = "x" * 1_000
LOOKS = 101
LOOKS_AT_DESK = 7
"""How often each is done; the median counts."""

EXPIRED = 20
"""Every so many have expired."""

BATCH = 2_000

Milliseconds = Mapping[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure with a million results.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows: int = parser.parse_args().rows
    with new_database() as url:
        from tests.bench.database import published

        release = published(url)
        from django.conf import settings

        settings.ROOT_URLCONF = "bpo_matcher.urls"  # with the desk
        before = measured(release)
        fill(release, rows)
        after = measured(release)
        report(rows, before, after, purged())


def report(rows: int, before: Milliseconds, after: Milliseconds, purge: str) -> None:
    """Print what was measured as a table in Markdown."""
    print(f"Milliseconds without results and with {rows:,} (medians):\n")
    print("| What | None | All | Ratio |\n|---|---:|---:|---:|")
    for name, few in before.items():
        print(f"| {name} | {few:.2f} | {after[name]:.2f} | {after[name] / few:.2f} |")
    print(f"\n{purge}")


# ── What is measured ─────────────────────────────────────────────────────────────────────


def measured(release: "PublishedRelease") -> Milliseconds:
    """The median of each, in milliseconds."""
    visits = {name: _median(call, LOOKS) for name, call in _calls(release)}
    return visits | {name: _median(call, LOOKS_AT_DESK) for name, call in _desk_calls()}


def _median(call: Callable[[], object], looks: int) -> float:
    call()
    return 1000 * median(_seconds(call) for _look in range(looks))


def _seconds(call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    return perf_counter() - started


def _calls(release: "PublishedRelease") -> Iterator[tuple[str, Callable[[], object]]]:
    from matcher.core import parse_query
    from matcher.link_keys import new_form_key
    from matcher.models import Case
    from matcher.sharing import save_result
    from tests.bench.pages import ask
    from tests.browser.cases import described

    query = described(Case.objects.values_list("slug", flat=True)[8]).query
    fields = f"{query}&edition={release.number}&title=Returns&expires=30&tz=Europe/Berlin"
    answers = parse_query(release.taxonomy, query).answers
    token = save_result(release=release, answers=answers).token
    etag = dict(ask(f"/r/{token}/")[1])["ETag"]
    yield "a shared link", lambda: ask(f"/r/{token}/")
    yield "a 304", lambda: ask(f"/r/{token}/", HTTP_IF_NONE_MATCH=etag)
    yield "a save", lambda: ask("/results/", body=f"{fields}&key={new_form_key()}")


def _desk_calls() -> Iterator[tuple[str, Callable[[], object]]]:
    from django.contrib.auth.models import User
    from django.test import Client
    from django.urls import reverse

    from matcher.models import Edition
    from tests.bench.pages import HOST

    root, _made = User.objects.get_or_create(username="root", is_staff=True, is_superuser=True)
    desk = Client(headers={"host": HOST})
    desk.force_login(root)
    results = reverse("admin:matcher_sharedresult_changelist")
    pages = {
        "the desk’s first page": reverse("admin:index"),
        "its list of results": results,
        "… of the last seven days": f"{results}?{_since_days_ago(7)}",
        "… that are not deleted": f"{results}?gone_at__isempty=1",
        "… that end soon": f"{results}?{_since_days_ago(0, 'expires_at')}",
        "… with a word of their title": f"{results}?q=returns",
        "an edition": reverse("admin:matcher_edition_change", args=[Edition.objects.get().pk]),
        "the editions": reverse("admin:matcher_edition_changelist"),
    }
    for name, path in pages.items():
        yield name, lambda path=path: _found(desk.get(path))  # type: ignore[misc]


def _since_days_ago(days: int, field: str = "created_at") -> str:
    from django.utils import timezone

    return urlencode({f"{field}__gte": timezone.now() - timedelta(days=days)})


def _found(response: "HttpResponse") -> None:
    if response.status_code != 200:
        raise RuntimeError(f"answered {response.status_code}")


# ── What it is measured with ─────────────────────────────────────────────────────────────


def fill(release: "PublishedRelease", rows: int) -> None:
    """Store so many results of the last two years, the newest last."""
    from django.db import connection

    from matcher.models import SharedResult

    real = _real_bodies(release, min(REAL, rows))
    for start in range(0, rows, BATCH):
        numbers = range(start, min(start + BATCH, rows))
        SharedResult.objects.bulk_create(_result(release, number, rows, real) for number in numbers)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _real_bodies(release: "PublishedRelease", count: int) -> list[tuple[str, str]]:
    """Answers as they are stored, and what they matched."""
    from matcher.core import dump, match, write_query
    from matcher.core.impact import random_answers

    answer_sets = random_answers(release.taxonomy, seed=1, start=0, count=count)
    return [(write_query(each), dump(match(release.taxonomy, each))) for each in answer_sets]


def _result(
    release: "PublishedRelease", number: int, rows: int, real: list[tuple[str, str]]
) -> "SharedResult":
    from django.utils import timezone

    from matcher.models import SharedResult

    created = timezone.now() - timedelta(days=730) * (1 - number / rows)
    query, body = real.pop() if real else ("", BODY)
    return SharedResult(
        token=f"drill-{number}",
        deletion_sha256="",
        edition_id=release.id,
        title=f"Process {number}",
        query=query,
        match_json=body,
        created_at=created,
        expires_at=created + timedelta(days=30) if number % EXPIRED == 0 else None,
    )


# ── How long others wait for a purge ─────────────────────────────────────────────────────


def purged() -> str:
    """Purge what has expired while somebody else keeps writing: a sentence about both."""
    from django.db import connection

    from matcher.sharing import purge_expired

    waits: list[float] = []
    over = Event()
    writer = Thread(target=_write_until, args=(over, waits))
    connection.close()
    writer.start()
    started = perf_counter()
    count = purge_expired()
    taken = perf_counter() - started
    over.set()
    writer.join()
    return (
        f"Purging {count:,} expired results took {taken:.1f} s; of {len(waits):,} writes meanwhile "
        f"the median took {1000 * median(waits):.0f} ms, the longest {1000 * max(waits):.0f} ms."
    )


def _write_until(over: Event, waits: list[float]) -> None:
    from django.db import connection

    from matcher.hourly_limit import HourlyLimit

    limit = HourlyLimit("drill", 10**9)
    while not over.is_set():
        waits.append(_seconds(lambda: limit.count("somebody")))
        over.wait(0.005)
    connection.close()


if __name__ == "__main__":
    main()
