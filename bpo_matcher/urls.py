"""The site's addresses: the editor's desk, and the product at the root."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("matcher.urls")),
]

handler400 = "matcher.views.errors.bad_request"
handler403 = "matcher.views.errors.forbidden"
handler404 = "matcher.views.errors.not_found"
handler500 = "matcher.views.errors.server_error"
