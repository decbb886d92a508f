"""A row that was opened by somebody who answers it, and the guard of the view that shows it: a page
for each error that it raises."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from matcher.core import Taxonomy
from matcher.hourly_limit import LimitReached
from matcher.programmes import (
    GoneProgramme,
    GoneRespondent,
    GoneRow,
    UnknownProgramme,
    UnknownRespondent,
)
from matcher.respondents import AskedRespondent, open_to_answer
from matcher.web.client import client_address, is_from_another_site
from matcher.web.errors import cross_site, problem_page, start_link
from matcher.web.guard import get_or_post, too_many_keys
from matcher.web.page import page_url
from matcher.web.programme import no_programme, too_many_edits


@dataclass(frozen=True, slots=True)
class OpenRespondent:
    """Somebody who answers a row, and the URL and the secrets of their page."""

    asked: AskedRespondent
    url: str
    token: str
    respondent_token: str
    client: str

    @property
    def taxonomy(self) -> Taxonomy:
        return self.asked.programme.taxonomy

    def reopened(self) -> "OpenRespondent":
        """The same as it is kept now. Raises what `open_to_answer` raises."""
        asked = open_to_answer(self.token, self.respondent_token, client=self.client)
        return replace(self, asked=asked)


RespondentView = Callable[[HttpRequest, OpenRespondent], HttpResponse]


def for_respondents(view: RespondentView) -> Callable[..., HttpResponse]:
    """Let a view ask a respondent about a row, and keep what they answer. What another site sends,
    a wrong link and whatever is gone are answered with a page that explains the error."""

    @csrf_exempt  # guarded by is_from_another_site, without a cookie
    @never_cache
    @get_or_post
    @wraps(view)
    def guarded(request: HttpRequest, token: str, respondent: str) -> HttpResponse:
        if request.method == "POST" and is_from_another_site(request):
            return cross_site(request)
        response = _answer(view, request, token, respondent)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def _answer(
    view: RespondentView, request: HttpRequest, token: str, respondent: str
) -> HttpResponse:
    client = client_address(request)
    try:
        asked = open_to_answer(token, respondent, client=client)
    except LimitReached as limit:
        return too_many_keys(request, limit)
    except (UnknownProgramme, GoneProgramme) as error:
        return no_programme(request, error)
    except UnknownRespondent:
        return _unknown(request)
    except GoneRespondent:
        return _gone(request)
    url = page_url(request, "programme_respondent", token, respondent)
    return _guarded(view, request, OpenRespondent(asked, url, token, respondent, client))


def _guarded(view: RespondentView, request: HttpRequest, opened: OpenRespondent) -> HttpResponse:
    """What the view answers; something may be deleted while the form is filled in."""
    try:
        return view(request, opened)
    except GoneProgramme as error:
        return no_programme(request, error)
    except (GoneRow, GoneRespondent):
        return _gone(request)
    except LimitReached as limit:
        return too_many_edits(request, limit)


def _unknown(request: HttpRequest) -> HttpResponse:
    return problem_page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("Nobody is asked under this link"),
        sentences=(
            _("The link may have been copied in part. Ask whoever sent it to send it again."),
        ),
        links=(start_link(request),),
    )


def _gone(request: HttpRequest) -> HttpResponse:
    return problem_page(
        request,
        HTTPStatus.GONE,
        title=_("You are no longer asked here"),
        sentences=(
            _("Whoever edits the programme has deleted the row that you answered, or this link."),
            _("Your answers were deleted with it, and we keep no copy of them."),
        ),
        links=(start_link(request),),
    )
