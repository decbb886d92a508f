"""The API put together: all calls, how they are read, and what is said when one fails."""

from typing import Any

from ninja import NinjaAPI
from ninja.errors import ValidationError, ValidationErrorContext

from matcher.api import matching, programmes, reading, results
from matcher.api.callers import AUTH
from matcher.api.errors import HANDLERS
from matcher.api.parsing import StrictParser, field_problems

VERSION = "1"


class Service(NinjaAPI):
    """An API that says in words which field of a request is wrong."""

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        return ValidationError(
            [
                {"field": problem.field, "detail": problem.detail}
                for context in error_contexts
                for problem in field_problems(context.pydantic_validation_error)
            ]
        )


def _service() -> Service:
    service = Service(
        title="BPO Service Line Matcher",
        version=VERSION,
        description=(
            "Match answers about a piece of work, keep results and programmes, and read what they "
            "are matched with. The same shapes as the commands of the matcher."
        ),
        auth=AUTH,
        parser=StrictParser(),
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
    )
    for router in (reading.router, matching.router, results.router, programmes.router):
        service.add_router("", router)
    for error, handler in HANDLERS.items():
        service.add_exception_handler(error, handler)
    return service


service = _service()
