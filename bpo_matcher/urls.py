"""The site's URLs: the editor's desk, and the product at the root."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("matcher.urls")),
]

handler400 = "matcher.web.errors.bad_request"
handler403 = "matcher.web.errors.forbidden"
handler404 = "matcher.web.errors.not_found"
handler500 = "matcher.web.errors.server_error"
