"""Findings about a taxonomy, in plain English: errors, warnings and information."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from matcher.core.taxonomy.row_ref import Location

Level = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, in a sentence. `location` is the row that it is about, or what else."""

    level: Level
    code: str
    sentence: str
    location: Location

    @property
    def is_error(self) -> bool:
        """Whether the taxonomy cannot be published like this."""
        return self.level == "error"


Findings = Iterator[Finding]


def error(code: str, location: Location, sentence: str) -> Finding:
    """It prevents publishing."""
    return Finding("error", code, sentence, location)


def warning(code: str, location: Location, sentence: str) -> Finding:
    """Somebody should check it: most likely it is not meant."""
    return Finding("warning", code, sentence, location)


def info(code: str, location: Location, sentence: str) -> Finding:
    """It may well be meant."""
    return Finding("info", code, sentence, location)
