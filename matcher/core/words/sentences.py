"""What a sentence model sees in a text, where there is one: it reads a text as a whole, so that it
knows more of what is meant than the word table, which adds up single words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import dist, sqrt
from typing import NamedTuple

from matcher.core.words.directions import UNIT, Products
from matcher.core.words.table import Direction

Read = Callable[[str], Direction]
"""Reads a text: its direction, of length 1."""


class Sentences(NamedTuple):
    """A sentence model: how it reads a text, and the directions, of length 1, in which it saw our
    own texts."""

    read: Read
    known: Mapping[str, Direction]


@dataclass(frozen=True)
class SentenceDirections:
    """What texts are compared with, as the model sees it, each at its place."""

    read: Read
    directions: tuple[Direction, ...]

    def of_text(self, text: str, words: int) -> Products:
        """The products of a text of so many words: as long as those of its words together, so that
        whoever takes them need not know which it was."""
        own, length = self.read(text), UNIT * sqrt(words)
        return [round(length * (1 - dist(own, other) ** 2 / 2)) for other in self.directions]
