"""Settings that are well formed and yet most likely not meant."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


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
