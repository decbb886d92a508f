"""A file that somebody sends with a form."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _, ngettext

from matcher.core import plain_line
from matcher.models.programmes import FILE_NAME_LENGTH
from matcher.programme_form import FILE_FIELD
from matcher.programme_uploads import UPLOADS, TooManyUploads, keep_upload, read_upload
from matcher.programmes import StoredProgramme
from matcher.sheets.table import Table
from matcher.web.client import client_address
from matcher.web.errors import NextLink, too_many


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file with the tables that were read from it."""

    name: str
    data: bytes
    tables: tuple[Table, ...]


def has_file(request: HttpRequest) -> bool:
    """Whether the form sends a file."""
    return FILE_FIELD in request.FILES


def sent_file(request: HttpRequest) -> SentFile:
    """The file that the form sends; of none it is an empty one. Raises Unreadable and
    TooManyUploads."""
    file = request.FILES.get(FILE_FIELD)
    data, name = (file.read(), file.name) if isinstance(file, UploadedFile) else (b"", None)
    tables = read_upload(data, client=client_address(request))
    return SentFile(plain_line(name or "")[:FILE_NAME_LENGTH] or _("a file"), data, tables)


def keep_file(programme: StoredProgramme, file: SentFile) -> int:
    """Keep the file with the programme; its number. Raises what `keep_upload` raises."""
    return keep_upload(programme, data=file.data, tables=file.tables, file_name=file.name)


def too_many_files(request: HttpRequest, limit: TooManyUploads) -> HttpResponse:
    """429: this client has sent too many files."""
    why = ngettext(
        "From your network address %(most)s file was sent within this hour, which is the most that "
        "we allow.",
        "From your network address %(most)s files were sent within this hour, which is the most "
        "that we allow.",
        UPLOADS.most,
    ) % {"most": UPLOADS.most}
    again = NextLink(_("Open this page again"), request.path)
    return too_many(request, why=why, seconds=limit.seconds, links=(again,))
