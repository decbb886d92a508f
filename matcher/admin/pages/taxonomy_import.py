"""Take a whole taxonomy out as one JSON file, and bring one in as the draft."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from matcher.admin.pages.change_list import show_changes
from matcher.admin.pages.fingerprint import mark
from matcher.admin.pages.publish_form import MAY_PUBLISH
from matcher.admin.pages.uploads import PACKED_LIMIT, Upload, UploadForm, refuse_size
from matcher.core.taxonomy.values import Taxonomy
from matcher.core.taxonomy_json import write
from matcher.desk import desk_context, desk_page
from matcher.draft.compile import compile_draft
from matcher.draft.import_document import Refused, read_sound, replace_draft
from matcher.editions import NoEdition, edition

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAY_READ = "matcher.view_edition"


# ── Out ──────────────────────────────────────────────────────────────────────────────────


@desk_page("export", "export/")
def export_taxonomy(request: HttpRequest) -> HttpResponse:
    """The draft as a file, or with `?edition=7` that edition."""
    if not request.user.has_perm(MAY_READ):
        raise PermissionDenied
    number = request.GET.get("edition", "")
    taxonomy, name = _edition(number) if number else (compile_draft(), "draft")
    response = HttpResponse(write(taxonomy), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="taxonomy-{name}.json"'
    return response


def _edition(number: str) -> tuple[Taxonomy, str]:
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404(_("An edition is asked for by its number."))
    try:
        return edition(int(number)).taxonomy, f"edition-{int(number)}"
    except NoEdition as error:
        raise Http404(str(error)) from None


# ── In ───────────────────────────────────────────────────────────────────────────────────


@desk_page("import", "import/")
@csrf_exempt  # to look for the token is to read the body: `_import` does, once its size is known
def import_taxonomy(request: HttpRequest) -> HttpResponse:
    """Refuse what is too large before any of it is read."""
    if not request.user.has_perm(MAY_PUBLISH):
        raise PermissionDenied
    return refuse_size(request) or _import(request)


@csrf_protect
def _import(request: HttpRequest) -> HttpResponse:
    """First step: a file comes, the difference goes out. Second step: it is confirmed."""
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
    seen = mark(compile_draft())
    try:
        taxonomy = read_sound(data)
        found = replace_draft(taxonomy, reason=name, try_only=True)
    except Refused as error:
        return _page(request, UploadForm(), file=name, findings=error.findings)
    packed = Upload(name, taxonomy.to_json(), seen).packed()
    if len(packed) > PACKED_LIMIT:
        return _page(request, UploadForm(), file=name, unwieldy=True)
    return _page(request, UploadForm(), file=name, found=show_changes(found), packed=packed)


def _confirm(request: HttpRequest, packed: str) -> HttpResponse:
    try:
        upload = Upload.unpacked(packed)
    except signing.BadSignature:
        messages.error(request, _("The file got lost on its way. Choose it again."))
        return redirect("admin:desk_import")
    if upload.seen == mark(compile_draft()):
        return _replace(request, upload)
    said = _("Somebody changed the draft while you read this page. Nothing was replaced.")
    messages.warning(request, said)
    return _preview(request, upload.name, upload.document.encode())


def _replace(request: HttpRequest, upload: Upload) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    reason = _("Imported from %(file)s") % {"file": upload.name}
    try:
        replace_draft(read_sound(upload.document.encode()), reason=reason, by=user)
    except Refused as error:
        return _page(request, UploadForm(), file=upload.name, findings=error.findings)
    said = _("The draft now says what %(file)s says. Visitors see it once it is published.")
    messages.success(request, said % {"file": upload.name})
    return redirect("admin:desk_editions_compare")


def _page(request: HttpRequest, form: UploadForm, **shown: object) -> HttpResponse:
    context = desk_context(request, _("Import a taxonomy"), form=form, **shown)
    return TemplateResponse(request, "admin/desk/import.html", context)
