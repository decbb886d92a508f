"""What the key of a programme allows: to add, answer, rename and delete rows, to edit its title and
to delete it."""

from contextlib import suppress
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from matcher.core import Question, plain_line
from matcher.core.programme import next_open
from matcher.exports.calendar_file import write_calendar
from matcher.exports.review_days import row_review_day
from matcher.forms import clean_title
from matcher.models.results import TITLE_LENGTH
from matcher.presenters.programme.heirs import heirs_page
from matcher.presenters.programme.links import links_page
from matcher.presenters.programme.page import programme_page
from matcher.presenters.programme.question import AFTER, question_for_all, rows_after
from matcher.presenters.programme.row import row_page
from matcher.programme_form import (
    QuestionForAll,
    SentRow,
    TypedNames,
    number_in,
    sent_heirs,
    sent_row,
)
from matcher.programmes import (
    MAX_ROWS,
    NoArchetype,
    RowEdit,
    StaleAnswers,
    StaleRow,
    StoredRow,
    TooManyRows,
    add_rows,
    answer_question,
    delete_programme,
    delete_row,
    edit_heirs,
    edit_programme_title,
    edit_row,
    summaries,
    summarised_rows,
)
from matcher.triggers import triggers_of
from matcher.web.file_names import CALENDAR, attachment, file_name
from matcher.web.page import page
from matcher.web.programme import (
    OpenProgramme,
    for_its_editors,
    no_question,
    no_review,
    open_row,
)
from matcher.web.request_input import pairs


