"""The word table: what some twenty thousand English words mean, as directions in space. It knows
nothing of the taxonomy, so that an editor's change counts at once. `make words` builds it."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from operator import add
from typing import NamedTuple, Self

DIMENSIONS = 128
_PACKED = DIMENSIONS // 2
_MIDDLE = 8
_LEVELS = [(byte >> 4, byte & 15) for byte in range(256)]
_PAIRS = [(float(high - _MIDDLE), float(low - _MIDDLE)) for high, low in _LEVELS]

_ENDINGS = (
    *("ations", "ation", "ments", "able", "ment", "ness", "ers", "ies", "ied", "ing"),
    *("al", "ed", "er", "es", "ly", "or", "d", "s"),
)
_BEGINNINGS = (
    *("micro", "multi", "inter", "under", "over", "tele"),
    *("bio", "non", "pre", "sub", "re", "un"),
)
_SHORTEST_PART = 3
_WORDS_KEPT = 4096

Direction = list[float]


class WordTable(NamedTuple):
    """The words by their place in the table, what each means in 4 bits a dimension, two to a byte,
    and its length."""

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

    def direction(self, word: str) -> Direction | None:
        """What the word means; of two words written as one, both together. None if it, or what
        it is made of, is not in the table."""
        places = self._known(word)
        if not places:
            return None
        first, *others = [self._unpacked(place) for place in places]
        for other in others:
            first = list(map(add, first, other))
        return first

    def _unpacked(self, place: int) -> Direction:
        length = self.lengths[place] / 255
        packed = self.packed[place * _PACKED : (place + 1) * _PACKED]
        return [length * level for byte in packed for level in _PAIRS[byte]]

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


@lru_cache(maxsize=_WORDS_KEPT)
def direction(word: str) -> Direction | None:
    """What the word means, by the table."""
    return word_table().direction(word)


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
