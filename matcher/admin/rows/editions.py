"""Editions: a list to read."""

from typing import Any, Protocol

from django.contrib import admin
from django.db.models import QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from matcher.admin.base.first_rows import MOST_LISTED
from matcher.admin.base.readonly import ReadOnlyAdmin
from matcher.models import Case, Edition
from matcher.permissions import PUBLISH


class ListedEdition(Protocol):
    """An edition in the list, with the number of the current one."""

    number: int
    latest: int


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """What was published when, by whom, and why."""

    list_display = (
        "numbered",
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
        latest = Edition.objects.order_by("-number").values("number")[:1]
        rows: QuerySet[Any] = super().get_queryset(request).defer("taxonomy_json")
        with_latest: QuerySet[Any] = rows.annotate(latest=Subquery(latest))
        return with_latest

    @admin.display(description=_("number"), ordering="number")
    def numbered(self, row: ListedEdition) -> str:
        """Its number; the one that visitors use is marked."""
        if row.number != row.latest:
            return str(row.number)
        return format_html('{} <span class="pill">{}</span>', row.number, _("current"))

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


def _case_link(slug: str, case: Case | None) -> str:
    if case is None:
        return slug
    url = reverse("admin:matcher_case_change", args=[case.pk])
    return format_html('<a href="{}">{}</a> ({})', url, case.title, slug)
