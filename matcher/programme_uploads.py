"""Files of spreadsheets that become rows of a programme: read, kept with it, and forgotten."""

import re
from collections.abc import Collection, Iterator, Mapping
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
    SheetRow,
    SheetWords,
    known_columns,
    matched_columns,
    read_sheet,
)
from matcher.hourly_limit import HourlyLimit, LimitReached
from matcher.models import Programme, ProgrammeRow, ProgrammeUpload
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

MAX_KEPT = 20
"""Files that a programme keeps at a time."""

_TABLES = TypeAdapter(tuple[Table, ...])


class TooManyUploads(Exception):
    """This client has sent too many files. `seconds` are left until it may send another."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"{seconds} s")
        self.seconds = seconds


class TooManyKept(Exception):
    """The programme keeps MAX_KEPT files already."""


class NoUpload(Exception):
    """The programme has no file of this number any more, or never had one."""


@dataclass(frozen=True)
class StoredUpload:
    """A file and what its columns are used as. `sheet` is the index of the table that is read, or
    None for the first that anybody sees. `numbers` are those of the rows that were made from it, by
    the row of the spreadsheet; `is_added` says whether they were."""

    number: int
    file_name: str
    tables: tuple[Table, ...]
    sheet: int | None
    columns: Columns
    numbers: Mapping[int, int]
    is_added: bool
    forget_at: datetime | None

    @cached_property
    def table(self) -> Table:
        """The sheet that is read."""
        return first_table(self.tables) if self.sheet is None else self.tables[self.sheet]

    def reading(self, taxonomy: Taxonomy) -> SheetReading:
        """What its rows say."""
        return read_sheet(taxonomy, self.columns, self.table.lines, _words())


def _words() -> SheetWords:
    return SheetWords(
        name=(_("Name"), _("Process"), _("Process name"), _("Piece of work"), _("Work")),
        not_sure=(_("I’m not sure"), _("Not sure"), _("Unknown"), _("Don’t know")),
        longest_name=TITLE_LENGTH,
        number=(_("Number"),),
        archetype=(_("Takes its answers from"),),
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
    number. The same file sent again, before its rows were added, is kept once. Raises TooManyKept,
    and what `editing` raises."""
    sheet = _sheet(programme.taxonomy, tables)
    columns = matched_columns(programme.taxonomy, tables[sheet].headings, _words())
    digest = sha256(data).hexdigest()
    with editing(programme) as locked:
        if same := _kept(programme).filter(sha256=digest, added_at=None).first():
            return same.number
        if _kept(programme).count() >= MAX_KEPT:
            raise TooManyKept
        last: int = locked.uploads.aggregate(last=Max("number"))["last"] or 0
        upload = locked.uploads.create(
            number=last + 1,
            file_name=file_name,
            sha256=digest,
            sheets_json=_TABLES.dump_json(tables).decode(),
            sheet=sheet,
            columns="\n".join(columns),
            forget_at=timezone.now() + KEPT_UNASKED,
        )
    return upload.number


def _sheet(taxonomy: Taxonomy, tables: tuple[Table, ...]) -> int:
    """The index of the table with the most columns of ours, of those that anybody sees; the first
    where several have as many."""

    def ours(index: int) -> tuple[bool, bool, int]:
        table = tables[index]
        known = known_columns(taxonomy, table.headings, _words())
        return bool(table.heading_row), not table.hidden, known

    return max(range(len(tables)), key=ours)


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
        sheet=upload.sheet,
        columns=tuple(upload.columns.split("\n")),
        numbers=_read_numbers(upload.numbers),
        is_added=upload.added_at is not None,
        forget_at=upload.forget_at,
    )


def kept_files(programme: StoredProgramme) -> tuple[tuple[int, str], ...]:
    """The files that are kept, by number and name."""
    return tuple(_kept(programme).values_list("number", "file_name"))


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
        reading = _stored(upload).reading(programme.taxonomy)
        rows = reading.rows[: room(programme)]
        numbers = append_rows(locked, tuple(_new_rows(programme.taxonomy, reading, rows)))
        made = dict(zip((row.number for row in rows), numbers, strict=True))
        _let_inherit(locked, rows, made)
        upload.numbers = " ".join(f"{row}:{number}" for row, number in made.items())
        upload.added_at = timezone.now()
        upload.forget_at = None if keep_columns else upload.added_at + KEPT_UNASKED
        upload.save(update_fields=["numbers", "added_at", "forget_at"])


def _new_rows(
    taxonomy: Taxonomy, reading: SheetReading, rows: Collection[SheetRow]
) -> Iterator[NewRow]:
    """The rows to be added. One whose archetype is not among them has the answers of it as its
    own."""
    added, counting = {row.number for row in rows}, reading.answers(taxonomy)
    for row in rows:
        inherits = row.archetype in added
        yield NewRow(row.name, row.answers if inherits else counting[row.number])


def _let_inherit(programme: Programme, rows: Collection[SheetRow], made: Mapping[int, int]) -> None:
    """Let the rows that were added take their answers from those that they name."""
    archetypes = {
        made[row.number]: made[row.archetype]
        for row in rows
        if row.archetype is not None and row.archetype in made
    }
    if not archetypes:
        return
    kept = {row.number: row for row in programme.rows.filter(number__in=made.values())}
    for number, archetype in archetypes.items():
        kept[number].archetype = kept[archetype]
    ProgrammeRow.objects.bulk_update([kept[number] for number in archetypes], ["archetype"])


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
