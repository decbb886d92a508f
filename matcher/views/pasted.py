"""Links to results as people paste them: whole addresses, parts of them, or bare tokens."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve
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
    split = _split(text)
    domain, _port = split_domain_port(split.netloc.lower())
    if split.netloc and not validate_host(domain, settings.ALLOWED_HOSTS):
        raise NoLink(_("This link leads to another site; only results of this one are compared."))
    token = _token_at(split.path)
    if not _TOKEN.fullmatch(token):
        raise UnknownResult
    return token


def _split(text: str) -> SplitResult:
    """The parts of an address; without a scheme, it may begin with a host or with a path."""
    first = text.partition("/")[0]
    try:
        if "://" in text or text.startswith("/"):
            return urlsplit(text)
        return urlsplit(f"//{text}" if "." in first or ":" in first else f"/{text}")
    except ValueError:
        raise _no_link() from None


def _token_at(path: str) -> str:
    for candidate in (path, f"{path}/"):
        try:
            found = resolve(candidate)
        except Resolver404:
            continue
        if "key" in found.kwargs:
            raise NoLink(
                _(
                    "This is the secret link that deletes a result. Keep it to yourself, and "
                    "paste the link to share instead."
                )
            )
        if "token" in found.kwargs:
            return str(found.kwargs["token"])
    raise _no_link()


def _no_link() -> NoLink:
    return NoLink(_("This is not a link to a result. Copy the whole link from the address bar."))
