"""Findings about a taxonomy, in plain English: errors, warnings and information."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, in a sentence. `location` names the row: its type and its key."""

    level: Level
    code: str
    sentence: str
    location: str

    @property
    def is_error(self) -> bool:
        """Whether the taxonomy cannot be published like this."""
        return self.level == "error"


Findings = Iterator[Finding]


def error(code: str, location: str, sentence: str) -> Finding:
    """It prevents publishing."""
    return Finding("error", code, sentence, location)


def warning(code: str, location: str, sentence: str) -> Finding:
    """Somebody should check it: most likely it is not meant."""
    return Finding("warning", code, sentence, location)


def info(code: str, location: str, sentence: str) -> Finding:
    """It may well be meant."""
    return Finding("info", code, sentence, location)
