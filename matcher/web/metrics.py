"""What Prometheus is told: how often and how fast each kind of page was answered, and how the site
stands. Off unless METRICS_TOKEN is set; prometheus_client is only imported then.

All processes of a server count into files of one folder, and whichever is asked adds them up.
Labels are patterns of URLs, so that no token is one, and there are as many as there are views.
"""

import hmac
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest

if TYPE_CHECKING:
    from prometheus_client import Histogram
    from prometheus_client.core import Metric

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The library's own variable, for the folder with the counts."""

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0)
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def may_read_metrics(request: HttpRequest) -> bool:
    """Whether metrics are on, and the request has the token for them."""
    given = request.headers.get("Authorization", "").encode()
    wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
    return bool(settings.METRICS_TOKEN) and hmac.compare_digest(given, wanted)


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count a request that a view has answered, if metrics are on."""
    if settings.METRICS_TOKEN:
        _durations().labels(method, route, str(status)).observe(seconds)


def write_metrics(gauges: Mapping[str, tuple[str, float]]) -> bytes:
    """The counts of all processes, and these gauges: what each means, and its value, by name."""
    from prometheus_client import CollectorRegistry, generate_latest  # noqa: PLC0415
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415

    _durations()  # which makes the folder
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(_Gauges(gauges))
    return generate_latest(registry)


class _Gauges:
    """Values of this moment, the same whichever process is asked."""

    def __init__(self, gauges: Mapping[str, tuple[str, float]]) -> None:
        self._gauges = gauges

    def collect(self) -> "Iterator[Metric]":
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415

        for name, (meaning, value) in self._gauges.items():
            yield GaugeMetricFamily(f"bpo_matcher_{name}", meaning, value=value)


@cache
def _durations() -> "Histogram":
    """The counts of this process. The library reads where to keep them when it is imported."""
    folder = os.environ.setdefault(FOLDER, str(settings.VAR_DIR / "metrics"))
    Path(folder).mkdir(parents=True, exist_ok=True)
    from prometheus_client import Histogram  # noqa: PLC0415

    labels = ("method", "route", "status")
    return Histogram(
        "bpo_matcher_request_seconds", "Requests that a view has answered.", labels, buckets=SECONDS
    )
