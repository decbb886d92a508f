"""Rows of programmes that are to be matched. Each row is its own place in the queue: whoever works
it off claims some, matches them, and writes what they come to while the claim still holds."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from time import monotonic

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from matcher.core.work_summary import RELEASE, dump_summary
from matcher.editions import edition
from matcher.models import Edition, ProgrammeRow, Worker
from matcher.programmes import MOST_ATTEMPTS, make_due, stored_rows, try_to_summarise

BATCH = 50
"""Rows that are claimed at a time."""

LEASE = timedelta(seconds=60)
"""How long a claim holds. A batch takes a fraction of a second."""

STEP_SECONDS = 1.0
"""So long one request works, where no worker does."""

ABSENT_AFTER = timedelta(seconds=20)
"""A worker that was not heard of for so long is no longer there."""

FORGOTTEN_AFTER = timedelta(hours=1)
"""So long a worker that did not sign off is remembered."""

Rows = QuerySet[ProgrammeRow, ProgrammeRow]


# ── What is due ──────────────────────────────────────────────────────────────────────────


def due_rows() -> Rows:
    """The rows that nobody has claimed, of programmes that are there: those that were not tried yet
    first. What a newer release has changed is left to it."""
    free = Q(lease="") | Q(lease_ends_at__lte=timezone.now())
    return ProgrammeRow.objects.filter(
        free, is_due=True, attempts__lt=MOST_ATTEMPTS, release__lte=RELEASE
    ).order_by("attempts", "id")


def rows_of_newer_releases() -> int:
    """How many rows wait for a worker of a newer release than this one."""
    return ProgrammeRow.objects.filter(is_due=True, release__gt=RELEASE).count()


def renew_old_rows(rows: Rows) -> None:
    """Let those be matched again that an earlier release has matched."""
    make_due(rows.filter(release__lt=RELEASE))


# ── Working it off ───────────────────────────────────────────────────────────────────────


def work_off(rows: Rows) -> int:
    """Match a batch of these, which are some of `due_rows`. Returns how many were claimed: 0 when
    there was nothing to do."""
    if not rows.exists():  # which locks nothing
        return 0
    lease = claim(rows)
    computed = tuple(compute(lease))
    write(lease, computed)
    return len(computed)


def claim(rows: Rows) -> str:
    """Claim a batch; the lease that is written into each of its rows. A row that was tried before
    is claimed alone, so that one which ends its worker takes no other along."""
    lease = secrets.token_hex(16)
    with transaction.atomic():
        free = rows.select_for_update(skip_locked=True).values_list("id", "attempts")[:BATCH]
        tried = dict(free)
        fresh = [row for row, attempts in tried.items() if not attempts]
        ProgrammeRow.objects.filter(id__in=fresh or list(tried)[:1]).update(
            lease=lease,
            lease_ends_at=timezone.now() + LEASE,
            attempts=F("attempts") + 1,
            release=RELEASE,
        )
    return lease


@dataclass(frozen=True, slots=True)
class Computed:
    """What a row comes to, by its id, as JSON: with the edition of its programme, and with the one
    that the programme may move to. The first is empty where it failed, the second also without
    such an edition."""

    id: int
    summary_json: str
    next_summary_json: str

    @property
    def failed(self) -> bool:
        return not self.summary_json


def compute(lease: str) -> Iterator[Computed]:
    """What the rows of this claim come to. Writes nothing."""
    claimed = (
        ProgrammeRow.objects.filter(lease=lease)
        .select_related("archetype", "programme__edition", "programme__next_edition")
        .defer("programme__edition__taxonomy_json", "programme__next_edition__taxonomy_json")
        .order_by("programme_id", "number")
    )
    for _programme, rows in groupby(claimed, lambda row: row.programme_id):
        yield from _compute_of_one(tuple(rows))


def _compute_of_one(rows: Sequence[ProgrammeRow]) -> Iterator[Computed]:
    """The same of rows of one programme."""
    programme = rows[0].programme
    now = _summaries(rows, programme.edition)
    then = _summaries(rows, programme.next_edition) if programme.next_edition else None
    for index, row in enumerate(rows):
        summary, other = now[index], then[index] if then else ""
        failed = not summary or (then and not other)
        yield Computed(row.pk, "" if failed else summary, "" if failed else other)


def _summaries(rows: Sequence[ProgrammeRow], of: Edition) -> list[str]:
    """What the rows come to with this edition, as JSON; empty where that failed."""
    archetypes = {row.archetype.pk: row.archetype for row in rows if row.archetype}
    own = {row.pk for row in rows}
    others = [row for row in archetypes.values() if row.pk not in own]
    stored = stored_rows(edition(of.number).taxonomy, [*rows, *others])[: len(rows)]
    summaries = map(try_to_summarise, stored)
    return [dump_summary(summary) if summary else "" for summary in summaries]


def write(lease: str, computed: Iterable[Computed]) -> None:
    """Keep what was computed, of the rows that this claim still holds. One that failed is free
    again, and due."""
    claimed = ProgrammeRow.objects.filter(lease=lease)
    with transaction.atomic():
        for each in computed:
            if not each.failed:  # a quarter of what `bulk_update` costs
                claimed.filter(id=each.id).update(
                    is_due=False,
                    lease="",
                    attempts=0,
                    summary_json=each.summary_json,
                    next_summary_json=each.next_summary_json,
                )
        claimed.update(lease="")


# ── Where no worker does ─────────────────────────────────────────────────────────────────


def work_a_step(programme: int) -> None:
    """Match rows of this programme for a second, unless a worker is there to do it."""
    if has_worker():
        return
    renew_old_rows(ProgrammeRow.objects.filter(programme=programme))
    end = monotonic() + STEP_SECONDS
    while monotonic() < end and work_off(due_rows().filter(programme=programme)):
        pass


# ── Workers ──────────────────────────────────────────────────────────────────────────────


def beat(worker: str) -> None:
    """Say that this worker is there. Those that have not said so for long are forgotten."""
    now = timezone.now()
    Worker.objects.update_or_create(name=worker, defaults={"release": RELEASE, "beat_at": now})
    Worker.objects.filter(beat_at__lt=now - FORGOTTEN_AFTER).delete()


def sign_off(worker: str) -> None:
    """Say that this worker ends."""
    Worker.objects.filter(name=worker).delete()


def has_worker() -> bool:
    """Whether a worker is there that may match what this process has changed."""
    since = timezone.now() - ABSENT_AFTER
    return Worker.objects.filter(beat_at__gt=since, release__gte=RELEASE).exists()
