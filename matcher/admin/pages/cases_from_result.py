"""Make a case of a result: paste its link, say what it is about, and adjust what it expects."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _, gettext_lazy

from matcher.admin.base.multiline import MultilineField
from matcher.core import Answers, Ignored, Match, Taxonomy, match, parse_pairs
from matcher.desk import desk_context, desk_page, keeps_text
from matcher.draft.cases import create_case
from matcher.editions import InvalidTaxonomy, NoEdition, current, draft, edition
from matcher.kept_text import is_only_shown
from matcher.links import LiveLink, NotAResultLink, live_link, token_in
from matcher.models import Case
from matcher.permissions import ADD_CASES
from matcher.sharing import GoneResult, UnknownResult, open_result


@dataclass(frozen=True, slots=True)
class LinkedResult:
    """The result under a link, as a case can have it, and what is left out of the case: parts of
    the URL that the result does not count, and titles of warnings that show only because the
    visitor started from a label, which a case does not."""

    match: Match
    uncounted: tuple[str, ...] = ()
    by_label: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, taxonomy: Taxonomy, linked: Match, ignored: tuple[Ignored, ...] = ()
    ) -> "LinkedResult":
        answers = Answers(linked.answers.picks)
        plain = match(taxonomy, answers).warnings if linked.answers.label else linked.warnings
        titles = {slug: taxonomy.index.warning_by_slug[slug].title for slug in linked.warnings}
        return cls(
            replace(
                linked,
                answers=answers,
                warnings=tuple(slug for slug in linked.warnings if slug in plain),
            ),
            uncounted=(
                *(f"{answer.name}={answer.value}" for answer in ignored),
                *("=".join(pair) for pair in linked.answers.context),
            ),
            by_label=tuple(title for slug, title in titles.items() if slug not in plain),
        )


class CaseForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic while Django runs
    """A link to a result, and what somebody who meets the case later has to know."""

    link = forms.CharField(
        label=gettext_lazy("Link"),
        max_length=10_000,
        widget=forms.TextInput({"size": 80}),
        help_text=gettext_lazy(
            "Of a stored result, or the address of a result that is not stored yet."
        ),
    )
    vignette = MultilineField(
        label=gettext_lazy("Description"),
        widget=forms.Textarea({"rows": 5, "cols": 80}),
        help_text=gettext_lazy("The work as somebody who has it would tell it."),
    )
    reason = MultilineField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea({"rows": 3, "cols": 80}),
        help_text=gettext_lazy("Why this result is the right one."),
    )

    class Meta:
        model = Case
        fields = ("link", "title", "vignette", "reason")
        widgets = {"title": forms.TextInput({"size": 80})}

    def clean_link(self) -> LinkedResult:
        """The result under the link."""
        text: str = self.cleaned_data["link"].strip()
        result = _live(link) if (link := live_link(text)) else _stored(text)
        if not result.match.answers.picks:
            raise ValidationError(_no_answers(result.uncounted))
        return result


def _no_answers(uncounted: tuple[str, ...]) -> str:
    if uncounted:
        message = _("None of the answers in this address exists: %(lost)s.")
        return message % {"lost": ", ".join(uncounted)}
    return _("This result has no answers, so there is nothing to guard.")


def _stored(text: str) -> LinkedResult:
    try:
        shared = open_result(token_in(text))
    except NotAResultLink as error:
        raise ValidationError(str(error)) from None
    except UnknownResult:
        raise ValidationError(
            _("There is no result under this link. It may have been copied in part.")
        ) from None
    except GoneResult:
        raise ValidationError(
            _("This result was deleted or has expired. We keep no copy of its answers.")
        ) from None
    return LinkedResult.of(edition(shared.edition).taxonomy, shared.match)


def _live(link: LiveLink) -> LinkedResult:
    try:
        taxonomy = (draft() if link.previewed else current()).taxonomy
    except NoEdition as error:
        raise ValidationError(str(error)) from None
    except InvalidTaxonomy:
        raise ValidationError(
            _("The draft is not valid, so there is no result. The desk says what is wrong.")
        ) from None
    pairs = parse_qsl(link.query, errors="replace")
    # An editor is told of every parameter that is none.
    parsed = parse_pairs(taxonomy, pairs, former=frozenset(name for name, _value in pairs))
    return LinkedResult.of(taxonomy, match(taxonomy, parsed.answers), parsed.ignored)


@desk_page("cases_from_result", "cases/from-result/", permission=ADD_CASES)
@keeps_text
def cases_from_result(request: HttpRequest) -> HttpResponse:
    """Ask for the link and the texts, then go to the page of the new case."""
    form = CaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and not is_only_shown(request):
        return _create(request, form)
    context = desk_context(request, _("Make a case of a result"), form=form)
    return TemplateResponse(request, "admin/desk/cases_from_result.html", context)


def _create(request: HttpRequest, form: CaseForm) -> HttpResponse:
    data = form.cleaned_data
    result: LinkedResult = data["link"]
    created = create_case(
        title=data["title"],
        vignette=data["vignette"],
        reason=data["reason"],
        match=result.match,
    )
    messages.success(
        request,
        _("The case is made. It expects what the result says: change that where it is wrong."),
    )
    for sentence in _left_out(result, created.left_out):
        messages.warning(request, sentence)
    return redirect("admin:matcher_case_change", created.row.pk)


def _left_out(result: LinkedResult, unknown: tuple[str, ...]) -> Iterator[str]:
    """What the case is without, in sentences; `unknown` is what the draft does not have."""
    parts = (
        (unknown, _("The draft does not have these, so the case is without them: %(lost)s.")),
        (result.uncounted, _("The result does not count these, nor does the case: %(lost)s.")),
        (
            result.by_label,
            _(
                "These warnings show only because the visitor started from a label. A case does "
                "not, so it is without them: %(lost)s."
            ),
        ),
    )
    return (sentence % {"lost": ", ".join(names)} for names, sentence in parts if names)
