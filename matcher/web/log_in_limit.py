"""How often one place may try to log in, whatever names it tries."""

from collections.abc import Mapping

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest


class PlaceLimit(AxesDatabaseHandler):  # type: ignore[misc]  # its package has no types
    """The guard of django-axes, with a second and higher limit for a place."""

    def is_locked(self, request: HttpRequest, credentials: Mapping[str, str] | None = None) -> bool:
        """Whether the name is locked out from this place, or the place is."""
        return super().is_locked(request, credentials) or (
            _failures_here(request) >= settings.AXES_PLACE_LIMIT
        )


def _failures_here(request: HttpRequest) -> int:
    """Wrong passwords from this place, for any names, that still count."""
    attempts = AccessAttempt.objects.filter(
        ip_address=request.axes_ip_address,  # type: ignore[attr-defined]  # set by axes
        attempt_time__gte=get_cool_off_threshold(request),
    )
    total: int | None = attempts.aggregate(total=Sum("failures_since_start"))["total"]
    return total or 0
