"""What the name of a piece of work proposes. A name is read as a text of the visitor's is: the
dictionary first, then the engine; and nothing of it counts before it is confirmed."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import Self

from matcher.core.phrases import (
    Glossary,
    folded,
    glossary,
    label_called,
    labels_by_name,
    proposed_answers,
    take_apart,
)
from matcher.core.picks import Answer
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Label, ServiceLine
from matcher.core.words.suggest import Suggestions
from matcher.core.words.suggester import Suggester

LINES_OFFERED = 3
"""So many service lines are offered for a name."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """Answers, by question, that a name proposes together: those that its words propose or, of a
    service `line` that it may be, the usual ones."""

    answers: Mapping[str, Answer]
    line: ServiceLine | None = None


@dataclass(frozen=True, slots=True)
class NameReading:
    """What a name says: the `label` that it is called like, and what may be confirmed, the nearest
    first; neither where the name says too little."""

    label: Label | None
    readings: tuple[Reading, ...]

    @property
    def is_silent(self) -> bool:
        """Whether it says too little."""
        return self.label is None and not self.readings


@dataclass(frozen=True, slots=True)
class NameReader:
    """What names are read with. Of a label only its words propose anything, as elsewhere: what it
    leaves open is asked, and never guessed."""

    suggester: Suggester
    known: Glossary
    labels: Mapping[str, Label]
    lines: Mapping[str, ServiceLine]
    lines_by_name: Mapping[str, ServiceLine]

    @classmethod
    def of(cls, taxonomy: Taxonomy, suggester: Suggester) -> Self:
        """The reader for this taxonomy, whose suggester is given."""
        lines = [line for outcome in taxonomy.outcomes for line in outcome.service_lines]
        return cls(
            suggester,
            glossary(taxonomy),
            labels_by_name(taxonomy),
            {line.slug: line for line in lines},
            {folded(line.name): line for line in lines},
        )

    def read(self, name: str, answered: Container[str] = ()) -> NameReading:
        """What the name proposes for questions other than those that are answered."""
        label = label_called(self.labels, name)
        words = proposed_answers(part.entry for part in take_apart(self.known, name) if part.entry)
        offered: tuple[ServiceLine, ...] = ()
        if label is None:
            families, proposals = self.suggester.suggest(name)
            words = (*((each.question, each.option) for each in proposals), *words)
            offered = self._offered(name, families)
        readings = [Reading(_open(dict(words).items(), answered))]
        readings += [Reading(_open(_typical(line), answered), line) for line in offered]
        return NameReading(label, tuple(each for each in readings if each.answers))

    def _offered(self, name: str, families: Suggestions) -> tuple[ServiceLine, ...]:
        """The line that is called so, then those that are near."""
        called = self.lines_by_name.get(folded(name))
        near = (self.lines[slug] for slug in near_lines(families))
        found = {line.slug: line for line in (called, *near) if line}
        return tuple(islice(found.values(), LINES_OFFERED))


def near_lines(families: Suggestions) -> tuple[str, ...]:
    """The lines that brought the families that are shown: the nearest of each come before the
    second of any."""
    ranks = zip_longest(*(family.lines for family in families.ranked[: families.shown]))
    return tuple(slug for slug in chain.from_iterable(ranks) if slug)


def _typical(line: ServiceLine) -> Iterator[Pair]:
    return ((each.question, each.option) for each in line.typical)


def _open(pairs: Iterable[Pair], answered: Container[str]) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for question, option in pairs:
        if question not in answered:
            answers[question] = (*answers.get(question, ()), option)
    return answers
