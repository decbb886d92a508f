"""The key that deletes a result, on its way to the page that hands out the links of the result."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from matcher.sharing import CreatedLink
from matcher.web.page import page_url

KEY_COOKIE = "deletion_key"
KEY_SECONDS = 600
"""How long the page that hands out the links can be opened."""


def redirect_to_created(request: HttpRequest, created: CreatedLink) -> HttpResponse:
    """A redirect to the page that hands out the links of a result that was just stored. The key
    that deletes it travels in a signed cookie that only that page gets."""
    url = page_url(request, "created", created.token)
    response = HttpResponseRedirect(url, status=HTTPStatus.SEE_OTHER)
    response.set_signed_cookie(
        KEY_COOKIE,
        created.deletion_key,
        salt=created.token,
        max_age=KEY_SECONDS,
        path=url,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )
    return response


def deletion_key(request: HttpRequest, token: str) -> str:
    """The key of that result, for whoever has just made it; empty for anybody else."""
    key = request.get_signed_cookie(KEY_COOKIE, default="", salt=token, max_age=KEY_SECONDS)
    return key or ""
