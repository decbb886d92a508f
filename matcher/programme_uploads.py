"""Files of spreadsheets that become rows of a programme: read, kept with it, and forgotten."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256

from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from matcher.core import Taxonomy
from matcher.core.programme_sheet import (
    Columns,
    SheetReading,
    SheetWords,
    matched_columns,
    read_sheet,
)
from matcher.hourly_limit import HourlyLimit, LimitReached
from matcher.models import ProgrammeUpload
from matcher.models.results import TITLE_LENGTH
from matcher.programmes import (
    MAX_ROWS,
    NewRow,
    StoredProgramme,
    append_rows,
    editing,
)
from matcher.sheets.reading import first_table, read_tables
from matcher.sheets.table import Table

UPLOADS = HourlyLimit("uploaded file", 60)
"""How many files one client may send: to read a hostile one takes a second."""

KEPT_UNASKED = timedelta(hours=24)
"""How long a file is kept whose rows were not added, or whose other columns are not to be."""

_TABLES = TypeAdapter(tuple[Table, ...])


class TooManyUploads(Exception):
    """This client has sent too many files. `seconds` are left until it may send another."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"{seconds} s")
        self.seconds = seconds


class NoUpload(Exception):
    """The programme has no file of this number any more, or never had one."""


@dataclass(frozen=True)
class StoredUpload:
    """A file and what its columns are used as. `numbers` are those of the rows that were made from
    it, by the row of the spreadsheet; `is_added` says whether they were."""

    number: int
    file_name: str
    tables: tuple[Table, ...]
    columns: Columns
    numbers: Mapping[int, int]
    is_added: bool
    forget_at: datetime | None

    @cached_property
    def table(self) -> Table:
        """The sheet that is read."""
        return first_table(self.tables)

    def reading(self, taxonomy: Taxonomy) -> SheetReading:
        """What its rows say."""
        return read_sheet(taxonomy, self.columns, self.table.lines, _words())


def _words() -> SheetWords:
    return SheetWords(
        name=(_("Name"), _("Process"), _("Process name"), _("Piece of work"), _("Work")),
        not_sure=(_("I’m not sure"), _("Not sure"), _("Unknown"), _("Don’t know")),
        longest_name=TITLE_LENGTH,
    )


# ── Reading, keeping and opening ─────────────────────────────────────────────────────────


def read_upload(data: bytes, *, client: str) -> tuple[Table, ...]:
    """The tables of a file; that it was looked at counts for the client. Raises Unreadable and
    TooManyUploads."""
    try:
        UPLOADS.count(client)
    except LimitReached as limit:
        raise TooManyUploads(limit.seconds) from None
    return read_tables(data)


def keep_upload(
    programme: StoredProgramme, *, data: bytes, tables: tuple[Table, ...], file_name: str
) -> int:
    """Keep what was read from a file, with its columns matched by their headings, and return its
    number. The same file sent again, before its rows were added, is kept once. Raises what
    `editing` raises."""
    columns = matched_columns(programme.taxonomy, first_table(tables).headings, _words())
    digest = sha256(data).hexdigest()
    with editing(programme) as locked:
        same = _kept(programme).filter(sha256=digest, added_at=None).first()
        last: int = locked.uploads.aggregate(last=Max("number"))["last"] or 0
        upload = same or locked.uploads.create(
            number=last + 1,
            file_name=file_name,
            sha256=digest,
            sheets_json=_TABLES.dump_json(tables).decode(),
            columns="\n".join(columns),
            forget_at=timezone.now() + KEPT_UNASKED,
        )
    return upload.number


def _kept(programme: StoredProgramme) -> QuerySet[ProgrammeUpload]:
    """The files of the programme that are not forgotten."""
    until = Q(forget_at=None) | Q(forget_at__gt=timezone.now())
    return ProgrammeUpload.objects.filter(until, programme=programme.id)


def open_upload(programme: StoredProgramme, number: int) -> StoredUpload:
    """The file with this number. Raises NoUpload."""
    upload = _kept(programme).filter(number=number).first()
    if upload is None:
        raise NoUpload
    return _stored(upload)


def _stored(upload: ProgrammeUpload) -> StoredUpload:
    return StoredUpload(
        number=upload.number,
        file_name=upload.file_name,
        tables=_TABLES.validate_json(upload.sheets_json),
        columns=tuple(upload.columns.split("\n")),
        numbers=_read_numbers(upload.numbers),
        is_added=upload.added_at is not None,
        forget_at=upload.forget_at,
    )


def kept_files(programme: StoredProgramme) -> tuple[tuple[int, str], ...]:
    """The files whose rows were added and that are kept, by number and name."""
    added = _kept(programme).exclude(added_at=None)
    return tuple(added.values_list("number", "file_name"))


# ── Changing ─────────────────────────────────────────────────────────────────────────────


def use_columns(programme: StoredProgramme, number: int, columns: Columns) -> None:
    """Use the columns of a file otherwise, unless its rows were added. Raises what `editing`
    raises."""
    with editing(programme):
        upload = _kept(programme).filter(number=number, added_at=None)
        upload.update(columns="\n".join(columns))


def add_uploaded_rows(programme: StoredProgramme, number: int, *, keep_columns: bool) -> None:
    """Add the rows with which nothing is wrong, as many as there is room for, once. The file is
    then kept with the programme, or for a day. Raises NoUpload, TooManyRows, and what `editing`
    raises."""
    with editing(programme) as locked:
        upload = _kept(programme).filter(number=number).first()
        if upload is None:
            raise NoUpload
        if upload.added_at is not None:
            return
        rows = _stored(upload).reading(programme.taxonomy).rows[: room(programme)]
        numbers = append_rows(locked, [NewRow(row.name, row.answers) for row in rows])
        made = zip((row.number for row in rows), numbers, strict=True)
        upload.numbers = " ".join(f"{row}:{number}" for row, number in made)
        upload.added_at = timezone.now()
        upload.forget_at = None if keep_columns else upload.added_at + KEPT_UNASKED
        upload.save(update_fields=["numbers", "added_at", "forget_at"])


def delete_upload(programme: StoredProgramme, number: int) -> None:
    """Delete a file; rows that were made from it stay. Raises what `editing` raises."""
    with editing(programme):
        _kept(programme).filter(number=number).delete()


def room(programme: StoredProgramme) -> int:
    """How many more rows the programme may have."""
    return MAX_ROWS - len(programme.rows)


def purge_forgotten_uploads() -> None:
    """Delete the files whose time is over."""
    ProgrammeUpload.objects.filter(forget_at__lte=timezone.now()).delete()


def _read_numbers(text: str) -> dict[int, int]:
    return {int(row): int(number) for row, number in re.findall(r"(\d+):(\d+)", text)}
