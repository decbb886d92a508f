"""The words that a condition may use, offered while it is written."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from matcher.admin.pages.condition import what_it_asks
from matcher.core import NOT_SURE, Taxonomy
from matcher.core.condition_errors import Asks
from matcher.core.taxonomy.values import LINE
from matcher.desk import desk_page
from matcher.draft.compile import compile_vocabulary
from matcher.permissions import VIEW_QUESTIONS

NamedValue = dict[str, str]
ConditionName = dict[str, str | list[NamedValue]]


@desk_page("condition_words", "condition/words/", permission=VIEW_QUESTIONS)
@require_GET
def condition_words(request: HttpRequest) -> HttpResponse:
    """The names that a condition may start with, each with the values that may follow it."""
    return JsonResponse({"names": _names(compile_vocabulary(), what_it_asks(request))})


def _names(vocabulary: Taxonomy, asks: Asks) -> list[ConditionName]:
    """What a condition of that kind may compare."""
    answers = [*_questions(vocabulary), *_axes(vocabulary)]
    if asks == "scope":
        return [*_context(vocabulary), _lines(vocabulary)]
    return [*answers, *_context(vocabulary)] if asks == "content" else answers


def _questions(vocabulary: Taxonomy) -> Iterator[ConditionName]:
    for question in vocabulary.questions:
        options = [_value(option.slug, option.label) for option in question.options]
        values = [*options, _value(NOT_SURE, _("I’m not sure"))]
        yield _name(question.slug, question.prompt, "question", values)


def _axes(vocabulary: Taxonomy) -> Iterator[ConditionName]:
    for axis in vocabulary.axes:
        outcomes = vocabulary.index.outcomes_by_axis[axis.slug]
        values = [_value(outcome.slug, outcome.name) for outcome in outcomes]
        yield _name(axis.slug, axis.name, "axis", values)


def _context(vocabulary: Taxonomy) -> Iterator[ConditionName]:
    for question in vocabulary.context:
        if question.slug == LINE:
            continue
        values = [_value(slug, name) for slug, name in question.names.items()]
        yield _name(question.slug, question.prompt, "context", values)


def _lines(vocabulary: Taxonomy) -> ConditionName:
    lines = vocabulary.index.line_by_slug.values()
    return _name(
        LINE, _("The service line"), "context", [_value(line.slug, line.name) for line in lines]
    )


def _name(word: str, says: str, kind: str, values: list[NamedValue]) -> ConditionName:
    return {"word": word, "says": says, "kind": kind, "values": values}


def _value(word: str, says: str) -> NamedValue:
    return {"word": word, "says": says}
