"""Which words a text shares with each of some subjects (TF-IDF)."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from matcher.core.words.documents import Document
from matcher.core.words.text import stem


@dataclass(frozen=True)
class Terms:
    """By stem, how much a text that has it once shares with each subject: the rarer it is among the
    subjects, the more, and the more of the subject's texts it makes up."""

    subjects: int
    rows: Mapping[str, tuple[float, ...]]

    @classmethod
    def of(cls, subjects: Sequence[str], texts: Iterable[tuple[Document, Sequence[str]]]) -> Self:
        """The terms of these texts, whose words are given."""
        weights = {term: _weights(row) for term, row in _counts(subjects, texts).items()}
        lengths = [math.hypot(*column) or 1.0 for column in zip(*weights.values(), strict=True)]
        rows = {term: _row(weight, lengths) for term, weight in weights.items()}
        return cls(len(subjects), rows)

    def shared(self, words: Iterable[str]) -> tuple[float, ...]:
        """The cosine of a text and each subject, but for the text's own length, which is the same
        for all."""
        parts = [
            _times(self.rows[term], 1 + math.log(count))
            for term, count in Counter(map(stem, words)).items()
            if term in self.rows
        ]
        return tuple(map(sum, zip(*parts, strict=True))) if parts else (0.0,) * self.subjects

    def known(self, words: Sequence[str]) -> float:
        """The share of these words that stands in the texts of the subjects."""
        return sum([stem(word) in self.rows for word in words]) / len(words)


def _counts(
    subjects: Sequence[str], texts: Iterable[tuple[Document, Sequence[str]]]
) -> dict[str, list[float]]:
    counts: dict[str, list[float]] = {}
    places = {subject: place for place, subject in enumerate(subjects)}
    for document, words in texts:
        for term, count in Counter(map(stem, words)).items():
            row = counts.setdefault(term, [0.0] * len(subjects))
            for subject, share in document.shares.items():
                row[places[subject]] += count * share
    return counts


def _weights(counts: Sequence[float]) -> tuple[float, ...]:
    """How much a term weighs in each subject."""
    rarity = _rarity(counts)
    return tuple([rarity * (1 + math.log(each) if each >= 1 else each) for each in counts])


def _rarity(row: Sequence[float]) -> float:
    having = len(row) - row.count(0)
    return math.log((len(row) + 1) / (having + 1)) + 1


def _row(weights: Sequence[float], lengths: Sequence[float]) -> tuple[float, ...]:
    """The same for a text that has the term once."""
    rarity = _rarity(weights)
    return tuple([rarity * each / length for each, length in zip(weights, lengths, strict=True)])


def _times(row: tuple[float, ...], factor: float) -> Sequence[float]:
    return row if factor == 1 else [factor * each for each in row]
