"""A spreadsheet that becomes rows of a programme: sent, looked at with its columns, and added."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from matcher.exports.returned_file import write_returned_file
from matcher.presenters.programme.upload import upload_page
from matcher.presenters.programme.uploaded import file_progress, uploaded_page
from matcher.programme_form import ADD_FIELD, DELETE_FIELD, FORGET_FIELD, SentColumns, number_in
from matcher.programme_uploads import (
    MAX_KEPT,
    NoUpload,
    StoredUpload,
    TooManyKept,
    TooManyUploads,
    add_uploaded_rows,
    delete_upload,
    open_upload,
    use_columns,
)
from matcher.programmes import TooManyRows
from matcher.sheets.table import Unreadable
from matcher.web.file_names import EXCEL, attachment, file_name
from matcher.web.page import page
from matcher.web.programme import OpenProgramme, for_its_editors
from matcher.web.uploads import keep_file, sent_file, too_many_files


@for_its_editors
def upload(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """Say what is read and what comes back, and take a file."""
    if request.method != "POST":
        return _upload_page(request, opened)
    try:
        number = keep_file(opened.stored, sent_file(request))
    except Unreadable as error:
        return _upload_page(request, opened, str(error))
    except TooManyKept:
        return _upload_page(request, opened, _too_many_kept())
    except TooManyUploads as limit:
        return too_many_files(request, limit)
    return opened.redirect("uploaded", str(number))


def _too_many_kept() -> str:
    return _(
        "This programme keeps %(most)s files, which is the most. Open one that is listed below and "
        "delete it, then send this one again: rows that were added stay."
    ) % {"most": MAX_KEPT}


def _upload_page(request: HttpRequest, opened: OpenProgramme, error: str = "") -> HttpResponse:
    shown = upload_page(opened, error)
    status = HTTPStatus.BAD_REQUEST if error else HTTPStatus.OK
    return page(request, "programme/upload.html", {"shown": shown}, status=status)


@for_its_editors
def uploaded(request: HttpRequest, opened: OpenProgramme, number: str) -> HttpResponse:
    """Show how a file was read; use its columns otherwise, add its rows, or delete it."""
    kept = _upload(opened, number)
    if DELETE_FIELD in request.POST:
        delete_upload(opened.stored, kept.number)
        return opened.redirect("upload")
    if request.method != "POST" or kept.is_added:
        return _uploaded_page(request, opened, kept)
    sent = SentColumns(opened.taxonomy, request.POST, len(kept.columns))
    if sent.problems:
        return _uploaded_page(request, opened, kept, sent)
    if sent.columns != kept.columns:  # so that nothing is added that was not shown
        use_columns(opened.stored, kept.number, sent.columns)
    elif ADD_FIELD in request.POST:
        return _add(request, opened, kept)
    return opened.redirect("uploaded", number)


def _add(request: HttpRequest, opened: OpenProgramme, kept: StoredUpload) -> HttpResponse:
    keep_columns = FORGET_FIELD not in request.POST
    try:
        add_uploaded_rows(opened.stored, kept.number, keep_columns=keep_columns)
    except TooManyRows:  # somebody else was faster
        return _uploaded_page(request, opened.reopened(), kept, status=HTTPStatus.CONFLICT)
    return opened.redirect("uploaded", str(kept.number))


def _uploaded_page(
    request: HttpRequest,
    opened: OpenProgramme,
    kept: StoredUpload,
    sent: SentColumns | None = None,
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    shown = uploaded_page(opened, kept, sent)
    status = HTTPStatus.BAD_REQUEST if sent else status
    return page(request, "programme/uploaded.html", {"shown": shown}, status=status)


@for_its_editors
def returned(request: HttpRequest, opened: OpenProgramme, number: str) -> HttpResponse:
    """The file as it was sent, with what comes of each row beside; before all of them are matched,
    the page that says so."""
    kept = _upload(opened, number)
    if file_progress(opened, kept):
        return opened.redirect("uploaded", number)
    name = file_name(kept.file_name.rpartition(".")[0] or kept.file_name, "", _("results.xlsx"))
    return attachment(write_returned_file(opened.stored, kept), EXCEL, name)


def _upload(opened: OpenProgramme, number: str) -> StoredUpload:
    """The file of that number. Raises NoUpload."""
    wanted = number_in(number)
    if wanted is None:
        raise NoUpload
    return open_upload(opened.stored, wanted)
