"""A day as a calendar file (RFC 5545)."""

from datetime import date, datetime, timedelta, timezone

from matcher.exports.calendar_file import write_day

NOON = datetime(2026, 12, 1, 12, tzinfo=timezone(timedelta(hours=2)))


def written(summary: str, description: str = "") -> str:
    day = date(2027, 3, 31)
    return write_day(uid="a1", day=day, summary=summary, description=description, now=NOON)


def test_a_day_is_one_event_that_takes_all_of_it() -> None:
    assert written("Review: Invoices").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//BPO Service Line Matcher//EN",
        "BEGIN:VEVENT",
        "UID:a1",
        "DTSTAMP:20261201T100000Z",
        "DTSTART;VALUE=DATE:20270331",
        "SUMMARY:Review: Invoices",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT9H",
        "DESCRIPTION:Review: Invoices",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_name_cannot_begin_another_line_or_value() -> None:
    lines = written("a\\b;c,d\nEND:VEVENT").split("\r\n")
    assert "SUMMARY:a\\\\b\\;c\\,d\\nEND:VEVENT" in lines
    assert lines.count("END:VEVENT") == 1


def test_long_lines_are_folded_between_two_characters() -> None:
    text = written("审查" * 60)
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert f"SUMMARY:{'审查' * 60}" in text.replace("\r\n ", "")


def test_early_years_have_four_digits_too() -> None:
    text = write_day(uid="a1", day=date(1, 2, 3), summary="x", description="", now=NOON)
    assert "DTSTART;VALUE=DATE:00010203\r\n" in text


def test_what_is_watched_stands_in_its_description() -> None:
    lines = written("x", "If it grows, this would be b.\nPrices").split("\r\n")
    assert "DESCRIPTION:If it grows\\, this would be b.\\nPrices" in lines
