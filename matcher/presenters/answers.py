"""The page on which a visitor checks the answers."""

from dataclasses import dataclass, replace

from matcher.core import ParsedAnswers, match, write_query
from matcher.core.walk import walk
from matcher.presenters.given import GivenAnswer, given_answers
from matcher.presenters.result.outside import outside_of
from matcher.presenters.words import (
    IgnoredView,
    QuestionLink,
    and_then,
    how_far,
    ignored_view,
    question_links,
)
from matcher.web.page import RenderContext

RETURN_PAGE = "answers"
"""The page that a changed answer leads back to: this one."""


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """Everything on the page. `on` leads to the next question; it is empty when none is left.
    `context` are questions that are never scored and have no answer. `outside` says of what other
    kind of buying this is, where it is one."""

    how_far: str
    label: str
    without_label: str
    ignored: IgnoredView | None
    given: tuple[GivenAnswer, ...]
    open: tuple[QuestionLink, ...]
    outside: str
    skipped: tuple[QuestionLink, ...]
    context: tuple[QuestionLink, ...]
    on: str
    result: str


def answers_page(context: RenderContext, parsed: ParsedAnswers) -> AnswersPage:
    """The page of all answers."""
    taxonomy, answers = context.taxonomy, parsed.answers
    result = match(taxonomy, answers)
    position, outside = walk(taxonomy, result), outside_of(taxonomy, result)
    query = write_query(answers)
    changed = and_then(query, RETURN_PAGE)
    label = taxonomy.index.label_by_slug.get(answers.label)
    given = given_answers(context, answers, changed)
    return AnswersPage(
        how_far=how_far(len(given), position),
        label=label.names[0] if label else "",
        without_label=context.page_url("answers", query=write_query(replace(answers, label=""))),
        ignored=ignored_view(context, parsed.ignored),
        given=given,
        open=question_links(context, (*position.open, *position.offered), changed),
        outside=outside.sentence if outside else "",
        skipped=question_links(context, position.skipped, changed),
        context=question_links(context, (*position.first, *position.last), changed),
        on=context.page_url("match", query=query) if position.next else "",
        result=context.page_url("result", query=query),
    )
