"""The editor's desk: the admin with pages of its own beside those of the rows.

Apart from `admin`, because Django asks for the site before it registers any row.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DeskView = Callable[..., HttpResponse]

DashboardPanel = Callable[[HttpRequest], dict[str, object]]

_PAGES: dict[str, tuple[str, DeskView]] = {}
_PANELS: list[DashboardPanel] = []


def desk_page(name: str, route: str) -> Callable[[DeskView], DeskView]:
    """Make a view a page of the desk: at `/admin/desk/<route>`, under the name
    `admin:desk_<name>`. Only staff reach it; the view asks for its own permissions besides."""

    def register(view: DeskView) -> DeskView:
        _PAGES[name] = (route, view)
        return view

    return register


def on_dashboard(panel: DashboardPanel) -> DashboardPanel:
    """Add what this function returns to the context of the desk's first page, for the part above
    the lists of rows."""
    _PANELS.append(panel)
    return panel


def desk_context(
    request: HttpRequest, title: "StrOrPromise", **values: object
) -> dict[str, object]:
    """What every page of the desk needs for its frame, and the values of this one."""
    return {**admin.site.each_context(request), "title": title, **values}


class DeskSite(admin.AdminSite):
    """Django's admin with the pages of the desk."""

    site_header = site_title = _("BPO Service Line Matcher")
    index_title = _("The editor’s desk")
    index_template = "admin/desk/dashboard.html"

    def index(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> TemplateResponse:
        context: dict[str, object] = {}
        for panel in _PANELS:
            context |= panel(request)
        return super().index(request, {**context, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern | URLResolver]:
        pages: list[URLPattern | URLResolver] = [
            path(f"desk/{route}", self.admin_view(view), name=f"desk_{name}")
            for name, (route, view) in _PAGES.items()
        ]
        return [*pages, *super().get_urls()]
