"""Who changed what and when: the history of rows, as events with their differences.

An event is what one save, or one rollback, wrote: records by the same person, for the
same reason and at about the same moment.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Count, Field, ForeignKey, ManyToManyField, Max, Model, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from matcher.models.rows import Row, RowHistory

MAX_GAP_WITHIN_SAVE = timedelta(seconds=2)
"""Records that follow each other within this time belong to one save."""

CHANGE_KINDS = {"+": "added", "~": "changed", "-": "deleted"}

RowModel = type[Row]


class Record(Protocol):
    """A record of django-simple-history: a row as it was saved, with who, when and why. It has
    the fields of the row besides."""

    pk: int
    instance: Row
    history_type: str
    history_date: datetime
    history_user: AbstractBaseUser | None
    history_user_id: int | None
    history_change_reason: str | None
    _history_m2m_fields: "Sequence[ManyToManyField[Any, Any]]"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field whose value changed; both values as text."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that was added, changed or deleted; or, with a `count`, several rows of one table. A
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
class ChildTable:
    """Rows that are edited on the page of another: their model, and the field that points at it."""

    model: RowModel
    field: str


RecordedChange = tuple[Record, RowChange]


def row_history(row: Row, children: Iterable[ChildTable] = ()) -> tuple[Event, ...]:
    """What happened to the row and to its children, the last event first. Costs one query a
    table, and one more for a table with lists of other rows."""
    records = [_records(type(row)).filter(**{row._meta.pk.attname: row.pk})]
    records += [_records(child.model).filter(**{child.field: row.pk}) for child in children]
    return _events([change for queryset in records for change in _recorded_changes(queryset)])


@dataclass(frozen=True, slots=True)
class RecentEvents:
    """The last events of all tables. `older` is the moment before which there are more of them,
    None where there are none."""

    events: tuple[Event, ...]
    older: datetime | None


def recent_history(*, limit: int, before: datetime | None = None) -> RecentEvents:
    """What happened to all rows, the last event first: which rows and how many, but not their
    values. Looks at up to `limit` moments of each table, before the given one, with two queries
    a table at most."""
    changes: list[RecordedChange] = []
    cuts: list[datetime] = []
    for model in row_models():
        moments = list(_moments(model, before)[:limit])
        changes += _batches(model, moments)
        cuts += [moments[-1]["history_date"]] if len(moments) == limit else []
    # A table that was not read to its end may know more of what came before its last moment.
    older = max(cuts) if cuts else None
    known = [change for change in changes if not older or change[0].history_date >= older]
    return RecentEvents(_events(known), older)


@transaction.atomic
def seed_history(reason: str) -> None:
    """Record every row of the draft, as it is now, as the beginning of its history, all at one
    moment. What loading has recorded before is dropped."""
    now = timezone.now()
    for model in row_models():
        model.history.model.objects.all().delete()
        rows = list(model._default_manager.all())
        records = model.history.bulk_history_create(
            rows, batch_size=500, default_change_reason=reason, default_date=now
        )
        if model.history.model._history_m2m_fields:  # which the bulk history leaves out
            for record, row in zip(records, rows, strict=True):
                RowHistory(inherit=True).create_historical_record_m2ms(record, row)


# ── Records ──────────────────────────────────────────────────────────────────────────────


def row_models() -> list[RowModel]:
    """The tables of the draft, each after those that it points at."""
    models = apps.get_app_config("matcher").get_models()
    return [model for model in models if issubclass(model, Row)]


def _records(model: RowModel) -> "QuerySet[Any]":
    """The records of a table, oldest first, with everything that their names need."""
    links = [field.name for field in _foreign_keys(model)]
    records: QuerySet[Any] = model.history.model.objects.select_related("history_user", *links)
    return records.order_by("history_date", "history_id")


def _foreign_keys(model: type[Model]) -> "list[ForeignKey[Any, Any]]":
    return [field for field in model._meta.fields if isinstance(field, ForeignKey)]


ListedNames = dict[tuple[int, str], list[str]]
"""The names in the fields of records that hold many rows, by record and field."""


def _listed_names(records: "QuerySet[Any]") -> ListedNames:
    names: ListedNames = defaultdict(list)
    for field in records.model._history_m2m_fields:
        target = field.m2m_reverse_field_name()
        links = getattr(records.model, field.name).filter(history__in=records)
        for link in links.select_related(target):
            names[link.history_id, field.name].append(str(getattr(link, target)))
    return names


def _moments(model: RowModel, before: datetime | None) -> "QuerySet[Any, dict[str, Any]]":
    """When records of the table were written, the last first, and how many of each kind."""
    records = model.history.model.objects.order_by()
    if before:
        records = records.filter(history_date__lt=before)
    moments: QuerySet[Any, dict[str, Any]] = (
        records.values("history_date", "history_user", "history_change_reason", "history_type")
        .annotate(count=Count("pk"), record=Max("pk"))
        .order_by("-history_date", "-record")
    )
    return moments


def _batches(model: RowModel, moments: Sequence[dict[str, Any]]) -> Iterator[RecordedChange]:
    """One record for all those of a moment, and how many they are."""
    records = _records(model).in_bulk([moment["record"] for moment in moments])
    for moment in moments:
        record = records[moment["record"]]
        yield record, replace(_change(record, ()), count=moment["count"])


def _recorded_changes(records: "QuerySet[Any]") -> Iterator[RecordedChange]:
    """Each record with what it changes of the one before it."""
    before: dict[int, Record] = {}
    lists = _listed_names(records)
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
        kind=CHANGE_KINDS[record.history_type],
        table=str(options.verbose_name),
        row=_name(record),
        model=options.model_name or "",
        pk=record.instance.pk,
        fields=fields,
    )


def _name(record: Record) -> str:
    """The name of the row, from what was read with the record."""
    row: Row = record.instance
    try:
        for field in _foreign_keys(type(row)):
            setattr(row, field.name, getattr(record, field.name))
        return str(row)
    except (AttributeError, ObjectDoesNotExist, ValueError):
        return _("a row of something that is gone")


def _fields(before: Record, after: Record, lists: ListedNames) -> Iterator[FieldDifference]:
    for field in type(after.instance)._meta.fields:
        if getattr(before, field.attname) != getattr(after, field.attname):
            yield FieldDifference(
                capfirst(str(field.verbose_name)), _text(before, field), _text(after, field)
            )
    for field in after._history_m2m_fields:
        earlier, later = (
            ", ".join(sorted(lists[record.pk, field.name])) for record in (before, after)
        )
        if earlier != later:
            yield FieldDifference(capfirst(str(field.verbose_name)), earlier, later)


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


def _events(changes: Iterable[RecordedChange]) -> tuple[Event, ...]:
    """The records of one save together, the last save first."""
    ordered = sorted(changes, key=lambda change: change[0].history_date)
    groups: list[list[RecordedChange]] = []
    for change in ordered:
        if groups and _same_save(groups[-1][-1][0], change[0]):
            groups[-1].append(change)
        else:
            groups.append([change])
    return tuple(_event(group) for group in reversed(groups))


def _same_save(earlier: Record, later: Record) -> bool:
    gap = later.history_date - earlier.history_date
    return gap <= MAX_GAP_WITHIN_SAVE and _author_and_reason(earlier) == _author_and_reason(later)


def _author_and_reason(record: Record) -> tuple[int | None, str | None]:
    return record.history_user_id, record.history_change_reason


def _event(group: list[RecordedChange]) -> Event:
    last = group[-1][0]
    return Event(
        at=last.history_date,
        who=last.history_user.get_username() if last.history_user else "",
        why=last.history_change_reason or "",
        changes=tuple(change for _record, change in group),
    )
