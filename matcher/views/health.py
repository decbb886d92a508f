"""For machines: whether the process lives, whether it can serve, and what robots may read."""

from http import HTTPStatus

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from matcher.editions import NoEdition, current
from matcher.web.page import page_url


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
        number = current().number
    except NoEdition:
        return _not_ready("Nothing has been published yet: run `manage.py publish`.")
    except DatabaseError:
        return _not_ready("The database does not answer as it should.")
    return JsonResponse({"status": "ready", "edition": number})


def _not_ready(why: str) -> JsonResponse:
    return JsonResponse({"status": "not ready", "why": why}, status=HTTPStatus.SERVICE_UNAVAILABLE)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read what there is to read, not what a visitor answered or keeps."""
    closed = [
        page_url(request, "result"),
        f"{page_url(request, 'home')}r/",
        reverse("admin:index"),
    ]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
