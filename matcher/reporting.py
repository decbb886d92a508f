"""Stored results for an operator's own reporting: what was decided of what answers, and nothing
that names the work or leads to it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from django.utils import timezone

from matcher.core import Value
from matcher.core.decisions import MatchOutline, load_outline
from matcher.core.quantities import score_as_number
from matcher.core.ranking import Confidence
from matcher.models import SharedResult

READ_AT_ONCE = 500
"""Results that are in memory at a time: some 10 MB."""


class FirstRecord(Value):
    """What is first on an axis, and how sure that is."""

    outcome: str | None
    confidence: Confidence


class DecidedRecord(Value):
    """What was answered and decided, in slugs. `answers` and `context` are lists, because several
    may be ticked; `outside` is another kind of buying, of which nothing else is decided."""

    answers: dict[str, list[str]]
    context: dict[str, list[str]]
    label: str
    outside: str | None
    verdict: str | None
    score: float | None
    axes: dict[str, FirstRecord]


class ResultRecord(Value):
    """A stored result. `number` tells it from all others and leads nowhere; `created` is a day in
    UTC. `result` is null for one that was deleted or has expired."""

    number: int
    created: date
    edition: int
    result: DecidedRecord | None


class _Row(NamedTuple):
    pk: int
    created_at: datetime
    expires_at: datetime | None
    gone_at: datetime | None
    edition: int
    match_json: str


def results_since(day: date) -> Iterator[ResultRecord]:
    """The results that were created on this day in UTC or later, the oldest first. They are read
    bit by bit, so that a million take no more memory than a few."""
    since, last = datetime.combine(day, time.min, UTC), 0
    while rows := _read(since, after=last):
        yield from map(_record, rows)
        last = rows[-1].pk


def _read(since: datetime, *, after: int) -> list[_Row]:
    rows = SharedResult.objects.filter(created_at__gte=since, pk__gt=after).order_by("pk")
    columns = ("pk", "created_at", "expires_at", "gone_at", "edition__number", "match_json")
    return [_Row(*row) for row in rows.values_list(*columns)[:READ_AT_ONCE]]


def _record(row: _Row) -> ResultRecord:
    has_expired = row.expires_at is not None and row.expires_at <= timezone.now()
    is_gone = row.gone_at is not None or has_expired
    return ResultRecord(
        number=row.pk,
        created=row.created_at.astimezone(UTC).date(),
        edition=row.edition,
        result=None if is_gone else _decided(load_outline(row.match_json)),
    )


def _decided(outline: MatchOutline) -> DecidedRecord:
    answers, score = outline.answers, outline.fit.score
    return DecidedRecord(
        answers=_by_question(answers.picks),
        context=_by_question(answers.context),
        label=answers.label,
        outside=outline.outside,
        verdict=outline.fit.verdict,
        score=None if score is None else score_as_number(score),
        axes={
            axis: FirstRecord(outcome=first.top, confidence=first.confidence)
            for axis, first in outline.rankings.items()
        },
    )


def _by_question(pairs: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    by_question: dict[str, list[str]] = {}
    for question, option in pairs:
        by_question.setdefault(question, []).append(option)
    return by_question
