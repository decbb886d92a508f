"""Many pieces of work under one link: the page that makes a programme, its table to read and as a
file, and a spreadsheet to fill in."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from matcher.editions import DATABASE_AWAY, Release, current
from matcher.exports.excel import write_excel
from matcher.exports.programme import write_programme_csv, write_programme_json
from matcher.exports.programme_brief import MAX_BRIEFS, programme_brief
from matcher.exports.programme_template import write_template_csv, write_template_excel
from matcher.exports.programme_work import ProgrammeWork
from matcher.exports.programme_workbook import programme_workbook
from matcher.exports.word import write_word
from matcher.hourly_limit import LimitReached
from matcher.link_keys import Sender
from matcher.presenters.compare import RESULT_PARAMETER
from matcher.presenters.programme.choices import chosen
from matcher.presenters.programme.page import programme_page
from matcher.presenters.programme.start import start_page
from matcher.programme_form import ProgrammeForm
from matcher.programme_uploads import TooManyUploads
from matcher.programmes import (
    StoredRow,
    create_programme,
    matched,
    open_programme,
    summarised_rows,
)
from matcher.sheets.table import Unreadable
from matcher.web.client import client_address, is_from_another_site
from matcher.web.document_errors import document_refused
from matcher.web.document_guard import DocumentRefused, document_turn
from matcher.web.errors import cross_site, retry_after, retry_soon, wait_sentence
from matcher.web.file_names import CSV, EXCEL, WORD, attachment, file_name
from matcher.web.guard import get_only, get_or_post
from matcher.web.page import page, page_url, render_context
from matcher.web.programme import OpenProgramme, for_its_readers, no_briefs
from matcher.web.request_input import pairs, release_for
from matcher.web.uploads import SentFile, has_file, keep_file, sent_file, too_many_files


@csrf_exempt  # guarded by is_from_another_site, without a cookie
@cache_control(private=True, no_store=True)
@get_or_post
def programmes(request: HttpRequest) -> HttpResponse:
    """Say what a programme is and take a list of names or a spreadsheet; keep a row for each name
    and go to the links, or to how the spreadsheet was read. The same form leads to the same links,
    however often it is sent."""
    if request.method != "POST":
        return _start(request)
    if is_from_another_site(request):
        return cross_site(request)
    form = ProgrammeForm(request.POST, has_file=has_file(request))
    if form.has_problems:
        return _start(request, form, status=HTTPStatus.BAD_REQUEST)
    try:
        return _create(request, form)
    except LimitReached as limit:
        status = HTTPStatus.TOO_MANY_REQUESTS
        response = _start(request, form, _too_many(limit), status=status)
        return retry_after(response, limit.seconds)
    except DATABASE_AWAY:
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return retry_soon(_start(request, form, _away(), status=status))


def _create(request: HttpRequest, form: ProgrammeForm) -> HttpResponse:
    """Keep the programme; or say what is wrong with its file."""
    try:
        file = sent_file(request) if has_file(request) else None
    except Unreadable as error:
        status = HTTPStatus.BAD_REQUEST
        return _start(request, form, file_error=str(error), status=status)
    except TooManyUploads as limit:
        return too_many_files(request, limit)
    return HttpResponseRedirect(_keep(request, form, file), status=HTTPStatus.SEE_OTHER)


def _keep(request: HttpRequest, form: ProgrammeForm, file: SentFile | None) -> str:
    """Keep the programme with its file; the URL of the page that comes next."""
    keeping = form.keeping
    links = create_programme(
        release=current(),
        names=form.typed.names,
        title=keeping.title,
        keep_days=keeping.keep_days,
        sender=Sender(keeping.key, keeping.zone, client_address(request)),
    )
    if file is None:
        return page_url(request, "programme_links", links.token, links.key)
    number = keep_file(open_programme(links.token), file)
    return page_url(request, "programme_uploaded", links.token, links.key, str(number))


def _start(
    request: HttpRequest,
    sent: ProgrammeForm | None = None,
    refusal: str = "",
    *,
    file_error: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = render_context(request, release_for(request))
    shown = start_page(context, sent, refusal, file_error=file_error)
    return page(request, "programme/start.html", {"shown": shown}, status=status)


def _too_many(limit: LimitReached) -> str:
    sentences = (
        ngettext(
            "From your network address %(most)s programme was created within this hour, which is "
            "the most that we allow.",
            "From your network address %(most)s programmes were created within this hour, which is "
            "the most that we allow.",
            settings.WRITE_LIMIT,
        )
        % {"most": settings.WRITE_LIMIT},
        _("Everything you filled in is still here."),
        wait_sentence(limit.seconds),
    )
    return " ".join(sentences)


def _away() -> str:
    return _(
        "Our database does not answer at the moment. Everything you filled in is still here: "
        "wait a moment, then send it once more."
    )


# ── For everybody who has the link ───────────────────────────────────────────────────────


@for_its_readers
def programme(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """The table, to read."""
    shown = programme_page(opened, dict(pairs(request)))
    return page(request, "programme/page.html", {"shown": shown})


@for_its_readers
def as_csv(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """The table for spreadsheets."""
    work = ProgrammeWork.of(opened.stored, timezone.now())
    return _file(opened, write_programme_csv(work), CSV, "csv")


@for_its_readers
def as_json(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """The table for programs."""
    work = ProgrammeWork.of(opened.stored, timezone.now())
    return _file(opened, write_programme_json(work), "application/json", "json")


@for_its_readers
def as_excel(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """The table and the answers as a workbook, one sheet of which can be sent again."""
    try:
        with document_turn(request):
            work = ProgrammeWork.of(opened.stored, timezone.now())
            return _file(opened, write_excel(programme_workbook(work)), EXCEL, "xlsx")
    except DocumentRefused as error:
        return document_refused(request, error, (opened.back,))


TICKED = "ticked"
"""With this in the URL the ticked rows are meant, even where there is none."""


@for_its_readers
def as_word(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """The ticked rows, or those that the URL chooses, as one document with a brief of each."""
    rows = _chosen_rows(request, opened)
    if not 0 < len(rows) <= MAX_BRIEFS:
        return no_briefs(request, opened, len(rows), MAX_BRIEFS)
    try:
        with document_turn(request):
            work = ProgrammeWork.of(opened.stored, timezone.now(), tuple(map(matched, rows)))
            return _file(opened, write_word(programme_brief(work), work.made), WORD, "docx")
    except DocumentRefused as error:
        return document_refused(request, error, (opened.back,))


def _chosen_rows(request: HttpRequest, opened: OpenProgramme) -> list[StoredRow]:
    ticked = request.GET.getlist(RESULT_PARAMETER)
    if ticked or TICKED in request.GET:
        return [row for row in opened.stored.rows if f"{opened.token}.{row.number}" in ticked]
    rows = chosen(opened.taxonomy, dict(pairs(request))).of(summarised_rows(opened.stored))
    return [each.row for each in rows]


def _file(
    opened: OpenProgramme, content: str | bytes, content_type: str, extension: str
) -> HttpResponse:
    name = file_name(opened.stored.title, f"{timezone.now():%Y-%m-%d}", f"programme.{extension}")
    return attachment(content, content_type, name)


# ── A spreadsheet to fill in ─────────────────────────────────────────────────────────────


@get_only
def template_csv(request: HttpRequest) -> HttpResponse:
    """The headings, before there is a programme."""
    return _template_csv(release_for(request))


@get_only
def template_excel(request: HttpRequest) -> HttpResponse:
    """A workbook that offers the answers, before there is a programme."""
    return _template_excel(release_for(request))


@for_its_readers
def own_template_csv(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """The headings, of the edition of a programme."""
    return _template_csv(opened.stored.release)


@for_its_readers
def own_template_excel(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """A workbook that offers the answers of the edition of a programme."""
    return _template_excel(opened.stored.release)


def _template_csv(release: Release) -> HttpResponse:
    return attachment(write_template_csv(release.taxonomy), CSV, _("pieces of work.csv"))


def _template_excel(release: Release) -> HttpResponse:
    content = write_template_excel(release.taxonomy, made=timezone.now())
    return attachment(content, EXCEL, _("pieces of work.xlsx"))
