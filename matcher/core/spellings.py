"""Texts that are known however they are written, and but for slips of the pen."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from matcher.core.phrases import folded_words

ALIKE = 0.75
"""From here on two words may be one, from 0 for no letter in common to 1."""

LONGEST_WORD = 40
"""Characters. Longer words are not compared letter by letter."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """What a text means, and whether it was only close to it."""

    meaning: str
    is_close: bool = False


class Spellings:
    """Texts with what each means. Of two that are written alike the first counts."""

    def __init__(self, meanings: Iterable[tuple[str, str]]) -> None:
        self._exact: dict[str, str] = {}
        self._words: list[tuple[tuple[str, ...], str]] = []
        for text, meaning in meanings:
            if words := folded_words(text):
                self._exact.setdefault("".join(words), meaning)
                self._words.append((words, meaning))

    def exact(self, text: str) -> str | None:
        """What the text means, if it is written as it should be."""
        return self._exact.get("".join(folded_words(text)))

    def read(self, text: str) -> Spelled | None:
        """What the text means, or what the only one means that it is close to; else None."""
        words = folded_words(text)
        if exact := self._exact.get("".join(words)):
            return Spelled(exact)
        close = {meaning for known, meaning in self._words if _are_close(words, known)}
        return Spelled(close.pop(), is_close=True) if len(close) == 1 else None


def _are_close(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether each word is close to its own: a word more or less may turn the sense around."""
    return len(words) == len(known) and all(map(_is_close, words, known))


def _is_close(word: str, known: str) -> bool:
    """Whether it is the same but for a slip, hardly ever in the first letter: “external” begins
    otherwise than its opposite. With another digit it is another number."""
    if word == known:
        return True
    if word[0] != known[0] or any(map(str.isdigit, word + known)):
        return False
    if max(len(word), len(known)) > LONGEST_WORD:
        return False
    return SequenceMatcher(None, word, known).ratio() >= ALIKE
