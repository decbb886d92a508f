"""Calls about a programme: many pieces of work that are kept under one link."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from http import HTTPStatus
from itertools import islice

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router

from matcher.api.callers import CalledRequest, EditKey
from matcher.api.errors import InvalidField, NotSheet
from matcher.api.parsing import JSON
from matcher.api.reading import answer
from matcher.api.results import valid_title
from matcher.api.shapes import (
    Added,
    GivenAnswers,
    Links,
    MoreRows,
    NewProgramme,
    NewRow,
    NewTitle,
    RowChange,
    UploadProblem,
    UploadRecord,
)
from matcher.api.writing import answer_write
from matcher.assumptions import assumptions_of
from matcher.core import Answers, Taxonomy, plain_line
from matcher.core.formats.jsonl import InputRecord, input_line
from matcher.core.formats.lines import InvalidLine
from matcher.editions import current
from matcher.exports.programme import (
    ProgrammeRecord,
    RowRecord,
    row_record,
    write_programme_csv,
    write_programme_json,
)
from matcher.exports.programme_work import ProgrammeWork
from matcher.link_keys import Sender
from matcher.links import absolute_url
from matcher.programme_form import name_problem
from matcher.programme_uploads import add_uploaded_rows, keep_upload, open_upload, read_upload
from matcher.programmes import (
    NewRow as RowToAdd,
    ProgrammeLinks,
    RowEdit,
    StoredProgramme,
    append_rows,
    create_programme,
    delete_programme,
    delete_row,
    edit_programme_title,
    edit_row,
    editing,
    open_programme,
    open_to_edit,
)
from matcher.repeatable_writes import Answer
from matcher.triggers import triggers_of
from matcher.web.client import client_address
from matcher.web.file_names import CSV, EXCEL, attachment
from matcher.web.page import page_url
from matcher.web.problem_details import FieldProblem

router = Router(tags=["Programmes"])

SHEETS = ("text/csv", "application/octet-stream", EXCEL)
"""The content types of spreadsheets. What it is says the file itself."""

MOST_PROBLEMS = 10
"""So many problems are named at a time."""


# ── The whole ────────────────────────────────────────────────────────────────────────────


@router.post("/programmes", response={201: Links}, summary="Keep a programme")
def create(request: CalledRequest, body: NewProgramme) -> HttpResponse:
    """Keep many pieces of work under one link, with the current edition."""
    return answer_write(request, lambda form_key: _create(request, body, form_key))


def _create(request: CalledRequest, body: NewProgramme, form_key: str) -> Answer:
    title, release = valid_title(body.title), current()
    rows = _rows(release.taxonomy, body.rows)
    request.auth.count_new()
    with transaction.atomic():  # all of it or nothing
        links = create_programme(
            release=release,
            names=(),
            title=title,
            keep_days=body.keep_days,
            sender=Sender(form_key, body.time_zone, request.auth.client),
        )
        stored = open_programme(links.token)
        if not stored.last_number:  # else the same was sent before
            _append(stored, rows)
    record = _links(request, links).model_dump_json()
    return Answer(HTTPStatus.CREATED, record, holds_key=True)


def _links(request: HttpRequest, links: ProgrammeLinks) -> Links:
    read, edit = (
        page_url(request, "programme", links.token),
        page_url(request, "programme_edit", links.token, links.key),
    )
    return Links(
        token=links.token,
        url=absolute_url(read),
        key=links.key,
        edit_url=absolute_url(edit),
    )


@router.get("/programmes/{token}", response=ProgrammeRecord, summary="Read a programme")
def read(request: HttpRequest, token: str) -> HttpResponse:
    """Every row with what it comes to: what its link ends with `programme.json` gives."""
    return HttpResponse(write_programme_json(_work(token)), content_type=JSON)


@router.get("/programmes/{token}/programme.csv", response=None, summary="Export a programme")
def export(request: HttpRequest, token: str) -> HttpResponse:
    """The table for spreadsheets, in the words of the edition."""
    return attachment(write_programme_csv(_work(token)), CSV, "programme.csv")


def _work(token: str) -> ProgrammeWork:
    return ProgrammeWork.of(open_programme(token), timezone.now())


@router.patch("/programmes/{token}", response={204: None}, summary="Edit the title of a programme")
def retitle(request: CalledRequest, token: str, body: NewTitle, edit_key: EditKey) -> HttpResponse:
    """Give it another title, with its key."""
    title = valid_title(body.title)
    return _edit(request, token, edit_key, lambda stored: edit_programme_title(stored, title))


@router.delete("/programmes/{token}", response={204: None}, summary="Delete a programme")
def delete(request: CalledRequest, token: str, edit_key: EditKey) -> HttpResponse:
    """Erase its rows, with its key. Its links then say that it is gone."""
    return _edit(request, token, edit_key, delete_programme)


def _edit(
    request: CalledRequest, token: str, key: str, do: Callable[[StoredProgramme], None]
) -> HttpResponse:
    """Do it to the programme of this key, with nothing to answer."""

    def edited(_form_key: str) -> Answer:
        do(_to_edit(request, token, key))
        return Answer(HTTPStatus.NO_CONTENT)

    return answer_write(request, edited)


def _to_edit(request: HttpRequest, token: str, key: str) -> StoredProgramme:
    return open_to_edit(token, key, client=client_address(request))


# ── Its rows ─────────────────────────────────────────────────────────────────────────────


@router.post("/programmes/{token}/rows", response={201: Added}, summary="Add rows")
def add_rows(request: CalledRequest, token: str, body: MoreRows, edit_key: EditKey) -> HttpResponse:
    """Add pieces of work after all others: all of them or none."""

    def do(_form_key: str) -> Answer:
        stored = _to_edit(request, token, edit_key)
        added = Added(added=_append(stored, _rows(stored.taxonomy, body.rows)))
        return Answer(HTTPStatus.CREATED, added.model_dump_json())

    return answer_write(request, do)


@router.get("/programmes/{token}/rows/{int:number}", response=RowRecord, summary="Read a row")
def read_row(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One piece of work, with what it comes to."""
    return answer(row_record(open_programme(token), number))


