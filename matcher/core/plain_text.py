"""Characters that a text may not have: nobody sees them, and they change what is read."""

import re
import unicodedata
from typing import Literal

_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""The Unicode categories Cc, control characters, Zl and Zp, separators of lines and paragraphs, and
Cs, halves of characters; and the characters with the property Bidi_Control, with which a line can
be made to read in another order."""

LineProblem = Literal["control", "unseen", "long"]
"""Why a line cannot be kept as it is: it has control characters, nothing in it can be seen, or it
is too long."""

_LAYOUT = frozenset("\n\t")

_BREAK = re.compile("[\t-\r\x85\u2028\u2029]+")
"""What separates words although it may not stand in a line."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Me", "Mn", "Zl", "Zp", "Zs"})
"""The categories of characters that cannot be seen by themselves."""

_BLANK = re.compile("[\u115f\u1160\u2065\u2800\u3164\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]")
"""Characters of other categories that are drawn as nothing: fillers, the braille pattern without
dots, and what Unicode keeps free for more of them."""


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


def without_control(text: str) -> str:
    """The text without its control characters."""
    return _CONTROL.sub("", text)


def plain_line(text: str) -> str:
    """What somebody typed or pasted, as one line that can be shown and kept: line breaks and tabs
    are spaces, control characters are left out, and so are spaces at the ends. Empty when nothing
    remains that can be seen."""
    line = without_control(_BREAK.sub(" ", text)).strip()
    return line if can_be_seen(line) else ""


def can_be_seen(line: str) -> bool:
    """Whether any character of the line can be seen by itself. Those that join others, as in emoji
    and Persian words, are fine beside them, but cannot."""
    return any(
        unicodedata.category(character) not in _UNSEEN and not _BLANK.match(character)
        for character in line
    )


def line_problem(line: str, most: int) -> LineProblem | None:
    """What keeps a line of at most so many characters from being kept; None where nothing does."""
    if not is_plain(line):
        return "control"
    if not can_be_seen(line):
        return "unseen"
    return "long" if len(line) > most else None
