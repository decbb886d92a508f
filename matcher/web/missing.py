"""What is said of a link under which there is no result: the same words on a page, in a file and
in a comparison."""

from dataclasses import dataclass
from http import HTTPStatus

from django.utils.translation import gettext as _

from matcher.sharing import GoneResult, UnknownResult


@dataclass(frozen=True, slots=True)
class Absent:
    """Why there is nothing to show, and what to do."""

    status: HTTPStatus
    title: str
    sentences: tuple[str, ...]


def absent(error: UnknownResult | GoneResult) -> Absent:
    """What to say of the error that opening a result raised."""
    return gone() if isinstance(error, GoneResult) else unknown()


def unknown() -> Absent:
    """There never was such a result."""
    return Absent(
        HTTPStatus.NOT_FOUND,
        _("There is no result under this link"),
        (_("The link may have been copied in part. Ask whoever sent it to send it again."),),
    )


def gone() -> Absent:
    """There was one."""
    return Absent(
        HTTPStatus.GONE,
        _("This result is no longer here"),
        (
            _("It was deleted by the person who made the link, or it has expired."),
            _("We keep no copy. Whoever sent you the link may still have the answers."),
        ),
    )
