"""Cases as values, with all that their rows say: to be compared, and kept in a file."""

from collections.abc import Mapping

from matcher.core import Value
from matcher.core.taxonomy.values import Example, TypicalAnswer


class ExpectedOutcome(Value):
    """An outcome that a case must, or also may, bring first, and why it does not."""

    axis: str
    outcome: str
    also: bool = False
    disagrees: str = ""


class ExpectedVerdict(Value):
    """A verdict that a case must, or also may, come to, and why it does not."""

    verdict: str
    also: bool = False
    disagrees: str = ""


class CaseRow(Value):
    """The row of a case and those that belong to it. `to_review` is what an upgrade took away."""

    slug: str
    title: str
    text: str
    reason: str = ""
    example: bool = False
    sold_as: str = ""
    to_review: str = ""
    answers: tuple[TypicalAnswer, ...] = ()
    expectations: tuple[ExpectedOutcome, ...] = ()
    verdicts: tuple[ExpectedVerdict, ...] = ()


class CaseContent(CaseRow):
    """A whole case: its warnings are named by the row and not in rows of their own."""

    warnings: tuple[str, ...] = ()

    def same_as(self, other: "CaseContent") -> bool:
        """Whether both say the same, in whatever order they say it."""
        return self._unordered() == other._unordered()

    def _unordered(self) -> dict[str, object]:
        values = {name: getattr(self, name) for name in type(self).model_fields}
        return {
            name: frozenset(value) if isinstance(value, tuple) else value
            for name, value in values.items()
        }

    def as_text(self) -> Mapping[str, str]:
        """Each field as people read it, lists with one item a line."""
        return {name: _text(getattr(self, name)) for name in type(self).model_fields}

    def as_example(self) -> Example:
        """The case as the home page offers it."""
        return Example(
            slug=self.slug,
            title=self.title,
            text=self.text,
            sold_as=self.sold_as,
            answers=self.answers,
        )


class Cases(Value):
    """All cases, in their order."""

    cases: tuple[CaseContent, ...]


def _text(value: object) -> str:
    match value:
        case tuple():
            return "\n".join(sorted(_text(item) for item in value))
        case Value():
            texts = (_text(getattr(value, name)) for name in type(value).model_fields)
            return " ".join(filter(None, texts))
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)
