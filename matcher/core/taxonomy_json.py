"""A taxonomy as one JSON document: for people to read and keep, the same bytes every time."""

import json
from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from matcher.core.checks import Finding
from matcher.core.taxonomy import Taxonomy

WHOLE_DOCUMENT = "document"
"""The location of what is wrong with the document as a whole."""


class TaxonomyJsonError(Exception):
    """The document does not contain a taxonomy. `findings` say why, in order, and where: at a line
    and column, or at a path such as `questions[3].options[0].slug`."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            "\n".join(f"{finding.location}: {finding.sentence}" for finding in findings)
        )
        self.findings = findings


def write_taxonomy(taxonomy: Taxonomy) -> str:
    """The document, indented, with a line break at its end."""
    return taxonomy.model_dump_json(indent=2) + "\n"


def read_taxonomy(data: bytes) -> Taxonomy:
    """The taxonomy that `write_taxonomy` wrote. Nothing is dropped or guessed: a field that is
    missing, unknown or of another type is refused. Raises TaxonomyJsonError."""
    text = _text(data)
    _check_grammar(text)
    try:
        return Taxonomy.model_validate_json(text, strict=True, extra="forbid")
    except ValidationError as error:
        raise TaxonomyJsonError(tuple(_shape_findings(error))) from None


def _text(data: bytes) -> str:
    """Some editors put a byte order mark at the start of a file; it is not part of the text."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(errors="replace")
        raise _error(_line_and_column(before, len(before)), "This is not UTF-8 text.") from None


def _check_grammar(text: str) -> None:
    try:
        json.loads(text, object_pairs_hook=_unique_names)
    except json.JSONDecodeError as error:
        location = _line_and_column(text, error.pos)
        raise _error(location, f"This is not JSON: {error.msg}.") from None
    except RecursionError:
        raise _error(WHOLE_DOCUMENT, "It is nested too deeply to be a taxonomy.") from None
    except ValueError as error:  # a name given twice, or a number too long to be read
        raise _error(WHOLE_DOCUMENT, f"{error}.") from None


def _line_and_column(text: str, index: int) -> str:
    return (
        f"line {text.count(chr(10), 0, index) + 1}, column {index - text.rfind(chr(10), 0, index)}"
    )


def _error(location: str, sentence: str) -> TaxonomyJsonError:
    return TaxonomyJsonError((_finding(location, sentence),))


def _finding(location: str, sentence: str) -> Finding:
    return Finding("error", "document", sentence, location)


def _unique_names(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """An object whose names all differ; of two equal ones JSON would silently keep the last."""
    fields: dict[str, object] = {}
    for name, value in pairs:
        if name in fields:
            raise ValueError(f"“{name}” stands twice in one object")
        fields[name] = value
    return fields


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


def _shape_findings(error: ValidationError) -> Iterator[Finding]:
    for problem in error.errors(include_url=False, include_input=False):
        sentence = _SENTENCES.get(problem["type"], f"{problem['msg']}.")
        yield _finding(_path(problem["loc"]), sentence)


def _path(steps: tuple[int | str, ...]) -> str:
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return path.lstrip(".") or WHOLE_DOCUMENT
