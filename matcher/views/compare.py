"""Several stored results side by side."""

from django.http import HttpRequest, HttpResponse

from matcher.core import plain_line
from matcher.presenters.compare import RESULT_PARAMETER, compare_page
from matcher.web.guard import get_only
from matcher.web.page import page
from matcher.web.request_input import pairs
from matcher.web.submitted_links import links_in, open_submitted_links


@get_only
def compare(request: HttpRequest) -> HttpResponse:
    """The results under the links in the URL, and the form that takes links."""
    pairs(request)  # a URL that cannot be read at all is refused here
    # Not its pairs, which are of one line each: here a line break stands between links.
    lines = "\n".join(request.GET.getlist(RESULT_PARAMETER)).splitlines()
    text = "\n".join(filter(None, map(plain_line, lines)))
    shown = compare_page(
        request, text, open_submitted_links(links_in(text)), sent=RESULT_PARAMETER in request.GET
    )
    return page(request, "compare.html", {"shown": shown})
