"""What no page of the desk sends: refused before a view reads it, instead of failing inside one.

Django takes a few fields of its own pages as they come, and a page answers 500 or builds thousands
of rows where somebody has changed them.
"""

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import TO_FIELD_VAR
from django.core.exceptions import BadRequest
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.http import HttpRequest, HttpResponse

DeskView = Callable[..., HttpResponse]

KEY = "id"
"""The field by which every table of the desk is pointed at."""

_NUMBER = re.compile("[0-9]{1,19}")

ROW_COUNTS = (f"-{TOTAL_FORM_COUNT}", f"-{INITIAL_FORM_COUNT}")
"""What the names of the fields end with that say how many rows are inside a page."""


def refuses_foreign_requests(view: DeskView) -> DeskView:
    """The view for what the pages of the desk send. For anything else, and for a number that is no
    key of any table, it raises BadRequest."""

    @wraps(view)
    def sound(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - of any view
        if problem := next(_problems(request), None):
            raise BadRequest(problem)
        try:
            return view(request, *args, **kwargs)
        except OverflowError:  # SQLite is asked for a number of more than 64 bits
            raise BadRequest("A number is larger than any key.") from None

    return sound


def _problems(request: HttpRequest) -> Iterator[str]:
    for sent in (request.GET, request.POST):
        if sent.get(TO_FIELD_VAR, KEY) != KEY:
            yield "A row is pointed at by a field that is no key."
    if not all(map(_NUMBER.fullmatch, request.POST.getlist(ACTION_CHECKBOX_NAME))):
        yield "A row is chosen by what is no key."
    if any(count > len(request.POST) for count in _row_counts(request)):
        yield "There are said to be more rows than fields were sent."


def _row_counts(request: HttpRequest) -> Iterator[int]:
    for name, count in request.POST.items():
        if name.endswith(ROW_COUNTS) and _NUMBER.fullmatch(str(count)):
            yield int(str(count))
