"""Who changed what and when: the history of rows, as events with their differences.

An event is what one save, or one restored edition, wrote: records by the same person, for the
same reason and at about the same moment.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Count, Field, ForeignKey, Max, Model, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from matcher.models.rows import Row, RowHistory

TOGETHER = timedelta(seconds=2)
"""Records at most so far apart belong to one save."""

KINDS = {"+": "added", "~": "changed", "-": "deleted"}

Record = Any
"""A record of django-simple-history: a row as it was saved, with who, when and why."""

Table = type[Row]


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that says something else; both sides as text."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that was added, changed or deleted; or, with a `count`, several of one table alike. A
    changed row whose earlier record was not kept has no fields. `model` and `pk` name the row
    itself, which may be gone."""

    kind: str
    table: str
    row: str
    model: str
    pk: int
    fields: tuple[FieldDifference, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Event:
    """What one save wrote. `who` and `why` are empty where they are not known."""

    at: datetime
    who: str
    why: str
    changes: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class Inside:
    """Rows that are edited on the page of another: their table, and the field that names it."""

    table: Table
    field: str


Told = tuple[Record, RowChange]


def row_history(row: Row, inside: Iterable[Inside] = ()) -> tuple[Event, ...]:
    """What happened to the row and to those inside it, the last event first. Costs one query a
    table, and one more for a table with lists of other rows."""
    sets = [_records(type(row)).filter(**{row._meta.pk.attname: row.pk})]
    sets += [_records(one.table).filter(**{one.field: row.pk}) for one in inside]
    return _events([told for records in sets for told in _differences(records)])


@dataclass(frozen=True, slots=True)
class Recent:
    """The last events of all tables. `older` is the moment before which there are more of them,
    None where there are none."""

    events: tuple[Event, ...]
    older: datetime | None


def recent_history(*, most: int, before: datetime | None = None) -> Recent:
    """What happened to all rows, the last event first: which rows and how many, but not what they
    said. Looks at so many moments of each table, before the given one, with two queries a
    table at most."""
    found: list[Told] = []
    cut: list[datetime] = []
    for table in _tables():
        moments = list(_moments(table, before)[:most])
        found += _batches(table, moments)
        cut += [moments[-1]["history_date"]] if len(moments) == most else []
    # A table that was not read to its end may know more of what came before its last moment.
    told = [one for one in found if not cut or one[0].history_date >= max(cut)]
    return Recent(_events(told), max(cut) if cut else None)


@transaction.atomic
def begin_history(reason: str) -> None:
    """Keep every row of the draft as it is now as the beginning of its history, all at one moment.
    What loading has left there before is dropped."""
    now = timezone.now()
    for table in _tables():
        table.history.model.objects.all().delete()
        rows = list(table._default_manager.all())
        records = table.history.bulk_history_create(
            rows, batch_size=500, default_change_reason=reason, default_date=now
        )
        if table.history.model._history_m2m_fields:  # which many at once leave out
            for record, row in zip(records, rows, strict=True):
                RowHistory(inherit=True).create_historical_record_m2ms(record, row)


# ── Records ──────────────────────────────────────────────────────────────────────────────


def _tables() -> list[Table]:
    return [one for one in apps.get_app_config("matcher").get_models() if issubclass(one, Row)]


def _records(table: Table) -> "QuerySet[Any]":
    """The records of a table, oldest first, with all that their names need."""
    links = [field.name for field in _links(table)]
    records: QuerySet[Any] = table.history.model.objects.select_related("history_user", *links)
    return records.order_by("history_date", "history_id")


def _links(table: type[Model]) -> "list[ForeignKey[Any, Any]]":
    return [field for field in table._meta.fields if isinstance(field, ForeignKey)]


Lists = dict[tuple[int, str], list[str]]
"""The names in the fields of records that hold many rows, by record and field."""


def _lists(records: "QuerySet[Any]") -> Lists:
    found: Lists = defaultdict(list)
    for field in records.model._history_m2m_fields:
        name = field.m2m_reverse_field_name()
        listed = getattr(records.model, field.name).filter(history__in=records)
        for one in listed.select_related(name):
            found[one.history_id, field.name].append(str(getattr(one, name)))
    return found


def _moments(table: Table, before: datetime | None) -> "QuerySet[Any, dict[str, Any]]":
    """When records of the table were written, the last first, and how many of each kind."""
    records = table.history.model.objects.order_by()
    if before:
        records = records.filter(history_date__lt=before)
    moments: QuerySet[Any, dict[str, Any]] = (
        records.values("history_date", "history_user", "history_change_reason", "history_type")
        .annotate(count=Count("pk"), record=Max("pk"))
        .order_by("-history_date", "-record")
    )
    return moments


def _batches(table: Table, moments: Sequence[dict[str, Any]]) -> Iterator[Told]:
    """One record of each moment stands for all of it."""
    records = _records(table).in_bulk([one["record"] for one in moments])
    for one in moments:
        record = records[one["record"]]
        yield record, replace(_change(record, ()), count=one["count"])


def _differences(records: "QuerySet[Any]") -> Iterator[Told]:
    """Each record with what it changes of the one before it."""
    before: dict[int, Record] = {}
    lists = _lists(records)
    for record in records:
        key = record.instance.pk
        earlier = before.get(key)
        changed = record.history_type == "~"
        fields = tuple(_fields(earlier, record, lists)) if earlier and changed else ()
        before[key] = record
        if fields or not (earlier and changed):
            yield record, _change(record, fields)


def _change(record: Record, fields: tuple[FieldDifference, ...]) -> RowChange:
    options = record.instance._meta
    return RowChange(
        kind=KINDS[record.history_type],
        table=str(options.verbose_name),
        row=_name(record),
        model=options.model_name or "",
        pk=record.instance.pk,
        fields=fields,
    )


def _name(record: Record) -> str:
    """What the row called itself, from what was read with the record."""
    row: Row = record.instance
    try:
        for field in _links(type(row)):
            setattr(row, field.name, getattr(record, field.name))
        return str(row)
    except (AttributeError, ObjectDoesNotExist, ValueError):
        return _("a row of something that is gone")


def _fields(before: Record, after: Record, lists: Lists) -> Iterator[FieldDifference]:
    for field in type(after.instance)._meta.fields:
        if getattr(before, field.attname) != getattr(after, field.attname):
            yield FieldDifference(
                capfirst(str(field.verbose_name)), _text(before, field), _text(after, field)
            )
    for field in after._history_m2m_fields:
        was, now = (", ".join(sorted(lists[record.pk, field.name])) for record in (before, after))
        if was != now:
            yield FieldDifference(capfirst(str(field.verbose_name)), was, now)


def _text(record: Record, field: "Field[Any, Any]") -> str:
    """The value of a field as people read it."""
    value = getattr(record, field.attname)
    if value is None:
        return ""
    if isinstance(field, ForeignKey):
        return str(getattr(record, field.name) or _("a row that is gone"))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(field.flatchoices).get(value, value))


# ── Events ───────────────────────────────────────────────────────────────────────────────


def _events(found: Iterable[Told]) -> tuple[Event, ...]:
    """The records of one save together, the last save first."""
    ordered = sorted(found, key=lambda told: told[0].history_date)
    groups: list[list[Told]] = []
    for told in ordered:
        if groups and _together(groups[-1][-1][0], told[0]):
            groups[-1].append(told)
        else:
            groups.append([told])
    return tuple(_event(group) for group in reversed(groups))


def _together(one: Record, other: Record) -> bool:
    apart: timedelta = other.history_date - one.history_date
    return apart <= TOGETHER and _author(one) == _author(other)


def _author(record: Record) -> tuple[int | None, str | None]:
    return record.history_user_id, record.history_change_reason


def _event(group: list[Told]) -> Event:
    last = group[-1][0]
    return Event(
        at=last.history_date,
        who=last.history_user.get_username() if last.history_user else "",
        why=last.history_change_reason or "",
        changes=tuple(change for _record, change in group),
    )
