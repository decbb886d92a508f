"""The guard of every view: which methods it answers, and a page for each error that it raises."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from matcher.editions import InvalidTaxonomy, NoEdition
from matcher.web.errors import invalid_draft, invalid_url, method_not_allowed, nothing_published
from matcher.web.request_input import InvalidUrl

View = Callable[..., HttpResponse]


def only(*methods: str) -> Callable[[View], View]:
    """Let a view answer these methods only. Another method, an invalid URL, a site without an
    edition and a preview of an invalid draft are answered with a page that explains the error."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
            if request.method not in methods:
                return method_not_allowed(request, methods)
            try:
                return view(request, *args, **kwargs)
            except InvalidUrl as error:
                return invalid_url(request, error)
            except NoEdition:
                return nothing_published(request)
            except InvalidTaxonomy as error:
                return invalid_draft(request, error)

        # A view that takes no POST needs no token to say so.
        return guarded if "POST" in methods else csrf_exempt(guarded)

    return decorate


get_only = only("GET", "HEAD")
post_only = only("POST")
get_or_post = only("GET", "HEAD", "POST")
