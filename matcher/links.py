"""Links to results as people submit them: whole URLs, parts of them, or bare tokens."""

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
"""What a link ends with: at least 128 random bits, at most what a row can hold."""


_ROW = re.compile(r"([A-Za-z0-9_-]{22,43})\.([1-9][0-9]{0,8})")
"""A row of a programme: the token that reads it, and the number of the row."""


def absolute_url(path: str) -> str:
    """The URL by which others open what lies at this path. It begins with SITE_URL, by whatever
    host and port this request came."""
    return f"{settings.SITE_URL}{path}"


class NotAResultLink(Exception):
    """Why a string is not a link to a result here, as a sentence for whoever submitted it."""


def may_be_link(word: str) -> bool:
    """Whether a word in a text is meant as a link, or as the token of one."""
    return "/" in word or any(known.fullmatch(word) for known in (_TOKEN, _ROW))


@dataclass(frozen=True, slots=True)
class RowLink:
    """A row of a programme: the token that reads the programme, and the number of the row."""

    token: str
    number: int


def row_link(link: str) -> RowLink | None:
    """The row of a programme, as its table names it to be compared; None for any other string."""
    row = _ROW.fullmatch(link)
    return RowLink(row[1], int(row[2])) if row else None


def token_in(link: str) -> str:
    """The token in a link to a stored result or to one of its files, or the bare token. Raises
    NotAResultLink, and UnknownResult for what cannot be a token."""
    if _TOKEN.fullmatch(link):
        return link
    page = _resolve(_path(link))
    if page is not None and page.url_name == "result":
        raise NotAResultLink(_("This result has no link yet: open it, and create one below it."))
    if page is None or "token" not in page.kwargs:
        raise _not_a_result_link()
    if str(page.url_name).startswith("programme"):
        raise NotAResultLink(
            _("This is the link of a programme: open it, and tick up to five of its rows there.")
        )
    if "key" in page.kwargs:
        raise NotAResultLink(
            _(
                "This is the secret link that deletes a result or edits its title. Keep it to "
                "yourself, and paste the link to share instead."
            )
        )
    token: str = page.kwargs["token"]
    if not _TOKEN.fullmatch(token):
        raise UnknownResult
    return token


@dataclass(frozen=True, slots=True)
class LiveLink:
    """A link to a result that is not stored: its answers as a query string, and whether it
    belongs to a preview, which answers with the draft."""

    query: str
    previewed: bool


def live_link(link: str) -> LiveLink | None:
    """The link to a result that is not stored; None for any other string."""
    url, _mark, query = link.partition("#")[0].partition("?")
    try:
        path = _path(url)
    except NotAResultLink:
        return None
    within = path_within(path)
    page = _resolve(path if within is None else within)
    return LiveLink(query, within is not None) if page and page.url_name == "result" else None


def _path(url: str) -> str:
    """The path in a URL of this site. Without a scheme, a URL may begin with its host or with its
    path. Raises NotAResultLink."""
    try:
        if "://" in url or url.startswith("//"):
            return _path_here(urlsplit(url))
        path = urlsplit(f"/{url.removeprefix('/')}").path
        if "/" not in url or url.startswith("/") or _resolve(path):
            return path
        return _path_here(urlsplit(f"//{url}"))
    except ValueError:
        raise _not_a_result_link() from None


def _path_here(url: SplitResult) -> str:
    domain, _port = split_domain_port(url.netloc.lower())
    if not domain:
        raise _not_a_result_link()
    if not validate_host(domain, settings.ALLOWED_HOSTS):
        raise NotAResultLink(
            _("This link leads to another site; only results of this one can be opened.")
        )
    return url.path


def _resolve(path: str) -> ResolverMatch | None:
    """The page of this site at that path, with or without its last slash."""
    for candidate in (path, f"{path}/"):
        try:
            return resolve(candidate)
        except Resolver404:
            continue
    return None


def _not_a_result_link() -> NotAResultLink:
    return NotAResultLink(
        _("This is not a link to a result. Copy the whole link from the address bar.")
    )
