"""Who writes: whether another site started a write, and which client it is counted for.

Anonymous writes carry no token, and so no visitor needs a cookie.
"""

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from matcher.web.middleware import GetResponse

Address = IPv4Address | IPv6Address

LONGEST_NAME = 255


def is_from_another_site(request: HttpRequest) -> bool:
    """Whether another site made a visitor's browser send this request.

    Browsers say in Sec-Fetch-Site who started a request; older ones, and those on plain http,
    say in Origin. A client that says neither is not a browser, so no site can have started it.
    Only hosts are compared: behind a proxy we may not know the scheme that visitors see.
    """
    site = request.META.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.META.get("HTTP_ORIGIN")
    return origin is not None and origin.partition("://")[2] != request.get_host()


def client_address(request: HttpRequest) -> str:
    """The IP address of the client, to count its writes by; a network of 2^64 for IPv6, because
    that is what one client gets.

    What a request was forwarded for counts only as far as our own proxies vouch for it: the
    client is the nearest hop that is none of TRUSTED_PROXIES.
    """
    client = None
    for hop in _hops(request):
        client = hop
        if not _is_ours(hop):
            break
    return "" if client is None else _counted(client)


def believe_proxies_only(get_response: GetResponse) -> GetResponse:
    """Middleware that drops what a request says of its scheme unless a proxy of ours sent it."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        if not is_from_our_proxy(request):
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return get_response(request)

    return respond


def is_from_our_proxy(request: HttpRequest) -> bool:
    """Whether one of TRUSTED_PROXIES sent the request itself."""
    sender = request.META.get("REMOTE_ADDR", "")
    address = _address(sender)
    return _is_ours(address) if address else _is_our_socket(sender)


def log_in_place(request: HttpRequest) -> str | None:
    """The IP address that somebody logs in from, as django-axes keeps it; of a network its first
    address. None where there is none."""
    return client_address(request).partition("/")[0] or None


def log_in_name(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """The name that somebody logs in by, as django-axes keeps it: no longer than its column."""
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return name[:LONGEST_NAME]


def _hops(request: HttpRequest) -> Iterator[Address]:
    """The IP addresses that the request came by, the nearest first, up to the first that cannot be
    read."""
    sender = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    for hop in (*(() if _is_our_socket(sender) else (sender,)), *reversed(forwarded)):
        address = _address(hop)
        if address is None:
            return
        yield address


def _is_our_socket(sender: str) -> bool:
    """Whether this is the proxy at the other end of our unix socket, which has no IP address."""
    return sender == "" and settings.TRUST_UNIX_SOCKET


def _is_ours(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _address(text: str) -> Address | None:
    try:
        address = ip_address(_without_port(text.strip()))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _without_port(text: str) -> str:
    """The address in `203.0.113.9:1234` and `[2001:db8::1]:443`, as some gateways write it."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text


def _counted(address: Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((int(address), 64), strict=False))
