"""A result to take away: as a document of an office, as Markdown, and for programs."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from matcher.assessment_form import ASSESSMENT
from matcher.core import is_plain, match, write_query
from matcher.editions import edition
from matcher.exports.excel import write_excel
from matcher.exports.markdown import write_markdown
from matcher.exports.memo import memo
from matcher.exports.pdf import write_pdf
from matcher.exports.record import write_record
from matcher.exports.sourcing_brief import brief
from matcher.exports.word import write_word
from matcher.exports.work import Work
from matcher.exports.workbook import workbook
from matcher.links import absolute_url
from matcher.presenters.assessment.page import AssessmentPage
from matcher.presenters.downloads import NAME_FIELD, pdf_is_available
from matcher.sharing import GoneResult, StoredResult, UnknownResult, open_result
from matcher.views.assessment import answer_assessment, sent_assessment
from matcher.web.client import is_from_another_site
from matcher.web.document_errors import document_refused, invalid_name, no_pdf, nothing_to_write
from matcher.web.document_guard import DocumentRefused, document_turn
from matcher.web.errors import NextLink, cross_site, no_result
from matcher.web.etag import conditional_get
from matcher.web.file_names import content_disposition, file_name
from matcher.web.guard import get_only, get_or_post
from matcher.web.missing import MissingResult, missing_result
from matcher.web.page import page_url, render_context
from matcher.web.request_input import pairs, parse, release_for

MAX_NAME = 500
"""Characters of the name of a work in a document."""

DOWNLOAD = "download"
"""With this in the URL a browser saves the JSON instead of showing it."""


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file: the end of its name, its content type, and the function that writes it.
    `for_office`: it costs more than a page, so it is not made for everybody at all times."""

    name: str
    content_type: str
    write: Callable[[Work], str | bytes]
    for_office: bool = False


def _office(kind: str) -> str:
    return f"application/vnd.openxmlformats-officedocument.{kind}"


MARKDOWN = "text/markdown; charset=utf-8"
JSON = "application/json"
PDF = "application/pdf"

RESULT_JSON = FileType("result.json", JSON, write_record)
MEMO_MD = FileType("memo.md", MARKDOWN, lambda work: write_markdown(memo(work)))
BRIEF_MD = FileType("brief.md", MARKDOWN, lambda work: write_markdown(brief(work)))
BRIEF_DOCX = FileType(
    "brief.docx",
    _office("wordprocessingml.document"),
    lambda work: write_word(brief(work), work.made),
    for_office=True,
)
MEMO_PDF = FileType("memo.pdf", PDF, lambda work: write_pdf(memo(work), work), for_office=True)
WORKBOOK_XLSX = FileType(
    "workbook.xlsx",
    _office("spreadsheetml.sheet"),
    lambda work: write_excel(workbook(work)),
    for_office=True,
)

LIVE = {
    "docx": BRIEF_DOCX,
    "pdf": MEMO_PDF,
    "xlsx": WORKBOOK_XLSX,
    "md": MEMO_MD,
    "json": RESULT_JSON,
}
"""What a result without a link can be taken away as, by the end of the URL."""


# ── Under a link ─────────────────────────────────────────────────────────────────────────


@get_only
def shared_json(request: HttpRequest, token: str) -> HttpResponse:
    """The result for programs; docs/result.schema.json describes it."""
    return _stored(request, token, RESULT_JSON)


@get_only
def shared_md(request: HttpRequest, token: str) -> HttpResponse:
    """The result as a memo."""
    return _stored(request, token, MEMO_MD)


@get_only
def brief_md(request: HttpRequest, token: str) -> HttpResponse:
    """The draft of a sourcing brief."""
    return _stored(request, token, BRIEF_MD)


@get_only
def brief_docx(request: HttpRequest, token: str) -> HttpResponse:
    """The draft of a sourcing brief for Word."""
    return _stored(request, token, BRIEF_DOCX)


