"""What the draft changes, in brief: shown on the page that a save leads to; and the save undone."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from matcher.admin.pages.failing_cases import failing_case_views
from matcher.admin.pages.signs import sign_views
from matcher.core.taxonomy.diff import diff_taxonomies
from matcher.desk import desk_context, desk_page
from matcher.draft.review import DraftReview
from matcher.editions import NoEdition
from matcher.impact import describe_sample, impact_inputs, sample
from matcher.permissions import VIEW_EDITIONS

if TYPE_CHECKING:
    pass


@desk_page("consequence", "consequence/", permission=VIEW_EDITIONS)
def consequence(request: HttpRequest) -> HttpResponse:
    """Failing cases, results that change and signs that turned, of the draft as it is now."""
    review = DraftReview.read()
    values: dict[str, object] = {"findings": review.errors}
    if not review.errors:
        values["failing"] = failing_case_views(review.taxonomy, review.failing)
        values |= _against_edition(review)
    context = desk_context(request, _("What the draft changes, in brief"), **values)
    return TemplateResponse(request, "admin/desk/consequence.html", context)


def _against_edition(review: DraftReview) -> dict[str, object]:
    try:
        inputs = impact_inputs(review)
    except NoEdition:
        return {}
    if inputs.same:
        return {"edition": inputs.edition, "same": True}
    return {
        "edition": inputs.edition,
        "total": len(diff_taxonomies(inputs.edition.taxonomy, inputs.draft)),
        "sentence": describe_sample(sample(inputs)),
        "signs": sign_views(inputs.edition.taxonomy, inputs.draft),
    }
