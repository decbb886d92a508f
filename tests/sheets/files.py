"""Workbooks to be read: as XlsxWriter writes them, and with parts that it would never write."""

from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

SHEET = "xl/worksheets/sheet1.xml"


def workbook(write: Callable[[Workbook], object]) -> bytes:
    """The file of what is written into an empty workbook."""
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        write(book)
    return buffer.getvalue()


def one_sheet(*rows: tuple[object, ...], name: str = "Work") -> bytes:
    """A workbook with one sheet of these rows."""

    def write(book: Workbook) -> None:
        sheet = book.add_worksheet(name)
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)

    return workbook(write)


def with_parts(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The same archive with other parts; None leaves one out."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for path in dict.fromkeys((*old.namelist(), *parts)):
            content = parts[path] if path in parts else old.read(path)
            if content is not None:
                new.writestr(path, content)
    return buffer.getvalue()


def with_rows(xml: str) -> bytes:
    """A workbook whose only sheet has these rows, written by hand."""
    sheet = f'<?xml version="1.0"?><worksheet><sheetData>{xml}</sheetData></worksheet>'
    return with_parts(one_sheet(("a",)), {SHEET: sheet.encode()})
