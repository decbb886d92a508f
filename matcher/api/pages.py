"""Pages about the API, for those who write programs, and for models."""

import json
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from matcher.api.examples import examples
from matcher.api.openapi import openapi
from matcher.api.parsing import JSON
from matcher.api.reference import reference_page
from matcher.editions import current
from matcher.embedding import snippet
from matcher.repeatable_writes import KEPT
from matcher.web.etag import conditional_get
from matcher.web.guard import get_only
from matcher.web.page import page

SAMPLE_ID = "aB3dE5gH7jK9"
"""What a public id looks like. It may be anybody’s as little as any other that nobody made."""


@get_only
def openapi_json(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document of the current edition."""
    release = current()
    return conditional_get(
        request,
        (release.number, release.sha256),
        lambda: HttpResponse(openapi(release, settings.SITE_URL), content_type=JSON),
    )


@get_only
def developers(request: HttpRequest) -> HttpResponse:
    """What programs may do here, with three calls to begin with."""
    taxonomy = current().taxonomy
    values = {
        "site": settings.SITE_URL,
        "examples": examples(taxonomy, settings.SITE_URL),
        "reads_a_minute": settings.API_READ_LIMIT,
        "writes_an_hour": settings.WRITE_LIMIT,
        "hours": KEPT // timedelta(hours=1),
        "questions": taxonomy.questions,
        "context": tuple(taxonomy.index.context_by_slug.values()),
        "snippet": snippet(settings.SITE_URL, SAMPLE_ID),
    }
    return page(request, "developers/overview.html", values)


@get_only
def reference(request: HttpRequest) -> HttpResponse:
    """Every call with what it takes and gives."""
    shown = reference_page(json.loads(openapi(current(), settings.SITE_URL)))
    return page(request, "developers/reference.html", {"shown": shown})


@get_only
def llms(request: HttpRequest) -> HttpResponse:
    """What a model should know of this site, in twenty lines."""
    text = render_to_string("llms.txt", {"site": settings.SITE_URL}, using="public")
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
