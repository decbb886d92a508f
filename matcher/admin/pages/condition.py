"""Conditions while they are written: what may be named, and what is written so far in words."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from matcher.admin.base.condition_field import read, refuse
from matcher.admin.base.fields import RowForm
from matcher.core.condition_errors import faults_on_axis
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy.values import Taxonomy
from matcher.desk import desk_page
from matcher.draft.compile import compile_vocabulary
from matcher.models import Axis, Question

LONGEST = 4000
"""Characters of a condition that are looked at while it is written."""


class CombinationForm(RowForm):
    """Refuses also a condition about what does not count on the combination's axis."""

    def __init__(self, *given: Any, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(*given, **options)
        if "condition" in self.fields:  # not where it may only be looked at
            self.fields["condition"].widget.attrs["data-on-axis"] = ""

    def clean(self) -> None:
        super().clean()
        axis, text = self.cleaned_data.get("axis"), self.cleaned_data.get("condition")
        if axis and text:
            try:
                refuse(faults_on_axis(compile_vocabulary(), text, axis.slug))
            except forms.ValidationError as error:
                self.add_error("condition", error)


class Written(forms.Form):
    """A condition that is being written, for a combination with the axis."""

    text = forms.CharField(max_length=LONGEST, required=False, strip=False)
    axis = forms.ModelChoiceField(Axis.objects.all(), required=False)


@desk_page("condition", "condition/")
@require_POST
def condition(request: HttpRequest) -> HttpResponse:
    """A fragment: what the text says in words, or what is wrong with it and where. It is posted
    because a text may be longer than an address; nothing is written."""
    _guard(request)
    form = Written(request.POST)
    if not form.is_valid():
        said = " ".join(str(one) for errors in form.errors.values() for one in errors)
        return HttpResponse(said, "text/plain; charset=utf-8", HTTPStatus.BAD_REQUEST)
    text, axis = form.cleaned_data["text"], form.cleaned_data["axis"]
    reading = read(compile_vocabulary(), text, axis.slug if axis else "") if text.strip() else None
    return TemplateResponse(request, "admin/matcher/condition.html", {"reading": reading})


@desk_page("condition_words", "condition/words/")
@require_GET
def condition_words(request: HttpRequest) -> HttpResponse:
    """The names that a condition may start with, each with what may be said of it."""
    _guard(request)
    return JsonResponse({"names": _names(compile_vocabulary())})


def _guard(request: HttpRequest) -> None:
    if not admin.site.get_model_admin(Question).has_view_permission(request):
        raise PermissionDenied


Said = dict[str, str]
Name = dict[str, str | list[Said]]


def _names(vocabulary: Taxonomy) -> list[Name]:
    questions: list[Name] = [
        {
            "word": question.slug,
            "says": question.prompt,
            "kind": "question",
            "values": [
                *(_said(option.slug, option.label) for option in question.options),
                _said(NOT_SURE, _("I’m not sure")),
            ],
        }
        for question in vocabulary.questions
    ]
    axes: list[Name] = [
        {
            "word": axis.slug,
            "says": axis.name,
            "kind": "axis",
            "values": [_said(one.slug, one.name) for one in vocabulary.outcomes_by_axis[axis.slug]],
        }
        for axis in vocabulary.axes
    ]
    return questions + axes


def _said(word: str, says: str) -> Said:
    return {"word": word, "says": says}
