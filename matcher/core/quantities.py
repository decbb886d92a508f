"""Quantities that are counted in whole parts, and the one way in which each is written.

Points and weights are counted in hundredths and fit scores in tenths, so that sums are exact and
ties are real. People read them with a real minus sign, programs as decimal numbers.
"""

from decimal import Decimal
from functools import lru_cache
from typing import NewType

Hundredths = NewType("Hundredths", int)
"""Points, the weight of a question or a score from 0 to 1: 150 is 1.5."""

Tenths = NewType("Tenths", int)
"""A score of the fit check, from 0 to 100: 72 is 7.2 of 10."""

ONE_POINT = Hundredths(100)

FORMATTED = 1024
"""A page writes the same few numbers a hundred times."""


@lru_cache(maxsize=FORMATTED)
def format_points(points: Hundredths) -> str:
    """1050 is “10.5”, -300 is “−3”. For weights too."""
    return _shortest(f"{points_as_number(points):.2f}")


@lru_cache(maxsize=FORMATTED)
def format_signed_points(points: Hundredths) -> str:
    """What is added or taken away: 150 is “+1.5”, 0 is “0”."""
    return _shortest(f"{points_as_number(points):+.2f}") if points else "0"


def format_strength(strength: int) -> str:
    """A strength, or a sum of strengths: 2 is “+2”, 0 is “0”."""
    return _with_minus_sign(f"{strength:+}") if strength else "0"


def format_score(score: Tenths) -> str:
    """A fit score, always with one decimal: 70 is “7.0”."""
    return f"{score_as_number(score):.1f}"


def format_share(score: Hundredths) -> str:
    """A score from 0 to 1, always with two decimals: 70 is “0.70”."""
    return f"{points_as_number(score):.2f}"


def _shortest(number: str) -> str:
    return _with_minus_sign(number.rstrip("0").rstrip("."))


def _with_minus_sign(number: str) -> str:
    return number.replace("-", "−")


def points_as_number(points: Hundredths) -> float:
    """150 is 1.5."""
    return points / ONE_POINT


def score_as_number(score: Tenths) -> float:
    """72 is 7.2."""
    return score / 10


def points_from_decimal(number: Decimal) -> Hundredths:
    """1.5 is 150. Digits after the second decimal are dropped."""
    return Hundredths(int(number * ONE_POINT))


def points_as_decimal(points: Hundredths) -> Decimal:
    """150 is 1.5."""
    return Decimal(points) / ONE_POINT


def score_from_decimal(number: Decimal) -> Tenths:
    """7.2 is 72. Digits after the first decimal are dropped."""
    return Tenths(int(number * 10))


def score_as_decimal(score: Tenths) -> Decimal:
    """72 is 7.2."""
    return Decimal(score) / 10
