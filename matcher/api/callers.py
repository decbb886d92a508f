"""Who calls: somebody with a key of ours, or a network address; and how often they may."""

from dataclasses import dataclass
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest
from ninja import Header
from ninja.security import HttpBearer

from matcher.api_keys import KnownApiKey, open_key
from matcher.hourly_limit import HourlyLimit
from matcher.web.bodies import SAFE_METHODS
from matcher.web.client import client_address, is_from_another_site
from matcher.web.pace import Pace

MINUTE = 60

PACE = Pace(most=0, seconds=MINUTE)
"""The calls of this process; what each caller may is said with each count."""


class ForeignOrigin(Exception):
    """A page of an origin that is not listed made a browser send a write."""


class NoApiKey(Exception):
    """What stands under `Authorization` is no key."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, by a name that is theirs alone: a key of ours, else the network address."""

    name: str
    address: str
    key: KnownApiKey | None = None

    @property
    def reads_a_minute(self) -> int:
        return self.key.reads_a_minute if self.key else settings.API_READ_LIMIT

    @property
    def client(self) -> str | None:
        """The client that new results and programmes count for as on pages; None for a key, which
        has a limit of its own."""
        return None if self.key else self.address

    def count_new(self) -> None:
        """Count a new result or programme of a key. Raises LimitReached."""
        if self.key:
            HourlyLimit("new by API", self.key.writes_an_hour).count(self.name)


EditKey = Annotated[str, Header(..., alias="Edit-Key")]
"""The key with which whatever is kept under a link is changed or deleted."""


class CalledRequest(HttpRequest):
    """A request whose caller is known."""

    auth: Caller


class ApiKeyAuth(HttpBearer):
    """`Authorization: Bearer bpo_…`, which may be left out."""

    def __call__(self, request: HttpRequest) -> Caller:
        """The caller, whose call is counted; a wrong key counts for the network address. Raises
        ForeignOrigin, NoApiKey, UnknownApiKey, RevokedApiKey and LimitReached."""
        if request.method not in SAFE_METHODS and _is_foreign(request):
            raise ForeignOrigin
        address, header = client_address(request), request.META.get("HTTP_AUTHORIZATION", "")
        caller = Caller(address, address)
        try:
            if header:
                caller = self.authenticate(request, header)
        finally:
            PACE.count(caller.name, caller.reads_a_minute)
        return caller

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """The caller with the key in this header."""
        scheme, _space, secret = token.partition(" ")
        if scheme.lower() != self.openapi_scheme:
            raise NoApiKey
        key = open_key(secret.strip())
        return Caller(f"key {key.id}", client_address(request), key)


AUTH = ApiKeyAuth()
"""How every call says who it is from."""


def _is_foreign(request: HttpRequest) -> bool:
    listed = settings.CORS_ALLOW_ALL_ORIGINS or (
        request.META.get("HTTP_ORIGIN") in settings.CORS_ALLOWED_ORIGINS
    )
    return is_from_another_site(request) and not listed
