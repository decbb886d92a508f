"""Import a whole taxonomy, one JSON file, as the draft."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from matcher.admin.pages.change_list import changes_view
from matcher.admin.pages.fingerprint import fingerprint_of
from matcher.admin.pages.publish_form import MAY_PUBLISH
from matcher.admin.pages.uploads import PACKED_LIMIT, Upload, UploadForm, refuse_size
from matcher.desk import desk_context, desk_page
from matcher.draft.compile import compile_draft
from matcher.draft.import_document import DocumentRefused, read_valid, replace_draft

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@desk_page("taxonomy_import", "taxonomy/import/")
@csrf_exempt  # checking the token reads the body: `_import` does it once the size is known
def taxonomy_import(request: HttpRequest) -> HttpResponse:
    """Refuse what is too large before any of it is read."""
    if not request.user.has_perm(MAY_PUBLISH):
        raise PermissionDenied
    return refuse_size(request) or _import(request)


@csrf_protect
def _import(request: HttpRequest) -> HttpResponse:
    """First step: send a file and see the difference. Second step: confirm it."""
    if request.method != "POST":
        return _page(request, UploadForm())
    if "packed" in request.POST:
        return _confirm(request, request.POST["packed"])
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    file = form.cleaned_data["file"]
    return _preview(request, file.name, file.read())


def _preview(request: HttpRequest, name: str, data: bytes) -> HttpResponse:
    """The difference that the file makes, found by making it and undoing it."""
    fingerprint = fingerprint_of(compile_draft())
    try:
        taxonomy = read_valid(data)
        changes = replace_draft(taxonomy, reason=name, dry_run=True)
    except DocumentRefused as error:
        return _page(request, UploadForm(), file=name, findings=error.findings)
    packed = Upload(name, taxonomy.to_json(), fingerprint).packed()
    if len(packed) > PACKED_LIMIT:
        return _page(request, UploadForm(), file=name, unwieldy=True)
    return _page(request, UploadForm(), file=name, diff=changes_view(changes), packed=packed)


def _confirm(request: HttpRequest, packed: str) -> HttpResponse:
    try:
        upload = Upload.unpacked(packed)
    except signing.BadSignature:
        messages.error(request, _("The file got lost on its way. Choose it again."))
        return redirect("admin:desk_taxonomy_import")
    if upload.fingerprint == fingerprint_of(compile_draft()):
        return _replace(request, upload)
    message = _("Somebody changed the draft while you read this page. Nothing was replaced.")
    messages.warning(request, message)
    return _preview(request, upload.name, upload.document.encode())


def _replace(request: HttpRequest, upload: Upload) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    reason = _("Imported from %(file)s") % {"file": upload.name}
    try:
        replace_draft(read_valid(upload.document.encode()), reason=reason, by=user)
    except DocumentRefused as error:
        return _page(request, UploadForm(), file=upload.name, findings=error.findings)
    message = _("The draft now says what %(file)s says. Visitors see it once it is published.")
    messages.success(request, message % {"file": upload.name})
    return redirect("admin:desk_editions_compare")


def _page(request: HttpRequest, form: UploadForm, **values: object) -> HttpResponse:
    context = desk_context(request, _("Import a taxonomy"), form=form, **values)
    return TemplateResponse(request, "admin/desk/taxonomy_import.html", context)
