"""A file that is uploaded to the desk: refused unread when it is too large, and carried by the page
that shows what it would change until that is confirmed."""

from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Self

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matcher.desk import desk_context
from matcher.draft.import_document import MAX_BYTES, MAX_MEGABYTES

BODY_LIMIT = MAX_BYTES + 10_000
"""Bytes of a request: the file, and what a browser writes around it."""

PACKED_LIMIT = 2_000_000
"""Characters that the second step can carry: Django reads no more than 2.5 MB of a form."""

SIGNING_SALT = "import"


class UploadForm(forms.Form):
    """The file, in the first step."""

    file = forms.FileField(label=gettext_lazy("File"))


@dataclass(frozen=True, slots=True)
class Upload:
    """A file between the two steps: its name, its text, and the fingerprint of the draft that
    it was compared with."""

    name: str
    document: str
    fingerprint: str

    def packed(self) -> str:
        """A signed string: it comes back as it was, or not at all."""
        return signing.dumps(asdict(self), salt=SIGNING_SALT, compress=True)

    @classmethod
    def unpacked(cls, packed: str) -> Self:
        """The upload that `packed` wrote. Raises BadSignature for any other string."""
        return cls(**signing.loads(packed, salt=SIGNING_SALT))


def refuse_size(request: HttpRequest) -> HttpResponse | None:
    """The response to a body that is too large, or whose size is not declared; None for any other.
    It reads nothing of the body, so it has to come before the check of the token."""
    status = _refusal_status(request.META.get("CONTENT_LENGTH"))
    if request.method != "POST" or status is None:
        return None
    too_large = status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    values = {"too_large": too_large, "megabytes": MAX_MEGABYTES, "retry_url": request.path}
    context = desk_context(request, _("The file was not read"), **values)
    return TemplateResponse(request, "admin/desk/upload_refused.html", context, status=status)


def _refusal_status(length: str | None) -> HTTPStatus | None:
    if not length or not length.isdecimal():
        return HTTPStatus.LENGTH_REQUIRED
    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if int(length) > BODY_LIMIT else None
