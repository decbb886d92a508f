"""The probes of whoever runs the site: whether the process lives, whether it can serve, and how
the site stands."""

import shutil
from functools import cache
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from matcher.backups import last_backup
from matcher.editions import NoEdition, current_number
from matcher.web.metrics import CONTENT_TYPE, may_read_metrics, write_metrics
from matcher.web.middleware import GetResponse


class _NotReady(Exception):
    """The site cannot serve. The message says why."""


def probes(get_response: GetResponse) -> GetResponse:
    """Middleware before those for visitors that answers probes. They ask the process, by its IP
    address and without TLS, so that the rules for visitors, about hosts and https, do not apply to
    them."""
    views: dict[str, GetResponse] = {
        "/healthz": healthz,
        "/readyz": readyz,
        "/metrics": metrics,
    }

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
    """The database answers, has the tables of this release, and an edition to match with, and the
    static files are there; 503 and why when not.

    The space on the disk and the age of the last backup are told, and nothing depends on them:
    taking a server out because of them would help no visitor.
    """
    told = {"disk_free_mb": _disk_free() // 1_000_000, "backup_age_hours": _backup_age()}
    try:
        return JsonResponse({"status": "ready", "edition": _edition(), **told})
    except _NotReady as error:
        answer = {"status": "not ready", "why": str(error), **told}
        return JsonResponse(answer, status=HTTPStatus.SERVICE_UNAVAILABLE)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """What Prometheus reads, for whoever has the token; for others there is no such page."""
    if not may_read_metrics(request):
        return JsonResponse({"status": "not found"}, status=HTTPStatus.NOT_FOUND)
    return HttpResponse(write_metrics(_gauges()), content_type=CONTENT_TYPE)


def _edition() -> int:
    """The number of the current edition. Raises _NotReady."""
    try:
        number = current_number()
        missing = _newest_migrations() - set(
            MigrationRecorder.Migration.objects.values_list("app", "name")
        )
    except NoEdition:
        raise _NotReady("Nothing has been published yet: run `manage.py publish`.") from None
    except Error:
        raise _NotReady("The database does not answer as it should.") from None
    if missing:
        raise _NotReady("The tables are of an older release: run `manage.py migrate`.")
    if not getattr(staticfiles_storage, "hashed_files", True):
        raise _NotReady("The static files are not collected: run `manage.py collectstatic`.")
    return number


@cache
def _newest_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of each app that this release knows: where they are applied, all are."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _disk_free() -> int:
    """Bytes that are left where the database of SQLite is, or else where we are."""
    is_file = connection.vendor == "sqlite"
    place = Path(connection.settings_dict["NAME"]).parent if is_file else settings.BASE_DIR
    return shutil.disk_usage(place).free


def _backup_age() -> float | None:
    """Hours since the last backup; None where there is none that we know of."""
    last = last_backup(settings.BACKUP_DIR)
    return round((timezone.now() - last).total_seconds() / 3600, 1) if last else None


def _gauges() -> dict[str, tuple[str, float]]:
    gauges: dict[str, tuple[str, float]] = {
        "disk_free_bytes": ("Space where the database is.", _disk_free())
    }
    if (age := _backup_age()) is not None:
        gauges["backup_age_hours"] = ("Hours since the last backup.", age)
    try:
        return gauges | {"edition": ("The current edition.", _edition())}
    except _NotReady:
        return gauges
