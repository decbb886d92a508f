"""What was typed into a form of the desk that could not be taken: kept in the page that says so,
and shown in the form again once it can."""

import copy
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Self

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.urls import resolve
from django.utils.datastructures import MultiValueDict
from pydantic import TypeAdapter, ValidationError

KEPT_FIELD = "kept"
"""The field of the log-in form that carries the text."""

MOST_CHARACTERS = 1_000_000
"""A longer text is not kept in the log-in form."""

KEPT_SECONDS = 30 * 60
"""After so long it is not shown any more."""

_SALT = "text kept while logging in"
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105  # the name of a field

Field = tuple[str, str]
"""A field of a form: its name, and one of its values."""


@dataclass(frozen=True, slots=True)
class KeptText:
    """The fields of a form, without passwords and files, and the path and query it was sent to."""

    path: str
    query: str
    fields: tuple[Field, ...]

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """What this request sends."""
        query = request.META.get("QUERY_STRING", "")
        return cls(request.path, query, tuple(_fields(request.POST)))

    @classmethod
    def unpacked(cls, packed: str) -> Self | None:
        """The text that `packed` wrote within the last half hour; None for any other string."""
        try:
            kept = signing.loads(packed, salt=_SALT, max_age=KEPT_SECONDS)
            return TypeAdapter(cls).validate_python(kept)
        except (signing.BadSignature, ValidationError):
            return None

    def packed(self) -> str:
        """A signed string; empty where it would be too long."""
        packed = signing.dumps(asdict(self), salt=_SALT, compress=True)
        return packed if len(packed) <= MOST_CHARACTERS else ""

    def sent_again(self, request: HttpRequest) -> HttpRequest:
        """The request that sent the text, by whom this request is by: to be shown, not saved."""
        again = copy.copy(request)
        again.path = again.path_info = self.path
        again.META = {**request.META, "QUERY_STRING": self.query, "PATH_INFO": self.path}
        again.GET = QueryDict(self.query)
        again.POST = self._data()  # type: ignore[assignment]
        again._files = MultiValueDict()  # type: ignore[attr-defined]
        again.resolver_match = resolve(self.path)
        again.only_shown = True  # type: ignore[attr-defined]
        return again

    def _data(self) -> QueryDict:
        data = QueryDict(mutable=True)
        for name, value in self.fields:
            data.appendlist(name, value)
        return data


def is_only_shown(request: HttpRequest) -> bool:
    """Whether the form of this request is to be shown as it was filled in, and not saved."""
    return getattr(request, "only_shown", False)


def remember_text(request: HttpRequest) -> None:
    """Let the page about the error that comes next have what this request sends. Only for one whose
    token was found valid."""
    request.kept_text = KeptText.of(request)  # type: ignore[attr-defined]


def remembered_text(request: HttpRequest) -> KeptText | None:
    """What was remembered; None for most requests."""
    kept: KeptText | None = getattr(request, "kept_text", None)
    return kept


def _fields(data: QueryDict) -> Iterator[Field]:
    for name, values in data.lists():
        if name != _TOKEN and "password" not in name:
            yield from ((name, value) for value in values)
