"""Compare any two editions, or one with the draft."""

from collections.abc import Iterator

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _, gettext_lazy

from matcher.admin.pages.change_list import changes_view
from matcher.core import Taxonomy
from matcher.core.taxonomy.diff import diff_taxonomies
from matcher.desk import desk_context, desk_page
from matcher.draft.compile import compile_draft
from matcher.editions import edition
from matcher.models import Edition
from matcher.permissions import VIEW_EDITIONS

DRAFT = "draft"


def _choices() -> Iterator[tuple[str, str]]:
    yield DRAFT, _("The draft")
    for number, note in Edition.objects.values_list("number", "note"):
        yield str(number), _("Edition %(number)s: %(note)s") % {"number": number, "note": note}


class CompareForm(forms.Form):
    """Two taxonomies, each an edition by its number or the draft."""

    before = forms.ChoiceField(label=gettext_lazy("Before"), choices=_choices)
    after = forms.ChoiceField(label=gettext_lazy("After"), choices=_choices)


@desk_page("editions_compare", "editions/compare/", permission=VIEW_EDITIONS)
def editions_compare(request: HttpRequest) -> HttpResponse:
    """What was added, removed and changed from one to the other."""
    form = CompareForm(_choice(request))
    context = desk_context(request, _("Compare editions"), form=form)
    if form.is_valid():
        before, after = form.cleaned_data["before"], form.cleaned_data["after"]
        context["diff"] = changes_view(diff_taxonomies(_taxonomy(before), _taxonomy(after)))
    return TemplateResponse(request, "admin/desk/editions_compare.html", context)


def _choice(request: HttpRequest) -> dict[str, str]:
    """The chosen two; without a choice, the current edition and the draft."""
    latest = Edition.objects.values_list("number", flat=True).first()
    defaults = {"before": DRAFT if latest is None else str(latest), "after": DRAFT}
    return {**defaults, **request.GET.dict()}


def _taxonomy(choice: str) -> Taxonomy:
    return compile_draft() if choice == DRAFT else edition(int(choice)).taxonomy
