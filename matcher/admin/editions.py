"""Editions: a list to read, and the page that publishes the draft as the next one."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from matcher.admin.columns import RelatedCount
from matcher.admin.readonly import ReadOnlyAdmin
from matcher.core.checks import check
from matcher.drafts import compile_draft
from matcher.editions import (
    NoEdition,
    Published,
    PublishedMeanwhile,
    Unchanged,
    Unsound,
    current,
    publish,
)
from matcher.models import Edition

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    _Form = forms.ModelForm[Edition]
else:
    _Form = forms.ModelForm

MAY_PUBLISH = "matcher.publish_edition"


class PublishForm(_Form):
    """What the publisher says about the edition."""

    class Meta:
        model = Edition
        fields = ("note",)
        widgets = {"note": forms.TextInput({"size": 70})}


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """What was published when, by whom, and why."""

    list_display = (
        "number",
        "published_at",
        "published_by",
        "note",
        "checksum",
        RelatedCount("results", _("shared results")),
    )
    list_select_related = ("published_by",)
    search_fields = ("=number", "note", "sha256__startswith", "published_by__username")
    fields = ("number", "published_at", "published_by", "note", "sha256")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("taxonomy_json")

    @admin.display(description=_("checksum"))
    def checksum(self, row: Edition) -> str:
        return row.sha256[:12]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.publish_view)
        return [path("publish/", view, name="matcher_edition_publish"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_publish = request.user.has_perm(MAY_PUBLISH)
        return super().changelist_view(
            request, {"may_publish": may_publish, **(extra_context or {})}
        )

    def publish_view(self, request: HttpRequest) -> HttpResponse:
        """Show what stands in the way of publishing, ask for a note, publish."""
        if not request.user.has_perm(MAY_PUBLISH):
            raise PermissionDenied
        form = PublishForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and self._publish(request, form.cleaned_data["note"]):
            return redirect("admin:matcher_edition_changelist")
        draft, edition = compile_draft(), _current()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Publish the draft"),
            "form": form,
            "findings": [finding for finding in check(draft) if finding.blocks],
            "edition": edition,
            "unchanged": edition is not None and edition.taxonomy == draft,
        }
        return TemplateResponse(request, "admin/matcher/edition/publish.html", context)

    def _publish(self, request: HttpRequest, note: str) -> bool:
        user: User = request.user  # type: ignore[assignment]
        try:
            edition = publish(note=note, by=user)
        except Unsound:
            self.message_user(request, _("Nothing was published."), messages.ERROR)
            return False
        except (Unchanged, PublishedMeanwhile) as error:
            self.message_user(request, str(error), messages.ERROR)
            return False
        self.log_addition(request, edition, [{"added": {}}])
        said = {"number": edition.number}
        self.message_user(
            request,
            _("Edition %(number)s is published. Visitors use it from now on.") % said,
            messages.SUCCESS,
        )
        return True


def _current() -> Published | None:
    try:
        return current()
    except NoEdition:
        return None
