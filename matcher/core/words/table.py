"""The word table: what some twenty thousand English words mean, as directions in space. It knows
nothing of the taxonomy, so that an editor's change counts at once. `make words` builds it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import dist
from struct import pack
from sys import byteorder
from typing import NamedTuple, Self

from matcher.core.words.text import WORDS_KEPT

DIMENSIONS = 128
_PACKED = DIMENSIONS // 2
LENGTHS = 3400
"""So many times a step is stored as a whole number; the longest word has 244."""

_LOWEST = -8
_LANES = [pack("=2i", byte >> 4, byte & 15) for byte in range(256)]
"""The two levels of a byte, from 0 on, as 32 bits each."""
_WIDTH = 4 * DIMENSIONS

_ENDINGS = (
    *("ations", "ation", "ments", "able", "ment", "ness", "ers", "ies", "ied", "ing"),
    *("al", "ed", "er", "es", "ly", "or", "d", "s"),
)
_BEGINNINGS = (
    *("micro", "multi", "inter", "under", "over", "tele"),
    *("bio", "non", "pre", "sub", "re", "un"),
)
_SHORTEST_PART = 3

Direction = tuple[float, ...]


class Meaning(NamedTuple):
    """What some words mean together: their levels times their steps, 32 bits a dimension, side by
    side in one number, so that to add two of these is to add all dimensions at once. Levels count
    from 0 there, lest one carries over into its neighbour; `steps` are those of all the words."""

    row: int
    steps: int

    @property
    def direction(self) -> Direction:
        """The same as numbers."""
        return self._from_zero(self._levels, LENGTHS)

    @property
    def unit(self) -> Direction | None:
        """The direction of length 1; None where words cancel each other out."""
        levels = self._levels
        length = dist(levels, [-_LOWEST * self.steps] * DIMENSIONS)
        return self._from_zero(levels, length) if length else None

    @property
    def _levels(self) -> list[int]:
        return memoryview(self.row.to_bytes(_WIDTH, byteorder)).cast("i").tolist()

    def _from_zero(self, levels: Sequence[int], length: float) -> Direction:
        lowest = _LOWEST * self.steps
        return tuple([(level + lowest) / length for level in levels])


class WordTable(NamedTuple):
    """The words by their place in the table, what each means in whole steps of 4 bits a dimension,
    two to a byte, and the length of its steps."""

    places: dict[str, int]
    packed: bytes
    lengths: bytes

    @classmethod
    def read(cls) -> Self:
        """The table as it comes with the product."""
        folder = files(__package__)
        words = (folder / "words.txt").read_text(encoding="ascii").split()
        data = (folder / "words.bin").read_bytes()
        end = len(words) * _PACKED
        return cls({word: place for place, word in enumerate(words)}, data[:end], data[end:])

    def meaning(self, word: str) -> Meaning | None:
        """What the word means; of two words written as one, both together. None if it, or what
        it is made of, is not in the table."""
        return _all([self._at(place) for place in self._known(word)])

    def _at(self, place: int) -> Meaning:
        packed = self.packed[place * _PACKED : (place + 1) * _PACKED]
        levels = b"".join(map(_LANES.__getitem__, packed))
        steps = self.lengths[place]
        return Meaning(int.from_bytes(levels, byteorder) * steps, steps)

    def _known(self, word: str) -> tuple[int, ...]:
        """The places of the word, or of what is nearest to it in spelling."""
        for spelling in _spellings(word):
            if spelling in self.places:
                return (self.places[spelling],)
        for end in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            if word[:end] in self.places and word[end:] in self.places:
                return (self.places[word[:end]], self.places[word[end:]])
        rests = (word.removeprefix(part) for part in _BEGINNINGS if word.startswith(part))
        return next(((self.places[rest],) for rest in rests if rest in self.places), ())


@cache
def word_table() -> WordTable:
    """The table, read when it is first asked for."""
    return WordTable.read()


@lru_cache(maxsize=WORDS_KEPT)
def meaning(word: str) -> Meaning | None:
    """What the word means, by the table."""
    return word_table().meaning(word)


def together(words: Iterable[str]) -> Meaning | None:
    """What the words mean together; None where none is in the table."""
    return _all([each for word in words if (each := meaning(word)) is not None])


def _all(meanings: Sequence[Meaning]) -> Meaning | None:
    """All of these together; None without any."""
    if not meanings:
        return None
    return Meaning(sum([each.row for each in meanings]), sum([each.steps for each in meanings]))


def added(directions: Iterable[Direction]) -> Direction | None:
    """The sum of directions; None without any."""
    parts = tuple(directions)
    if len(parts) < 2:
        return parts[0] if parts else None
    return tuple(map(sum, zip(*parts, strict=True)))


def _spellings(word: str) -> Iterator[str]:
    """The word, as Americans spell it, and without an ending."""
    yield word
    yield re.sub(r"is(e|ed|es|ing|ation|ations)$", r"iz\1", word)
    yield word.replace("our", "or")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_PART:
            rest = word[: -len(ending)]
            yield from (rest, f"{rest}e", f"{rest}y")
            if rest[-1] == rest[-2]:
                yield rest[:-1]
