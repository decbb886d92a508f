"""The result for the answers in a URL, and keeping it under a link."""

from contextlib import suppress
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from matcher.assessment_form import ASSESSMENT
from matcher.core import Ignored, Match, ParsedAnswers, match as match_answers, write_query
from matcher.editions import DATABASE_AWAY, NoEdition, current, places
from matcher.forms import ShareForm
from matcher.hourly_limit import LimitReached
from matcher.link_keys import Sender
from matcher.presenters.assessment.page import AssessmentPage
from matcher.presenters.problems import Problem
from matcher.presenters.result.in_full import in_full_page
from matcher.presenters.result.page import result_page
from matcher.presenters.share_form import LivePage, form_problems, live_page, refused_page
from matcher.presenters.words import edition_sentence, ignored_view
from matcher.sharing import save_result
from matcher.views.assessment import answer_assessment, sent_assessment
from matcher.web.client import client_address, is_from_another_site
from matcher.web.deletion_key import redirect_to_created
from matcher.web.errors import cross_site, retry_after, retry_soon, wait_sentence
from matcher.web.guard import get_only, post_only
from matcher.web.other_part import other_part
from matcher.web.page import RenderContext, asked_by_htmx, page, render_context
from matcher.web.request_input import Pairs, answers_before, pairs, parse, release_for


@cache_control(private=True, no_store=True)
@get_only
def result(request: HttpRequest) -> HttpResponse:
    """What the answers in the URL say, and what the last change of one did."""
    release = release_for(request)
    parameters = pairs(request)
    context = render_context(request, release, other_part(release, parameters))
    parsed = parse(release, parameters)
    match = match_answers(context.taxonomy, parsed.answers)
    before = answers_before(release, parameters)
    live = live_page(request, context, match, before, parsed.ignored)
    response = _page(request, context, match, live, ignored=parsed.ignored)
    if asked_by_htmx(request):  # the rail: the history keeps what shows this result by itself
        query = write_query(parsed.answers)
        response.headers["HX-Push-Url"] = context.page_url("result", query=query)
    return response


@cache_control(private=True, no_store=True)
@get_only
def in_full(request: HttpRequest) -> HttpResponse:
    """Every point of what the answers in the URL say, and every answer that would change it."""
    release = release_for(request)
    parameters = pairs(request)
    context = render_context(request, release, other_part(release, parameters))
    parsed = parse(release, parameters)
    match = match_answers(context.taxonomy, parsed.answers)
    back = context.page_url("result", query=write_query(parsed.answers))
    shown = in_full_page(context, match, back, ignored_view(context, parsed.ignored))
    return page(request, "in_full.html", {"shown": shown, "name": ""})


@csrf_exempt  # guarded by is_from_another_site, without a cookie
@cache_control(private=True, no_store=True)
@post_only
def results(request: HttpRequest) -> HttpResponse:
    """Store the match with the edition that was seen, and go to its links. The same form leads to
    the same links, however often it is sent."""
    if is_from_another_site(request):
        return cross_site(request)
    form = ShareForm(request.POST)
    try:
        return _keep(request, form)
    except DATABASE_AWAY:
        return _not_kept(request, form)


def _keep(request: HttpRequest, form: ShareForm) -> HttpResponse:
    """Store the match, or say what is wrong with the form."""
    try:
        release, edition_error = form.release(), ""
    except NoEdition as error:
        release, edition_error = current(), str(error)
    answers = _answers(request, form)
    context = render_context(request, release, other_part(release, answers))
    parsed = parse(release, answers)
    problems = form_problems(context, parsed, form, edition_error)
    assessed = _assessment(request, context, parsed)
    if problems or (assessed and (assessed.problems or assessed.own is None)):
        return _refused(request, context, parsed, problems, form)
    try:
        created = save_result(
            release=release,
            answers=parsed.answers,
            title=form.title,
            keep_days=form.keep_days,
            assessment=assessed.own if assessed else None,
            sender=Sender(form.key, form.zone, client_address(request)),
        )
    except LimitReached as limit:
        status = HTTPStatus.TOO_MANY_REQUESTS
        response = _refused(request, context, parsed, (_too_many(limit),), form, status=status)
        return retry_after(response, limit.seconds)
    return redirect_to_created(request, created)


def _answers(request: HttpRequest, form: ShareForm) -> Pairs:
    """The answers as name = value pairs. The form of an assessment has them in its URL, so that
    they are not mixed with what is typed there."""
    return pairs(request) if ASSESSMENT in request.POST else form.answers


def _assessment(
    request: HttpRequest,
    context: RenderContext,
    parsed: ParsedAnswers,
    refusals: tuple[Problem, ...] = (),
) -> AssessmentPage | None:
    """The assessment that came with the form, if one did."""
    if ASSESSMENT not in request.POST:
        return None
    match = match_answers(context.taxonomy, parsed.answers)
    return sent_assessment(request, context, match, refusals)


def _too_many(limit: LimitReached) -> Problem:
    sentences = (
        ngettext(
            "From your network address %(most)s link was created within this hour, which is the "
            "most that we allow.",
            "From your network address %(most)s links were created within this hour, which is the "
            "most that we allow.",
            settings.WRITE_LIMIT,
        )
        % {"most": settings.WRITE_LIMIT},
        _("Everything you filled in is still here."),
        wait_sentence(limit.seconds),
    )
    return Problem(" ".join(sentences), "#share")


def _not_kept(request: HttpRequest, form: ShareForm) -> HttpResponse:
    """503: the result again with the form as it was sent, by what is in memory."""
    release = release_for(request)
    with suppress(NoEdition, *DATABASE_AWAY):  # unless the edition of the form is in memory
        release = form.release()
    answers = _answers(request, form)
    context = render_context(request, release, other_part(release, answers))
    parsed = parse(release, answers)
    problem, status = Problem(_away(), "#share"), HTTPStatus.SERVICE_UNAVAILABLE
    return retry_soon(_refused(request, context, parsed, (problem,), form, status=status))


def _away() -> str:
    return _(
        "Our database does not answer at the moment. Everything you filled in is still here: "
        "wait a moment, then create the link once more."
    )


def _refused(
    request: HttpRequest,
    context: RenderContext,
    parsed: ParsedAnswers,
    problems: tuple[Problem, ...],
    form: ShareForm,
    *,
    status: HTTPStatus = HTTPStatus.BAD_REQUEST,
) -> HttpResponse:
    """The result or the assessment again, with what is wrong and the form as it was sent."""
    if assessed := _assessment(request, context, parsed, problems):
        return answer_assessment(request, assessed, refused=status)
    match = match_answers(context.taxonomy, parsed.answers)
    live = refused_page(request, context, match, problems, form)
    return _page(request, context, match, live, status=status)


def _page(
    request: HttpRequest,
    context: RenderContext,
    match: Match,
    live: LivePage,
    *,
    ignored: tuple[Ignored, ...] = (),
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    values = {
        "shown": result_page(context, match, places(context.release, timezone.now().year)),
        "live": live,
        "ignored": ignored_view(context, ignored),
        "edition": edition_sentence(context.release),
    }
    return page(request, "result.html", values, status=status)
