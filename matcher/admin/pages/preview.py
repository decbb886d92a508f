"""The page that creates a URL of the preview."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matcher.desk import desk_context, desk_page
from matcher.links import absolute_url
from matcher.permissions import PREVIEW_DRAFT
from matcher.preview import preview_root


class PreviewForm(forms.Form):
    """How long the URL works."""

    days = forms.TypedChoiceField(
        label=_("It works for"),
        coerce=int,
        choices=((1, _("one day")), (7, _("seven days")), (30, _("thirty days"))),
        initial=7,
    )


@desk_page("preview", "preview/", permission=PREVIEW_DRAFT)
def preview(request: HttpRequest) -> HttpResponse:
    """Ask how long the URL should work, then show it. It is signed, not stored, so it cannot be
    withdrawn before it expires."""
    form = PreviewForm(request.POST if request.method == "POST" else None)
    link = until = None
    if form.is_valid():
        until = timezone.now() + timedelta(days=form.cleaned_data["days"])
        link = absolute_url(preview_root(until))
    context = desk_context(request, _("Preview the draft"), form=form, link=link, until=until)
    return TemplateResponse(request, "admin/desk/preview.html", context)
