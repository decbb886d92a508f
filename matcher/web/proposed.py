"""Answers that the visitor's own words propose: they go along in every URL of the walk until their
question is answered. They count for nothing before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matcher.core import Answers, Taxonomy

PROPOSED = "proposed"
"""The reserved name under which a URL carries a proposed answer, as `question.option`."""

_BETWEEN = "."

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Proposed:
    """The proposed answers by question, in the order given: one for each that has no answer."""

    answers: tuple[Pair, ...] = ()

    def option(self, question: str) -> str:
        """The option that is proposed for the question; empty without one."""
        return dict(self.answers).get(question, "")

    @property
    def fields(self) -> tuple[Pair, ...]:
        """The proposals as fields of a form."""
        return tuple((PROPOSED, _BETWEEN.join(answer)) for answer in self.answers)

    @property
    def parameters(self) -> str:
        """The proposals as parameters of a URL; empty without any."""
        return "&".join(f"{name}={value}" for name, value in self.fields)


NOTHING_PROPOSED = Proposed()


def proposed(taxonomy: Taxonomy, pairs: Iterable[Pair], answers: Answers) -> Proposed:
    """What is proposed among the name = value pairs of a URL, without what is answered already.
    What the taxonomy does not know is dropped without a word: nobody typed it."""
    values = [value for name, value in pairs if name == PROPOSED]
    if not values:
        return NOTHING_PROPOSED
    answered = answers.as_dict()
    known = dict(reversed([pair for pair in _read(taxonomy, values) if pair[0] not in answered]))
    return Proposed(tuple(reversed(known.items())))


def _read(taxonomy: Taxonomy, values: Iterable[str]) -> Iterator[Pair]:
    for value in values:
        slug, _between, option = value.partition(_BETWEEN)
        question = taxonomy.index.question_by_slug.get(slug)
        if question is not None and question.option(option) is not None:
            yield slug, option
