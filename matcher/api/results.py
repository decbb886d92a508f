"""Calls about a result that is kept under a link."""

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from matcher.api.callers import CalledRequest, EditKey
from matcher.api.errors import InvalidField, UnknownEdition
from matcher.api.parsing import JSON
from matcher.api.reading import published
from matcher.api.shapes import Links, NewResult, NewTitle
from matcher.api.writing import answer_write
from matcher.core.formats.jsonl import InputRecord, SharedRecord, input_line
from matcher.editions import PublishedRelease, current, edition
from matcher.exports.record import write_record
from matcher.exports.work import Work
from matcher.forms import clean_title
from matcher.link_keys import Sender
from matcher.links import absolute_url
from matcher.repeatable_writes import Answer
from matcher.sharing import delete_result, edit_title, open_result, save_result
from matcher.web.client import client_address
from matcher.web.etag import conditional_get
from matcher.web.page import page_url
from matcher.web.problem_details import FieldProblem

router = Router(tags=["Results"])


@router.post("/results", response={201: Links}, summary="Keep a result")
def create(request: CalledRequest, body: NewResult) -> HttpResponse:
    """Keep the match of these answers under a link that nobody can guess."""
    return answer_write(request, lambda form_key: _create(request, body, form_key))


def _create(request: CalledRequest, body: NewResult, form_key: str) -> Answer:
    title, release = valid_title(body.title), _release(body.edition)
    sent = InputRecord(answers=body.answers, context=body.context)
    answers = input_line(release.taxonomy, sent).answers
    request.auth.count_new()
    created = save_result(
        release=release,
        answers=answers,
        title=title,
        keep_days=body.keep_days,
        sender=Sender(form_key, body.time_zone, request.auth.client),
    )
    token, key = created.token, created.deletion_key
    links = Links(
        token=token,
        url=absolute_url(page_url(request, "shared", token)),
        key=key,
        edit_url=absolute_url(page_url(request, "delete", token, key)),
    )
    return Answer(HTTPStatus.CREATED, links.model_dump_json(), holds_key=True)


def _release(number: int | None) -> PublishedRelease:
    if number is None:
        return current()
    try:
        return published(number)
    except UnknownEdition:
        why = _("There is no edition %(number)s.") % {"number": number}
        raise InvalidField(FieldProblem("edition", why)) from None


def valid_title(typed: str) -> str:
    """The title as it is kept. Raises InvalidField."""
    try:
        return clean_title(typed)
    except ValidationError as error:
        raise InvalidField(FieldProblem("title", " ".join(error.messages))) from None


@router.get("/results/{token}", response=SharedRecord, by_alias=True, summary="Read a result")
def read(request: HttpRequest, token: str) -> HttpResponse:
    """The result as it was kept, with its edition: what its link ends with `.json` gives."""
    stored = open_result(token)
    url = absolute_url(page_url(request, "shared", token))

    def make() -> HttpResponse:
        work = Work.stored(stored, edition(stored.edition), url)
        return HttpResponse(write_record(work), content_type=JSON)

    return conditional_get(request, (token, stored.revision), make)


@router.patch("/results/{token}", response={204: None}, summary="Edit the title of a result")
def retitle(request: CalledRequest, token: str, body: NewTitle, edit_key: EditKey) -> HttpResponse:
    """Give it another title, with its key."""
    title = valid_title(body.title)

    def do(_form_key: str) -> Answer:
        edit_title(token, edit_key, title, client=client_address(request))
        return Answer(HTTPStatus.NO_CONTENT)

    return answer_write(request, do)


@router.delete("/results/{token}", response={204: None}, summary="Delete a result")
def delete(request: CalledRequest, token: str, edit_key: EditKey) -> HttpResponse:
    """Erase what it says, with its key. Its link then says that it is gone."""

    def do(_form_key: str) -> Answer:
        delete_result(token, edit_key, client=client_address(request))
        return Answer(HTTPStatus.NO_CONTENT)

    return answer_write(request, do)
