"""Back to an older edition: see what that changes, then publish it again."""

import logging
from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from matcher.admin.pages.change_list import show_changes
from matcher.admin.pages.failing_cases import MAY_ACCEPT, failing
from matcher.admin.pages.fingerprint import mark
from matcher.admin.pages.publish_form import LOST, MAY_PUBLISH, PublishForm
from matcher.core.checks import check
from matcher.core.taxonomy.diff import changes
from matcher.desk import desk_context, desk_page
from matcher.draft.apply import StillUsed, Unstorable, uses
from matcher.draft.cases import every_case_under
from matcher.draft.compile import compile_draft
from matcher.editions import (
    FailingCases,
    NoEdition,
    Published,
    PublishedMeanwhile,
    Unchanged,
    Unsound,
    bring_back,
    current,
    edition,
)
from matcher.models import Edition

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)


class BackForm(PublishForm):
    """The note, and what the publisher had seen when writing it."""

    seen = forms.CharField(widget=forms.HiddenInput)


@desk_page("edition_back", "editions/<int:number>/back/")
def back_to_edition(request: HttpRequest, number: int) -> HttpResponse:
    """Show what going back changes and what is lost, ask for a note, do it."""
    if not request.user.has_perm(MAY_PUBLISH):
        raise PermissionDenied
    old, now, draft = _edition(number), current(), compile_draft()
    note = _("Back to edition %(number)s") % {"number": number}
    seen = mark(draft, now)
    used = tuple(uses(old.taxonomy))
    findings = [finding for finding in check(old.taxonomy) if finding.blocks]
    fits = not (used or findings)
    fail = failing(old.taxonomy, every_case_under(old.taxonomy)) if fits else ()
    may_accept = request.user.has_perm(MAY_ACCEPT)
    form = BackForm(
        request.POST or None,
        may_accept=bool(fail) and may_accept,
        initial={"note": note, "seen": seen},
    )
    if request.method == "POST" and form.is_valid() and _went_back(request, form, old, seen):
        return redirect("admin:matcher_edition_changelist")
    context = desk_context(
        request,
        note,
        form=form,
        seen=seen,
        old=old,
        current=now,
        uses=used,
        findings=findings,
        failing=fail,
        may_accept=may_accept,
        found=show_changes(changes(now.taxonomy, old.taxonomy)),
        lost=show_changes(changes(now.taxonomy, draft)),
    )
    return TemplateResponse(request, "admin/desk/edition_back.html", context)


def _edition(number: int) -> Published:
    try:
        return edition(number)
    except NoEdition as error:
        raise Http404(str(error)) from None


def _went_back(request: HttpRequest, form: BackForm, old: Published, seen: str) -> bool:
    if form.cleaned_data["seen"] != seen:
        said = _(
            "Somebody changed the draft or published while you read this page. Nothing was "
            "changed. Look again at what would happen now."
        )
        messages.warning(request, said)
        return False
    user: User = request.user  # type: ignore[assignment]
    reason = form.cleaned_data.get("accepted_because", "")
    note = form.cleaned_data["note"]
    try:
        new = bring_back(old.number, note=note, by=user, accepted_because=reason)
    except (FailingCases, PublishedMeanwhile, StillUsed, Unchanged, Unsound, Unstorable) as error:
        messages.error(request, _("Nothing was changed. %(reason)s") % {"reason": error})
        return False
    except DatabaseError:
        logger.exception("Going back failed")
        messages.error(request, LOST)
        return False
    admin.site.get_model_admin(Edition).log_addition(request, new, [{"added": {}}])
    said = _("Edition %(new)s is published and says what edition %(old)s said. So does the draft.")
    messages.success(request, said % {"new": new.number, "old": old.number})
    return True
