"""A file that is uploaded to the desk: refused unread when it is too large, and carried by the page
that shows what it would change until that is confirmed."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, ClassVar, Protocol, Self

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.csrf import csrf_protect

from matcher.admin.pages.fingerprint import fingerprint_of
from matcher.core import Taxonomy
from matcher.desk import desk_context
from matcher.draft.compile import compile_draft
from matcher.draft.import_document import MAX_BYTES, MAX_MEGABYTES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BODY_LIMIT = MAX_BYTES + 10_000
"""Bytes of a request: the file, and what a browser writes around it."""

PACKED_LIMIT = 2_000_000
"""Characters that the second step can carry: Django reads no more than 2.5 MB of a form."""


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

    @property
    def reason(self) -> str:
        """Why rows were changed, for their histories."""
        return _("Imported from %(file)s") % {"file": self.name}

    def packed(self, salt: str) -> str:
        """A signed string: it comes back as it was, or not at all."""
        return signing.dumps(asdict(self), salt=salt, compress=True)

    @classmethod
    def unpacked(cls, packed: str, salt: str) -> Self:
        """The upload that `packed` wrote with this salt. Raises BadSignature for any other
        string."""
        return cls(**signing.loads(packed, salt=salt))


@dataclass(frozen=True, slots=True)
class UploadPreview:
    """What a file would change, as `values` for the page; `document` is what the second step needs
    of it."""

    document: str
    values: Mapping[str, object]


class RefusalReason(Protocol):
    """Why a file is refused: where in it, which is printed as it is, and what is wrong there."""

    @property
    def location(self) -> object: ...

    @property
    def sentence(self) -> str: ...


class UploadRefused(Exception):
    """The file cannot be written, for a reason that concerns all of it or for several."""

    def __init__(self, sentence: str = "", reasons: Iterable[RefusalReason] = ()) -> None:
        super().__init__(sentence)
        self.sentence, self.reasons = sentence, tuple(reasons)


class ConfirmedUpload(ABC):
    """A page that takes a file in two steps: it shows what the file would change, and writes it
    once that is confirmed and the draft is still the one that was compared.

    One is made for each request. Its view has to be exempt from the check of the token, which reads
    the body: `respond` makes it when the size is known.
    """

    salt: str
    """Of the signature: what one page previewed cannot be confirmed on another."""

    template: ClassVar[str]
    draft_changed: ClassVar["StrOrPromise"]
    """Said when somebody changed the draft between the two steps."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @abstractmethod
    def preview(self, data: bytes) -> UploadPreview:
        """What the file would change; nothing is written. Raises UploadRefused."""

    @abstractmethod
    def write(self, upload: Upload) -> HttpResponse:
        """Write the file, and lead to where that is seen. Raises UploadRefused."""

    @abstractmethod
    def context(self) -> dict[str, object]:
        """What the page needs at every step."""

    @cached_property
    def draft(self) -> Taxonomy:
        """The draft that the file is compared with."""
        return compile_draft()

    def respond(self) -> HttpResponse:
        """Refuse what is too large before any of it is read, and only then look for the token."""
        return self._refuse_size() or csrf_protect(self._step)(self.request)

    def _step(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self._page(UploadForm())
        if "packed" in request.POST:
            return self._confirm(request.POST["packed"])
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form)
        file = form.cleaned_data["file"]
        return self._preview(file.name, file.read())

    def _preview(self, name: str, data: bytes) -> HttpResponse:
        fingerprint = fingerprint_of(self.draft)
        try:
            preview = self.preview(data)
        except UploadRefused as refusal:
            return self._refusal(name, refusal)
        packed = Upload(name, preview.document, fingerprint).packed(self.salt)
        if len(packed) > PACKED_LIMIT:
            return self._page(UploadForm(), file=name, unwieldy=True)
        return self._page(UploadForm(), file=name, packed=packed, **preview.values)

    def _confirm(self, packed: str) -> HttpResponse:
        try:
            upload = Upload.unpacked(packed, self.salt)
        except signing.BadSignature:
            messages.error(self.request, _("The file got lost on its way. Choose it again."))
            return redirect(self.request.path)
        if upload.fingerprint == fingerprint_of(self.draft):
            return self._write(upload)
        messages.warning(self.request, self.draft_changed)
        return self._preview(upload.name, upload.document.encode())

    def _write(self, upload: Upload) -> HttpResponse:
        try:
            return self.write(upload)
        except UploadRefused as refusal:
            return self._refusal(upload.name, refusal)

    def _refusal(self, name: str, refusal: UploadRefused) -> HttpResponse:
        reasons = {"unreadable": refusal.sentence, "findings": refusal.reasons}
        return self._page(UploadForm(), file=name, **reasons)

    def _page(self, form: UploadForm, **values: object) -> HttpResponse:
        context = {**self.context(), "form": form, **values}
        return TemplateResponse(self.request, self.template, context)

    def _refuse_size(self) -> HttpResponse | None:
        """The response to a body that is too large, or whose size is not declared; None for any
        other. It reads nothing of the body."""
        status = _refusal_status(self.request.META.get("CONTENT_LENGTH"))
        if self.request.method != "POST" or status is None:
            return None
        too_large = status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        values = {
            "too_large": too_large,
            "megabytes": MAX_MEGABYTES,
            "retry_url": self.request.path,
        }
        context = desk_context(self.request, _("The file was not read"), **values)
        template = "admin/desk/upload_refused.html"
        return TemplateResponse(self.request, template, context, status=status)


def _refusal_status(length: str | None) -> HTTPStatus | None:
    if not length or not length.isdecimal():
        return HTTPStatus.LENGTH_REQUIRED
    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if int(length) > BODY_LIMIT else None
