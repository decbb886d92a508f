"""Several stored results side by side."""

from django.http import HttpRequest, HttpResponse

from matcher.presenters.compare import (
    ONLY_DIFFERENCES,
    ONLY_PARAMETER,
    RESULT_PARAMETER,
    compare_view,
)
from matcher.web.guard import get_only
from matcher.web.page import page
from matcher.web.request_input import pairs
from matcher.web.submitted_links import open_submitted_links


@get_only
def compare(request: HttpRequest) -> HttpResponse:
    """The results under the links in the URL, and the form that takes links."""
    parameters = pairs(request)
    links = [value for name, value in parameters if name == RESULT_PARAMETER]
    view = compare_view(
        request,
        open_submitted_links([link.strip() for link in links if not link.isspace()]),
        sent=RESULT_PARAMETER in request.GET,
        only=(ONLY_PARAMETER, ONLY_DIFFERENCES) in parameters,
    )
    return page(request, "compare.html", {"shown": view})
