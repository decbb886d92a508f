"""The answers given so far, each with the link that changes it."""

from typing import NamedTuple

from matcher.core import Answers
from matcher.presenters.words import answer_labels, given
from matcher.web.page import RenderContext


class GivenAnswer(NamedTuple):
    """A question, the answer to it, and the link that asks it again. Where several options are
    ticked, each has a label."""

    prompt: str
    labels: tuple[str, ...]
    href: str


def given_answers(context: RenderContext, answers: Answers, query: str) -> tuple[GivenAnswer, ...]:
    """The answers in the order asked. The query is that of the links to change one."""
    return tuple(
        GivenAnswer(
            prompt=question.prompt,
            labels=answer_labels(question, answer),
            href=context.page_url("question", question.slug, query=query),
        )
        for question, answer in given(context.taxonomy, answers)
    )
