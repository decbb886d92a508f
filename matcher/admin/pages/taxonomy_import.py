"""Import a whole taxonomy, one JSON file, as the draft."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from matcher.admin.pages.change_list import changes_view
from matcher.admin.pages.uploads import ConfirmedUpload, Upload, UploadPreview, UploadRefused
from matcher.core.checks import Finding
from matcher.core.formats.taxonomy_json import WHOLE_DOCUMENT
from matcher.desk import desk_context, desk_page, saves_rows
from matcher.draft.import_document import DocumentRefused, read_valid, replace_draft
from matcher.draft.shipped import first_edition
from matcher.draft.upgrade import read_first_shape
from matcher.permissions import PUBLISH

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@desk_page("taxonomy_import", "taxonomy/import/", permission=PUBLISH)
@csrf_exempt  # the upload checks the token itself
@saves_rows
def taxonomy_import(request: HttpRequest) -> HttpResponse:
    """First step: send a file and see the difference. Second step: confirm it."""
    return TaxonomyUpload(request).respond()


class TaxonomyUpload(ConfirmedUpload):
    """A taxonomy that takes the place of the draft."""

    salt = "import of a taxonomy"
    template = "admin/desk/taxonomy_import.html"
    draft_changed = gettext_lazy(
        "Somebody changed the draft while you read this page. Nothing was replaced."
    )

    def context(self) -> dict[str, object]:
        return desk_context(self.request, _("Import a taxonomy"))

    def preview(self, data: bytes) -> UploadPreview:
        try:
            taxonomy = read_valid(data)
            changes = replace_draft(taxonomy, reason="", dry_run=True)
        except DocumentRefused as error:
            raise UploadRefused(reasons=(*_way_out(data), *error.findings)) from None
        return UploadPreview(taxonomy.to_json(), {"diff": changes_view(changes)})

    def write(self, upload: Upload) -> HttpResponse:
        user: User = self.request.user  # type: ignore[assignment]
        try:
            replace_draft(read_valid(upload.document.encode()), reason=upload.reason, by=user)
        except DocumentRefused as error:
            raise UploadRefused(reasons=error.findings) from None
        message = _("The draft now says what %(file)s says. Visitors see it once it is published.")
        messages.success(self.request, message % {"file": upload.name})
        return redirect("admin:desk_editions_compare")


def _way_out(data: bytes) -> Iterator[Finding]:
    """What can be done with a refused file of release 0.1.0."""
    if read_first_shape(data, first_edition().taxonomy):
        sentence = _(
            "Release 0.1.0 wrote this file. “manage.py import_taxonomy” upgrades it to today’s "
            "questions and keeps what was edited."
        )
        yield Finding("error", "import", sentence, WHOLE_DOCUMENT)
