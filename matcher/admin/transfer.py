"""Take a whole taxonomy out as one JSON file, and bring one in as the draft."""

from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from matcher.admin.changes_shown import show_changes
from matcher.admin.editions import MAY_PUBLISH
from matcher.admin.seen import mark
from matcher.core.document import write
from matcher.core.taxonomy import Taxonomy
from matcher.desk import desk_context, desk_page
from matcher.drafts import compile_draft
from matcher.editions import NoEdition, edition
from matcher.importing import MEGABYTES, SIZE_LIMIT, Refused, read_sound, replace_draft

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAY_READ = "matcher.view_edition"

BODY_LIMIT = SIZE_LIMIT + 10_000
"""Bytes of a request: the file, and what a browser writes around it."""

PACKED_LIMIT = 2_000_000
"""Characters that the second step can carry: Django reads no more than 2.5 MB of a form."""

SALT = "import"


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


class UploadForm(forms.Form):
    """The file, in the first step."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A taxonomy in one JSON file, as it is downloaded here."),
    )


@dataclass(frozen=True, slots=True)
class Upload:
    """A file between the two steps: its name, its text, and the draft it was compared with."""

    name: str
    document: str
    seen: str

    def packed(self) -> str:
        """A text that comes back as it was, or not at all."""
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    @classmethod
    def unpacked(cls, text: str) -> Self:
        """Raises BadSignature."""
        return cls(**signing.loads(text, salt=SALT))


@desk_page("import", "import/")
@csrf_exempt  # to look for the token is to read the body: `_import` does, once its size is known
def import_taxonomy(request: HttpRequest) -> HttpResponse:
    """Refuse what is too large before any of it is read."""
    if not request.user.has_perm(MAY_PUBLISH):
        raise PermissionDenied
    if request.method == "POST" and (status := _refused(request.META.get("CONTENT_LENGTH"))):
        too_large = status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        shown = {"too_large": too_large, "megabytes": MEGABYTES}
        context = desk_context(request, _("The file was not read"), **shown)
        return TemplateResponse(request, "admin/desk/import_size.html", context, status=status)
    return _import(request)


def _refused(length: str | None) -> HTTPStatus | None:
    """The status for a body that is too large, or of which nobody says how large it is."""
    if not length or not length.isdecimal():
        return HTTPStatus.LENGTH_REQUIRED
    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if int(length) > BODY_LIMIT else None


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
