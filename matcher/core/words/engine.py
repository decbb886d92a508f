"""The engine: how near a text is to each of some subjects, which are families or the options of a
question, by the words that they share (TF-IDF) and by what its words mean (the word table).
docs/adr/0032 says how it was chosen."""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import add, mul
from typing import NamedTuple, Self

from matcher.core.words.documents import Document
from matcher.core.words.table import Direction, direction
from matcher.core.words.text import content_words, stem

NEAREST_GROUPS = 8
"""So many of its groups of texts that are nearest speak for a subject: the best single one is the
worst rule, and all together are blurred."""

MEANING_COUNTS = 2
"""What words mean counts this much more than which they are, in texts of up to `LONG` words; in
longer ones as much."""

LONG = 40

NEW_AT_ONCE = 3
"""So many words of a text that are met for the first time are compared with every group by
themselves, and remembered; the others of them together, which takes as long as one."""

MOST_REMEMBERED = 4096


class Group(NamedTuple):
    """Texts of one kind, or of one service line, of a subject: the direction of all of them."""

    subject: int
    name: str
    line: bool
    direction: Direction


class Reading(NamedTuple):
    """A text as the engine reads it: its words, how much it speaks for each subject (z scores, in
    the order of the subjects), and the cosine to each group, none where the word table has none of
    its words."""

    words: tuple[str, ...]
    scores: tuple[float, ...]
    cosines: tuple[float, ...]


@dataclass(frozen=True)
class Engine:
    """What texts are compared with. `terms` are, by stem, how rare it is, and how much it counts in
    each subject; `lengths` are those of the subjects in these counts."""

    subjects: tuple[str, ...]
    terms: Mapping[str, tuple[float, tuple[float, ...]]]
    lengths: tuple[float, ...]
    groups: tuple[Group, ...]
    _met: dict[str, "array[float]"] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, subjects: Sequence[str], documents: Iterable[Document]) -> Self:
        """The engine over these texts."""
        texts = [(each, content_words(each.text)) for each in documents]
        terms = _terms(subjects, texts)
        columns = zip(*[row for _rarity, row in terms.values()], strict=True)
        lengths = tuple([math.hypot(*column) or 1.0 for column in columns])
        return cls(tuple(subjects), terms, lengths, _groups(subjects, texts))

    def read(self, text: str) -> Reading | None:
        """How near the text is to everything; None where we know none of its words."""
        words = tuple(content_words(text))
        shared, cosines = self._shared(words), self._cosines(words)
        if not any(shared) and not cosines:
            return None
        return Reading(words, self._mixed(shared, cosines, len(words)), cosines)

    def product(self, word: str, group: int) -> float:
        """How much the word alone speaks for the group; the products of all words add up to the
        cosine of their text, but for its length."""
        if (met := self._met.get(word)) is not None:
            return met[group]
        own = direction(word)
        return sum(map(mul, own, self.groups[group].direction)) if own else 0.0

    def _mixed(
        self, shared: Sequence[float], cosines: Sequence[float], words: int
    ) -> tuple[float, ...]:
        """Both engines as one; where one of them knows no word, the other alone."""
        if not cosines:
            return _z(shared)
        meant = _z(self._meant(cosines))
        if not any(shared):
            return meant
        weight = MEANING_COUNTS if words <= LONG else 1
        pairs = zip(_z(shared), meant, strict=True)
        return tuple([(term + weight * meaning) / (1 + weight) for term, meaning in pairs])

    def _shared(self, words: Sequence[str]) -> list[float]:
        """The cosine of the text and each subject over their stems, but for the text's own length,
        which is the same for all."""
        sums = [0.0] * len(self.subjects)
        for term, count in Counter(map(stem, words)).items():
            if term in self.terms:
                rarity, row = self.terms[term]
                own = (1 + math.log(count)) * rarity
                sums = [total + own * each for total, each in zip(sums, row, strict=True)]
        return [total / length for total, length in zip(sums, self.lengths, strict=True)]

    def _cosines(self, words: Sequence[str]) -> tuple[float, ...]:
        """The cosine of the text and each group."""
        known = [word for word in words if direction(word)]
        whole = _sum(known)
        if whole is None:
            return ()
        length = math.hypot(*whole) or 1.0
        return tuple([product / length for product in self._products(known)])

    def _products(self, words: Sequence[str]) -> Iterable[float]:
        """The sum of the products of these words with each group."""
        new = [word for word in dict.fromkeys(words) if word not in self._met]
        for word in new[:NEW_AT_ONCE]:
            self._remember(word)
        met = {word: self._met.get(word) for word in words}
        parts: list[Sequence[float]] = [each for word in words if (each := met[word]) is not None]
        if rest := _sum([word for word in words if met[word] is None]):
            parts.append(self._with_groups(rest))
        return map(sum, zip(*parts, strict=True))

    def _remember(self, word: str) -> None:
        own = direction(word)
        if len(self._met) >= MOST_REMEMBERED:
            self._met.clear()
        if own:
            self._met[word] = array("d", self._with_groups(own))

    def _with_groups(self, own: Direction) -> list[float]:
        return [sum(map(mul, own, group.direction)) for group in self.groups]

    def _meant(self, cosines: Sequence[float]) -> list[float]:
        """How near each subject is: the mean of those of its groups that are nearest."""
        nearest = [
            [cosines[group] for group in self.nearest(subject, cosines)]
            for subject in range(len(self.subjects))
        ]
        return [sum(each) / len(each) if each else 0.0 for each in nearest]

    def nearest(self, subject: int, cosines: Sequence[float]) -> list[int]:
        """The groups that speak for a subject, the nearest first."""
        groups = self.groups_by_subject[subject]
        return sorted(groups, key=cosines.__getitem__, reverse=True)[:NEAREST_GROUPS]

    @cached_property
    def groups_by_subject(self) -> tuple[tuple[int, ...], ...]:
        """The places of the groups of each subject."""
        return tuple(
            tuple(at for at, group in enumerate(self.groups) if group.subject == subject)
            for subject in range(len(self.subjects))
        )


