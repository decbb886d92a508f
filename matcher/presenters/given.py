"""The answers given so far, as the rows of a description list."""

from django.utils.safestring import SafeString

from matcher.core import Answers
from matcher.presenters.words import answer_label
from matcher.web.page import (
    ANSWERS,
    PARTS_KEPT,
    ROWS,
    RenderContext,
    fill_slots,
    remembered,
    render_part,
)


def render_given(context: RenderContext, answers: Answers, query: str) -> SafeString:
    """The answers in the order asked. The query is that of the links to change one."""
    return fill_slots(ROWS, rows=_rows(context, answers), query=query)


def render_given_card(context: RenderContext, answers: Answers, query: str) -> SafeString:
    """The same as a card beside a question."""
    return fill_slots(_card(context, bool(answers)), rows=_rows(context, answers), query=query)


@remembered(PARTS_KEPT)
def _card(context: RenderContext, has_answers: bool) -> SafeString:
    values = {
        "rows": ROWS if has_answers else "",
        "check": context.page_url("answers", query=ANSWERS),
        "start": context.page_url("match"),
    }
    return render_part("_given_card.html", values)


def _rows(context: RenderContext, answers: Answers) -> list[SafeString]:
    return [_row(context, slug, option) for slug, option in answers]


@remembered(PARTS_KEPT)
def _row(context: RenderContext, slug: str, option: str) -> SafeString:
    question = context.taxonomy.index.question_by_slug[slug]
    values = {
        "prompt": question.prompt,
        "answer": answer_label(question, option),
        "href": context.page_url("question", slug, query=ANSWERS),
    }
    return render_part("_given.html", values)