@get_only
def memo_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The memo as a PDF."""
    return _stored(request, token, MEMO_PDF)


@get_only
def workbook_xlsx(request: HttpRequest, token: str) -> HttpResponse:
    """The result as a workbook."""
    return _stored(request, token, WORKBOOK_XLSX)


def _stored(request: HttpRequest, token: str, file_type: FileType) -> HttpResponse:
    """The file of a stored result, which changes only with its title."""
    try:
        stored = open_result(token)
    except (UnknownResult, GoneResult) as error:
        return _unlisted(_nothing(request, file_type, missing_result(error)))
    path = page_url(request, "shared", token)
    back = (NextLink(_("Back to the result"), path),)
    if file_type is MEMO_PDF and not pdf_is_available():
        return _unlisted(no_pdf(request, back))

    def make() -> HttpResponse:
        work = Work.stored(stored, edition(stored.edition), absolute_url(path))
        if not file_type.for_office:
            return _file(request, work, file_type)
        with document_turn(request):
            return _file(request, work, file_type)

    try:
        response = conditional_get(request, _depends_on(stored, file_type), make)
    except DocumentRefused as error:
        response = document_refused(request, error, back)
    return _unlisted(response)


def _depends_on(stored: StoredResult, file_type: FileType) -> tuple[object, ...]:
    return (stored.token, stored.revision, file_type.name)


def _nothing(request: HttpRequest, file_type: FileType, missing: MissingResult) -> HttpResponse:
    """The same sentences as on the page, in the content type that was asked for."""
    if file_type.for_office:
        return no_result(request, missing)
    text = " ".join((f"{missing.title}.", *missing.sentences))
    if file_type.content_type == JSON:
        return JsonResponse({"error": text}, status=missing.status)
    return HttpResponse(
        f"{text}\n", content_type="text/plain; charset=utf-8", status=missing.status
    )


# ── Of the answers in the URL ────────────────────────────────────────────────────────────


@csrf_exempt  # guarded by is_from_another_site, without a cookie
@get_or_post
def live(request: HttpRequest, extension: str) -> HttpResponse:
    """The file of the result of these answers, with the name that a form gives the work; nothing
    is stored."""
    if extension not in LIVE:
        raise Http404
    response = _live(request, LIVE[extension])
    response.headers["Cache-Control"] = "private, no-store"
    return _unlisted(response)


def _live(request: HttpRequest, file_type: FileType) -> HttpResponse:
    if request.method == "POST" and is_from_another_site(request):
        return cross_site(request)
    release = release_for(request)
    answers = parse(release, pairs(request)).answers
    if not answers.picks:
        return nothing_to_write(request)
    path = page_url(request, "result", query=write_query(answers))
    back = (NextLink(_("Back to your result"), path),)
    if file_type is MEMO_PDF and not pdf_is_available():
        return no_pdf(request, back)
    name = request.POST.get(NAME_FIELD, "").strip()
    if why := _name_error(name):
        return invalid_name(request, why, back)
    result = match(release.taxonomy, answers)
    work = Work(name, result, release, timezone.now(), absolute_url(path))
    if shown := _sent_assessment(request, work):
        if shown.problems or shown.own is None:
            return answer_assessment(request, shown)
        work = replace(work, own=shown.own)
    return _live_file(request, work, file_type, back)


def _sent_assessment(request: HttpRequest, work: Work) -> AssessmentPage | None:
    """The assessment that came with the request, if one did."""
    if ASSESSMENT not in request.POST:
        return None
    return sent_assessment(request, render_context(request, work.release), work.match)


def _live_file(
    request: HttpRequest, work: Work, file_type: FileType, back: tuple[NextLink, ...]
) -> HttpResponse:
    try:
        with document_turn(request):
            return _file(request, work, file_type)
    except DocumentRefused as error:
        return document_refused(request, error, back)


def _name_error(name: str) -> str:
    """What is wrong with a name, in a sentence; empty when nothing is."""
    if not is_plain(name):
        return _("It holds invisible control characters.")
    if len(name) > MAX_NAME:
        return _("Use %(most)s characters at most; the name has %(length)s.") % {
            "most": MAX_NAME,
            "length": len(name),
        }
    return ""


# ── Both ─────────────────────────────────────────────────────────────────────────────────


def _file(request: HttpRequest, work: Work, file_type: FileType) -> HttpResponse:
    """The file. A browser saves it; only JSON is shown, unless the URL says otherwise."""
    response = HttpResponse(file_type.write(work), content_type=file_type.content_type)
    attached = file_type.content_type != JSON or not work.token or DOWNLOAD in request.GET
    name = file_name(work.name, f"{work.made:%Y-%m-%d}", file_type.name)
    response.headers["Content-Disposition"] = content_disposition(name, attached=attached)
    return response


def _unlisted(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
