"""The described pieces of work of fixtures/, as a visitor would type them in."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from matcher.core import NOT_SURE, Answer
from matcher.models import Case, ContextQuestion


@dataclass(frozen=True)
class Work:
    """A described piece of work: the answers by question, and what must come out."""

    answers: dict[str, Answer]
    first: dict[str, str]
    warnings: tuple[str, ...]

    @property
    def query(self) -> str:
        """The answers as an address holds them."""
        return urlencode(self.answers, doseq=True)


def described(slug: str) -> Work:
    """The case of that slug; its rows have to be there."""
    case = Case.objects.get(slug=slug)
    return Work(
        answers=_by_question((*_context(), *_described(case))),
        first={
            each.outcome.axis.slug: each.outcome.slug
            for each in case.expectations.filter(also=False).select_related("outcome__axis")
        },
        warnings=tuple(case.warnings.values_list("slug", flat=True)),
    )


def _context() -> Iterator[tuple[str, str]]:
    """The first option of every question of context before the others, about which cases say
    nothing."""
    for question in ContextQuestion.objects.filter(asked="first"):
        yield question.slug, question.options.all()[0].slug


def _described(case: Case) -> Iterator[tuple[str, str]]:
    for each in case.answers.select_related("question", "option"):
        yield each.question.slug, each.option.slug if each.option else NOT_SURE


def _by_question(pairs: tuple[tuple[str, str], ...]) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for question, option in pairs:
        answers[question] = (*answers.get(question, ()), option)
    return answers
