"""Characters that a text may not have: nobody sees them, and they change what is read."""

import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""The Unicode categories Cc, control characters, Zl and Zp, separators of lines and paragraphs, and
Cs, halves of characters; and the bidirectional controls, with which a line can be made to read in
another order."""

_LAYOUT = frozenset("\n\t")


def control_characters(text: str, *, multiline: bool = False) -> tuple[str, ...]:
    """The control characters in the text, each once and by its name: “U+0001”. A text of several
    lines may have line breaks and tabs."""
    characters = dict.fromkeys(_CONTROL.findall(text))
    return tuple(
        f"U+{ord(character):04X}"
        for character in characters
        if not (multiline and character in _LAYOUT)
    )


def is_plain(line: str) -> bool:
    """Whether all characters of a line are visible, and read in the order in which they were
    written."""
    return not control_characters(line)
