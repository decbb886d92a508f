"""Make a case of a result: paste its link, say what it is about, and adjust what it expects."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matcher.admin.base.multiline import Prose
from matcher.core.answers import Answers, Ignored, parse
from matcher.core.matching import Match, match
from matcher.core.taxonomy.values import Taxonomy
from matcher.desk import desk_context, desk_page
from matcher.draft.cases import make_case
from matcher.editions import NoEdition, Unsound, current, draft, edition
from matcher.links import LiveLink, NoLink, live_link, token_in
from matcher.models import Case
from matcher.sharing import GoneResult, UnknownResult, open_result

MAY_ADD = "matcher.add_case"


@dataclass(frozen=True, slots=True)
class Found:
    """What is under a link, as a case can have it, and what a case has to do without: parts of
    the address that the result does not count, and titles of warnings that show only because the
    visitor started from a label, which a case does not."""

    match: Match
    uncounted: tuple[str, ...] = ()
    by_label: tuple[str, ...] = ()

    @classmethod
    def of(cls, taxonomy: Taxonomy, found: Match, ignored: tuple[Ignored, ...] = ()) -> "Found":
        answers = Answers(found.answers.picks)
        plain = match(taxonomy, answers).warnings if found.answers.label else found.warnings
        warnings = tuple(slug for slug in found.warnings if slug in plain)
        return cls(
            replace(found, answers=answers, warnings=warnings),
            uncounted=tuple(f"{one.name}={one.value}" for one in ignored),
            by_label=tuple(
                taxonomy.warning_by_slug[slug].title for slug in found.warnings if slug not in plain
            ),
        )


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

    def clean_link(self) -> Found:
        """What is under the link."""
        text: str = self.cleaned_data["link"].strip()
        found = _live(link) if (link := live_link(text)) else _stored(text)
        if not found.match.answers.picks:
            raise ValidationError(_nothing(found.uncounted))
        return found


def _nothing(uncounted: tuple[str, ...]) -> str:
    if uncounted:
        lost = _("None of the answers in this address exists: %(lost)s.")
        return lost % {"lost": ", ".join(uncounted)}
    return _("This result has no answers, so there is nothing to guard.")


def _stored(text: str) -> Found:
    try:
        shared = open_result(token_in(text))
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
    return Found.of(edition(shared.edition).taxonomy, shared.match)


def _live(link: LiveLink) -> Found:
    try:
        taxonomy = (draft() if link.previewed else current()).taxonomy
    except NoEdition as error:
        raise ValidationError(str(error)) from None
    except Unsound:
        raise ValidationError(
            _("The draft is not sound, so there is no result. The desk says what is wrong.")
        ) from None
    reading = parse(taxonomy, link.query)
    return Found.of(taxonomy, match(taxonomy, reading.answers), reading.ignored)


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
    found: Found = given["link"]
    made = make_case(
        title=given["title"],
        vignette=given["vignette"],
        reason=given["reason"],
        match=found.match,
    )
    said = _("The case is made. It expects what the result says: change that where it is wrong.")
    messages.success(request, said)
    for sentence in _without(found, made.left_out):
        messages.warning(request, sentence)
    return redirect("admin:matcher_case_change", made.row.pk)


def _without(found: Found, left_out: tuple[str, ...]) -> Iterator[str]:
    """What the case has to do without, in sentences."""
    said = (
        (left_out, _("The draft does not have these, so the case is without them: %(lost)s.")),
        (found.uncounted, _("The result does not count these, nor does the case: %(lost)s.")),
        (
            found.by_label,
            _(
                "These warnings show only because the visitor started from a label. A case does "
                "not, so it is without them: %(lost)s."
            ),
        ),
    )
    return (sentence % {"lost": ", ".join(lost)} for lost, sentence in said if lost)
