"""What the draft changes, in brief: shown on the page that a save leads to; and the save undone."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST

from matcher.admin.pages.failing_cases import failing_case_views
from matcher.admin.pages.signs import sign_views
from matcher.core.taxonomy.diff import diff_taxonomies
from matcher.desk import desk_context, desk_page, read_save, saves_rows
from matcher.draft.review import DraftReview
from matcher.draft.undo import CannotUndo, SavedRow, saved_rows, undo
from matcher.editions import NoEdition
from matcher.impact import describe_sample, impact_inputs, sample
from matcher.permissions import VIEW_EDITIONS

if TYPE_CHECKING:
    from django.contrib.auth.models import User


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


@desk_page("undo", "undo/", permission=VIEW_EDITIONS)
@require_POST
@saves_rows
def undo_save(request: HttpRequest) -> HttpResponse:
    """Undo one’s own last save, and go back to the page that offered it."""
    user: User = request.user  # type: ignore[assignment]
    save = read_save(request.POST.get("save", ""))
    if save is None or save.by != user.pk:
        raise PermissionDenied
    try:
        with transaction.atomic():
            _require_permission(user, saved_rows(save))
            count = undo(save, by=user)
    except CannotUndo as error:
        messages.error(request, _("Nothing was undone. %(why)s") % {"why": error})
    else:
        messages.success(request, _undone(count))
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else "admin:index")


def _require_permission(user: "User", rows: Iterable[SavedRow]) -> None:
    names = {row.model._meta.model_name for row in rows}
    if not user.has_perms([f"matcher.change_{name}" for name in names]):
        raise PermissionDenied


def _undone(count: int) -> str:
    message = ngettext(
        "Undone: one row is as it was before.",
        "Undone: %(count)s rows are as they were before.",
        count,
    )
    return message % {"count": count}
