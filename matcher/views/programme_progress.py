"""How far the rows of a programme are matched; where no worker is there to do it, each request does
a step of the work."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from matcher.presenters.programme.progress import progress_of
from matcher.row_queue import work_a_step
from matcher.web.page import asked_by_htmx, page
from matcher.web.programme import OpenProgramme, for_its_editors, steps_for_its_readers


@for_its_editors
def for_editors(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """Do a step, for whoever has the key. It counts for no limit: it changes no answer."""
    return _step(request, opened)


@steps_for_its_readers
def for_readers(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """Do a step, for whoever has the link."""
    return _step(request, opened)


def _step(request: HttpRequest, opened: OpenProgramme) -> HttpResponse:
    """Say how far it is, or without JavaScript go back to the table, which does."""
    if request.method == "POST":
        work_a_step(opened.stored.id)
    if not asked_by_htmx(request):
        return HttpResponseRedirect(opened.url, status=HTTPStatus.SEE_OTHER)
    values = {"progress": progress_of(opened.reopened())}
    return page(request, "programme/progress.html", values)
