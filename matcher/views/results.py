"""The result for the answers in a URL, and keeping it under a link."""

from contextlib import suppress
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from matcher.core import ParsedAnswers, match, write_query
from matcher.editions import DATABASE_AWAY, PublishedRelease, current
from matcher.forms import ShareForm
from matcher.hourly_limit import LimitReached
from matcher.presenters.problems import Problem
from matcher.presenters.result import live_result_view
from matcher.presenters.result_label import render_starting_label
from matcher.presenters.share_form import (
    LivePageView,
    form_problems,
    live_page_view,
    refused_page_view,
)
from matcher.presenters.words import ignored_view, tag
from matcher.sharing import Sender, save_result
from matcher.web.client import client_address, is_from_another_site
from matcher.web.deletion_key import redirect_to_created
from matcher.web.errors import cross_site, retry_after, retry_soon, wait_sentence
from matcher.web.guard import get_only, post_only
from matcher.web.page import RenderContext, page, render_context
from matcher.web.request_input import parse, parsed_answers, release_for


@cache_control(private=True, no_store=True)
@get_only
def result(request: HttpRequest) -> HttpResponse:
    """What the answers in the URL say."""
    release = release_for(request)
    context = render_context(request, release)
    parsed = parsed_answers(request, release)
    return _page(request, context, parsed, live_page_view(context, parsed.answers))


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
    known = form.is_valid() or "edition" not in form.errors
    release: PublishedRelease = form.cleaned_data["edition"] if known else current()
    context = render_context(request, release)
    parsed = parse(release, form.answers)
    if problems := form_problems(context, parsed, form):
        live = refused_page_view(context, parsed.answers, problems, form)
        return _page(request, context, parsed, live, status=HTTPStatus.BAD_REQUEST)
    try:
        created = save_result(
            release=release,
            answers=parsed.answers,
            title=form.cleaned_data["title"],
            keep_days=form.cleaned_data["expires"],
            sender=Sender(form.key, form.zone, client_address(request)),
        )
    except LimitReached as limit:
        live = refused_page_view(context, parsed.answers, (_too_many(limit),), form)
        response = _page(request, context, parsed, live, status=HTTPStatus.TOO_MANY_REQUESTS)
        return retry_after(response, limit.seconds)
    return redirect_to_created(request, created)


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
    with suppress(*DATABASE_AWAY):  # raised unless the edition of the form is in memory
        form.full_clean()
        release = form.cleaned_data.get("edition", release)
    context, parsed = render_context(request, release), parse(release, form.answers)
    live = refused_page_view(context, parsed.answers, (Problem(_away(), "#share"),), form)
    response = _page(request, context, parsed, live, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return retry_soon(response)


def _away() -> str:
    return _(
        "Our database does not answer at the moment. Everything you filled in is still here: "
        "wait a moment, then create the link once more."
    )


def _page(
    request: HttpRequest,
    context: RenderContext,
    parsed: ParsedAnswers,
    live: LivePageView,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    ignored = None if live.problems else ignored_view(context.taxonomy, parsed.ignored)
    values: dict[str, object] = {"live": live, "ignored": ignored}
    if not parsed.answers.picks:
        values |= _empty(context, parsed)
        return page(request, "result_empty.html", values, status=status)
    values["shown"] = live_result_view(context, parsed.answers)
    return page(request, "result.html", values, status=status)


def _empty(context: RenderContext, parsed: ParsedAnswers) -> dict[str, object]:
    """What the page says without a single answer."""
    return {
        "axes": [(tag(axis), axis.asks) for axis in context.taxonomy.axes],
        "label": render_starting_label(context, match(context.taxonomy, parsed.answers)),
        "start": context.page_url("match", query=write_query(parsed.answers)),
    }
