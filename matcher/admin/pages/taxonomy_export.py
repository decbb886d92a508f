"""Export a whole taxonomy, the draft or an edition, as one JSON file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from matcher.core import Taxonomy, write_taxonomy
from matcher.desk import desk_page
from matcher.draft.compile import compile_draft
from matcher.editions import NoEdition, edition
from matcher.permissions import VIEW_EDITIONS


@desk_page("taxonomy_export", "taxonomy/export/", permission=VIEW_EDITIONS)
def taxonomy_export(request: HttpRequest) -> HttpResponse:
    """The draft as a file, or with `?edition=7` that edition."""
    number = request.GET.get("edition", "")
    taxonomy, name = _edition(number) if number else (compile_draft(), "draft")
    response = HttpResponse(write_taxonomy(taxonomy), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="taxonomy-{name}.json"'
    return response


def _edition(number: str) -> tuple[Taxonomy, str]:
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404(_("An edition is asked for by its number."))
    try:
        return edition(int(number)).taxonomy, f"edition-{int(number)}"
    except NoEdition as error:
        raise Http404(str(error)) from None
