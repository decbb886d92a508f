"""What the rows of a case answer."""

from matcher.core import NOT_SURE, Answers, Taxonomy
from matcher.core.answers import in_order
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
