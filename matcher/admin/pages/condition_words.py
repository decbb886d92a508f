"""The words that a condition may use, offered while it is written."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from matcher.core import NOT_SURE, Taxonomy
from matcher.desk import desk_page
from matcher.draft.compile import compile_vocabulary
from matcher.permissions import VIEW_QUESTIONS

NamedValue = dict[str, str]
ConditionName = dict[str, str | list[NamedValue]]


@desk_page("condition_words", "condition/words/", permission=VIEW_QUESTIONS)
@require_GET
def condition_words(request: HttpRequest) -> HttpResponse:
    """The names that a condition may start with, each with the values that may follow it."""
    return JsonResponse({"names": _names(compile_vocabulary())})


def _names(vocabulary: Taxonomy) -> list[ConditionName]:
    questions: list[ConditionName] = [
        {
            "word": question.slug,
            "says": question.prompt,
            "kind": "question",
            "values": [
                *(_value(option.slug, option.label) for option in question.options),
                _value(NOT_SURE, _("I’m not sure")),
            ],
        }
        for question in vocabulary.questions
    ]
    axes: list[ConditionName] = [
        {
            "word": axis.slug,
            "says": axis.name,
            "kind": "axis",
            "values": [
                _value(outcome.slug, outcome.name)
                for outcome in vocabulary.index.outcomes_by_axis[axis.slug]
            ],
        }
        for axis in vocabulary.axes
    ]
    return questions + axes


def _value(word: str, says: str) -> NamedValue:
    return {"word": word, "says": says}
