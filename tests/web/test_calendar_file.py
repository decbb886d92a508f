"""Days as a calendar file (RFC 5545)."""

from datetime import date, datetime, timedelta, timezone

from matcher.exports.calendar_file import CalendarDay, write_calendar

NOON = datetime(2026, 12, 1, 12, tzinfo=timezone(timedelta(hours=2)))


def written(summary: str, description: str = "") -> str:
    return write_calendar([CalendarDay("a1", date(2027, 3, 31), summary, description)], now=NOON)


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
    text = write_calendar([CalendarDay("a1", date(1, 2, 3), "x", "")], now=NOON)
    assert "DTSTART;VALUE=DATE:00010203\r\n" in text


def test_what_is_watched_stands_in_its_description() -> None:
    lines = written("x", "If it grows, this would be b.\nPrices").split("\r\n")
    assert "DESCRIPTION:If it grows\\, this would be b.\\nPrices" in lines


def test_several_days_are_one_calendar() -> None:
    days = [CalendarDay(uid, date(2027, 3, 31), "x", "") for uid in ("a1", "a2")]
    lines = write_calendar(days, now=NOON).split("\r\n")
    assert [line for line in lines if line.startswith(("UID", "BEGIN:VC", "END:VC"))] == [
        "BEGIN:VCALENDAR",
        "UID:a1",
        "UID:a2",
        "END:VCALENDAR",
    ]