@for_its_editors
def edit(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """The table with everything that can be edited; add rows to it."""
    if request.method != "POST":
        return _edit_page(request, opened)
    typed = TypedNames(request.POST, room=MAX_ROWS - len(opened.stored.rows))
    if typed.problems:
        return _edit_page(request, opened, typed)
    try:
        add_rows(opened.stored, typed.names)
    except TooManyRows:  # somebody else was faster
        opened = opened.reopened()
        room = MAX_ROWS - len(opened.stored.rows)
        return _edit_page(request, opened, TypedNames(request.POST, room=room))
    return opened.redirect()


def _edit_page(
    request: HttpRequest, opened: OpenProgramme, refused: TypedNames | None = None
) -> HttpResponse:
    shown = programme_page(opened, dict(pairs(request)), refused)
    status = HTTPStatus.BAD_REQUEST if refused else HTTPStatus.OK
    return page(request, "programme/page.html", {"shown": shown}, status=status)


@for_its_editors
def links(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """The link to read the programme and the one to edit it."""
    return page(request, "programme/links.html", {"shown": links_page(request, opened)})


@for_its_editors
def title(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """Show the title to be edited, then keep it and go back."""
    if request.method != "POST":
        return _title_page(request, opened)
    typed = request.POST.get("title", "")
    try:
        edit_programme_title(opened.stored, clean_title(typed))
    except ValidationError as error:
        return _title_page(request, opened, typed, " ".join(error.messages))
    return opened.redirect()


def _title_page(
    request: HttpRequest, opened: OpenProgramme, typed: str = "", error: str = ""
) -> HttpResponse:
    values = {
        "title": plain_line(typed) if error else opened.stored.title,
        "error": error,
        "most": TITLE_LENGTH,
        "back": opened.url,
    }
    status = HTTPStatus.BAD_REQUEST if error else HTTPStatus.OK
    return page(request, "programme/title.html", values, status=status)


@for_its_editors
def delete(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """Ask, then delete the programme."""
    if request.method == "POST":
        delete_programme(opened.stored)
        return page(request, "programme/deleted.html", {})
    values = {"title": opened.stored.title, "back": opened.url}
    return page(request, "programme/delete.html", values)


# ── One question for all rows ────────────────────────────────────────────────────────────


@for_its_editors
def question(request: HttpRequest, opened: OpenProgramme, question: str) -> HttpResponse:
    """Every row with the options of one question; keep the answers, and go to the next question
    that some row has open."""
    asked = opened.taxonomy.index.question_by_slug.get(question)
    if asked is None:
        return no_question(request, opened)
    if request.method != "POST":
        shown = question_for_all(opened, asked, after=_after(request))
        return page(request, "programme/question.html", {"shown": shown})
    return _answer(request, opened, asked)


def _after(request: HttpRequest) -> int:
    """The number of the row after which the page begins."""
    return number_in(dict(pairs(request)).get(AFTER, "")) or 0


def _answer(request: HttpRequest, opened: OpenProgramme, asked: Question) -> HttpResponse:
    sent = QuestionForAll(opened.stored, asked, request.POST)
    stale: tuple[int, ...] = ()
    if not sent.errors:
        try:
            answer_question(opened.stored, asked.slug, sent.edits)
        except StaleAnswers as error:
            stale = error.numbers
        else:
            return _to_next(opened.reopened(), asked, sent)
    shown = question_for_all(opened.reopened(), asked, sent, stale, after=_after(request))
    status = HTTPStatus.CONFLICT if stale else HTTPStatus.BAD_REQUEST
    return page(request, "programme/question.html", {"shown": shown}, status=status)


def _to_next(opened: OpenProgramme, asked: Question, sent: QuestionForAll) -> HttpResponse:
    """The next rows of the question, or else the next question; while too much is to be matched to
    say which that is, the table."""
    if rest := rows_after(opened, asked, sent.edits):
        return HttpResponseRedirect(rest, status=HTTPStatus.SEE_OTHER)
    following = next_open(opened.taxonomy, summaries(summarised_rows(opened.stored)), asked.slug)
    return opened.redirect("question", following) if following else opened.redirect()


# ── One row ──────────────────────────────────────────────────────────────────────────────


@for_its_editors
def row(request: HttpRequest, opened: OpenProgramme, number: str) -> HttpResponse:
    """All questions of one row with its answers, its name and its archetype; keep them."""
    kept = open_row(opened, number)
    if request.method != "POST":
        return page(request, "programme/row.html", {"shown": row_page(opened, kept)})
    sent = sent_row(opened.taxonomy, request.POST)
    if sent.has_problems:
        shown = row_page(opened, kept, sent)
        return page(request, "programme/row.html", {"shown": shown}, status=HTTPStatus.BAD_REQUEST)
    return _keep(request, opened, kept, sent)


def _keep(
    request: HttpRequest, opened: OpenProgramme, kept: StoredRow, sent: SentRow
) -> HttpResponse:
    wanted = RowEdit(
        name=sent.name,
        own=sent.answers,
        archetype=sent.archetype,
        version=sent.version,
        review_on=sent.review_on,
        assumptions=sent.assumptions,
        triggers=sent.watched,
    )
    try:
        edit_row(opened.stored, kept.number, wanted)
    except StaleRow:
        opened = opened.reopened()
        shown = row_page(opened, opened.stored.row(kept.number), sent, stale=True)
        if shown.conflicts:
            values = {"shown": shown}
            return page(request, "programme/row.html", values, status=HTTPStatus.CONFLICT)
    except NoArchetype:
        shown = row_page(opened.reopened(), kept, sent, refusal=_no_archetype())
        return page(request, "programme/row.html", {"shown": shown}, status=HTTPStatus.BAD_REQUEST)
    return opened.redirect("row", str(kept.number))


def _no_archetype() -> str:
    return _(
        "It cannot take its answers from that row: choose one that is still there and takes none "
        "itself."
    )


@for_its_editors
def row_heirs(request: HttpRequest, opened: OpenProgramme, number: str) -> HttpResponse:
    """Choose which rows take their answers from this one."""
    kept = open_row(opened, number)
    if request.method != "POST":
        return page(request, "programme/row_heirs.html", {"shown": heirs_page(opened, kept)})
    sent = sent_heirs(request.POST)
    with suppress(NoArchetype):  # which the page of the row shows
        edit_heirs(opened.stored, kept.number, add=sent.add, remove=sent.remove)
    return opened.redirect("row", number)


@for_its_editors
def row_delete(request: HttpRequest, opened: OpenProgramme, number: str) -> HttpResponse:
    """Ask, then delete the row."""
    kept = open_row(opened, number)
    if request.method == "POST":
        delete_row(opened.stored, kept.number)
        return opened.redirect()
    values = {
        "name": kept.name,
        "heirs": [heir.name for heir in opened.stored.heirs(kept.number)],
        "back": opened.editing("row", number),
    }
    return page(request, "programme/row_delete.html", values)


@for_its_editors
def row_review(request: HttpRequest, opened: OpenProgramme, number: str) -> HttpResponse:
    """The day on which the row is to be looked at again, for a calendar."""
    kept = open_row(opened, number)
    if kept.review_on is None:
        return no_review(request, opened)
    watched = triggers_of(opened.stored.id, kept.number)
    event = row_review_day(opened.token, kept, kept.review_on, watched)
    name = file_name(kept.name, kept.review_on.isoformat(), "review.ics")
    return attachment(write_calendar([event], now=timezone.now()), CALENDAR, name)
