"""Rows that are written as YAML, put into a draft without any.

The files are those of Django's `loaddata`, which looks every row, and every row that it refers to,
up by itself: 36,000 queries for the taxonomy of fixtures/.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Never

import yaml
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, models

from matcher.models.rows import Row

Key = tuple[str, ...]

Reference = models.ForeignKey[Any, Any]

Written = Mapping[str, Any]
"""The fields of a row by their names, as they stand in a file."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Ten times as fast where PyYAML has the library in C; both make nothing but plain values."""

_BROKEN = (
    *(yaml.YAMLError, LookupError, TypeError, ValueError),
    *(DatabaseError, FieldDoesNotExist, ValidationError),
)
"""What a file leads to that holds anything but rows of our tables."""


def load_rows(paths: Iterable[Path]) -> None:
    """Write the rows of all files, in their order. A row may refer to rows of earlier tables, and
    to a later one where it may also refer to none. Raises DeserializationError, which names the
    file; what was written before it is not taken back."""
    loading = _Loading()
    for path in paths:
        with _named(path):
            loading.load(path)
    loading.join()


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Say in which file a problem is."""
    try:
        yield
    except _BROKEN as error:
        raise DeserializationError(f"Problem in {path}: {error}") from error


@dataclass(frozen=True, slots=True)
class _Ahead:
    """A row that refers to one that comes later, by its key."""

    path: Path
    row: models.Model
    field: Reference
    key: Key


@dataclass(frozen=True, slots=True)
class _Loading:
    """The rows so far, by table and natural key."""

    rows: dict[tuple[object, Key], Row] = field(default_factory=dict)
    ahead: list[_Ahead] = field(default_factory=list)

    def load(self, path: Path) -> None:
        """Write the rows of a file, those of one table that follow each other at once."""
        written = yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506  # nosec B506
        for label, group in groupby(written, key=itemgetter("model")):
            self._write(path, apps.get_model(label), [each["fields"] for each in group])

    def join(self) -> None:
        """Let the rows refer to those that came later."""
        for ahead in self.ahead:
            with _named(ahead.path):
                later = self.rows.get((ahead.field.related_model, ahead.key))
                same = type(ahead.row)._base_manager.filter(pk=ahead.row.pk)
                same.update(**{ahead.field.name: later or _missing(ahead.field, ahead.key)})

    def _write(self, path: Path, model: type[Row], written: list[Written]) -> None:
        rows = [self._row(path, model, fields) for fields in written]
        model._base_manager.bulk_create(rows)
        self.rows.update({(model, row.natural_key()): row for row in rows})
        for row, fields in zip(rows, written, strict=True):
            self._join_many(row, fields)

    def _row(self, path: Path, model: type[Row], fields: Written) -> Row:
        row = model()
        for name, value in fields.items():
            field = model._meta.get_field(name)
            if isinstance(field, models.ForeignKey):
                self._refer(path, row, field, value)
            elif isinstance(field, models.Field) and not field.many_to_many:
                setattr(row, name, field.to_python(value))
        return row

    def _refer(self, path: Path, row: Row, field: Reference, key: Sequence[str] | None) -> None:
        if key is None:
            return
        found = self.rows.get((field.related_model, tuple(key)))
        if found is None and field.null:
            self.ahead.append(_Ahead(path, row, field, tuple(key)))
        else:
            setattr(row, field.name, found or _missing(field, key))

    def _join_many(self, row: Row, fields: Written) -> None:
        for many in row._meta.many_to_many:
            keys = fields.get(many.name, ())
            getattr(row, many.name).add(
                *(self.rows[many.related_model, tuple(key)] for key in keys)
            )


def _missing(field: Reference, key: Sequence[str]) -> Never:
    raise LookupError(f"{field.name} is to be {', '.join(key)}, which is nowhere")
