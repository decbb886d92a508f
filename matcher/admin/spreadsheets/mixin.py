"""Lists that go out to a spreadsheet and come in again, with what it changes shown first."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from matcher.admin.pages.change_list import changes_view
from matcher.admin.pages.uploads import ConfirmedUpload, Upload, UploadPreview, UploadRefused
from matcher.admin.spreadsheets.csv_file import read_sheet
from matcher.desk import desk_context, saves_rows
from matcher.draft.import_spreadsheet import SheetRefused, preview_rows, write_rows
from matcher.draft.spreadsheet_columns import SpreadsheetTable
from matcher.exports.csv_file import write_csv
from matcher.sheets.table import Unreadable

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = admin.ModelAdmin


class SpreadsheetMixin(_Admin):
    """A list that goes out as CSV and comes in again, row by row."""

    spreadsheet: ClassVar[SpreadsheetTable]
    change_list_template = "admin/matcher/sheet_list.html"

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view, f"matcher_{self.opts.model_name}"
        return [
            path("export/", view(self.export_view), name=f"{name}_export"),
            path("import/", view(self.import_view), name=f"{name}_import"),
            *super().get_urls(),
        ]

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_import = self.has_import_permission(request)
        return super().changelist_view(request, {"may_import": may_import, **(extra_context or {})})

    @method_decorator(require_GET)
    def export_view(self, request: HttpRequest) -> HttpResponse:
        """The rows of the list as it is filtered."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return redirect(f"admin:matcher_{self.opts.model_name}_changelist")
        lines = map(self.spreadsheet.cells, self.spreadsheet.with_related(rows))
        data = write_csv(self.spreadsheet.headings, lines)
        response = HttpResponse(data, "text/csv; charset=utf-8")
        name = f"{self.opts.model_name}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    @method_decorator(csrf_exempt)  # the upload checks the token itself
    @saves_rows
    def import_view(self, request: HttpRequest) -> HttpResponse:
        """First step: send a file and see the difference. Second step: confirm it."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        return SpreadsheetUpload(request, self.spreadsheet).respond()


class SpreadsheetUpload(ConfirmedUpload):
    """Rows of a table that are changed and added."""

    template = "admin/matcher/sheet_import.html"
    draft_changed = gettext_lazy(
        "Somebody changed the draft while you read this page. Nothing was written."
    )

    def __init__(self, request: HttpRequest, table: SpreadsheetTable) -> None:
        super().__init__(request)
        self.table, self.opts = table, table.model._meta
        self.salt = f"import of {self.opts.label}"

    def context(self) -> dict[str, object]:
        title = _("Import %(rows)s") % {"rows": capfirst(self.opts.verbose_name_plural)}
        columns = {"columns": self.table.headings, "keys": self.table.key_headings}
        return desk_context(self.request, title, opts=self.opts, **columns)

    def preview(self, data: bytes) -> UploadPreview:
        with _refusing():
            preview = preview_rows(self.table, read_sheet(data), draft=self.draft)
        values = {"counts": preview.counts, "diff": changes_view(preview.changes)}
        return UploadPreview(data.decode(), values)

    def write(self, upload: Upload) -> HttpResponse:
        user: User = self.request.user  # type: ignore[assignment]
        with _refusing():
            sheet = read_sheet(upload.document.encode())
            counts = write_rows(self.table, sheet, reason=upload.reason, by=user)
        message = ngettext(
            "%(count)s row was written from %(file)s. Visitors see it once it is published.",
            "%(count)s rows were written from %(file)s. Visitors see them once they are published.",
            counts.written,
        )
        messages.success(self.request, message % {"count": counts.written, "file": upload.name})
        return redirect(f"admin:matcher_{self.opts.model_name}_changelist")


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse the upload for what is wrong with its table or with its rows."""
    try:
        yield
    except Unreadable as error:
        raise UploadRefused(str(error)) from None
    except SheetRefused as error:
        raise UploadRefused(reasons=error.errors) from None
