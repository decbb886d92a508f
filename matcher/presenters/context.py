"""The last page of the walk: what is asked about the buyer, on one page, and never scored."""

from collections.abc import Iterator
from dataclasses import dataclass

from matcher.core import LABEL_PARAMETER, Answers, Match, ParsedAnswers, write_query
from matcher.core.taxonomy.values import ContextQuestion
from matcher.core.walk import Walk
from matcher.presenters.words import IgnoredView, Progress, given, ignored_view, progress
from matcher.web.page import RenderContext
from matcher.web.request_input import ASKED, THEN

CONTEXT = "context"
"""What the form of this page says was asked: the reserved name."""


@dataclass(frozen=True, slots=True)
class ContextField:
    """A question, and the option that is picked; empty without one."""

    question: ContextQuestion
    picked: str


@dataclass(frozen=True, slots=True)
class ContextPage:
    """Everything on the page. `skip` leads on without any of it, `back` to the question before."""

    fields: tuple[ContextField, ...]
    progress: Progress
    ignored: IgnoredView | None
    action: str
    hidden: tuple[tuple[str, str], ...]
    skip: str
    back: str
    changes: bool


def context_page(
    context: RenderContext, match: Match, position: Walk, parsed: ParsedAnswers, then: str
) -> ContextPage:
    """The page with what is known so far."""
    taxonomy, answers = context.taxonomy, match.answers
    picked = dict(answers.context)
    questions = [question for question in taxonomy.context if question.asked == "last"]
    answered = [question.slug for question, _answer in given(taxonomy, answers)]
    scored = list(answers.as_dict())
    return ContextPage(
        fields=tuple(
            ContextField(question, picked.get(question.slug, "")) for question in questions
        ),
        progress=progress(answered, position, questions[0]),
        ignored=ignored_view(context, parsed.ignored),
        action=context.page_url("match"),
        hidden=tuple(field for field in _hidden(context, answers, then) if field[1]),
        skip=context.page_url(then or "result", query=write_query(answers)),
        back=context.page_url("question", scored[-1]) if scored and not then else "",
        changes=bool(then),
    )


def _hidden(context: RenderContext, answers: Answers, then: str) -> Iterator[tuple[str, str]]:
    """What the form carries along."""
    first = {question.slug for question in context.taxonomy.context if question.asked == "first"}
    yield from (pick for pick in answers.context if pick[0] in first)
    yield from answers
    yield LABEL_PARAMETER, answers.label
    yield context.other.field
    yield ASKED, CONTEXT
    yield THEN, then
