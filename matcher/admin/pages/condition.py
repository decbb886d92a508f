"""A condition while it is written: what it means, or what is wrong with it."""

from collections.abc import Mapping
from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from matcher.admin.base.condition_field import read_condition
from matcher.core.condition_errors import Asks
from matcher.desk import desk_page
from matcher.draft.compile import compile_vocabulary
from matcher.models import Axis
from matcher.permissions import VIEW_QUESTIONS

MAX_LENGTH = 4000
"""Characters: a longer condition is not read while it is written."""


class WrittenConditionForm(forms.Form):
    """A condition that is being written; with an axis, that of a combination on it."""

    text = forms.CharField(max_length=MAX_LENGTH, required=False, strip=False)
    axis = forms.ModelChoiceField(Axis.objects.all(), required=False)


def what_it_asks(request: HttpRequest) -> Asks:
    """What the field of the condition may ask, as its URL says."""
    asks: Mapping[str, Asks] = {"content": "content", "scope": "scope"}
    return asks.get(request.GET.get("asks", ""), "answers")


@desk_page("condition", "condition/", permission=VIEW_QUESTIONS)
@require_POST
def condition(request: HttpRequest) -> HttpResponse:
    """A fragment: what the condition means, or what is wrong with it and where. It is posted
    because a text may be longer than a URL; nothing is written."""
    form = WrittenConditionForm(request.POST)
    if not form.is_valid():
        message = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return HttpResponse(message, "text/plain; charset=utf-8", HTTPStatus.BAD_REQUEST)
    text, axis = form.cleaned_data["text"], form.cleaned_data["axis"]
    reading = (
        read_condition(compile_vocabulary(), text, axis.slug if axis else "", what_it_asks(request))
        if text.strip()
        else None
    )
    return TemplateResponse(request, "admin/matcher/condition.html", {"reading": reading})
