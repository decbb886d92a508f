"""The answers given so far, each with the link that changes it."""

from dataclasses import dataclass

from matcher.core import Answers
from matcher.presenters.words import answer_text
from matcher.web.page import RenderContext


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """A question, the answer to it, and the link that asks it again."""

    prompt: str
    answer: str
    href: str


def given_answers(context: RenderContext, answers: Answers, query: str) -> tuple[GivenAnswer, ...]:
    """The answers in the order asked. The query is that of the links to change one."""
    questions = context.taxonomy.index.question_by_slug
    return tuple(
        GivenAnswer(
            prompt=questions[slug].prompt,
            answer=answer_text(questions[slug], answer),
            href=context.page_url("question", slug, query=query),
        )
        for slug, answer in answers.as_dict().items()
    )
