"""A file that somebody sends to the desk: refused unread when it is too large, and carried by the
page that shows what it would change until that is confirmed."""

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
from matcher.draft.import_document import MEGABYTES, SIZE_LIMIT

BODY_LIMIT = SIZE_LIMIT + 10_000
"""Bytes of a request: the file, and what a browser writes around it."""

PACKED_LIMIT = 2_000_000
"""Characters that the second step can carry: Django reads no more than 2.5 MB of a form."""

SALT = "import"


class UploadForm(forms.Form):
    """The file, in the first step."""

    file = forms.FileField(label=gettext_lazy("File"))


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


def refuse_size(request: HttpRequest) -> HttpResponse | None:
    """An answer in words to a body that is too large, or of which nobody says how large it is;
    None for any other. It reads nothing, so whatever looks for a token has to wait for it."""
    if request.method != "POST" or not (status := _refused(request.META.get("CONTENT_LENGTH"))):
        return None
    too_large = status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    shown = {"too_large": too_large, "megabytes": MEGABYTES, "again": request.path}
    context = desk_context(request, _("The file was not read"), **shown)
    return TemplateResponse(request, "admin/desk/import_size.html", context, status=status)


def _refused(length: str | None) -> HTTPStatus | None:
    if not length or not length.isdecimal():
        return HTTPStatus.LENGTH_REQUIRED
    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if int(length) > BODY_LIMIT else None
