"""The engine: how near a text is to each of some subjects, which are families or the options of a
question, by the words that they share (TF-IDF) and by what it means (the word table, or a sentence
model). docs/adr/0032 and 0052 say how they were chosen."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from matcher.core.words.directions import Directions, Pick, Products, picking
from matcher.core.words.figures import BY_SENTENCES, BY_WORDS, Figures
from matcher.core.words.sentences import SentenceDirections
from matcher.core.words.terms import Terms
from matcher.core.words.text import content_words

MEANING_COUNTS = 2
"""What a text means counts this much more than which words it has, up to `LONG` of them; in longer
ones as much."""

LONG = 40


class Group(NamedTuple):
    """Texts of one kind, or of one service line, of a subject, and the place of the direction of
    all of them."""

    name: str
    line: bool
    place: int


class Heard(NamedTuple):
    """The words of a text that say something, and how far they go with the directions of all
    groups: empty where nothing is known of what they mean."""

    words: tuple[str, ...]
    products: Products


@dataclass(frozen=True)
class Engine:
    """What texts are compared with: terms, and the groups of each subject. Where there is a
    sentence model, it says what a text means; the word table still says which of its words meant
    most."""

    subjects: tuple[str, ...]
    terms: Terms
    groups: tuple[tuple[Group, ...], ...]
    directions: Directions
    sentences: SentenceDirections | None = None

    @property
    def figures(self) -> Figures:
        """From where on something is said of what it suggests."""
        return BY_SENTENCES if self.sentences else BY_WORDS

    @cached_property
    def picks(self) -> tuple[Pick, ...]:
        """For each subject, what takes the products of its groups."""
        return tuple(picking([group.place for group in groups]) for groups in self.groups)

    def hear(self, text: str) -> Heard:
        """The text for this engine, and for those that were made with it."""
        words = tuple(content_words(text))
        if self.sentences and words:
            return Heard(words, self.sentences.of_text(text, len(words)))
        return Heard(words, self.directions.of_text(words))

    def scores(self, heard: Heard) -> list[float]:
        """How much the text speaks for each subject, in standard deviations from their mean; empty
        where we know none of its words."""
        shared = self.terms.shared(heard.words)
        if not heard.products:
            return _z(shared) if any(shared) else []
        count = self.figures.nearest_groups
        meant = _z([_meant(pick(heard.products), count) for pick in self.picks])
        if not any(shared):
            return meant
        weight = MEANING_COUNTS if len(heard.words) <= LONG else 1
        pairs = zip(_z(shared), meant, strict=True)
        return [(term + weight * meaning) / (1 + weight) for term, meaning in pairs]

    def nearest(self, subject: int, products: Products) -> list[Group]:
        """The groups that speak for a subject, the nearest first."""
        groups = self.groups[subject]
        return sorted(groups, key=lambda group: products[group.place], reverse=True)


def _meant(products: Products, count: int) -> float:
    """How near a subject is: the mean of so many of its groups that are nearest."""
    nearest = sorted(products)[-count:]
    return sum(nearest) / len(nearest) if nearest else 0.0


def _z(values: Sequence[float]) -> list[float]:
    """How far each is from the mean, in standard deviations."""
    mean = sum(values) / len(values)
    apart = [value - mean for value in values]
    spread = math.hypot(*apart) / math.sqrt(len(values)) or 1.0
    return [each / spread for each in apart]
