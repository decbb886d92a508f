"""The words of a text that say something, and their stems."""

import re
from functools import lru_cache

_WORD = re.compile("[a-z]+")

STOP_WORDS = frozenset(
    _WORD.findall(
        """
        a about after again all also am an and any are as at be been before being
        but by can could did do does doing done down each eg etc for from general
        had has have he hello her here hers hi him his how if in including into is
        it its just least less like may me might mine more most must my need needs
        new no nor not of off on only or other our ours out over own per please
        related same services service shall she should so some somebody someone such
        than thank thanks that the their theirs them then there these they this
        those to too under up us use used uses using various very via want was we
        were what when where which while who whom why will with within without would
        you your yours
        """
    )
)
"""Words that are in texts of every kind."""

_POSSESSIVE = re.compile("['’]s\\b")
_STEM = re.compile(
    "(.{3,}?)(?:ations|ation|ments|ment|ings|ing|ies|ers|ed|er|es|s|e|y)",
)
"""A word and its longest ending that leaves three letters."""

WORDS_KEPT = 4096
"""So many words are kept with what was found for them, for when they come again."""


def content_words(text: str) -> list[str]:
    """The words that say something, in their order: lower case, of two letters or more."""
    plain = _POSSESSIVE.sub("", text.lower())
    return [word for word in _WORD.findall(plain) if len(word) > 1 and word not in STOP_WORDS]


@lru_cache(maxsize=WORDS_KEPT)
def stem(word: str) -> str:
    """The word without its ending: coarse, but the same for all who are counted together."""
    found = _STEM.fullmatch(word)
    return found[1] if found else word
