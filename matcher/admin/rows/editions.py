"""Editions: a list to read, and the page that publishes the draft as the next one."""

import logging
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.first_rows import MOST_LISTED
from matcher.admin.base.readonly import ReadOnlyAdmin
from matcher.admin.pages.failing_cases import failing_case_views
from matcher.admin.pages.publish_form import DATABASE_LOST, PublishForm
from matcher.desk import guard
from matcher.draft.review import DraftReview
from matcher.editions import (
    FailingCases,
    InvalidTaxonomy,
    NoEdition,
    PublishedMeanwhile,
    PublishedRelease,
    Unchanged,
    current,
    publish,
)
from matcher.models import Case, Edition
from matcher.permissions import ACCEPT_FAILING_CASES, PUBLISH

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """What was published when, by whom, and why."""

    list_display = (
        "number",
        "published_at",
        "published_by",
        "note",
        "changes",
        "older_edition",
        "accepted",
        "checksum",
    )
    list_select_related = ("published_by",)
    search_fields = ("=number", "note", "sha256__startswith", "published_by__username")
    fields = (
        "number",
        "published_at",
        "published_by",
        "note",
        "changes",
        "rolls_back_to",
        "failed",
        "accepted_because",
        "sha256",
        "shared_results",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("taxonomy_json")

    @admin.display(description=_("rolls back to"), ordering="rolls_back_to")
    def older_edition(self, row: Edition) -> str:
        number = row.rolls_back_to
        return str(_("edition %(number)s") % {"number": number}) if number else ""

    @admin.display(description=_("accepted failing cases"))
    def accepted(self, row: Edition) -> str:
        return str(len(row.failing_cases.split()) or "")

    @admin.display(description=_("failing cases"))
    def failed(self, row: Edition) -> str:
        """Each with its page, unless it was deleted since."""
        slugs = row.failing_cases.split()
        cases = {case.slug: case for case in Case.objects.filter(slug__in=slugs)}
        links = ((_case_link(slug, cases.get(slug)),) for slug in slugs)
        lines = format_html_join(mark_safe("<br>"), "{}", links)
        return lines or self.get_empty_value_display()

    @admin.display(description=_("checksum"))
    def checksum(self, row: Edition) -> str:
        return row.sha256[:12]

    @admin.display(description=_("shared results"))
    def shared_results(self, row: Edition) -> str:
        """How many links were made with it, as far as anybody wants to know."""
        counted = row.results.all()[: MOST_LISTED + 1].count()
        if counted <= MOST_LISTED:
            return str(counted)
        return str(_("more than %(most)s") % {"most": f"{MOST_LISTED:,}"})

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(guard(self.publish_view, PUBLISH))
        return [path("publish/", view, name="matcher_edition_publish"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_publish = PUBLISH.is_granted_to(request.user)
        return super().changelist_view(
            request, {"may_publish": may_publish, **(extra_context or {})}
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        latest = Edition.objects.values_list("pk", flat=True).first()
        context = {
            "may_publish": PUBLISH.is_granted_to(request.user),
            "is_current": object_id == str(latest),
        }
        return super().change_view(
            request, object_id, form_url, {**context, **(extra_context or {})}
        )

    def publish_view(self, request: HttpRequest) -> HttpResponse:
        """Show what prevents publishing, ask for a note, publish."""
        review = DraftReview.read()
        failing = () if review.errors else failing_case_views(review.taxonomy, review.failing)
        may_accept = ACCEPT_FAILING_CASES.is_granted_to(request.user)
        data = request.POST if request.method == "POST" else None
        form = PublishForm(data, may_accept=bool(failing) and may_accept)
        edition = _current_edition()
        try:
            if form.is_valid() and self._publish(request, form, review):
                return redirect("admin:matcher_edition_changelist")
            edition = _current_edition()  # somebody else may have published meanwhile
        except DatabaseError:  # it may stay unavailable, so it is not queried again
            logger.exception("Publishing failed")
            self.message_user(request, DATABASE_LOST, messages.ERROR)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Publish the draft"),
            "form": form,
            "findings": review.errors,
            "failing": failing,
            "may_accept": may_accept,
            "edition": edition,
            "unchanged": edition is not None and edition.sha256 == review.sha256,
        }
        return TemplateResponse(request, "admin/matcher/edition/publish.html", context)

    def _publish(self, request: HttpRequest, form: PublishForm, review: DraftReview) -> bool:
        user: User = request.user  # type: ignore[assignment]
        reason = form.cleaned_data.get("accepted_because", "")
        try:
            with transaction.atomic():
                edition = publish(
                    note=form.cleaned_data["note"],
                    by=user,
                    accepted_because=reason,
                    review=review,
                )
                self.log_addition(request, edition, [{"added": {}}])
        except InvalidTaxonomy:
            self.message_user(request, _("Nothing was published."), messages.ERROR)
            return False
        except FailingCases:
            self._report_failing_cases(request, form)
            return False
        except (Unchanged, PublishedMeanwhile) as error:
            self.message_user(request, str(error), messages.ERROR)
            return False
        params = {"number": edition.number}
        self.message_user(
            request,
            _("Edition %(number)s is published. Visitors use it from now on.") % params,
            messages.SUCCESS,
        )
        return True

    def _report_failing_cases(self, request: HttpRequest, form: PublishForm) -> None:
        """Cases fail: whoever may accept that is asked for the reason, beside the field."""
        if "accepted_because" in form.fields:
            form.add_error("accepted_because", _("Say why, or correct the draft or the cases."))
        self.message_user(request, _("Nothing was published: cases fail."), messages.ERROR)


def _case_link(slug: str, case: Case | None) -> str:
    if case is None:
        return slug
    url = reverse("admin:matcher_case_change", args=[case.pk])
    return format_html('<a href="{}">{}</a> ({})', url, case.title, slug)


def _current_edition() -> PublishedRelease | None:
    try:
        return current()
    except NoEdition:
        return None
