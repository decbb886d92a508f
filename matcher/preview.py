"""The preview: the whole site on the draft, at another root, under a signed address that ends.

Whoever has the address may look, without an account. It holds nothing but the time until which
it may be used, signed with the site's secret.
"""

from datetime import UTC, datetime

from django.core import signing
from django.urls import get_script_prefix
from django.utils import timezone

ROOT = "/preview/"
SALT = "preview"


class NoPreview(Exception):
    """The address was not signed by this site."""


class PreviewOver(Exception):
    """The time of the address is over."""


def preview_root(until: datetime) -> str:
    """The root of the preview, `/preview/<signed>/`, that may be used until this moment."""
    return f"{ROOT}{signing.dumps(int(until.timestamp()), salt=SALT)}/"


def until(root: str) -> datetime:
    """The moment until which this root may be used. Raises NoPreview or PreviewOver."""
    try:
        seconds: int = signing.loads(root.removeprefix(ROOT).rstrip("/"), salt=SALT)
    except signing.BadSignature:
        raise NoPreview from None
    moment = datetime.fromtimestamp(seconds, UTC)
    if moment <= timezone.now():
        raise PreviewOver
    return moment


def path_within(path: str) -> str | None:
    """The path of the page that a path in a preview leads to; None outside of any preview."""
    if not path.startswith(ROOT):
        return None
    return f"/{path.removeprefix(ROOT).partition('/')[2]}"


def is_previewed() -> bool:
    """Whether the present request came in by a preview."""
    return get_script_prefix().startswith(ROOT)
