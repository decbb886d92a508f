"""Which words a text shares with each of some subjects (TF-IDF)."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from matcher.core.words.documents import Document
from matcher.core.words.text import stem

Stems = Mapping[str, int]


@dataclass(frozen=True)
class Terms:
    """By stem, how much a text that has it once shares with each subject: the rarer it is among the
    subjects, the more, and the more of the subject's texts it makes up."""

    subjects: int
    rows: Mapping[str, tuple[float, ...]]

    @classmethod
    def of(cls, subjects: Sequence[str], texts: Iterable[tuple[Document, Stems]]) -> Self:
        """The terms of these texts, whose stems are given."""
        weights = {term: _weights(row) for term, row in _counts(subjects, texts).items()}
        columns = zip(*[row for _rarity, row in weights.values()], strict=True)
        lengths = [math.hypot(*column) or 1.0 for column in columns]
        rows = {
            term: tuple([rarity * each / length for each, length in zip(row, lengths, strict=True)])
            for term, (rarity, row) in weights.items()
        }
        return cls(len(subjects), rows)

    def shared(self, words: Iterable[str]) -> tuple[float, ...]:
        """The cosine of a text and each subject, but for the text's own length, which is the same
        for all."""
        parts = [
            _times(self.rows[term], 1 + math.log(count))
            for term, count in stems(words).items()
            if term in self.rows
        ]
        return tuple(map(sum, zip(*parts, strict=True))) if parts else (0.0,) * self.subjects

    def known(self, words: Iterable[str]) -> int:
        """How many of these words stand in the texts of the subjects."""
        return sum([stem(word) in self.rows for word in words])


def stems(words: Iterable[str]) -> Stems:
    """The stems of the words, and how often each comes."""
    return Counter(map(stem, words))


def _counts(
    subjects: Sequence[str], texts: Iterable[tuple[Document, Stems]]
) -> dict[str, list[float]]:
    """How often each term comes in the texts of each subject, by their shares."""
    counts: dict[str, list[float]] = {}
    for place, terms in enumerate(_by_subject(subjects, texts)):
        for term, count in terms.items():
            if term not in counts:
                counts[term] = [0.0] * len(subjects)
            counts[term][place] = count
    return counts


def _by_subject(
    subjects: Sequence[str], texts: Iterable[tuple[Document, Stems]]
) -> Collection[Counter[str]]:
    found: dict[str, Counter[str]] = {subject: Counter() for subject in subjects}
    for document, terms in texts:
        for subject, share in document.shares.items():
            own = terms if share == 1 else {term: share * terms[term] for term in terms}
            found[subject].update(own)
    return found.values()


def _weights(counts: Sequence[float]) -> tuple[float, list[float]]:
    """How rare a term is among the subjects, and how much it weighs in each of them."""
    having = len(counts) - counts.count(0)
    rarity = math.log((len(counts) + 1) / (having + 1)) + 1
    return rarity, [rarity * (1 + math.log(each) if each >= 1 else each) for each in counts]


def _times(row: tuple[float, ...], factor: float) -> Sequence[float]:
    return row if factor == 1 else [factor * each for each in row]
