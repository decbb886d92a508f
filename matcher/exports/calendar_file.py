"""A day to look at a row again, as a calendar file (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

MAX_OCTETS = 75
"""Bytes of a line of the file; longer ones are folded."""

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def write_day(*, uid: str, day: date, summary: str, description: str, now: datetime) -> str:
    """One event that takes the whole day, wherever it is opened, with an alarm at nine in the
    morning. The same `uid` is the same event, also on another day."""
    text = description.translate(_ESCAPED)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//BPO Service Line Matcher//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day.isoformat().replace('-', '')}",
        f"SUMMARY:{summary.translate(_ESCAPED)}",
        *([f"DESCRIPTION:{text}"] if text else []),
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT9H",
        f"DESCRIPTION:{summary.translate(_ESCAPED)}",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _folded(line: str) -> Iterator[str]:
    """The line in parts that are short enough; each but the first begins with a space."""
    part = ""
    for character in line:
        if len((part + character).encode()) > MAX_OCTETS:
            yield part
            part = " "
        part += character
    yield part
