"""The URLs of the site, and a view that does nothing to compare them with."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nothing(request: HttpRequest) -> HttpResponse:
    """What every request costs before a view has done anything."""
    return HttpResponse("nothing")


urlpatterns = [path("nothing/", nothing), path("", include("matcher.urls"))]
