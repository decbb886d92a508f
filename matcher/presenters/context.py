"""The last page of the walk: what is asked about the buyer, on one page, and never scored."""

from collections.abc import Iterator
from dataclasses import dataclass

from matcher.core import LABEL_PARAMETER, Answers, Match, ParsedAnswers, Taxonomy, write_query
from matcher.core.implications import family_of
from matcher.core.taxonomy.values import LINE, ContextQuestion
from matcher.core.walk import Walk
from matcher.presenters.words import IgnoredView, Progress, given, ignored_view, progress
from matcher.web.page import RenderContext
from matcher.web.request_input import ASKED, THEN

CONTEXT = "context"
"""What the form of this page says was asked: the reserved name."""


@dataclass(frozen=True, slots=True)
class ContextField:
    """A question with what may be picked, by slug and name, and what is; empty without it."""

    question: ContextQuestion
    options: tuple[tuple[str, str], ...]
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
    fields = (
        ContextField(question, _options(taxonomy, match, question), picked.get(question.slug, ""))
        for question in questions
    )
    answered = [question.slug for question, _answer in given(taxonomy, answers)]
    scored = list(answers.as_dict())
    return ContextPage(
        fields=tuple(field for field in fields if field.options),
        progress=progress(answered, position, questions[0]),
        ignored=ignored_view(context, parsed.ignored),
        action=context.page_url("match"),
        hidden=tuple(field for field in _hidden(context, answers, then) if field[1]),
        skip=context.page_url(then or "result", query=write_query(answers)),
        back=context.page_url("question", scored[-1]) if scored and not then else "",
        changes=bool(then),
    )


def _options(
    taxonomy: Taxonomy, match: Match, question: ContextQuestion
) -> tuple[tuple[str, str], ...]:
    """What may be picked; of the service lines those of the family of the match."""
    if question.slug != LINE:
        return tuple((option.slug, option.label) for option in question.options)
    family = family_of(taxonomy, match)
    return tuple((line.slug, line.name) for line in family.service_lines) if family else ()


def _hidden(context: RenderContext, answers: Answers, then: str) -> Iterator[tuple[str, str]]:
    """What the form carries along."""
    first = {question.slug for question in context.taxonomy.context if question.asked == "first"}
    yield from (pick for pick in answers.context if pick[0] in first)
    yield from answers
    yield LABEL_PARAMETER, answers.label
    yield context.other.field
    yield from context.proposed.fields
    yield ASKED, CONTEXT
    yield THEN, then
