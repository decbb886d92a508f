"""The described pieces of work of fixtures/, as a visitor would type them in."""

from dataclasses import dataclass
from urllib.parse import urlencode

from matcher.core import NOT_SURE
from matcher.models import Case


@dataclass(frozen=True)
class Work:
    """A described piece of work: the answers by question, and what must come out."""

    answers: dict[str, str]
    first: dict[str, str]
    warnings: tuple[str, ...]

    @property
    def query(self) -> str:
        """The answers as an address holds them."""
        return urlencode(self.answers)


def described(slug: str) -> Work:
    """The case of that slug; its rows have to be there."""
    case = Case.objects.get(slug=slug)
    return Work(
        answers={
            each.question.slug: each.option.slug if each.option else NOT_SURE
            for each in case.answers.select_related("question", "option")
        },
        first={
            each.outcome.axis.slug: each.outcome.slug
            for each in case.expectations.filter(also=False).select_related("outcome__axis")
        },
        warnings=tuple(case.warnings.values_list("slug", flat=True)),
    )
