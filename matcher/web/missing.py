"""What a link says under which there is no result: the same text on a page, in a file and in a
comparison."""

from dataclasses import dataclass
from http import HTTPStatus

from django.utils.translation import gettext as _

from matcher.sharing import GoneResult, UnknownResult


@dataclass(frozen=True, slots=True)
class MissingResult:
    """Why there is nothing to show, and what to do."""

    status: HTTPStatus
    title: str
    sentences: tuple[str, ...]


def missing_result(error: UnknownResult | GoneResult) -> MissingResult:
    """What to say of the error that opening a result raised."""
    return gone_result() if isinstance(error, GoneResult) else unknown_result()


def unknown_result() -> MissingResult:
    """There never was such a result."""
    return MissingResult(
        HTTPStatus.NOT_FOUND,
        _("There is no result under this link"),
        (_("The link may have been copied in part. Ask whoever sent it to send it again."),),
    )


def gone_result() -> MissingResult:
    """There was such a result."""
    return MissingResult(
        HTTPStatus.GONE,
        _("This result is no longer here"),
        (
            _("It was deleted by the person who made the link, or it has expired."),
            _("We keep no copy. Whoever sent you the link may still have the answers."),
        ),
    )
