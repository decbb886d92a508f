"""Several stored results side by side."""

from django.http import HttpRequest, HttpResponse

from matcher.presenters.compare import DIFFERENCES, ONLY, RESULT, compare_shown
from matcher.web.errors import get_only
from matcher.web.page import page
from matcher.web.request_input import pairs
from matcher.web.submitted_links import open_pasted


@get_only
def compare(request: HttpRequest) -> HttpResponse:
    """The results under the links in the address, and the form that takes links."""
    pairs(request)  # an address that cannot be read at all is refused here
    texts = [text for one in request.GET.getlist(RESULT) if (text := one.strip())]
    shown = compare_shown(
        request,
        open_pasted(texts),
        sent=RESULT in request.GET,
        only=request.GET.get(ONLY) == DIFFERENCES,
    )
    return page(request, "compare.html", {"shown": shown})
