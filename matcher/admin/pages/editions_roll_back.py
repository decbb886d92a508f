"""Roll back to an older edition: see what that changes, then publish it again."""

import logging
from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin, messages
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from matcher.admin.pages.change_list import changes_view
from matcher.admin.pages.failing_cases import FailingCaseView, failing_case_views
from matcher.admin.pages.fingerprint import fingerprint_of
from matcher.admin.pages.publish_form import DATABASE_LOST, PublishForm, with_undo
from matcher.core import run_case
from matcher.core.checks import check
from matcher.core.taxonomy.diff import diff_taxonomies
from matcher.desk import desk_context, desk_page, keeps_text
from matcher.draft.apply import StillUsed, dangling_uses
from matcher.draft.cases import all_cases, cases_under
from matcher.draft.compile import compile_draft
from matcher.draft.writer import Unstorable
from matcher.editions import (
    FailingCases,
    InvalidTaxonomy,
    NoEdition,
    PublishedMeanwhile,
    PublishedRelease,
    Unchanged,
    current,
    edition,
    roll_back,
)
from matcher.kept_text import is_only_shown
from matcher.models import Edition
from matcher.permissions import ACCEPT_FAILING_CASES, PUBLISH

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)


class RollBackForm(PublishForm):
    """The note, and the fingerprint of what the publisher saw when writing it."""

    fingerprint = forms.CharField(widget=forms.HiddenInput)


@desk_page("editions_roll_back", "editions/<int:number>/roll-back/", permission=PUBLISH)
@keeps_text
def editions_roll_back(request: HttpRequest, number: int) -> HttpResponse:
    """Show what rolling back changes and what is lost, ask for a note, roll back."""
    old, now, draft = _edition(number), current(), compile_draft()
    title = _("Roll back to edition %(number)s") % {"number": number}
    fingerprint = fingerprint_of(draft, now, all_cases())
    uses = tuple(dangling_uses(old.taxonomy))
    findings = check(old.taxonomy)
    failing = () if uses or findings else _failing_cases(old)
    may_accept = ACCEPT_FAILING_CASES.is_granted_to(request.user)
    form = RollBackForm(
        request.POST or None,
        may_accept=bool(failing) and may_accept,
        initial={"note": title, "fingerprint": fingerprint},
    )
    confirmed = request.method == "POST" and form.is_valid() and not is_only_shown(request)
    if confirmed and _roll_back(request, form, old, fingerprint):
        return redirect("admin:matcher_edition_changelist")
    context = desk_context(
        request,
        title,
        form=form,
        fingerprint=fingerprint,
        old=old,
        current=now,
        uses=uses,
        findings=findings,
        failing=failing,
        may_accept=may_accept,
        diff=changes_view(diff_taxonomies(now.taxonomy, old.taxonomy)),
        lost_changes=changes_view(diff_taxonomies(now.taxonomy, draft)),
    )
    return TemplateResponse(request, "admin/desk/editions_roll_back.html", context)


def _edition(number: int) -> PublishedRelease:
    try:
        return edition(number)
    except NoEdition as error:
        raise Http404(str(error)) from None


def _failing_cases(old: PublishedRelease) -> tuple[FailingCaseView, ...]:
    results = (run_case(old.taxonomy, case) for case in cases_under(old.taxonomy))
    return failing_case_views(old.taxonomy, results)


def _roll_back(
    request: HttpRequest, form: RollBackForm, old: PublishedRelease, fingerprint: str
) -> bool:
    if form.cleaned_data["fingerprint"] != fingerprint:
        message = _(
            "Somebody changed the draft or a case, or published, while you read this page. Nothing "
            "was changed. Look again at what would happen now."
        )
        messages.warning(request, message)
        return False
    user: User = request.user  # type: ignore[assignment]
    reason = form.cleaned_data.get("accepted_because", "")
    note = form.cleaned_data["note"]
    try:
        new = roll_back(old.number, note=note, by=user, accepted_because=reason)
    except (
        FailingCases,
        PublishedMeanwhile,
        StillUsed,
        Unchanged,
        InvalidTaxonomy,
        Unstorable,
    ) as error:
        messages.error(request, _("Nothing was changed. %(reason)s") % {"reason": error})
        return False
    except DatabaseError:
        logger.exception("Rolling back failed")
        messages.error(request, DATABASE_LOST)
        return False
    admin.site.get_model_admin(Edition).log_addition(request, new, [{"added": {}}])
    message = _(
        "Edition %(new)s is published and says what edition %(old)s said. So does the draft."
    )
    params = {"new": new.number, "old": old.number}
    messages.success(request, with_undo(message % params, new))
    return True
