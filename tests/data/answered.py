"""What the rows of a case answer."""

from collections.abc import Mapping
from dataclasses import replace

from matcher.core import NOT_SURE, UNSURE, Answer, Answers, Taxonomy
from matcher.core.answers import in_order, with_answer
from matcher.core.walk import Walk
from matcher.models import Case


def answers_of(taxonomy: Taxonomy, case: Case) -> Answers:
    """The answers of the case, in the order asked."""
    given = Answers(
        tuple(
            (one.question.slug, one.option.slug if one.option else NOT_SURE)
            for one in case.answers.all()
        )
    )
    return Answers(in_order(taxonomy, given.as_dict()))


def asked_or_offered(position: Walk) -> str | None:
    """What the walk asks next or, at its end, what the result offers to ask."""
    return position.next or next(iter(position.offered), None)


def next_given(
    taxonomy: Taxonomy, given: Answers, asked: str, known: Mapping[str, Answer]
) -> Answers:
    """What is given once the question that the walk asks is answered too: with what is known, else
    with *not sure*."""
    if asked in taxonomy.index.context_by_slug:
        return replace(given, context=(*given.context, (asked, NOT_SURE)))
    return with_answer(taxonomy, given, asked, known.get(asked, UNSURE))
