"""How the matcher decides: the method in short, and a page for each decision, question and kind of
rule."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from matcher.presenters.method.axis import axis_page
from matcher.presenters.method.fit import fit_page
from matcher.presenters.method.overview import overview_page
from matcher.presenters.method.question import method_question_page
from matcher.presenters.method.rules import (
    background_page,
    compliance_page,
    pricing_page,
    sources_page,
    warnings_page,
)
from matcher.views.edition_page import edition_page
from matcher.web.guard import get_only
from matcher.web.page import RenderContext, render_context
from matcher.web.request_input import release_for

RULES: dict[str, Callable[[RenderContext], object]] = {
    "fit": fit_page,
    "warnings": warnings_page,
    "pricing": pricing_page,
    "compliance": compliance_page,
    "background": background_page,
    "sources": sources_page,
}
"""The kinds of rules that have a page; its template has the same name."""


@get_only
def method(request: HttpRequest) -> HttpResponse:
    """The method in short."""
    release = release_for(request)
    return edition_page(
        request,
        release,
        "method/overview.html",
        lambda: overview_page(render_context(request, release)),
    )


@get_only
def method_of(request: HttpRequest, name: str) -> HttpResponse:
    """How one decision is made, or what one question does: no two of them share a name."""
    release = release_for(request)
    index = release.taxonomy.index
    axis, question = index.axis_by_slug.get(name), index.question_by_slug.get(name)
    if axis:
        return edition_page(
            request,
            release,
            "method/axis.html",
            lambda: axis_page(render_context(request, release), axis),
        )
    if question:
        return edition_page(
            request,
            release,
            "method/question.html",
            lambda: method_question_page(render_context(request, release), question),
        )
    raise Http404


@get_only
def method_rules(request: HttpRequest, part: str) -> HttpResponse:
    """All rules of one kind, the background, or the sources."""
    make = RULES.get(part)
    if make is None:
        raise Http404
    release = release_for(request)
    return edition_page(
        request, release, f"method/{part}.html", lambda: make(render_context(request, release))
    )
