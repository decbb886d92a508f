"""References to the rows of a taxonomy: typed for programs, one string for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

RowTypeName = Literal[
    "axis",
    "outcome",
    "fact",
    "profile",
    "parts",
    "service line",
    "example task",
    "typical answer",
    "line code",
    "family code",
    "KPI",
    "source",
    "exposure",
    "criterion",
    "risk",
    "hand-back",
    "confusion",
    "vendor label",
    "question",
    "option",
    "weight",
    "evidence",
    "combination",
    "effect",
    "warning",
    "fit driver",
    "score",
    "verdict",
    "band",
    "stop",
    "suggestion",
    "label",
    "label name",
    "candidate",
    "term",
    "pricing model",
    "price example",
    "price source",
    "pricing rule",
    "regime",
    "regime source",
    "standard",
    "standard source",
    "place",
    "place rule",
    "place entry",
    "place rule source",
    "exposure scale",
    "exposure level",
    "scale source",
    "annex clause",
    "classification",
    "code source",
    "next step",
    "note",
    "example",
    "example answer",
    "context question",
    "context option",
    "context group",
    "other buying",
    "retired answer",
    "answer instead",
    "guide page",
    "guide section",
]

_KEY_FORMATS: Mapping[RowTypeName, str] = {
    "typical answer": "{}/{}={}",
    "example answer": "{}/{}={}",
    "option": "{}={}",
    "weight": "{} on {}",
    "evidence": "{}={} on {}/{}",
    "effect": "{} on {}",
    "suggestion": "{}={}",
    "context option": "{}={}",
    "context group": "{}={}",
    "retired answer": "{}={}",
    "answer instead": "{}={}: {}={}",
}
"""How a key is written where its parts are not just joined by slashes."""


@dataclass(frozen=True, slots=True)
class RowRef:
    """A row, by its type and the parts of its natural key, those of its owner first. As a string:
    “evidence object=returns on family/ecommerce-order-ops”.

    `number` distinguishes the rows of one key, from 1.
    """

    row_type: RowTypeName
    key: tuple[str, ...]
    number: int = 1

    def __str__(self) -> str:
        again = f" ({self.number})" if self.number > 1 else ""
        return f"{self.row_type} {self.key_text}".rstrip() + again

    @property
    def key_text(self) -> str:
        """The key as one string: “object=returns”."""
        key_format = _KEY_FORMATS.get(self.row_type)
        return key_format.format(*self.key) if key_format else "/".join(self.key)


def row_ref(row_type: RowTypeName, *key: str) -> RowRef:
    """The reference to a row of that type and key."""
    return RowRef(row_type, key)


Location = RowRef | str
"""What a finding is about: a row, or in plain words something that is not a row, such as the
taxonomy as a whole or a place in a document."""
