"""A write, once: with an `Idempotency-Key` it may be sent again without being done again."""

import re
from collections.abc import Callable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from matcher.api.callers import CalledRequest
from matcher.api.errors import InvalidField
from matcher.api.parsing import JSON
from matcher.repeatable_writes import Answer, Write, once
from matcher.web.problem_details import FieldProblem

_KEY = re.compile("[!-~]{1,200}")


def answer_write(request: CalledRequest, do: Callable[[str], Answer]) -> HttpResponse:
    """The answer to a write. `do` gets the key of the form that the write is, empty for one that
    nobody can repeat."""
    key = request.META.get("HTTP_IDEMPOTENCY_KEY")
    if key is None:
        return _response(do(""))
    if not _KEY.fullmatch(key):
        why = _("“Idempotency-Key” is 1 to 200 visible ASCII characters without spaces.")
        raise InvalidField(FieldProblem("Idempotency-Key", why))
    target = f"{request.method} {request.get_full_path()} {request.META.get('HTTP_EDIT_KEY', '')}"
    write = Write(request.auth.name, target, key, request.body)
    return _response(once(write, lambda: do(write.form_key)))


def _response(answer: Answer) -> HttpResponse:
    response = HttpResponse(answer.text, status=answer.status)
    if answer.text:
        response.headers["Content-Type"] = JSON
    else:
        del response.headers["Content-Type"]
    return response
