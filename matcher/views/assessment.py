"""The ways to get the work done, compared by the buyer's weights and numbers."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from matcher.core import Match, match as match_answers
from matcher.forms import ShareForm
from matcher.presenters.assessment.page import AssessmentPage, assessment_page
from matcher.presenters.problems import Problem
from matcher.presenters.words import IgnoredView, ignored_view
from matcher.web.client import is_from_another_site
from matcher.web.errors import cross_site
from matcher.web.guard import get_or_post
from matcher.web.other_part import other_part
from matcher.web.page import RenderContext, page, render_context
from matcher.web.request_input import edition_of_link, pairs, parse, release_for


@csrf_exempt  # guarded by is_from_another_site, without a cookie
@cache_control(private=True, no_store=True)
@get_or_post
def assessment(request: HttpRequest) -> HttpResponse:
    """The comparison for the answers in the URL, with what a form sent. Nothing is stored: that is
    for `results`, where the same form goes when a link is wanted."""
    if request.method == "POST" and is_from_another_site(request):
        return cross_site(request)
    release = release_for(request)
    parameters = pairs(request)
    context = render_context(request, release, other_part(release, parameters))
    parsed = parse(release, parameters)
    match = match_answers(context.taxonomy, parsed.answers)
    if request.method == "POST":
        return answer_assessment(request, sent_assessment(request, context, match))
    shown = assessment_page(context, match, edition_of_link=edition_of_link(request))
    return answer_assessment(request, shown, ignored=ignored_view(context, parsed.ignored))


def sent_assessment(
    request: HttpRequest,
    context: RenderContext,
    match: Match,
    refusals: tuple[Problem, ...] = (),
) -> AssessmentPage:
    """The page with the form that was sent, and why it was not kept, if it should have been."""
    share = ShareForm(request.POST)
    number = edition_of_link(request)
    return assessment_page(
        context, match, request.POST.dict(), share, refusals, edition_of_link=number
    )


def answer_assessment(
    request: HttpRequest,
    shown: AssessmentPage,
    *,
    ignored: IgnoredView | None = None,
    refused: HTTPStatus = HTTPStatus.BAD_REQUEST,
) -> HttpResponse:
    """The page; with what is wrong, if anything is, and the answers that could not be used."""
    values = {"shown": shown, "ignored": ignored}
    status = refused if shown.problems else HTTPStatus.OK
    return page(request, "assessment.html", values, status=status)
