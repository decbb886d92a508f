"""The result for the answers in a URL, and keeping it under a link."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from matcher.core.answers import ParsedAnswers, parse_pairs, write_query
from matcher.core.matching import match
from matcher.forms import ShareForm
from matcher.presenters.result import live_result_view
from matcher.presenters.result_label import render_starting_label
from matcher.presenters.share_form import (
    LivePageView,
    form_problems,
    live_page_view,
    refused_page_view,
)
from matcher.presenters.words import ignored_view, tag
from matcher.sharing import save_result, wait_before_write
from matcher.views.shared import to_created
from matcher.web.client import client_address, is_from_another_site
from matcher.web.errors import Way, cross_site, get_only, post_only, too_many
from matcher.web.page import RenderContext, page, page_url, render_context
from matcher.web.request_input import published, reading


@get_only
def result(request: HttpRequest) -> HttpResponse:
    """What the answers in the URL say."""
    release = published(request)
    context = render_context(request, release)
    parsed = reading(request, release)
    return _page(request, context, parsed, live_page_view(context, parsed.answers))


@csrf_exempt  # guarded by is_from_another_site, without a cookie
@post_only
def results(request: HttpRequest) -> HttpResponse:
    """Store the match with the edition that was seen, and go to its links."""
    if is_from_another_site(request):
        return cross_site(request)
    form = ShareForm(request.POST)
    known = form.is_valid() or "edition" not in form.errors
    release = form.cleaned_data["edition"] if known else published(request)
    context = render_context(request, release)
    parsed = parse_pairs(release.taxonomy, form.answers)
    if problems := form_problems(context, parsed, form):
        live = refused_page_view(context, parsed.answers, problems, form)
        return _page(request, context, parsed, live, status=HTTPStatus.BAD_REQUEST)
    if wait := wait_before_write(client_address(request)):
        return too_many(request, seconds=wait, ways=(_to_result(request, parsed),))
    created = save_result(
        release=release,
        answers=parsed.answers,
        title=form.cleaned_data["title"],
        keep_days=form.cleaned_data["expires"],
    )
    return to_created(request, created)


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


def _to_result(request: HttpRequest, parsed: ParsedAnswers) -> Way:
    url = page_url(request, "result", query=write_query(parsed.answers))
    return Way(_("Back to your result"), url)
