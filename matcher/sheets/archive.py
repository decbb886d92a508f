"""The archive (ZIP) that a workbook is. Its table of contents is looked at before anything is
unpacked: 400 KB may be more than any memory holds."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from matcher.sheets.table import Unreadable
from matcher.sheets.xml_events import Closed, Opened, events

MAX_PARTS = 500

MAX_UNPACKED = 20_000_000
"""Bytes of all parts together. It also bounds how tightly they may be packed."""

MAX_ELEMENTS = 500_000
"""Elements of all parts that are read. A cell has two, and 100,000 of these take a second."""

_ENCRYPTED = 0x1
"""The flag of a part that needs a password."""


class Archive:
    """The parts of a workbook. No more of one is read than the table of contents says: `zipfile`
    stops there, and then compares the checksum."""

    def __init__(self, data: bytes) -> None:
        """Raises Unreadable."""
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, NotImplementedError):
            raise Unreadable(_("The file is damaged: it cannot be unpacked.")) from None
        _check(self._zip.infolist())
        self._events = 0

    def events(self, path: str) -> Iterator[Opened | Closed]:
        """The elements of the part at that path. Raises KeyError, Unreadable where all parts
        together have too many, and what `events` raises."""
        return events(self._zip.open(path), self._count)

    def _count(self, more: int) -> None:
        self._events += more
        if self._events > 2 * MAX_ELEMENTS:  # each begins and ends
            raise Unreadable(_("The file holds more than we read."))


def _check(parts: list[ZipInfo]) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        too_much = _("Unpacked, the file would have more than %(most)s MB or %(parts)s parts.")
        most = {"most": MAX_UNPACKED // 1_000_000, "parts": MAX_PARTS}
        raise Unreadable(too_much % most)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unreadable(_("The file is locked with a password. Save it without one."))
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise Unreadable(_("The file is packed in a way that no spreadsheet packs its own."))
