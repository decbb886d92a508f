"""Characters that a text may not have: nobody sees them, and they change what is read."""

import re
import unicodedata

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""The Unicode categories Cc, control characters, and Cs, halves of characters."""

_LAYOUT = frozenset("\n\t")

_BREAK_CATEGORIES = frozenset({"Zl", "Zp"})
"""Unicode categories of the breaks of lines and paragraphs."""

_BIDI_CONTROLS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Bidirectional classes of invisible characters that can make a line read in another order."""


def control_characters(text: str, *, multiline: bool = False) -> tuple[str, ...]:
    """The control characters in the text and halves of surrogate pairs, each once and by its name:
    “U+0001”. A text of several lines may have line breaks and tabs."""
    characters = dict.fromkeys(_CONTROL.findall(text))
    return tuple(
        f"U+{ord(character):04X}"
        for character in characters
        if not (multiline and character in _LAYOUT)
    )


def is_plain(line: str) -> bool:
    """Whether all characters of a line are visible, and read in the order in which they were
    written."""
    return not control_characters(line) and not any(
        unicodedata.category(character) in _BREAK_CATEGORIES
        or unicodedata.bidirectional(character) in _BIDI_CONTROLS
        for character in line
    )
