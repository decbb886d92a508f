"""What each word means, learned from what the teacher says of groups of words."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from tests.word_table.groups import Group
from tests.word_table.teacher import Vectors

STIFFNESS = 6.0
"""How hard it is to move a word from where the teacher sees it alone (lambda of the ridge)."""

STEPS = 40
"""Steps of the conjugate gradient; after them nothing moves any more that 4 bits could show."""

DIMENSIONS = 128


def learned(own: Vectors, groups: Sequence[Group], said: Vectors) -> Vectors:
    """The vectors of the words with which the sum over a group, divided by the root of its size,
    comes nearest to what the teacher said of it: ridge regression from the words alone."""
    matrix = _matrix(groups, len(own))
    columns = range(0, own.shape[1], DIMENSIONS)  # a part at a time, for the memory
    parts = [
        _moved(matrix, own[:, at : at + DIMENSIONS], said[:, at : at + DIMENSIONS])
        for at in columns
    ]
    return np.hstack(parts)


def _matrix(groups: Sequence[Group], words: int) -> csr_array:
    sizes = np.array([len(group) for group in groups])
    return csr_array(
        (
            np.repeat(1 / np.sqrt(sizes), sizes).astype(np.float32),
            np.concatenate(groups),
            np.concatenate([[0], np.cumsum(sizes)]),
        ),
        shape=(len(groups), words),
    )


def _moved(matrix: csr_array, start: Vectors, said: Vectors) -> Vectors:
    """Conjugate gradients, every column by itself."""
    vectors = start.copy()
    residual = matrix.T @ (said - matrix @ vectors)
    direction, length = residual.copy(), (residual**2).sum(0)
    for _step in range(STEPS):
        image = matrix.T @ (matrix @ direction) + STIFFNESS * direction
        pace = _ratio(length, (direction * image).sum(0))
        vectors += pace * direction
        residual -= pace * image
        before, length = length, (residual**2).sum(0)
        direction = residual + _ratio(length, before) * direction
    return vectors


def _ratio(part: Vectors, whole: Vectors) -> Vectors:
    """Column by column; 0 where nothing is left. The teacher leaves three of its columns empty."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def explained(vectors: Vectors, groups: Sequence[Group], said: Vectors) -> float:
    """The share of what the teacher said that the vectors say too (R²)."""
    left = said - _matrix(groups, len(vectors)) @ vectors
    return float(1 - (left**2).sum() / ((said - said.mean(0)) ** 2).sum())


def narrowed(vectors: Vectors) -> Vectors:
    """The same in fewer dimensions, those in which the words differ most."""
    _values, axes = np.linalg.eigh(vectors.T @ vectors)
    return vectors @ axes[:, ::-1][:, :DIMENSIONS]
