"""What could not be done, said to a program: problem details (RFC 9457), in the words of a page."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.http import HttpRequest, HttpResponse

PROGRAM_PATHS = ("/api/", "/mcp/")
"""What the paths begin with that programs call."""

PROBLEM_JSON = "application/problem+json"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field, in a sentence. `field` is its path: “answers.served”."""

    field: str
    detail: str


def is_from_program(request: HttpRequest) -> bool:
    """Whether a program asks, and no page is wanted."""
    return request.path_info.startswith(PROGRAM_PATHS)


def problem_details(
    status: int, title: str, detail: str, errors: Sequence[FieldProblem] = ()
) -> HttpResponse:
    """What is wrong and what to do, with the fields at fault where it is fields."""
    problem: dict[str, object] = {"type": "about:blank", "title": title, "status": int(status)}
    problem["detail"] = detail
    if errors:
        problem["errors"] = [asdict(error) for error in errors]
    text = json.dumps(problem, ensure_ascii=False)
    return HttpResponse(text, content_type=PROBLEM_JSON, status=status)
