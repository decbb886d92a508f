"""What search engines and other robots may read."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from matcher.web.page import page_url


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read what there is to read, not what a visitor answered or keeps."""
    closed = [
        page_url(request, "result").rstrip("/"),  # and its documents: /match/result.pdf
        f"{page_url(request, 'home')}r/",
        f"{page_url(request, 'programmes')}*/",  # but not the page that tells of programmes
        reverse("admin:index"),
    ]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
