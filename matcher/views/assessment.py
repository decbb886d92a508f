"""The ways to get the work done, compared by the buyer's weights and numbers."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from matcher.core import match as match_answers
from matcher.presenters.assessment.page import AssessmentPage, assessment_page
from matcher.web.client import is_from_another_site
from matcher.web.errors import cross_site
from matcher.web.guard import get_or_post
from matcher.web.other_part import other_part
from matcher.web.page import page, render_context
from matcher.web.request_input import pairs, parse, release_for


@csrf_exempt  # guarded by is_from_another_site, without a cookie
@cache_control(private=True, no_store=True)
@get_or_post
def assessment(request: HttpRequest) -> HttpResponse:
    """The comparison for the answers in the URL, with what a form sent. Nothing is stored."""
    if request.method == "POST" and is_from_another_site(request):
        return cross_site(request)
    release = release_for(request)
    parameters = pairs(request)
    context = render_context(request, release, other_part(release, parameters))
    match = match_answers(context.taxonomy, parse(release, parameters).answers)
    sent = request.POST.dict() if request.method == "POST" else None
    return answer_assessment(request, assessment_page(context, match, sent))


def answer_assessment(request: HttpRequest, shown: AssessmentPage) -> HttpResponse:
    """The page; with what is wrong, if anything is."""
    status = HTTPStatus.BAD_REQUEST if shown.problems else HTTPStatus.OK
    return page(request, "assessment.html", {"shown": shown}, status=status)
