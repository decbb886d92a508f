"""The preview: the whole site on the draft, at another root, under a signed URL that expires.

Whoever has the URL may look, without an account. It holds nothing but the time until which
it may be used, signed with the site's secret.
"""

from datetime import UTC, datetime

from django.core import signing
from django.urls import get_script_prefix
from django.utils import timezone

PREVIEW_ROOT = "/preview/"
PREVIEW_SALT = "preview"


class InvalidPreview(Exception):
    """The URL was not signed by this site."""


class PreviewExpired(Exception):
    """The URL has expired."""


def preview_root(until: datetime) -> str:
    """The root of the preview, `/preview/<signed>/`, that may be used until this moment."""
    return f"{PREVIEW_ROOT}{signing.dumps(int(until.timestamp()), salt=PREVIEW_SALT)}/"


def valid_until(root: str) -> datetime:
    """The moment until which this root may be used. Raises InvalidPreview or
    PreviewExpired."""
    try:
        seconds: int = signing.loads(root.removeprefix(PREVIEW_ROOT).rstrip("/"), salt=PREVIEW_SALT)
    except signing.BadSignature:
        raise InvalidPreview from None
    moment = datetime.fromtimestamp(seconds, UTC)
    if moment <= timezone.now():
        raise PreviewExpired
    return moment


def path_within(path: str) -> str | None:
    """The path of the page that a path in a preview leads to; None outside of any preview."""
    if not path.startswith(PREVIEW_ROOT):
        return None
    return f"/{path.removeprefix(PREVIEW_ROOT).partition('/')[2]}"


def is_previewed() -> bool:
    """Whether the current request belongs to a preview."""
    return get_script_prefix().startswith(PREVIEW_ROOT)
