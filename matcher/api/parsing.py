"""The body of a request as JSON, read strictly, and what is wrong with its shape, in words."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _, gettext_lazy
from ninja.parser import Parser
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from matcher.core.formats.lines import json_type
from matcher.core.formats.strict_json import InvalidJson, read_json
from matcher.web.problem_details import FieldProblem

JSON = "application/json"


class NotJson(Exception):
    """The body says that it is something else than JSON."""


class StrictParser(Parser):
    """Refuses what two programs might read differently."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The value in the body. Raises NotJson and InvalidJson."""
        require_json(request)
        return cast("dict[str, Any]", read_json(request.body)[1])


def require_json(request: HttpRequest) -> None:
    """Raises NotJson unless the body says that it is JSON."""
    if request.content_type != JSON:
        raise NotJson


_PROBLEMS = {
    "encoding": gettext_lazy("It is not valid UTF-8 (byte {offset})."),
    "grammar": gettext_lazy("It is not JSON: {detail} at character {offset}."),
    "constant": gettext_lazy("It is not JSON: {detail} is not a number."),
    "number": gettext_lazy("It holds a number that is too long to be read."),
    "nesting": gettext_lazy("It is nested too deeply."),
    "name": gettext_lazy("“{detail}” is given twice."),
    "half character": gettext_lazy("It holds half of a character: {detail}."),
}


def json_problem(error: InvalidJson) -> str:
    """Why the body cannot be read, in a sentence."""
    offset = error.position.offset if error.position else 0
    return str(_PROBLEMS[error.reason]).format(detail=error.detail, offset=offset)


_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
}

_BRANCHES = ("str", "int", "list[str]")
"""What pydantic adds to the path of a field that may be one thing or another."""

BODY = "body"
"""What calls name the parameter that takes the body."""


def field_problems(error: ValidationError) -> Iterator[FieldProblem]:
    """What is wrong with each field, one sentence for each."""
    problems = error.errors(include_url=False)
    for field, same in groupby(problems, lambda problem: _field(problem["loc"])):
        yield FieldProblem(field, _sentence(field, list(same)))


def _field(place: tuple[int | str, ...]) -> str:
    steps = place[1:] if place[0] == BODY else place
    return ".".join(str(step) for step in steps if step not in _BRANCHES) or BODY


def _sentence(field: str, problems: list[ErrorDetails]) -> str:
    first = problems[0]
    match first["type"]:
        case "missing":
            return _("“%(field)s” is missing.") % {"field": field}
        case "extra_forbidden":
            return _("There is no field “%(field)s”.") % {"field": field}
    if kinds := _kinds(problems):
        actual = json_type(first["input"])
        return _("“%(field)s” must be %(kinds)s, not %(actual)s.") % {
            "field": field,
            "kinds": _(" or ").join(kinds),
            "actual": actual,
        }
    return f"“{field}”: {first['msg'].replace('Input should be', 'must be')}."


def _kinds(problems: Iterable[ErrorDetails]) -> list[str]:
    found = [_KINDS.get(problem["type"], "") for problem in problems]
    return list(dict.fromkeys(found)) if all(found) else []
