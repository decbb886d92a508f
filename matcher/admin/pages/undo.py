"""The last save undone, from the page that offered it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST

from matcher.desk import desk_page, read_save, saves_rows
from matcher.draft.undo import CannotUndo, SavedRow, saved_rows, undo as undo_rows
from matcher.permissions import VIEW_EDITIONS

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@desk_page("undo", "undo/", permission=VIEW_EDITIONS)
@require_POST
@saves_rows
def undo(request: HttpRequest) -> HttpResponse:
    """Undo one’s own last save, and go back to the page that offered it."""
    user: User = request.user  # type: ignore[assignment]
    save = read_save(request.POST.get("save", ""))
    if save is None or save.by != user.pk:
        raise PermissionDenied
    try:
        with transaction.atomic():
            _require_permission(user, saved_rows(save))
            count = undo_rows(save, by=user)
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
