"""What is wrong, or worth a look, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Level = Literal["blocks", "look", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, in a sentence. `where` names the row: its kind and its key."""

    level: Level
    code: str
    sentence: str
    where: str

    @property
    def blocks(self) -> bool:
        """Whether the taxonomy cannot be published like this."""
        return self.level == "blocks"


Findings = Iterator[Finding]


def wrong(code: str, where: str, sentence: str) -> Finding:
    """It stands in the way of publishing."""
    return Finding("blocks", code, sentence, where)


def look(code: str, where: str, sentence: str) -> Finding:
    """Somebody should look at it: most likely it is not meant."""
    return Finding("look", code, sentence, where)


def info(code: str, where: str, sentence: str) -> Finding:
    """It may well be meant."""
    return Finding("info", code, sentence, where)
