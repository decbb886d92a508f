"""Undo a save: its rows become what they were before, unless somebody changed them since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, QuerySet
from django.utils.translation import gettext as _

from matcher.draft.history import Record, RowModel, row_models
from matcher.draft.writer import Provenance
from matcher.models.rows import Row


@dataclass(frozen=True, slots=True)
class Save:
    """What one person, by the key of their account, saved between two moments."""

    by: int
    since: datetime
    until: datetime


def has_rows(save: Save) -> bool:
    """Whether the save wrote any row. It takes one query."""
    records = (_records(model, save).order_by() for model in row_models())
    first, *others = (kept.values("history_id") for kept in records)
    return first.union(*others, all=True).exists()


class CannotUndo(Exception):
    """Nothing was undone; the message says why."""


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A row that a save wrote: what it was before, None where it did not exist, and whether it is
    gone now."""

    model: RowModel
    pk: int
    before: Record | None
    gone: bool


def saved_rows(save: Save) -> tuple[SavedRow, ...]:
    """The rows that the save wrote, tables in the order in which one needs the other. They are
    locked, so that it takes a transaction. Raises CannotUndo where a row was changed since, or what
    it was before is not known."""
    return tuple(chain.from_iterable(_saved_in(model, save) for model in row_models()))


@transaction.atomic
def undo(save: Save, *, by: AbstractBaseUser) -> int:
    """Give the rows of the save back what they said, all of them or none, and return how many they
    are. The histories say so. Raises CannotUndo."""
    rows = saved_rows(save)
    if not rows:
        raise CannotUndo(_("There is nothing to undo."))
    provenance = Provenance.now(_("Undo"), by)
    try:
        with transaction.atomic():
            _give_back(rows, provenance)
    except (IntegrityError, ProtectedError):
        raise CannotUndo(
            _("Other rows need what was saved. Change the rows one by one: each has its history.")
        ) from None
    return len(rows)


def _saved_in(model: RowModel, save: Save) -> Iterator[SavedRow]:
    key = model._meta.pk.attname
    by_row: dict[int, list[Record]] = defaultdict(list)
    for record in _records(model, save).order_by("history_id"):
        by_row[getattr(record, key)].append(record)
    list(model.objects.select_for_update().filter(pk__in=by_row).order_by("pk").values_list("pk"))
    for pk, saved in by_row.items():
        history = model.history.filter(**{key: pk})
        if history.filter(history_id__gt=saved[-1].pk).exists():
            raise CannotUndo(_("“%(row)s” was changed since.") % {"row": saved[-1].instance})
        before = history.filter(history_id__lt=saved[0].pk).order_by("history_id").last()
        if saved[0].history_type == "+":
            before = None
        elif before is None:
            raise CannotUndo(_("What the rows said before is not kept."))
        if before or saved[-1].history_type != "-":
            yield SavedRow(model, pk, before, gone=saved[-1].history_type == "-")


def _records(model: RowModel, save: Save) -> "QuerySet[Any]":
    """What the save recorded of a table."""
    records: QuerySet[Any] = model.history.filter(
        history_user=save.by, history_date__gte=save.since, history_date__lte=save.until
    )
    return records


def _give_back(rows: Iterable[SavedRow], provenance: Provenance) -> None:
    """What is new goes first, so that what is gone finds its place free."""
    rows = tuple(rows)
    for row in reversed(rows):
        if row.before is None:
            provenance.attach_to(row.model.objects.get(pk=row.pk)).delete()
    for row in sorted(rows, key=lambda row: not row.gone):
        if row.before is not None:
            _restore(row.before, provenance, is_gone=row.gone)


def _restore(before: Record, provenance: Provenance, *, is_gone: bool) -> None:
    row: Row = provenance.attach_to(before.instance)
    row.save(force_insert=is_gone)
    for field in before._history_m2m_fields:
        target = field.m2m_reverse_field_name()
        kept = getattr(before, field.name).values_list(f"{target}_id", flat=True)
        getattr(row, field.name).set(list(kept))
