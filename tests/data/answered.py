"""What the rows of a case answer."""

from collections.abc import Iterator, Mapping
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


def last_context(taxonomy: Taxonomy) -> Iterator[str]:
    """The questions of context on the last page of the walk."""
    yield from (question.slug for question in taxonomy.context if question.asked == "last")


def next_given(
    taxonomy: Taxonomy, given: Answers, asked: str, known: Mapping[str, Answer]
) -> Answers:
    """What is given once the question that the walk asks is answered too: with what is known, else
    with *not sure*. What is asked of the buyer stands on one page."""
    if question := taxonomy.index.context_by_slug.get(asked):
        page = [asked] if question.asked == "first" else list(last_context(taxonomy))
        return replace(given, context=(*given.context, *((slug, NOT_SURE) for slug in page)))
    return with_answer(taxonomy, given, asked, known.get(asked, UNSURE))
