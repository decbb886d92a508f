"""JSON Lines: one object per line, in and out, whatever the objects are."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from matcher.core.formats.strict_json import InvalidJson, Reason, read_json
from matcher.core.taxonomy.values import Value

RecordId = str | int | None
"""What identifies a record for whoever sent it: given back as it was given."""


class ErrorRecord(Value):
    """A line that could not be used. `line` counts from 1; `id` is null where none was read."""

    id: RecordId
    line: int
    error: str


class InvalidLine(ValueError):
    """Why a line cannot be used, in a sentence, with the id where it has one, and the `field` that
    is at fault where it is one (“answers.served”)."""

    def __init__(self, message: str, id: RecordId = None, *, field: str = "") -> None:
        super().__init__(message)
        self.id, self.field = id, field


class RepeatedName(InvalidLine):
    """A line in which an object (`owner`) has a name twice, with the rest of it (`record`)."""

    def __init__(self, name: str, owner: object, record: dict[str, object]) -> None:
        super().__init__(_REFUSALS["name"].format(detail=name))
        self.name, self.owner, self.record = name, owner, record


Result = TypeVar("Result")


def each_line(
    lines: Iterable[bytes], run: Callable[[bytes], Result]
) -> Iterator[Result | ErrorRecord]:
    """One result for each line that is not blank. An empty input is an error."""
    empty = True
    for number, raw in enumerate(lines, start=1):
        if raw.strip():
            empty = False
            try:
                yield run(raw)
            except InvalidLine as error:
                yield ErrorRecord(id=error.id, line=number, error=str(error))
    if empty:
        yield ErrorRecord(id=None, line=1, error="The input is empty: give one JSON object a line.")


_REFUSALS: Mapping[Reason, str] = {
    "encoding": "The line is not valid UTF-8 (byte {offset}).",
    "grammar": "The line is not JSON: {detail} at character {offset}.",
    "constant": "The line is not JSON: {detail} is not a number.",
    "number": "The line holds a number that is too long to be read.",
    "nesting": "The line is nested too deeply.",
    "name": "“{detail}” is given twice.",
    "half character": "The line holds half of a character: {detail}.",
}


def read_object(raw: bytes) -> dict[str, object]:
    """The object in the line. Raises InvalidLine with a sentence for the user."""
    try:
        _text, value = read_json(raw)
    except InvalidJson as error:
        raise _refusal(error) from None
    if not isinstance(value, dict):
        raise InvalidLine(f"A line must be a JSON object, not {json_type(value)}.")
    return value


def _refusal(error: InvalidJson) -> InvalidLine:
    if isinstance(error.value, dict):
        return RepeatedName(error.detail, error.owner, error.value)
    offset = error.position.offset if error.position else 0
    return InvalidLine(_REFUSALS[error.reason].format(detail=error.detail, offset=offset))


def record_id(record: dict[str, object]) -> RecordId:
    """The id, if it is one."""
    id = record.get("id")
    return id if isinstance(id, str | int) and not isinstance(id, bool) else None


def json_type(value: object) -> str:
    """What kind of value it is, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, str):
        return "text"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, float):
        return "a number with decimals"
    return "an object" if isinstance(value, dict) else "a number"
