"""Days as far as they are known (2026, 2026-08 or 2026-08-02), and days some months later."""

import re
from calendar import monthrange
from datetime import date

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def first_day(text: str) -> date:
    """The first day that is meant. Raises ValueError where the text is no day."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part or 1) for part in found.groups())
    return date(year, month, day)


def is_day(text: str) -> bool:
    """Whether the text is a day, a month or a year."""
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
