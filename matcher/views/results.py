"""The result for the answers in an address, and keeping it under a link."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from matcher.core.answers import Reading, read, write
from matcher.core.matching import match
from matcher.forms import ShareForm
from matcher.presenters.result import live_result
from matcher.presenters.result_label import started_from
from matcher.presenters.share_form import LiveShown, live_shown, problems, refused_shown
from matcher.presenters.words import ignored, tag
from matcher.sharing import save_result, wait_before_write
from matcher.views.shared import to_created
from matcher.web.client import client_address, is_from_another_site
from matcher.web.errors import Way, cross_site, get_only, post_only, too_many
from matcher.web.page import Scene, address, page, scene
from matcher.web.request_input import published, reading


@get_only
def result(request: HttpRequest) -> HttpResponse:
    """What the answers in the address say."""
    seen = published(request)
    here = scene(request, seen)
    said = reading(request, seen)
    return _page(request, here, said, live_shown(here, said.answers))


@csrf_exempt  # guarded by is_from_another_site, without a cookie
@post_only
def results(request: HttpRequest) -> HttpResponse:
    """Store the match with the edition that was seen, and go to its links."""
    if is_from_another_site(request):
        return cross_site(request)
    form = ShareForm(request.POST)
    known = form.is_valid() or "edition" not in form.errors
    seen = form.cleaned_data["edition"] if known else published(request)
    here, said = scene(request, seen), read(seen.taxonomy, form.answers)
    if wrong := problems(here, said, form):
        live = refused_shown(here, said.answers, wrong, form)
        return _page(request, here, said, live, status=HTTPStatus.BAD_REQUEST)
    if wait := wait_before_write(client_address(request)):
        return too_many(request, seconds=wait, ways=(_to_result(request, said),))
    created = save_result(
        published=seen,
        answers=said.answers,
        title=form.cleaned_data["title"],
        keep_days=form.cleaned_data["expires"],
    )
    return to_created(request, created)


def _page(
    request: HttpRequest, here: Scene, said: Reading, live: LiveShown, status: int = HTTPStatus.OK
) -> HttpResponse:
    unused = None if live.problems else ignored(here.taxonomy, said.ignored)
    context: dict[str, object] = {"live": live, "ignored": unused}
    if not said.answers.picks:
        context |= _empty(here, said)
        return page(request, "result_empty.html", context, status=status)
    context["shown"] = live_result(here, said.answers)
    return page(request, "result.html", context, status=status)


def _empty(here: Scene, said: Reading) -> dict[str, object]:
    """What the page says without a single answer."""
    return {
        "axes": [(tag(axis), axis.asks) for axis in here.taxonomy.axes],
        "label": started_from(here, match(here.taxonomy, said.answers)),
        "start": here.address("match", query=write(said.answers)),
    }


def _to_result(request: HttpRequest, said: Reading) -> Way:
    back = address(request, "result", query=write(said.answers))
    return Way(_("Back to your result"), back)
