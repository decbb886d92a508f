"""Make a case of a result: paste its link, say what it is about, and adjust what it expects."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matcher.admin.prose import Prose
from matcher.cases import make_case
from matcher.core.answers import parse
from matcher.core.matching import Match, match
from matcher.desk import desk_context, desk_page
from matcher.editions import NoEdition, current
from matcher.links import NoLink, answers_in, token_in
from matcher.models import Case
from matcher.sharing import GoneResult, UnknownResult, open_result

MAY_ADD = "matcher.add_case"


class CaseForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic while Django runs
    """A link to a result, and what somebody has to know who meets the case later."""

    link = forms.CharField(
        label=gettext_lazy("Link"),
        max_length=10_000,
        widget=forms.TextInput({"size": 80}),
        help_text=gettext_lazy(
            "Of a stored result, or the address of a result that is not stored yet."
        ),
    )
    vignette = Prose(
        label=gettext_lazy("Description"),
        widget=forms.Textarea({"rows": 5, "cols": 80}),
        help_text=gettext_lazy("The work as somebody who has it would tell it."),
    )
    reason = Prose(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea({"rows": 3, "cols": 80}),
        help_text=gettext_lazy("Why this result is the right one."),
    )

    class Meta:
        model = Case
        fields = ("link", "title", "vignette", "reason")
        widgets = {"title": forms.TextInput({"size": 80})}

    def clean_link(self) -> Match:
        """The match under the link."""
        text: str = self.cleaned_data["link"].strip()
        found = _stored(text) if (query := answers_in(text)) is None else _matched(query)
        if not found.answers.picks:
            raise ValidationError(_("This result has no answers, so there is nothing to guard."))
        return found


def _stored(text: str) -> Match:
    try:
        return open_result(token_in(text)).match
    except NoLink as error:
        raise ValidationError(str(error)) from None
    except UnknownResult:
        raise ValidationError(
            _("There is no result under this link. It may have been copied in part.")
        ) from None
    except GoneResult:
        raise ValidationError(
            _("This result was deleted or has expired. We keep no copy of its answers.")
        ) from None


def _matched(query: str) -> Match:
    try:
        taxonomy = current().taxonomy
    except NoEdition as error:
        raise ValidationError(str(error)) from None
    return match(taxonomy, parse(taxonomy, query).answers)


@desk_page("case_made", "cases/of-a-result/")
def case_made(request: HttpRequest) -> HttpResponse:
    """Ask for the link and the words, then go to the page of the new case."""
    if not request.user.has_perm(MAY_ADD):
        raise PermissionDenied
    form = CaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _made(request, form)
    context = desk_context(request, _("Make a case of a result"), form=form)
    return TemplateResponse(request, "admin/desk/case_made.html", context)


def _made(request: HttpRequest, form: CaseForm) -> HttpResponse:
    given = form.cleaned_data
    made = make_case(
        title=given["title"],
        vignette=given["vignette"],
        reason=given["reason"],
        match=given["link"],
    )
    said = _("The case is made. It expects what the result says: change that where it is wrong.")
    messages.success(request, said)
    if made.left_out:
        lost = _("The draft does not have these, so the case is without them: %(lost)s.")
        messages.warning(request, lost % {"lost": ", ".join(made.left_out)})
    return redirect("admin:matcher_case_change", made.row.pk)
