"""A stored result to take away: for programs, as a memo, and as the draft of a sourcing brief."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from matcher.core.answers import LABEL, Answers
from matcher.core.jsonl import SharedLine, explained, match_line
from matcher.editions import Published, edition
from matcher.exports.memo import memo
from matcher.exports.sourcing_brief import brief
from matcher.sharing import GoneResult, Shared, UnknownResult, open_result
from matcher.web.errors import get_only
from matcher.web.etag import unless_fresh
from matcher.web.missing import Absent, absent
from matcher.web.page import address

Writer = Callable[[Shared, Published, str], str]
"""Writes a result that was made with this edition and whose link has this address."""

MARKDOWN = "text/markdown; charset=utf-8"
JSON = "application/json"

DOWNLOAD = "download"
"""With this in the address a browser saves the file instead of showing it."""


@get_only
def shared_json(request: HttpRequest, token: str) -> HttpResponse:
    """The result for programs; docs/result.schema.json describes it."""
    return _file(request, token, _Kind("result.json", JSON, _as_json))


@get_only
def shared_md(request: HttpRequest, token: str) -> HttpResponse:
    """The result as a memo."""
    return _file(request, token, _Kind("result.md", MARKDOWN, memo))


@get_only
def sourcing_brief(request: HttpRequest, token: str) -> HttpResponse:
    """The draft of a sourcing brief."""
    return _file(request, token, _Kind("brief.md", MARKDOWN, brief))


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of file: what its name ends with, its content type, and who writes it."""

    name: str
    content_type: str
    write: Writer


def _file(request: HttpRequest, token: str, kind: _Kind) -> HttpResponse:
    """The file, which never changes while there is one."""
    try:
        stored = open_result(token)
    except (UnknownResult, GoneResult) as error:
        return _unlisted(_nothing(kind, absent(error)))

    def make() -> HttpResponse:
        link = request.build_absolute_uri(address(request, "shared", token))
        text = kind.write(stored, edition(stored.edition), link)
        response = HttpResponse(text, content_type=kind.content_type)
        response.headers["Content-Disposition"] = _disposition(request, stored, kind)
        return response

    return _unlisted(unless_fresh(request, (token, kind.name), make))


def _disposition(request: HttpRequest, stored: Shared, kind: _Kind) -> str:
    day = f"{stored.created_at:%Y-%m-%d}"
    name = "-".join(filter(None, (slugify(stored.title), day, kind.name)))
    header = content_disposition_header(DOWNLOAD in request.GET, name)
    return header or "inline"


def _nothing(kind: _Kind, why: Absent) -> HttpResponse:
    """In the same words as the page, in the kind of text that was asked for."""
    text = " ".join((f"{why.title}.", *why.sentences))
    if kind.content_type == JSON:
        return JsonResponse({"error": text}, status=why.status)
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", status=why.status)


def _unlisted(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _as_json(stored: Shared, made_with: Published, _address: str) -> str:
    line = match_line(stored.match, edition=made_with.number, id=stored.token)
    shared = SharedLine(
        **dict(explained(made_with.taxonomy, stored.match, line)),
        title=stored.title,
        created=stored.created_at,
        answers=_as_asked(stored.match.answers),
    )
    return shared.model_dump_json(by_alias=True, indent=2) + "\n"


def _as_asked(answers: Answers) -> dict[str, str]:
    """The answers as `manage.py match` takes them."""
    label = {LABEL: answers.label} if answers.label else {}
    return answers.as_dict() | label
