"""Quantities: exact, and written in one way."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from matcher.core import (
    Hundredths,
    Tenths,
    format_points,
    format_score,
    format_signed_points,
    format_strength,
    points_as_decimal,
    points_from_decimal,
    score_as_decimal,
    score_from_decimal,
)
from matcher.core.quantities import points_as_number, score_as_number

HUNDREDTHS = st.integers(-10_000_000, 10_000_000).map(Hundredths)


@pytest.mark.parametrize(
    ("points", "plain", "signed"),
    [
        (0, "0", "0"),
        (1, "0.01", "+0.01"),
        (-50, "−0.5", "−0.5"),
        (75, "0.75", "+0.75"),
        (100, "1", "+1"),
        (-300, "−3", "−3"),
        (1050, "10.5", "+10.5"),
        (10_000, "100", "+100"),
        (1_234_567, "12345.67", "+12345.67"),
        (1_000_000_000, "10000000", "+10000000"),
    ],
)
def test_points_are_written_with_as_many_decimals_as_they_need(
    points: int, plain: str, signed: str
) -> None:
    assert format_points(Hundredths(points)) == plain
    assert format_signed_points(Hundredths(points)) == signed


@given(HUNDREDTHS)
def test_no_digit_of_points_is_lost(points: Hundredths) -> None:
    for text in (format_points(points), format_signed_points(points)):
        assert "-" not in text
        assert Decimal(text.replace("−", "-")) == points_as_decimal(points)
    assert points_from_decimal(points_as_decimal(points)) == points
    assert round(points_as_number(points) * 100) == points


@pytest.mark.parametrize(
    ("strength", "text"), [(-3, "−3"), (-1, "−1"), (0, "0"), (2, "+2"), (12, "+12")]
)
def test_a_strength_is_written_with_its_sign(strength: int, text: str) -> None:
    assert format_strength(strength) == text


@pytest.mark.parametrize(
    ("score", "text", "number"), [(0, "0.0", 0), (7, "0.7", 0.7), (70, "7.0", 7), (100, "10.0", 10)]
)
def test_a_score_always_has_one_decimal(score: int, text: str, number: float) -> None:
    tenths = Tenths(score)
    assert format_score(tenths) == text
    assert score_as_number(tenths) == number
    assert score_from_decimal(score_as_decimal(tenths)) == tenths
