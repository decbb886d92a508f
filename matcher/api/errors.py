"""Whatever a call may raise, as problem details: the status, what is wrong and what to do."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _, gettext_lazy
from ninja.errors import HttpError, ValidationError
from pydantic import ValidationError as ShapeError

from matcher.api.callers import ForeignOrigin, NoApiKey
from matcher.api.parsing import NotJson, field_problems, json_problem
from matcher.api_keys import RevokedApiKey, UnknownApiKey
from matcher.core.formats.lines import InvalidLine
from matcher.core.formats.strict_json import InvalidJson
from matcher.editions import DATABASE_AWAY, NoEdition
from matcher.hourly_limit import LimitReached
from matcher.programme_uploads import MAX_KEPT, TooManyKept, TooManyUploads
from matcher.programmes import (
    MAX_ROWS,
    GoneProgramme,
    GoneRow,
    StaleRow,
    TooManyRows,
    UnknownProgramme,
    UnknownRow,
)
from matcher.repeatable_writes import OtherBody, StillRunning
from matcher.sharing import GoneResult, UnknownResult
from matcher.sheets.table import Unreadable
from matcher.web.errors import (
    database_away,
    no_result,
    nothing_published,
    retry_after,
    too_many,
)
from matcher.web.missing import missing_result
from matcher.web.problem_details import FieldProblem, problem_details
from matcher.web.programme import no_programme

Handler = Callable[[HttpRequest, Any], HttpResponse]


class InvalidField(Exception):
    """A field has the right shape and cannot be used. `problems` say which and why."""

    def __init__(self, *problems: FieldProblem) -> None:
        super().__init__(*(problem.detail for problem in problems))
        self.problems = problems


class NotSheet(Exception):
    """What is sent says that it is no spreadsheet."""


class UnknownEdition(Exception):
    """There is no edition of this number."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number


def _invalid_fields(_request: HttpRequest, error: InvalidField) -> HttpResponse:
    detail = " ".join(problem.detail for problem in error.problems)
    return problem_details(
        HTTPStatus.UNPROCESSABLE_ENTITY, _("This cannot be used as it is"), detail, error.problems
    )


def _invalid_shape(request: HttpRequest, error: ShapeError) -> HttpResponse:
    return _invalid_fields(request, InvalidField(*field_problems(error)))


def _invalid_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _invalid_fields(request, InvalidField(*(FieldProblem(**each) for each in error.errors)))


def _invalid_answers(request: HttpRequest, error: InvalidLine) -> HttpResponse:
    return _invalid_fields(request, InvalidField(FieldProblem(error.field, str(error))))


# ── What cannot be read ──────────────────────────────────────────────────────────────────


def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    cause = error.__cause__
    if isinstance(cause, NotJson):
        return _not_json(request, cause)
    why = _("It was not sent in a way that we understand.")
    if isinstance(cause, InvalidJson):
        why = json_problem(cause)
    nothing = _("Nothing was changed.")
    return problem_details(error.status_code, _("We cannot read this request"), f"{why} {nothing}")


def _not_json(_request: HttpRequest, _error: NotJson) -> HttpResponse:
    return problem_details(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        _("This is not sent as JSON"),
        _("Send the header “Content-Type: application/json”. Nothing was changed."),
    )


def _unreadable_file(request: HttpRequest, error: Unreadable) -> HttpResponse:
    return _invalid_fields(request, InvalidField(FieldProblem("body", str(error))))


def _not_sheet(_request: HttpRequest, _error: NotSheet) -> HttpResponse:
    return problem_details(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        _("This is not sent as a spreadsheet"),
        _("Send the file itself as text/csv, or as XLSX with its type. Nothing was changed."),
    )


# ── Keys, origins and limits ─────────────────────────────────────────────────────────────


def _foreign_origin(_request: HttpRequest, _error: ForeignOrigin) -> HttpResponse:
    return problem_details(
        HTTPStatus.FORBIDDEN,
        _("This was sent from a page of another site"),
        _(
            "Its origin is not among those that may call us from a browser. Whoever runs this site "
            "can list it (API_ORIGINS). Nothing was changed."
        ),
    )


def _no_key(_request: HttpRequest, error: Exception) -> HttpResponse:
    response = problem_details(
        HTTPStatus.UNAUTHORIZED, _("This key is not taken"), str(_WHY_NOT[type(error)])
    )
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


