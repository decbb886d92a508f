"""The middleware of the preview: a request for a page of it is passed on as one for the same page
at another root, so that each link on the page stays in the preview."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from matcher.preview import PREVIEW_ROOT, InvalidPreview, PreviewExpired, valid_until
from matcher.web.bodies import DESK
from matcher.web.errors import problem_page
from matcher.web.middleware import GetResponse
from matcher.web.site_root import at_root


def preview(get_response: GetResponse) -> GetResponse:
    """Middleware that serves the site under `/preview/<signed>/` too: to read, never to write,
    and kept by nobody."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREVIEW_ROOT):
            return get_response(request)
        root, _slash, path = request.path_info.removeprefix(PREVIEW_ROOT).partition("/")
        response = _previewed(get_response, request, f"{PREVIEW_ROOT}{root}/", f"/{path}")
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return respond


def _previewed(
    get_response: GetResponse, request: HttpRequest, root: str, path: str
) -> HttpResponseBase:
    try:
        valid_until(root)
    except InvalidPreview:
        return _unknown(request)
    except PreviewExpired:
        return _over(request)
    with at_root(root):
        request.path_info = path
        if request.method not in ("GET", "HEAD"):
            return _read_only(request)
        return _no_desk(request) if path.startswith(DESK) else get_response(request)


def _unknown(request: HttpRequest) -> HttpResponse:
    return problem_page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("There is no such preview"),
        sentences=(
            _("The address may have been copied in part. Copy all of it, or ask for it again."),
        ),
    )


def _over(request: HttpRequest) -> HttpResponse:
    return problem_page(
        request,
        HTTPStatus.GONE,
        title=_("This preview is over"),
        sentences=(
            _("It could be opened for a limited time only."),
            _("Ask the editor who sent it to you for a new address."),
        ),
    )


def _no_desk(request: HttpRequest) -> HttpResponse:
    return problem_page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("There is no such page"),
        sentences=(_("The desk is no part of a preview: editors find it where they log in."),),
    )


def _read_only(request: HttpRequest) -> HttpResponse:
    return problem_page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("A preview cannot keep anything"),
        sentences=(
            _("You are looking at a draft. It may change, so that no link to it would stay true."),
            _("Nothing was stored or deleted."),
        ),
    )
