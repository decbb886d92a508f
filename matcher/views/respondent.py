"""One row of a programme, answered by somebody who was given a link of their own."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from matcher.presenters.programme.respondent import respondent_page
from matcher.respondent_form import SentAnswers, sent_answers
from matcher.respondents import StaleRespondent, answer_row
from matcher.web.page import page
from matcher.web.respondent import OpenRespondent, for_respondents


@for_respondents
def respondent(request: HttpRequest, opened: OpenRespondent) -> HttpResponse:
    """All base questions with their answers; keep them."""
    if request.method != "POST":
        return _page(request, opened)
    sent = sent_answers(opened.taxonomy, request.POST)
    if sent.errors:
        return _page(request, opened, sent, status=HTTPStatus.BAD_REQUEST)
    try:
        answer_row(opened.asked, sent.answers, version=sent.version)
    except StaleRespondent:
        now = opened.reopened()
        if sent.answers != now.asked.respondent.answers:
            return _page(request, now, sent, status=HTTPStatus.CONFLICT)
    return HttpResponseRedirect(opened.url, status=HTTPStatus.SEE_OTHER)


def _page(
    request: HttpRequest,
    opened: OpenRespondent,
    sent: SentAnswers | None = None,
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    shown = respondent_page(opened, sent, stale=status == HTTPStatus.CONFLICT)
    return page(request, "programme/respondent.html", {"shown": shown}, status=status)
