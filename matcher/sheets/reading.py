"""A file that somebody sends -> its tables."""

from django.utils.translation import gettext as _

from matcher.sheets.csv_table import csv_table
from matcher.sheets.table import MAX_FILE, Table, Unreadable
from matcher.sheets.xlsx_table import xlsx_tables

_ARCHIVE = b"PK"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin that Office wrote before 2007, and files of today that have a password."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_tables(data: bytes) -> tuple[Table, ...]:
    """The tables of a file, whatever its name says: the sheets of a workbook, or the one of a CSV
    file. Some table has something in it. Raises Unreadable."""
    if len(data) > MAX_FILE:
        too_large = _("The file is larger than %(most)s MB. Send it in parts.")
        raise Unreadable(too_large % {"most": MAX_FILE // 1_000_000})
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(_old_office(data))
    tables = xlsx_tables(data) if data.startswith(_ARCHIVE) else (csv_table(data),)
    if not any(table.heading_row for table in tables):
        raise Unreadable(_("The file is empty: no cell of it holds anything."))
    return tables


def _old_office(data: bytes) -> str:
    if _ENCRYPTED in data:
        return _("The file is locked with a password. Save it without one.")
    return _("The file is a workbook of before 2007 (XLS). Save it as XLSX or as CSV.")


def first_table(tables: tuple[Table, ...]) -> Table:
    """The first that anybody sees and that has headings; where there is none, the first hidden one
    with headings."""
    with_headings = [table for table in tables if table.heading_row]
    return min(with_headings, key=lambda table: table.hidden)
