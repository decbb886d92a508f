"""Links to results as people paste them: whole addresses, parts of them, or bare tokens."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matcher.sharing import GoneResult, Shared, UnknownResult, open_result
from matcher.views.absent import absent

MOST = 5
"""How many results are opened for one page."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22,43}")
"""What a link ends with: from 128 random bits on, up to what a row can hold."""


class NoLink(Exception):
    """Why a text is no link to a result here, in words for the visitor."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that was pasted, and the result under it; without one, `error` says why."""

    text: str
    error: str
    result: Shared | None


def open_pasted(texts: Sequence[str]) -> tuple[Pasted, ...]:
    """What is under each of the texts. A result is opened once, and MOST of them at most."""
    found: list[Pasted] = []
    places: dict[str, int] = {}
    for place, text in enumerate(texts, start=1):
        try:
            token = token_in(text)
            _refuse_more(token, places)
            places[token] = place
            found.append(Pasted(text, "", open_result(token)))
        except NoLink as error:
            found.append(Pasted(text, str(error), None))
        except (UnknownResult, GoneResult) as error:
            why = absent(error)
            found.append(Pasted(text, f"{why.title}. {why.sentences[0]}", None))
    return tuple(found)


def _refuse_more(token: str, places: dict[str, int]) -> None:
    if token in places:
        raise NoLink(
            _("This is the same result as link %(place)s; it is shown once.")
            % {"place": places[token]}
        )
    if len(places) == MOST:
        raise NoLink(
            ngettext(
                "This link is left out: %(most)s at most is compared at a time.",
                "This link is left out: %(most)s at most are compared at a time.",
                MOST,
            )
            % {"most": MOST}
        )


# ── Reading a link ───────────────────────────────────────────────────────────────────────


def token_in(text: str) -> str:
    """The token in a link to a result, to one of its files, or standing alone. Raises NoLink, and
    UnknownResult for what cannot be a token."""
    if _TOKEN.fullmatch(text):
        return text
    found = _find(_path(text))
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
        raise NoLink(_("This link leads to another site; only results of this one are compared."))
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
