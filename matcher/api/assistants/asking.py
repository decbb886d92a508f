"""Our questions, put to the person: as a form in their client, or as data with a link."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from matcher.core import NOT_SURE, Answers, Match, Question, Taxonomy
from matcher.core.walk import walk

QUESTIONS_A_FORM = 4
"""Clients stop after ten forms, and nobody likes long ones."""

FORM = "questions"
"""The name of the form among what is asked."""


class OptionToShow(BaseModel):
    """An option: what is sent, and what the person reads."""

    slug: str
    label: str


class QuestionToAsk(BaseModel):
    """A question with its options. `several`: more than one may be picked."""

    slug: str
    prompt: str
    help: str
    several: bool
    options: list[OptionToShow]


def question_to_ask(question: Question) -> QuestionToAsk:
    """The question as an assistant gets it; *not sure* is an option."""
    labels = (*question.choices, (NOT_SURE, question.not_sure))
    return QuestionToAsk(
        slug=question.slug,
        prompt=question.prompt,
        help=question.help,
        several=question.kind == "several",
        options=[OptionToShow(slug=slug, label=label) for slug, label in labels],
    )


def next_questions(taxonomy: Taxonomy, match: Match) -> tuple[Question, ...]:
    """The questions that a page would ask next, as many as a form has; none when what is left
    would change nothing."""
    if match.outside:
        return ()
    slugs = walk(taxonomy, match).open[:QUESTIONS_A_FORM]
    return tuple(taxonomy.index.question_by_slug[slug] for slug in slugs)


def form(questions: Sequence[Question]) -> dict[str, Any]:
    """The questions as a form that the client shows (`elicitation/create`)."""
    properties = {question.slug: _field(question) for question in questions}
    schema = {"type": "object", "properties": properties}
    message = "Please answer what you can; “not sure” is always an answer."
    params = {"mode": "form", "message": message, "requestedSchema": schema}
    return {FORM: {"method": "elicitation/create", "params": params}}


def _field(question: Question) -> dict[str, Any]:
    choices = [
        {"const": slug, "title": label}
        for slug, label in (*question.choices, (NOT_SURE, question.not_sure))
    ]
    field: dict[str, Any] = {"title": question.prompt, "description": question.help}
    if question.kind == "several":
        return {**field, "type": "array", "items": {"anyOf": choices}}
    return {**field, "type": "string", "oneOf": choices}


def answers_of_form(responses: Mapping[str, Any]) -> dict[str, str | list[str]] | None:
    """What the person answered; None where they declined. A field that was left empty is no
    answer."""
    response = responses.get(FORM)
    if not isinstance(response, dict) or response.get("action") != "accept":
        return None
    content = response.get("content")
    filled = content.items() if isinstance(content, dict) else ()
    return {str(name): value for name, value in filled if value not in (None, "", [])}


def unconfirmed(answers: Answers, confirmed: Sequence[str]) -> tuple[str, ...]:
    """The questions whose answers the person has not confirmed."""
    return tuple(slug for slug in answers.as_dict() if slug not in confirmed)
