"""The page on which a visitor checks the answers."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from matcher.core import Answers, ParsedAnswers, match, write_query
from matcher.core.walk import walk
from matcher.presenters.given import render_given
from matcher.presenters.words import (
    IgnoredView,
    QuestionLink,
    and_then,
    ignored_view,
    progress,
    question_links,
)
from matcher.web.page import RenderContext

RETURN_PAGE = "answers"
"""The page that a changed answer leads back to: this one."""


@dataclass(frozen=True, slots=True)
class AnswersView:
    """Everything on the page."""

    progress: str
    label: str
    without_label: str
    ignored: IgnoredView | None
    given: SafeString
    open: tuple[QuestionLink, ...]
    skipped: tuple[QuestionLink, ...]
    on: str
    result: str
    start: str


def answers_view(context: RenderContext, parsed: ParsedAnswers) -> AnswersView:
    """The page of all answers."""
    taxonomy, answers = context.taxonomy, parsed.answers
    position = walk(taxonomy, match(taxonomy, answers))
    query = write_query(answers)
    changed = and_then(query, RETURN_PAGE)
    label = taxonomy.index.label_by_slug.get(answers.label)
    return AnswersView(
        progress=progress(context, position),
        label=label.names[0] if label else "",
        without_label=context.page_url("answers", query=write_query(Answers(answers.picks))),
        ignored=ignored_view(taxonomy, parsed.ignored),
        given=render_given(context, answers, changed),
        open=question_links(context, position.open, changed),
        skipped=question_links(context, position.skipped, changed),
        on=context.page_url("match", query=query) if position.next else "",
        result=context.page_url("result", query=query),
        start=context.page_url("match"),
    )
