"""Characters that no text may have."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from matcher.core import can_be_seen, control_characters, is_plain, plain_line

BIDIRECTIONAL_CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
DIRECTION_MARKS = {"\u061c", "\u200e", "\u200f"}


@pytest.mark.parametrize(
    ("text", "line", "lines"),
    [
        ("Plain, ünïcödé, 日本, 😀 and\u00a0spaces", (), ()),
        ("two\nlines\tand a tab", ("U+000A", "U+0009"), ()),
        ("\x00 \x01 \x01 \x7f \x85", ("U+0000", "U+0001", "U+007F", "U+0085"), None),
        ("carriage\r\nreturn", ("U+000D", "U+000A"), ("U+000D",)),
        ("half \ud83d", ("U+D83D",), None),
        ("a\u2028line\u2029paragraph", ("U+2028", "U+2029"), None),
        ("\u202edesrever\u202c \u2066\u2069", ("U+202E", "U+202C", "U+2066", "U+2069"), None),
        ("a soft\u00adhyphen and a joiner\u200d", (), ()),
    ],
)
def test_control_characters_are_named(
    text: str, line: tuple[str, ...], lines: tuple[str, ...] | None
) -> None:
    assert control_characters(text) == line
    assert control_characters(text, multiline=True) == (line if lines is None else lines)


@given(st.characters())
def test_the_categories_of_unicode_decide(character: str) -> None:
    control = (
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in BIDIRECTIONAL_CONTROLS
        or character in DIRECTION_MARKS
    )
    assert bool(control_characters(character)) == control
    assert is_plain(character) == (not control)


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\u202e", "\u2066", "\x1b"])
def test_a_line_that_reads_otherwise_than_it_was_written_is_not_plain(character: str) -> None:
    assert not is_plain(f"a{character}b")


@pytest.mark.parametrize("line", ["", "A title", "Ünï–cödé “quoted”", "עברית 2026"])
def test_a_line_of_visible_characters_is_plain(line: str) -> None:
    assert is_plain(line)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  Returns\tand\r\nrefunds\u2028today ", "Returns and refunds today"),
        ("Re\x00tu\u202ern\u200fs", "Returns"),
        ("עברית 2026", "עברית 2026"),
        (
            "👩\u200d👩\u200d👧 ❤\ufe0f 🏴\U000e0067\U000e007f",
            "👩\u200d👩\u200d👧 ❤\ufe0f 🏴\U000e0067\U000e007f",
        ),
        ("می\u200cکنیم", "می\u200cکنیم"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("", ""),
        (" \u200b\u2060\ufeff\u00ad\u200d\u00a0\u3000 ", ""),
        ("\u115f\u1160\u3164\uffa0\u2800\U000e0020\ufe0f", ""),
        ("\x00\u202e\n", ""),
    ],
)
def test_what_people_type_is_kept_as_one_plain_line(typed: str, line: str) -> None:
    assert plain_line(typed) == line
    assert can_be_seen(typed) == bool(line)


@given(st.text())
def test_a_plain_line_is_plain_and_stays_as_it_is(text: str) -> None:
    line = plain_line(text)
    assert is_plain(line)
    assert plain_line(line) == line.strip()
