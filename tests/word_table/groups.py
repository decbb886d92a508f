"""Groups of words for the teacher to read: what it says of them is what the table learns from."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from tests.word_table.teacher import Vectors

BY_RANK = 100_000
TOPICAL = 100_000
OF_THE_FIELD = 140_000
"""How many groups: of any words, the frequent ones more often; of words near one another; of words
that our own texts use, and their neighbours. Measured with the first taxonomy: with fewer, or
without the last kind, fewer texts find their family."""

CASES = "70"
"""What the names of the files with cases begin with, and of all after them."""

Group = tuple[int, ...]
"""The places of its words in the vocabulary."""

Weights = NDArray[np.float64]


def groups(words: list[str], own: Vectors, texts: Path, rng: Generator) -> Iterator[Group]:
    """All groups. `own` are the vectors of the words alone."""
    weights = by_rank(len(words))
    yield from _by_rank(weights, rng)
    yield from _topical(own, weights, rng)
    yield from _of_the_field(words, own, texts, weights, rng)


def by_rank(count: int) -> Weights:
    """How often each word is taken: more often the more frequent it is, but none never."""
    weights: Weights = 1 / (np.arange(count) + 200.0) ** 0.6
    return weights / weights.sum()


def _by_rank(weights: Weights, rng: Generator) -> Iterator[Group]:
    for _group in range(BY_RANK):
        yield tuple(rng.choice(len(weights), rng.integers(3, 9), p=weights).tolist())


def _topical(own: Vectors, weights: Weights, rng: Generator) -> Iterator[Group]:
    """Words near a seed, and a few of any kind: eight groups a seed."""
    for seed in rng.choice(len(weights), TOPICAL // 8, p=weights):
        near = _nearest(own, int(seed), 60)
        for _group in range(8):
            some = rng.choice(near, rng.integers(2, 6), replace=False).tolist()
            any_kind = rng.choice(len(weights), rng.integers(1, 4), p=weights).tolist()
            yield tuple(rng.permutation([*some, *any_kind]).tolist())


def _of_the_field(
    words: list[str], own: Vectors, texts: Path, weights: Weights, rng: Generator
) -> Iterator[Group]:
    """Words of our texts, their neighbours, and a few of any kind: never a text itself, so that
    what was learned is not what is measured."""
    place = {word: at for at, word in enumerate(words)}
    counts = Counter(word for word in words_of(texts) if word in place)
    known = np.array([place[word] for word in counts])
    often = np.sqrt(np.array(list(counts.values()), float))
    near = {word: _nearest(own, word, 25) for word in known.tolist()}
    for _group in range(OF_THE_FIELD):
        picked = rng.choice(known, rng.integers(2, 8), p=often / often.sum()).tolist()
        yield tuple([_or_another(word, near[word], weights, rng) for word in picked])


def _or_another(word: int, near: NDArray[np.intp], weights: Weights, rng: Generator) -> int:
    chance = rng.random()
    if chance < 0.45:
        return word
    return int(rng.choice(near)) if chance < 0.85 else int(rng.choice(len(weights), p=weights))


def words_of(texts: Path) -> Iterator[str]:
    """Every word of our texts, without the cases, by which suggestions are measured."""
    for path in sorted(texts.rglob("*.yaml")):
        if path.relative_to(texts).parts[0] < CASES:
            yield from re.findall("[a-z]+", re.sub(r"https?://\S+", "", path.read_text()).lower())


def _nearest(own: Vectors, word: int, count: int) -> NDArray[np.intp]:
    return np.argpartition(-(own @ own[word]), count)[:count]
