"""Several stored results side by side, or both parts of one piece of work."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from matcher.core import plain_line
from matcher.presenters.compare import RESULT_PARAMETER, compare_page, parts_page
from matcher.web.guard import get_only
from matcher.web.other_part import FIRST_PART, SECOND_PART, read_part
from matcher.web.page import page
from matcher.web.request_input import pairs, release_for
from matcher.web.submitted_links import links_in, open_submitted_links


@get_only
def compare(request: HttpRequest) -> HttpResponse:
    """The results under the links in the URL, or of the answers for two parts, and the form that
    takes links."""
    parameters = dict(pairs(request))  # a URL that cannot be read at all is refused here
    if FIRST_PART in parameters or SECOND_PART in parameters:
        return _parts(request, parameters)
    # Not its pairs, which are of one line each: here a line break stands between links.
    lines = "\n".join(request.GET.getlist(RESULT_PARAMETER)).splitlines()
    text = "\n".join(filter(None, map(plain_line, lines)))
    shown = compare_page(
        request, text, open_submitted_links(links_in(text)), sent=RESULT_PARAMETER in request.GET
    )
    return page(request, "compare.html", {"shown": shown})


def _parts(request: HttpRequest, parameters: Mapping[str, str]) -> HttpResponse:
    release = release_for(request)
    first, second = (
        read_part(release, parameters.get(name, "")) for name in (FIRST_PART, SECOND_PART)
    )
    return page(request, "compare.html", {"shown": parts_page(request, release, (first, second))})