_Texts = Sequence[tuple[Document, list[str]]]


def _terms(subjects: Sequence[str], texts: _Texts) -> dict[str, tuple[float, tuple[float, ...]]]:
    """By stem: the rarer it is among the subjects, the more it counts; and how much in each."""
    counts: dict[str, list[float]] = {}
    place = {subject: at for at, subject in enumerate(subjects)}
    for document, words in texts:
        for term, count in Counter(map(stem, words)).items():
            row = counts.setdefault(term, [0.0] * len(subjects))
            for subject, share in document.shares.items():
                row[place[subject]] += count * share
    return {term: _weighed(row) for term, row in counts.items()}


def _weighed(row: Sequence[float]) -> tuple[float, tuple[float, ...]]:
    having = sum(count > 0 for count in row)
    rarity = math.log((len(row) + 1) / (having + 1)) + 1
    return rarity, tuple([rarity * (1 + math.log(each) if each >= 1 else each) for each in row])


def _groups(subjects: Sequence[str], texts: _Texts) -> tuple[Group, ...]:
    """The direction of each group: the sum of the directions of its texts, each of length 1."""
    place = {subject: at for at, subject in enumerate(subjects)}
    sums: dict[tuple[int, str, bool], Direction] = {}
    for document, words in texts:
        whole = _sum(words)
        if whole is None:
            continue
        length = math.hypot(*whole) or 1.0
        for subject, share in document.shares.items():
            key = (place[subject], document.group, document.line)
            own = [share / length * each for each in whole]
            sums[key] = list(map(add, sums[key], own)) if key in sums else own
    return tuple(Group(*key, _of_length_one(each)) for key, each in sums.items())


def _of_length_one(vector: Direction) -> Direction:
    length = math.hypot(*vector) or 1.0
    return [each / length for each in vector]


def _sum(words: Iterable[str]) -> Direction | None:
    """All the words together; None where none is in the table."""
    known = [each for word in words if (each := direction(word)) is not None]
    return list(map(sum, zip(*known, strict=True))) if known else None


def _z(values: Sequence[float]) -> tuple[float, ...]:
    """How far each is from the mean, in standard deviations."""
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values)) or 1.0
    return tuple([(value - mean) / spread for value in values])
