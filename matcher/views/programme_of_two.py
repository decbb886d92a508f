"""A programme of the two parts of one piece of work."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from matcher.core import Answers, parse_query
from matcher.editions import PublishedRelease, current
from matcher.forms import ShareForm
from matcher.hourly_limit import LimitReached
from matcher.link_keys import Sender
from matcher.presenters.compare import part_names
from matcher.programmes import create_programme
from matcher.web.client import client_address, is_from_another_site
from matcher.web.errors import cross_site, problem_page, start_link, too_many
from matcher.web.guard import get_or_post
from matcher.web.other_part import FIRST_PART, SECOND_PART, of_buyer, of_one_kind, read_part
from matcher.web.page import page_url


class UnreadablePart(Exception):
    """Answers of a part cannot be used, or some of them; the sentence says so."""


@csrf_exempt  # guarded by is_from_another_site, without a cookie
@cache_control(private=True, no_store=True)
@get_or_post
def programme_of_two(request: HttpRequest) -> HttpResponse:
    """Keep a row for each part with its answers, and go to the links. Of a part that nobody has
    answered yet what is known of the buyer is kept."""
    if request.method != "POST":
        return HttpResponseRedirect(page_url(request, "programmes"))
    if is_from_another_site(request):
        return cross_site(request)
    try:
        url = _keep(request, current())
    except UnreadablePart as error:
        return _unreadable(request, str(error))
    except LimitReached as limit:
        return too_many(
            request, why=_too_many(), seconds=limit.seconds, links=[start_link(request)]
        )
    return HttpResponseRedirect(url, status=HTTPStatus.SEE_OTHER)


def _keep(request: HttpRequest, release: PublishedRelease) -> str:
    """Keep the programme; the URL of the page with its links."""
    first = _part(release, request.POST.get(FIRST_PART, ""))
    other = request.POST.get(SECOND_PART)
    second = of_buyer(first) if other is None else _part(release, other)
    form = ShareForm(request.POST)
    links = create_programme(
        release=release,
        names=part_names(),
        own=[of_one_kind(release.taxonomy, answers) for answers in (first, second)],
        sender=Sender(form.key, form.zone, client_address(request)),
    )
    return page_url(request, "programme_links", links.token, links.key)


def _part(release: PublishedRelease, query: str) -> Answers:
    part = read_part(release, query)
    if part.error:
        raise UnreadablePart(part.error)
    return parse_query(release.taxonomy, part.query).answers


def _unreadable(request: HttpRequest, sentence: str) -> HttpResponse:
    return problem_page(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("No programme was made of the two parts"),
        sentences=(
            sentence,
            _("Go back in your browser and load the page again, to see which answers are left."),
        ),
        links=(start_link(request),),
    )


def _too_many() -> str:
    return ngettext(
        "From your network address %(most)s programme was created within this hour, which is the "
        "most that we allow. Go back in your browser: your answers are still there.",
        "From your network address %(most)s programmes were created within this hour, which is the "
        "most that we allow. Go back in your browser: your answers are still there.",
        settings.WRITE_LIMIT,
    ) % {"most": settings.WRITE_LIMIT}
