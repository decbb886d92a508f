"""A taxonomy as one JSON document: for people to read and keep, the same bytes every time."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from matcher.core.checks import Finding
from matcher.core.formats.strict_json import InvalidJson, Reason, read_json
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
    try:
        text, _value = read_json(data)
    except InvalidJson as error:
        raise TaxonomyJsonError((_refusal(error),)) from None
    try:
        return Taxonomy.model_validate_json(text, strict=True, extra="forbid").lifted
    except ValidationError as error:
        raise TaxonomyJsonError(tuple(_shape_findings(error))) from None


_REFUSALS: Mapping[Reason, str] = {
    "encoding": "This is not UTF-8 text.",
    "grammar": "This is not JSON: {detail}.",
    "constant": "This is not JSON: {detail} is not a number.",
    "number": "It contains a number that is too long to be read.",
    "nesting": "It is nested too deeply to be a taxonomy.",
    "name": "“{detail}” appears twice in one object.",
    "half character": "It contains half of a character: {detail}.",
}


def _refusal(error: InvalidJson) -> Finding:
    at = error.position
    location = f"line {at.line}, column {at.column}" if at else WHOLE_DOCUMENT
    return _finding(location, _REFUSALS[error.reason].format(detail=error.detail))


def _finding(location: str, sentence: str) -> Finding:
    return Finding("error", "document", sentence, location)


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
