"""The engine: how near a text is to each of some subjects, which are families or the options of a
question, by the words that they share (TF-IDF) and by what its words mean (the word table).
docs/adr/0032 says how it was chosen."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from matcher.core.words.directions import Directions, Pick, Products, picking
from matcher.core.words.terms import Terms
from matcher.core.words.text import content_words

NEAREST_GROUPS = 8
"""So many of its groups of texts that are nearest speak for a subject: the best single one is the
worst rule, and all together are blurred."""

MEANING_COUNTS = 2
"""What words mean counts this much more than which they are, in texts of up to `LONG` words; in
longer ones as much."""

LONG = 40


class Group(NamedTuple):
    """Texts of one kind, or of one service line, of a subject, and the place of the direction of
    all of them."""

    name: str
    line: bool
    place: int


class Heard(NamedTuple):
    """The words of a text that say something, and how far they go with the directions of all
    groups: empty where the word table has none of them."""

    words: tuple[str, ...]
    products: Products


@dataclass(frozen=True)
class Engine:
    """What texts are compared with: terms, and the groups of each subject."""

    subjects: tuple[str, ...]
    terms: Terms
    groups: tuple[tuple[Group, ...], ...]
    directions: Directions

    @cached_property
    def picks(self) -> tuple[Pick, ...]:
        """For each subject, what takes the products of its groups."""
        return tuple(picking([group.place for group in groups]) for groups in self.groups)

    def hear(self, text: str) -> Heard:
        """The text for this engine, and for those that were made with it."""
        words = tuple(content_words(text))
        return Heard(words, self.directions.of_text(words))

    def scores(self, heard: Heard) -> list[float]:
        """How much the text speaks for each subject, in standard deviations from their mean; empty
        where we know none of its words."""
        shared = self.terms.shared(heard.words)
        if not heard.products:
            return _z(shared) if any(shared) else []
        meant = _z([_meant(pick(heard.products)) for pick in self.picks])
        if not any(shared):
            return meant
        weight = MEANING_COUNTS if len(heard.words) <= LONG else 1
        pairs = zip(_z(shared), meant, strict=True)
        return [(term + weight * meaning) / (1 + weight) for term, meaning in pairs]

    def nearest(self, subject: int, products: Products) -> list[Group]:
        """The groups that speak for a subject, the nearest first."""
        groups = self.groups[subject]
        return sorted(groups, key=lambda group: products[group.place], reverse=True)


def _meant(products: Products) -> float:
    """How near a subject is: the mean of those of its groups that are nearest."""
    nearest = sorted(products)[-NEAREST_GROUPS:]
    return sum(nearest) / len(nearest) if nearest else 0.0


def _z(values: Sequence[float]) -> list[float]:
    """How far each is from the mean, in standard deviations."""
    mean = sum(values) / len(values)
    apart = [value - mean for value in values]
    spread = math.hypot(*apart) / math.sqrt(len(values)) or 1.0
    return [each / spread for each in apart]
