"""A stored result to take away: for programs, as a memo, and as the draft of a sourcing brief."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from matcher.core import LABEL_PARAMETER, Answers
from matcher.core.jsonl import SharedRecord, explained_record, match_record
from matcher.editions import PublishedRelease, edition
from matcher.exports.memo import memo
from matcher.exports.sourcing_brief import brief
from matcher.sharing import GoneResult, StoredResult, UnknownResult, open_result
from matcher.web.etag import conditional_get
from matcher.web.guard import get_only
from matcher.web.missing import MissingResult, missing_result
from matcher.web.page import page_url

DocumentWriter = Callable[[StoredResult, PublishedRelease, str], str]
"""Writes a result that was made with this edition and whose link is this URL."""

MARKDOWN = "text/markdown; charset=utf-8"
JSON = "application/json"

DOWNLOAD = "download"
"""With this in the URL a browser saves the file instead of showing it."""


@get_only
def shared_json(request: HttpRequest, token: str) -> HttpResponse:
    """The result for programs; docs/result.schema.json describes it."""
    return _file(request, token, FileType("result.json", JSON, _as_json))


@get_only
def shared_md(request: HttpRequest, token: str) -> HttpResponse:
    """The result as a memo."""
    return _file(request, token, FileType("result.md", MARKDOWN, memo))


@get_only
def sourcing_brief(request: HttpRequest, token: str) -> HttpResponse:
    """The draft of a sourcing brief."""
    return _file(request, token, FileType("brief.md", MARKDOWN, brief))


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file: the end of its name, its content type, and the function that writes it."""

    name: str
    content_type: str
    write: DocumentWriter


def _file(request: HttpRequest, token: str, file_type: FileType) -> HttpResponse:
    """The file, of which only the title ever changes as long as the result exists."""
    try:
        stored = open_result(token)
    except (UnknownResult, GoneResult) as error:
        return _unlisted(_nothing(file_type, missing_result(error)))

    def make() -> HttpResponse:
        link = request.build_absolute_uri(page_url(request, "shared", token))
        text = file_type.write(stored, edition(stored.edition), link)
        response = HttpResponse(text, content_type=file_type.content_type)
        response.headers["Content-Disposition"] = _disposition(request, stored, file_type)
        return response

    return _unlisted(conditional_get(request, (token, file_type.name, stored.revision), make))


def _disposition(request: HttpRequest, stored: StoredResult, file_type: FileType) -> str:
    day = f"{stored.created_at:%Y-%m-%d}"
    name = "-".join(filter(None, (slugify(stored.title), day, file_type.name)))
    header = content_disposition_header(DOWNLOAD in request.GET, name)
    return header or "inline"


def _nothing(file_type: FileType, missing: MissingResult) -> HttpResponse:
    """The same sentences as on the page, in the content type that was asked for."""
    text = " ".join((f"{missing.title}.", *missing.sentences))
    if file_type.content_type == JSON:
        return JsonResponse({"error": text}, status=missing.status)
    return HttpResponse(
        f"{text}\n", content_type="text/plain; charset=utf-8", status=missing.status
    )


def _unlisted(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _as_json(stored: StoredResult, made_with: PublishedRelease, _url: str) -> str:
    line = match_record(stored.match, edition=made_with.number, id=stored.token)
    shared = SharedRecord(
        **dict(explained_record(made_with.taxonomy, stored.match, line)),
        title=stored.title,
        created=stored.created_at,
        answers=_as_asked(stored.match.answers),
    )
    return shared.model_dump_json(by_alias=True, indent=2) + "\n"


def _as_asked(answers: Answers) -> dict[str, str]:
    """The answers as `manage.py match` takes them."""
    label = {LABEL_PARAMETER: answers.label} if answers.label else {}
    return answers.as_dict() | label
