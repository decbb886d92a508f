"""A taxonomy as one JSON document: for people to read and keep, the same bytes every time."""

import json
from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from matcher.core.checks import Finding
from matcher.core.taxonomy.values import Taxonomy

WHOLE = "document"
"""Where something is wrong that concerns the document as a whole."""


class Unreadable(Exception):
    """The document is no taxonomy. `findings` say why, in their order, and where: at a line and
    column, or at a path such as `questions[3].options[0].slug`."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(f"{one.where}: {one.sentence}" for one in findings))
        self.findings = findings


def write(taxonomy: Taxonomy) -> str:
    """The document, indented, with a line break at its end."""
    return taxonomy.model_dump_json(indent=2) + "\n"


def read(data: bytes) -> Taxonomy:
    """The taxonomy that `write` wrote. Nothing is dropped or guessed: a field that is missing,
    unknown or of another type is refused. Raises Unreadable."""
    text = _text(data)
    _check_grammar(text)
    try:
        return Taxonomy.model_validate_json(text, strict=True, extra="forbid")
    except ValidationError as error:
        raise Unreadable(tuple(_of_shape(error))) from None


def _text(data: bytes) -> str:
    """Some editors put a mark at the start of a file; it is no part of the text."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(errors="replace")
        raise _unreadable(_place(before, len(before)), "This is not UTF-8 text.") from None


def _check_grammar(text: str) -> None:
    try:
        json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        place = _place(text, error.pos)
        raise _unreadable(place, f"This is not JSON: {error.msg}.") from None
    except RecursionError:
        raise _unreadable(WHOLE, "It is nested too deeply to be a taxonomy.") from None
    except ValueError as error:  # a name that stands twice, or a number too long to be read
        raise _unreadable(WHOLE, f"{error}.") from None


def _place(text: str, at: int) -> str:
    return f"line {text.count(chr(10), 0, at) + 1}, column {at - text.rfind(chr(10), 0, at)}"


def _unreadable(where: str, sentence: str) -> Unreadable:
    return Unreadable((_finding(where, sentence),))


def _finding(where: str, sentence: str) -> Finding:
    return Finding("blocks", "document", sentence, where)


def _once(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """An object whose names all differ; of two equal ones JSON would silently keep the last."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"“{name}” stands twice in one object")
        found[name] = value
    return found


# ── The shape ────────────────────────────────────────────────────────────────────────────

_SENTENCES = {
    "missing": "This field is missing.",
    "extra_forbidden": "There is no such field.",
    "string_type": "A text is expected here.",
    "int_type": "A whole number is expected here.",
    "bool_type": "true or false is expected here.",
    "tuple_type": "A list is expected here.",
    "model_type": "An object is expected here.",
}


def _of_shape(error: ValidationError) -> Iterator[Finding]:
    for found in error.errors(include_url=False, include_input=False):
        yield _finding(_path(found["loc"]), _SENTENCES.get(found["type"], f"{found['msg']}."))


def _path(steps: tuple[int | str, ...]) -> str:
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return path.lstrip(".") or WHOLE
