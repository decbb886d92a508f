"""Settings that are well formed and yet most likely not meant."""

from collections.abc import Sequence
from importlib.util import find_spec

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

from matcher.sentence_model import INSTALL, PACKAGES


@register(Tags.security)
def trusted_proxies(
    app_configs: Sequence[AppConfig] | None, **_options: object
) -> list[CheckMessage]:
    """Warn if everybody counts as a proxy of ours."""
    return [
        Warning(
            f"TRUSTED_PROXIES holds {network}, which is everybody: any client may choose the "
            "address that its writes and log-ins are counted by.",
            hint="Name the addresses of your proxies only.",
            id="bpo_matcher.W001",
        )
        for network in settings.TRUSTED_PROXIES
        if network.prefixlen == 0
    ]


@register(Tags.compatibility)
def sentence_model(
    app_configs: Sequence[AppConfig] | None, **_options: object
) -> list[CheckMessage]:
    """Warn if suggestions are to use a model that is not installed."""
    missing = [name for name in PACKAGES if find_spec(name) is None] if settings.SEMANTIC else []
    return [
        Warning(
            f"SEMANTIC is on, but {name} is not installed: suggestions are made without the "
            "sentence model.",
            hint=f"Run `{INSTALL}`.",
            id="bpo_matcher.W002",
        )
        for name in missing
    ]
