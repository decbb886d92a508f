"""What the names of the rows of a programme propose, to be confirmed."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from matcher.presenters.programme.names import following_names, names_page, questions_url
from matcher.programme_form import ConfirmedNames
from matcher.programmes import StaleAnswers, confirm_answers
from matcher.web.page import page
from matcher.web.programme import OpenProgramme, for_its_editors
from matcher.web.request_input import pairs


@for_its_editors
def names(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """What each name proposes; keep what was confirmed, and go on."""
    parameters = dict(pairs(request))
    if request.method != "POST":
        shown = names_page(opened, parameters)
        return page(request, "programme/names.html", {"shown": shown})
    sent = ConfirmedNames(opened.stored, request.POST)
    if sent.problems:
        status = HTTPStatus.BAD_REQUEST
        shown = names_page(opened, parameters, sent)
        return page(request, "programme/names.html", {"shown": shown}, status=status)
    following = following_names(opened, parameters)
    try:
        confirm_answers(opened.stored, sent.answers)
    except StaleAnswers as error:
        shown = names_page(opened.reopened(), parameters, sent, error.numbers)
        return page(request, "programme/names.html", {"shown": shown}, status=HTTPStatus.CONFLICT)
    onward = following or questions_url(opened.reopened())
    return HttpResponseRedirect(onward, status=HTTPStatus.SEE_OTHER)
