"""Days as far as they are known."""

from datetime import date

import pytest

from matcher.core.days import first_day, is_day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026", date(2026, 1, 1)),
        ("2026-08", date(2026, 8, 1)),
        ("2026-08-02", date(2026, 8, 2)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_a_day_a_month_or_a_year_is_a_day(text: str, expected: date) -> None:
    assert (first_day(text), is_day(text)) == (expected, True)


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "26", "2026-13", "2026-02-30", "2026-8-2", "2026-08-02T00:00", "0000"),
        *("2026-08-", "\uff12\uff10\uff12\uff16"),
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_day(text)
