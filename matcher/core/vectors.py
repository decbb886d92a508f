"""Numbers for all outcomes of an axis, in its order: points, strengths, or how far each leads."""

from collections.abc import Iterable
from operator import add, sub

from matcher.core.quantities import Hundredths

Vector = tuple[int, ...]

RULED_OUT = -(10**12)
"""What takes the place of points where an outcome is not left: fewer than any other can have."""


def plus(first: Vector, second: Vector) -> Vector:
    """The sum, outcome by outcome."""
    return tuple(map(add, first, second))


def minus(first: Vector, second: Vector) -> Vector:
    """The difference, outcome by outcome."""
    return tuple(map(sub, first, second))


def summed(vectors: Iterable[Vector]) -> Vector:
    """The sum of all of them, outcome by outcome. There is at least one."""
    return tuple(map(sum, zip(*vectors, strict=True)))


def lead(left: Vector) -> Hundredths | None:
    """How far the most of these points is ahead of the next; None where only one is left."""
    second, most = sorted((RULED_OUT, *left))[-2:]
    return None if second == RULED_OUT else Hundredths(most - second)
