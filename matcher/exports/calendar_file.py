"""Days to look at something again, as a calendar file (RFC 5545)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

MAX_OCTETS = 75
"""Bytes of a line of the file; longer ones are folded."""

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day on which to do something. The same `uid` is the same event, also on another day."""

    uid: str
    day: date
    summary: str
    description: str


def write_calendar(days: Iterable[CalendarDay], *, now: datetime) -> str:
    """An event for each, of which there has to be one. It takes the whole day, wherever it is
    opened, with an alarm at nine in the morning."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//BPO Service Line Matcher//EN",
        *(line for each in days for line in _event(each, now)),
        "END:VCALENDAR",
    )
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(each: CalendarDay, now: datetime) -> Iterator[str]:
    summary, text = (one.translate(_ESCAPED) for one in (each.summary, each.description))
    yield from (
        "BEGIN:VEVENT",
        f"UID:{each.uid}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{each.day.isoformat().replace('-', '')}",
        f"SUMMARY:{summary}",
        *([f"DESCRIPTION:{text}"] if text else []),
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT9H",
        f"DESCRIPTION:{summary}",
        "END:VALARM",
        "END:VEVENT",
    )


def _folded(line: str) -> Iterator[str]:
    """The line in parts that are short enough; each but the first begins with a space."""
    part = ""
    for character in line:
        if len((part + character).encode()) > MAX_OCTETS:
            yield part
            part = " "
        part += character
    yield part
