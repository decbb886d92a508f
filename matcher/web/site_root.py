"""The root at which a request is answered: the site’s own, or another one under which the same
pages are served."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.urls import get_script_prefix, set_script_prefix

OWN_ROOT = "/"


def is_at_own_root() -> bool:
    """Whether the current request is answered at the site’s own root."""
    return get_script_prefix() == OWN_ROOT


@contextmanager
def at_root(root: str) -> Iterator[None]:
    """Within it, every URL that is reversed starts with the root."""
    before = get_script_prefix()
    set_script_prefix(root)
    try:
        yield
    finally:
        set_script_prefix(before)
