"""The probes of whoever runs the site: whether the process lives, and whether it can serve."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from matcher.editions import DATABASE_AWAY, NoEdition, current_number
from matcher.web.middleware import GetResponse


def probes(get_response: GetResponse) -> GetResponse:
    """Middleware before all others that answers probes. They ask the process, by its IP address and
    without TLS, so that the rules for visitors, about hosts and https, do not apply to them."""
    views: dict[str, GetResponse] = {"/healthz": healthz, "/readyz": readyz}

    def respond(request: HttpRequest) -> HttpResponseBase:
        return views.get(request.path_info, get_response)(request)

    return respond


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers, and there is an edition to match with; 503 and why when not."""
    try:
        number = current_number()
    except NoEdition:
        return _not_ready("Nothing has been published yet: run `manage.py publish`.")
    except DATABASE_AWAY:
        return _not_ready("The database does not answer as it should.")
    return JsonResponse({"status": "ready", "edition": number})


def _not_ready(why: str) -> JsonResponse:
    return JsonResponse({"status": "not ready", "why": why}, status=HTTPStatus.SERVICE_UNAVAILABLE)
