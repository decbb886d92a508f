"""Days as far as they are known, and days some months later."""

from datetime import date

import pytest

from matcher.core.days import first_day, is_day, months_later


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


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 9, 15), 3, date(2026, 12, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_some_months_later_is_the_same_day_or_the_last_of_the_month(
    day: date, months: int, later: date
) -> None:
    assert months_later(day, months) == later
