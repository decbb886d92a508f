"""Lists that go out to a spreadsheet and come in again, with what it changes shown first."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET

from matcher.admin.pages.change_list import changes_view
from matcher.admin.pages.fingerprint import fingerprint_of
from matcher.admin.pages.uploads import PACKED_LIMIT, Upload, UploadForm, refuse_size
from matcher.admin.spreadsheets.csv_file import Unreadable, read_sheet, write_sheet
from matcher.admin.spreadsheets.resources import Refused, RowTable, bring_in, columns, key_columns
from matcher.desk import desk_context
from matcher.draft.compile import compile_draft

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = admin.ModelAdmin


class InSpreadsheets(_Admin):
    """A list that goes out as CSV and comes in again, row by row."""

    sheet: ClassVar[type[RowTable]]
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

    # ── Out ──

    @method_decorator(require_GET)
    def export_view(self, request: HttpRequest) -> HttpResponse:
        """The rows of the list as it is filtered."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return redirect(f"admin:matcher_{self.opts.model_name}_changelist")
        data = self.sheet().export(rows)
        response = HttpResponse(write_sheet(data.headers, data), "text/csv; charset=utf-8")
        name = f"{self.opts.model_name}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    # ── In ──

    @method_decorator(csrf_exempt)  # `_import` looks for the token once the size is known
    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Refuse what is too large before any of it is read."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        return refuse_size(request) or self._import(request)

    @method_decorator(csrf_protect)
    def _import(self, request: HttpRequest) -> HttpResponse:
        """First step: a file comes, the difference goes out. Second step: it is confirmed."""
        if request.method != "POST":
            return self._page(request, UploadForm())
        if "packed" in request.POST:
            return self._confirm(request, request.POST["packed"])
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form)
        file = form.cleaned_data["file"]
        return self._preview(request, file.name, file.read())

    def _preview(self, request: HttpRequest, name: str, data: bytes) -> HttpResponse:
        """The difference that the file makes, found by making it and undoing it."""
        fingerprint = fingerprint_of(compile_draft())
        try:
            brought = bring_in(self.sheet, read_sheet(data), reason=name, try_only=True)
        except Unreadable as error:
            return self._page(request, UploadForm(), file=name, unreadable=error)
        except Refused as error:
            return self._page(request, UploadForm(), file=name, findings=error.findings)
        packed = Upload(name, data.decode(), fingerprint).packed()
        if len(packed) > PACKED_LIMIT:
            said = _("It is too large to be looked at first. Send it in parts.")
            return self._page(request, UploadForm(), file=name, unreadable=said)
        shown = {"brought": brought, "diff": changes_view(brought.found), "packed": packed}
        return self._page(request, UploadForm(), file=name, **shown)

    def _confirm(self, request: HttpRequest, packed: str) -> HttpResponse:
        try:
            upload = Upload.unpacked(packed)
        except signing.BadSignature:
            messages.error(request, _("The file got lost on its way. Choose it again."))
            return redirect(request.path)
        if upload.fingerprint == fingerprint_of(compile_draft()):
            return self._write(request, upload)
        said = _("Somebody changed the draft while you read this page. Nothing was written.")
        messages.warning(request, said)
        return self._preview(request, upload.name, upload.document.encode())

    def _write(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        reason = _("Imported from %(file)s") % {"file": upload.name}
        try:
            brought = bring_in(self.sheet, read_sheet(upload.document.encode()), reason=reason)
        except Refused as error:
            return self._page(request, UploadForm(), file=upload.name, findings=error.findings)
        said = ngettext(
            "%(count)s row was written from %(file)s. Visitors see it once it is published.",
            "%(count)s rows were written from %(file)s. Visitors see them once they are published.",
            brought.written,
        )
        messages.success(request, said % {"count": brought.written, "file": upload.name})
        return redirect(f"admin:matcher_{self.opts.model_name}_changelist")

    def _page(self, request: HttpRequest, form: UploadForm, **shown: object) -> HttpResponse:
        title = _("Import %(rows)s") % {"rows": capfirst(self.opts.verbose_name_plural)}
        table = {"columns": columns(self.sheet), "keys": key_columns(self.sheet)}
        context = desk_context(request, title, form=form, opts=self.opts, **table, **shown)
        return TemplateResponse(request, "admin/matcher/sheet_import.html", context)
