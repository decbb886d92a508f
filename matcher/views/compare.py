"""Several stored results side by side."""

from django.http import HttpRequest, HttpResponse

from matcher.views.compare_shown import DIFFERENCES, ONLY, RESULT, compare_shown
from matcher.views.errors import get_only
from matcher.views.page import page
from matcher.views.pasted import open_pasted
from matcher.views.source import pairs


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
