"""Links to results as people paste them: whole addresses, parts of them, or bare tokens."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _

from matcher.preview import path_within
from matcher.sharing import UnknownResult

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22,43}")
"""What a link ends with: from 128 random bits on, up to what a row can hold."""


class NoLink(Exception):
    """Why a text is no link to a result here, in words for whoever pasted it."""


def token_in(text: str) -> str:
    """The token in a link to a stored result, to one of its files, or standing alone. Raises
    NoLink, and UnknownResult for what cannot be a token."""
    if _TOKEN.fullmatch(text):
        return text
    found = _find(_path(text))
    if found is not None and found.url_name == "result":
        raise NoLink(_("This result has no link yet: open it, and create one below it."))
    if found is None or "token" not in found.kwargs:
        raise _no_link()
    if "key" in found.kwargs:
        raise NoLink(
            _(
                "This is the secret link that deletes a result. Keep it to yourself, and paste "
                "the link to share instead."
            )
        )
    token: str = found.kwargs["token"]
    if not _TOKEN.fullmatch(token):
        raise UnknownResult
    return token


@dataclass(frozen=True, slots=True)
class LiveLink:
    """A link to a result that is not stored: its answers as an address holds them, and whether
    it is of a preview, which answers with the draft."""

    query: str
    previewed: bool


def live_link(text: str) -> LiveLink | None:
    """The link to a result that is not stored; None for any other text."""
    address, _mark, query = text.partition("#")[0].partition("?")
    try:
        path = _path(address)
    except NoLink:
        return None
    within = path_within(path)
    found = _find(path if within is None else within)
    return LiveLink(query, within is not None) if found and found.url_name == "result" else None


def _path(text: str) -> str:
    """The path in an address of ours. Without a scheme, an address may begin with its host or
    with its path."""
    try:
        if "://" in text or text.startswith("//"):
            return _path_here(urlsplit(text))
        path = urlsplit(f"/{text.removeprefix('/')}").path
        if "/" not in text or text.startswith("/") or _find(path):
            return path
        return _path_here(urlsplit(f"//{text}"))
    except ValueError:
        raise _no_link() from None


def _path_here(address: SplitResult) -> str:
    domain, _port = split_domain_port(address.netloc.lower())
    if not domain:
        raise _no_link()
    if not validate_host(domain, settings.ALLOWED_HOSTS):
        raise NoLink(_("This link leads to another site; only results of this one can be opened."))
    return address.path


def _find(path: str) -> ResolverMatch | None:
    """The page of ours at that path, with or without its last slash."""
    for candidate in (path, f"{path}/"):
        try:
            return resolve(candidate)
        except Resolver404:
            continue
    return None


def _no_link() -> NoLink:
    return NoLink(_("This is not a link to a result. Copy the whole link from the address bar."))