@router.patch("/programmes/{token}/rows/{int:number}", response={204: None}, summary="Change a row")
def change_row(
    request: CalledRequest, token: str, number: int, body: RowChange, edit_key: EditKey
) -> HttpResponse:
    """Give it another name, or other answers of its own."""
    return _edit(request, token, edit_key, lambda stored: _change(stored, number, body))


def _change(stored: StoredProgramme, number: int, change: RowChange) -> None:
    row = stored.row(number)
    own = row.own
    if change.answers is not None:
        own = _answers(stored.taxonomy, change.answers, change.context)
    edit = RowEdit(
        name=row.name if change.name is None else _name(change.name),
        own=own,
        archetype=row.archetype,
        version=row.version,
        review_on=row.review_on,
        assumptions=assumptions_of(stored.id, number),
        triggers=triggers_of(stored.id, number),
    )
    edit_row(stored, number, edit)


@router.delete(
    "/programmes/{token}/rows/{int:number}", response={204: None}, summary="Delete a row"
)
def remove_row(request: CalledRequest, token: str, number: int, edit_key: EditKey) -> HttpResponse:
    """Erase a piece of work. Its number is never given to another."""

    def remove(stored: StoredProgramme) -> None:
        delete_row(stored, stored.row(number).number)

    return _edit(request, token, edit_key, remove)


def _append(stored: StoredProgramme, rows: Sequence[RowToAdd]) -> tuple[int, ...]:
    with editing(stored) as locked:
        return tuple(append_rows(locked, rows))


def _rows(taxonomy: Taxonomy, rows: Sequence[NewRow]) -> tuple[RowToAdd, ...]:
    """The rows as they are kept. Raises InvalidField with everything that is wrong, up to
    MOST_PROBLEMS."""
    problems = tuple(islice(_row_problems(taxonomy, rows), MOST_PROBLEMS))
    if problems:
        raise InvalidField(*problems)
    return tuple(_row(taxonomy, row) for row in rows)


def _row_problems(taxonomy: Taxonomy, rows: Sequence[NewRow]) -> Iterator[FieldProblem]:
    for index, row in enumerate(rows):
        try:
            _row(taxonomy, row)
        except InvalidField as error:
            yield from (
                replace(each, field=f"rows.{index}.{each.field}") for each in error.problems
            )
        except InvalidLine as error:
            yield FieldProblem(f"rows.{index}.{error.field}", str(error))


def _row(taxonomy: Taxonomy, row: NewRow) -> RowToAdd:
    return RowToAdd(_name(row.name), _answers(taxonomy, row.answers, row.context))


def _answers(taxonomy: Taxonomy, answers: GivenAnswers, context: dict[str, str]) -> Answers:
    return input_line(taxonomy, InputRecord(answers=answers, context=context)).answers


def _name(typed: str) -> str:
    """The name as it is kept. Raises InvalidField."""
    name = " ".join(typed.split())
    if not name:
        raise InvalidField(FieldProblem("name", _("Give the row a name.")))
    if problem := name_problem(name):
        why = _("The name: %(problem)s") % {"problem": problem}
        raise InvalidField(FieldProblem("name", why))
    return plain_line(name)


# ── A spreadsheet ────────────────────────────────────────────────────────────────────────


@router.post(
    "/programmes/{token}/uploads",
    response={201: UploadRecord},
    summary="Add the rows of a spreadsheet",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {each: {"schema": {"type": "string"}} for each in SHEETS},
        }
    },
)
def upload(request: CalledRequest, token: str, edit_key: EditKey) -> HttpResponse:
    """Add the rows with which nothing is wrong, as many as there is room for. Columns are known by
    their headings: the name, and the slugs or texts of questions. The file is kept for a day."""

    def do(_form_key: str) -> Answer:
        stored = _to_edit(request, token, edit_key)
        record = _upload(stored, request.body, client_address(request))
        return Answer(HTTPStatus.CREATED, record.model_dump_json())

    if request.content_type not in SHEETS:
        raise NotSheet
    return answer_write(request, do)


def _upload(stored: StoredProgramme, data: bytes, client: str) -> UploadRecord:
    tables = read_upload(data, client=client)
    number = keep_upload(stored, data=data, tables=tables, file_name=_("a file"))
    add_uploaded_rows(stored, number, keep_columns=False)
    kept = open_upload(stored, number)
    reading = kept.reading(stored.taxonomy)
    wrong = (
        UploadProblem(row=each.row, column=each.column + 1, reason=each.reason, text=each.text)
        for each in reading.problems
    )
    no_room = (
        UploadProblem(row=row.number, column=None, reason="room", text=row.name)
        for row in reading.rows
        if row.number not in kept.numbers
    )
    return UploadRecord(added=tuple(kept.numbers.values()), problems=(*wrong, *no_room))
