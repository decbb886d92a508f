"""JSON read strictly: whatever two programs might read differently is refused, and said where."""

import json
import re
from dataclasses import dataclass
from typing import Literal, NoReturn

Reason = Literal["encoding", "grammar", "constant", "number", "nesting", "name", "half character"]
"""Bytes that are not UTF-8; what is not JSON; NaN and Infinity; a number too long to be read; too
many brackets in brackets; a name given twice in one object; half of a surrogate pair."""

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Position:
    """A position in the text, as people count: lines and columns from 1. `offset` counts from the
    start, bytes where these are not UTF-8 and otherwise characters."""

    line: int
    column: int
    offset: int


class InvalidJson(ValueError):
    """Why the data is refused, for whoever words it. `detail` is what the parser says, or the name,
    constant or character at fault; `position` is None where none is known.

    A name given twice leaves the rest readable: `value` is then all of it, with the last of each,
    and `owner` the object that has the name twice.
    """

    def __init__(
        self,
        reason: Reason,
        detail: str = "",
        position: Position | None = None,
        value: object = None,
        owner: object = None,
    ) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
        self.position = position
        self.value = value
        self.owner = owner


def read_json(data: bytes) -> tuple[str, object]:
    """The text of the data, and the value in it. A byte order mark at the start, which some editors
    leave there, is not part of the text. Raises InvalidJson."""
    text = _decode(data)
    repeats: list[tuple[str, object]] = []

    def make_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
        fields: dict[str, object] = {}
        for name, value in pairs:
            if name in fields:
                repeats.append((name, fields))
            fields[name] = value
        return fields

    value = _parse(text, json.JSONDecoder(object_pairs_hook=make_object, parse_constant=_refuse))
    if repeats:
        name, owner = repeats[0]
        raise InvalidJson("name", name, value=value, owner=owner)
    if "\\ud" in text.lower() and (half := _half_character(value)):
        raise InvalidJson("half character", f"U+{ord(half):X}")
    return text, value


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        position = _position(before, len(before), offset=error.start)
        raise InvalidJson("encoding", position=position) from None


def _parse(text: str, decoder: json.JSONDecoder) -> object:
    try:
        return decoder.decode(text)
    except json.JSONDecodeError as error:
        position = _position(text, error.pos, offset=error.pos)
        raise InvalidJson("grammar", error.msg, position) from None
    except RecursionError:
        raise InvalidJson("nesting") from None
    except InvalidJson:
        raise
    except ValueError:  # what Python says of a number with thousands of digits
        raise InvalidJson("number") from None


def _position(text: str, index: int, *, offset: int) -> Position:
    line = text.count("\n", 0, index) + 1
    return Position(line, column=index - text.rfind("\n", 0, index), offset=offset + 1)


def _refuse(constant: str) -> NoReturn:
    raise InvalidJson("constant", constant)


def _half_character(value: object) -> str:
    """A half of a surrogate pair that is alone in a text, as only an escape can write it; empty
    where there is none."""
    parts = [value]
    while parts:
        part = parts.pop()
        if isinstance(part, str):
            if half := _HALF_CHARACTER.search(part):
                return half[0]
        elif isinstance(part, dict):
            parts += [*part.keys(), *part.values()]
        elif isinstance(part, list):
            parts += part
    return ""
