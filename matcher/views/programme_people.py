"""Who answers a row of a programme: adding and removing them, and settling what they differ on."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from matcher.core import Question
from matcher.presenters.programme.people import people_page
from matcher.presenters.programme.settle import settle_page
from matcher.programme_form import number_in
from matcher.programmes import StoredRow, UnknownRespondent
from matcher.respondent_form import SentSettlement, TypedLine, sent_settlement, typed_label
from matcher.respondents import (
    MAX_RESPONDENTS,
    SameLabel,
    StaleSettlement,
    TooManyRespondents,
    add_respondent,
    delete_respondent,
    settle as settle_question,
)
from matcher.web.page import page
from matcher.web.programme import OpenProgramme, for_its_editors, no_question, open_row


@for_its_editors
def people(request: HttpRequest, opened: OpenProgramme, number: str) -> HttpResponse:
    """Who answers the row, where they agree and what differs; let somebody more answer it."""
    row = open_row(opened, number)
    if request.method != "POST":
        return _people_page(request, opened, row)
    typed = typed_label(request.POST)
    problem = typed.problem or _add(opened, row, typed.text)
    if problem:
        refused = TypedLine(typed.text, problem)
        return _people_page(request, opened.reopened(), row, refused)
    return opened.redirect("people", number)


def _add(opened: OpenProgramme, row: StoredRow, label: str) -> str:
    """Let somebody answer the row. What is returned says why they cannot, and is empty when they
    can."""
    try:
        add_respondent(opened.stored, opened.key, row.number, label)
    except SameLabel:
        return _("“%(label)s” answers this row already. Call the other one something else.") % {
            "label": label
        }
    except TooManyRespondents:
        return _("%(most)s people at most can answer a row.") % {"most": MAX_RESPONDENTS}
    return ""


def _people_page(
    request: HttpRequest, opened: OpenProgramme, row: StoredRow, refused: TypedLine | None = None
) -> HttpResponse:
    shown = people_page(request, opened, opened.stored.row(row.number), refused)
    status = HTTPStatus.BAD_REQUEST if refused else HTTPStatus.OK
    return page(request, "programme/people.html", {"shown": shown}, status=status)


@for_its_editors
def respondent_delete(
    request: HttpRequest, opened: OpenProgramme, number: str, respondent: str
) -> HttpResponse:
    """Ask, then erase what somebody is called and answered."""
    row = open_row(opened, number)
    wanted = number_in(respondent)
    if wanted is None:
        raise UnknownRespondent
    person = row.respondent(wanted)
    if request.method == "POST":
        delete_respondent(opened.stored, row.number, wanted)
        return opened.redirect("people", number)
    values = {"name": row.name, "label": person.label, "back": opened.editing("people", number)}
    return page(request, "programme/respondent_delete.html", values)


@for_its_editors
def settle(request: HttpRequest, opened: OpenProgramme, number: str, question: str) -> HttpResponse:
    """What everybody says to a question; keep what is settled, and why."""
    row = open_row(opened, number)
    asked = opened.taxonomy.index.question_by_slug.get(question)
    if asked is None:
        return no_question(request, opened)
    if request.method != "POST":
        shown = settle_page(opened, row, asked)
        return page(request, "programme/settle.html", {"shown": shown})
    sent = sent_settlement(opened.taxonomy, row, asked, request.POST)
    if sent.answer_error or sent.note_error:
        shown = settle_page(opened, row, asked, sent)
        values = {"shown": shown}
        return page(request, "programme/settle.html", values, status=HTTPStatus.BAD_REQUEST)
    return _settle(request, opened, row, asked, sent)


def _settle(
    request: HttpRequest,
    opened: OpenProgramme,
    row: StoredRow,
    asked: Question,
    sent: SentSettlement,
) -> HttpResponse:
    try:
        settle_question(opened.stored, row.number, asked.slug, sent.edit)
    except StaleSettlement:
        opened = opened.reopened()
        shown = settle_page(opened, opened.stored.row(row.number), asked, sent, stale=True)
        values = {"shown": shown}
        return page(request, "programme/settle.html", values, status=HTTPStatus.CONFLICT)
    return opened.redirect("people", str(row.number))
