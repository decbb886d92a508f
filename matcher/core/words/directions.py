"""Which way a text points, by what its words mean, and how far that goes with other directions."""

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import dist
from operator import itemgetter, mul
from sys import byteorder
from typing import NamedTuple

from matcher.core.words.table import Direction, Meaning, together

NEW_AT_ONCE = 12
"""So many words of a text that are met for the first time are compared with every direction by
themselves, and remembered; the others of them together, which takes as long as one."""

MOST_REMEMBERED = 4096

UNIT = 100_000
"""Products are whole numbers, of hundred thousandths."""

Products = Sequence[int]
"""How far something goes with each of the directions. Those of a text are the sum of its words'."""


Pick = Callable[[Sequence[int] | Mapping[int, int]], tuple[int, ...]]
"""Takes the products at some places, all at once."""


def picking(places: Sequence[int]) -> Pick:
    """Takes the products at these places. Of one thing, `itemgetter` makes no tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda products: tuple(products[place] for place in places)


class Met(NamedTuple):
    """The products of a word, and the same side by side in one number, 32 bits each: to add two of
    these is to add all their products at once, in a fraction of the time. What a sum carries over
    into its neighbour is a hundred thousandth; it would take thousands of words to fill 32 bits."""

    products: "array[int]"
    row: int


@dataclass(frozen=True)
class Directions:
    """What texts are compared with: directions of length 1, each at its place. The products of
    words met before are remembered, and nothing of the texts that they were in."""

    directions: tuple[Direction, ...]
    _met: dict[str, Met] = field(default_factory=dict, compare=False, repr=False)

    def of_text(self, words: Sequence[str]) -> Products:
        """The products of a text of these words; empty where none is in the word table."""
        self._remember([word for word in dict.fromkeys(words) if word not in self._met])
        found = [self._met.get(word) for word in words]
        rest = [word for word, met in zip(words, found, strict=True) if met is None]
        row = sum([met.row for met in found if met])
        if rest:
            row += self._meet(together(rest)).row
        return self._apart(row) if row else ()

    def of_word(self, word: str, places: Collection[int]) -> Sequence[int] | Mapping[int, int]:
        """The products of the word alone, at these places at least; 0 where it is not in the word
        table."""
        if met := self._met.get(word):
            return met.products
        few = _products(together([word]), [self.directions[place] for place in places])
        return dict(zip(places, few, strict=True))

    def _remember(self, new: Sequence[str]) -> None:
        if len(self._met) + len(new) > MOST_REMEMBERED:
            self._met.clear()
        for word in new[:NEW_AT_ONCE]:
            self._met[word] = self._meet(together([word]))

    def _meet(self, own: Meaning | None) -> Met:
        products = array("i", _products(own, self.directions))
        return Met(products, int.from_bytes(products.tobytes(), byteorder, signed=True))

    def _apart(self, row: int) -> list[int]:
        size = array("i").itemsize * len(self.directions)
        return memoryview(row.to_bytes(size, byteorder, signed=True)).cast("i").tolist()


def _products(meaning: Meaning | None, others: Collection[Direction]) -> list[int]:
    """By way of distances, which the standard library has in C: the square of a distance is the sum
    of those of both lengths less twice the product."""
    if meaning is None:
        return [0] * len(others)
    own = meaning.direction
    half = (sum(map(mul, own, own)) + 1) / 2
    return [round(UNIT * (half - dist(own, other) ** 2 / 2)) for other in others]
