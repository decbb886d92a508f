"""Publish the draft: what changes, who is affected and which cases fail, then a note. Only what was
read goes out."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin, messages
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from matcher.admin.pages.change_list import ChangesView, changes_view
from matcher.admin.pages.failing_cases import failing_case_views
from matcher.admin.pages.impact import impact_context
from matcher.admin.pages.publish_form import DATABASE_LOST, PublishForm, with_undo
from matcher.admin.pages.publish_mark import Moved, PublishMark
from matcher.admin.pages.row_links import row_urls
from matcher.admin.pages.signs import sign_views
from matcher.core.taxonomy.diff import Change, diff_taxonomies
from matcher.desk import desk_context, desk_page, keeps_text
from matcher.draft.review import DraftReview
from matcher.editions import (
    NoEdition,
    PublishedMeanwhile,
    PublishedRelease,
    Unchanged,
    current,
    publish,
)
from matcher.impact import ImpactInputs, start
from matcher.kept_text import is_only_shown
from matcher.models import Edition
from matcher.models.editions import NOTE_LENGTH
from matcher.permissions import ACCEPT_FAILING_CASES, PUBLISH

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)


class PublishDraftForm(PublishForm):
    """The note, and the mark of what the publisher read when writing it."""

    mark = forms.CharField(widget=forms.HiddenInput, required=False)


@dataclass(frozen=True)
class Reading:
    """The draft beside the current edition, None for none, as one request finds them. Only for a
    valid draft, but for the changes."""

    review: DraftReview
    edition: PublishedRelease | None

    @classmethod
    def now(cls) -> "Reading":
        return cls(DraftReview.read(), current_edition())

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What the draft changes of the edition; without one there is nothing to compare."""
        if self.edition is None:
            return ()
        return diff_taxonomies(self.edition.taxonomy, self.review.taxonomy)

    @property
    def unchanged(self) -> bool:
        return self.edition is not None and self.edition.sha256 == self.review.sha256

    @cached_property
    def mark(self) -> PublishMark:
        return PublishMark.of(self.review, self.edition, self.changes)


def current_edition() -> PublishedRelease | None:
    """The edition that visitors use, None before the first."""
    try:
        return current()
    except NoEdition:
        return None


@desk_page("editions_publish", "editions/publish/", permission=PUBLISH)
@keeps_text
def editions_publish(request: HttpRequest) -> HttpResponse:
    """Show what would go out, ask for a note, publish exactly that."""
    reading = Reading.now()
    if reading.review.errors or reading.unchanged:
        return _nothing_to_publish(request, reading)
    may_accept = ACCEPT_FAILING_CASES.is_granted_to(request.user)
    form = PublishDraftForm(
        request.POST if request.method == "POST" else None,
        may_accept=may_accept and bool(reading.review.failing),
    )
    if not form.is_valid():
        return _page(request, reading, form)
    read = PublishMark.unpacked(form.cleaned_data["mark"])
    if read is None or read.fingerprint != reading.mark.fingerprint:
        moved = read.moved_to(reading.mark, reading.changes) if read else Moved()
        return _page(request, reading, form, moved=moved)
    if is_only_shown(request):
        return _page(request, reading, form)
    return _publish(request, reading, form)


def _publish(request: HttpRequest, reading: Reading, form: PublishDraftForm) -> HttpResponse:
    reason = form.cleaned_data.get("accepted_because", "")
    if reading.review.failing and not reason:
        return _refuse_failing(request, reading, form)
    try:
        edition = _write(request, reading, form.cleaned_data["note"], reason)
    except (Unchanged, PublishedMeanwhile) as error:
        messages.error(request, str(error))
        return _page(request, Reading.now(), form)
    except DatabaseError:  # it may stay unavailable, so it is not queried again
        logger.exception("Publishing failed")
        messages.error(request, DATABASE_LOST)
        return _response(request, form=form, edition=reading.edition, mark=reading.mark.packed())
    message = _("Edition %(number)s is published. Visitors use it from now on.")
    messages.success(request, with_undo(message % {"number": edition.number}, edition))
    return redirect("admin:matcher_edition_changelist")


def _write(request: HttpRequest, reading: Reading, note: str, reason: str) -> Edition:
    """The new edition and its entry in the log: both or neither."""
    user: User = request.user  # type: ignore[assignment]
    with transaction.atomic():
        edition = publish(
            note=note,
            by=user,
            accepted_because=reason,
            review=reading.review,
            replaces=reading.mark.number,
        )
        admin.site.get_model_admin(Edition).log_addition(request, edition, [{"added": {}}])
    return edition


def _refuse_failing(request: HttpRequest, reading: Reading, form: PublishDraftForm) -> HttpResponse:
    """Cases fail: whoever may accept that is asked for the reason, beside the field."""
    if "accepted_because" in form.fields:
        form.add_error("accepted_because", _("Say why, or correct the draft or the cases."))
    messages.error(request, _("Nothing was published: cases fail."))
    return _page(request, reading, form)


# ── The page ─────────────────────────────────────────────────────────────────────────────


def _nothing_to_publish(request: HttpRequest, reading: Reading) -> HttpResponse:
    """A draft that is not valid, or that says what the edition says."""
    if request.method == "POST":
        messages.error(request, _("Nothing was published."))
    return _response(
        request,
        findings=reading.review.errors,
        edition=reading.edition,
        unchanged=reading.unchanged,
        note=request.POST.get("note", "")[:NOTE_LENGTH],
    )


def _page(
    request: HttpRequest, reading: Reading, form: PublishDraftForm, *, moved: Moved | None = None
) -> HttpResponse:
    """The three panels and the form, which carries the mark of what they show."""
    review = reading.review
    return _response(
        request,
        form=form,
        mark=reading.mark.packed(),
        moved=moved and _moved_view(moved, review),
        diff=_changes(reading.changes),
        failing=failing_case_views(review.taxonomy, review.failing),
        cases=len(review.cases),
        may_accept=ACCEPT_FAILING_CASES.is_granted_to(request.user),
        **_edition_and_impact(reading),
    )


def _response(request: HttpRequest, **values: object) -> HttpResponse:
    context = desk_context(request, _("Publish the draft"), **values)
    return TemplateResponse(request, "admin/desk/editions_publish.html", context)


def _changes(changes: Sequence[Change]) -> ChangesView:
    return changes_view(changes, row_urls(change.location for change in changes))


def _edition_and_impact(reading: Reading) -> dict[str, object]:
    """The edition, and the first step of the comparison for those who use it."""
    if reading.edition is None:
        return {"edition": None}
    inputs = ImpactInputs(reading.edition, reading.review)
    signs = sign_views(inputs.edition.taxonomy, inputs.draft)
    return {**impact_context(inputs, start(inputs), brief=True), "signs": signs}


@dataclass(frozen=True, slots=True)
class MovedView:
    """What moved while the page was read: `failing` are the titles of cases that began to fail."""

    diff: ChangesView
    taken_back: tuple[str, ...]
    failing: tuple[str, ...]
    edition: bool
    is_named: bool


def _moved_view(moved: Moved, review: DraftReview) -> MovedView:
    titles = {case.slug: case.title for case in review.cases}
    return MovedView(
        diff=_changes(moved.changes),
        taken_back=moved.taken_back,
        failing=tuple(titles[slug] for slug in moved.failing),
        edition=moved.edition,
        is_named=moved.is_named,
    )