_WHY_NOT = {
    NoApiKey: gettext_lazy(
        "A key is sent as “Authorization: Bearer bpo_…”. Without that header you may call us too, "
        "less often."
    ),
    UnknownApiKey: gettext_lazy(
        "We do not know it: it may have been copied in part. Without the header “Authorization” "
        "you may call us too, less often."
    ),
    RevokedApiKey: gettext_lazy("It was revoked. Ask whoever gave it to you for another."),
}


def _too_many(request: HttpRequest, error: LimitReached | TooManyUploads) -> HttpResponse:
    why = _("That is the most that we allow you. Nothing of this call was kept or changed.")
    return too_many(request, why=why, seconds=error.seconds)


# ── Links, rows and editions ─────────────────────────────────────────────────────────────


def _no_edition(_request: HttpRequest, error: UnknownEdition) -> HttpResponse:
    why = _("There is no edition %(number)s.") % {"number": error.number}
    return problem_details(HTTPStatus.NOT_FOUND, _("There is no such edition"), why)


def _no_row(_request: HttpRequest, error: UnknownRow | GoneRow) -> HttpResponse:
    if isinstance(error, GoneRow):
        why = _("Somebody who may edit the programme has deleted it, with its answers.")
        return problem_details(HTTPStatus.GONE, _("This row was deleted"), why)
    why = _("The programme never had a row of this number.")
    return problem_details(HTTPStatus.NOT_FOUND, _("There is no such row"), why)


def _too_many_rows(request: HttpRequest, _error: TooManyRows) -> HttpResponse:
    why = _("A programme has %(most)s rows at most. Nothing was changed.") % {"most": MAX_ROWS}
    return _invalid_fields(request, InvalidField(FieldProblem("rows", why)))


def _too_many_kept(_request: HttpRequest, _error: TooManyKept) -> HttpResponse:
    title = _("This programme keeps no more files")
    why = _(
        "It keeps %(most)s, which is the most. Delete one on the page that edits it, then send "
        "this one again: rows that were added stay."
    ) % {"most": MAX_KEPT}
    return problem_details(HTTPStatus.CONFLICT, title, why)


def _stale_row(_request: HttpRequest, _error: StaleRow) -> HttpResponse:
    title = _("Somebody else has just changed this row")
    why = _("Read it again, then send your change.")
    return problem_details(HTTPStatus.CONFLICT, title, why)


def _other_body(request: HttpRequest, _error: OtherBody) -> HttpResponse:
    why = _(
        "This key came with something else within the last 24 hours. Nothing was changed: send "
        "another key with another body."
    )
    return _invalid_fields(request, InvalidField(FieldProblem("Idempotency-Key", why)))


def _still_running(_request: HttpRequest, _error: StillRunning) -> HttpResponse:
    title, why = _("The same is being done at this moment"), _("Send it again in a moment.")
    return retry_after(problem_details(HTTPStatus.CONFLICT, title, why), 1)


HANDLERS: dict[type[Exception], Handler] = {
    ValidationError: _invalid_parameters,
    ShapeError: _invalid_shape,
    InvalidField: _invalid_fields,
    InvalidLine: _invalid_answers,
    HttpError: _unreadable,
    NotJson: _not_json,
    Unreadable: _unreadable_file,
    NotSheet: _not_sheet,
    ForeignOrigin: _foreign_origin,
    NoApiKey: _no_key,
    UnknownApiKey: _no_key,
    RevokedApiKey: _no_key,
    LimitReached: _too_many,
    TooManyUploads: _too_many,
    NoEdition: lambda request, _error: nothing_published(request),
    UnknownEdition: _no_edition,
    UnknownResult: lambda request, error: no_result(request, missing_result(error)),
    GoneResult: lambda request, error: no_result(request, missing_result(error)),
    UnknownProgramme: no_programme,
    GoneProgramme: no_programme,
    UnknownRow: _no_row,
    GoneRow: _no_row,
    TooManyRows: _too_many_rows,
    TooManyKept: _too_many_kept,
    StaleRow: _stale_row,
    OtherBody: _other_body,
    StillRunning: _still_running,
    **dict.fromkeys(DATABASE_AWAY, lambda request, _error: database_away(request)),
}
"""By what was raised."""
