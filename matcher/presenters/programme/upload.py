"""The page on which a spreadsheet is sent."""

from dataclasses import dataclass

from matcher.presenters.problems import Problem
from matcher.programme_form import FILE_FIELD
from matcher.programme_uploads import kept_files, room
from matcher.programmes import MAX_ROWS
from matcher.sheets.table import MAX_COLUMNS, MAX_FILE, MAX_ROWS as MAX_SHEET_ROWS
from matcher.web.programme import OpenProgramme


@dataclass(frozen=True, slots=True)
class FileField:
    """The field that takes a file, what is wrong with the one that was sent, and what is read at
    most: megabytes, rows, columns, and the rows of a programme. `excel` and `csv` lead to
    spreadsheets to fill in."""

    problems: tuple[Problem, ...]
    megabytes: int
    rows: str
    columns: int
    most: str
    excel: str
    csv: str
    name: str = FILE_FIELD


def file_field(*, excel: str, csv: str, error: str = "") -> FileField:
    """The field, with links to spreadsheets to fill in."""
    return FileField(
        problems=(Problem(error, f"#{FILE_FIELD}"),) if error else (),
        megabytes=MAX_FILE // 1_000_000,
        rows=f"{MAX_SHEET_ROWS:,}",
        columns=MAX_COLUMNS,
        most=f"{MAX_ROWS:,}",
        excel=excel,
        csv=csv,
    )


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file whose rows were added."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class UploadPage:
    """The form, and the files that were sent before."""

    file: FileField
    room: int
    kept: tuple[KeptFile, ...]
    back: str


def upload_page(opened: OpenProgramme, error: str = "") -> UploadPage:
    """The page, with what is wrong with the file that was sent."""
    kept = kept_files(opened.stored)
    return UploadPage(
        file=file_field(
            excel=opened.reading("programme_template_excel"),
            csv=opened.reading("programme_template_csv"),
            error=error,
        ),
        room=room(opened.stored),
        kept=tuple(
            KeptFile(name, opened.editing("uploaded", str(number))) for number, name in kept
        ),
        back=opened.url,
    )
