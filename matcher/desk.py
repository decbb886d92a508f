"""The editor's desk: the admin with pages of its own beside those of the rows.

Apart from `admin`, because Django asks for the site before it registers any row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from matcher.permissions import Permission

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DeskView = Callable[..., HttpResponse]

DashboardPanel = Callable[[HttpRequest], dict[str, object]]


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A page of the desk, and the permission without which nobody sees it."""

    name: str
    route: str
    permission: Permission
    view: DeskView


DESK_PAGES: dict[str, DeskPage] = {}
"""By their names."""

_PANELS: list[tuple[DashboardPanel, Permission]] = []


def desk_page(name: str, route: str, *, permission: Permission) -> Callable[[DeskView], DeskView]:
    """Make a view a page of the desk: at `/admin/desk/<route>`, under the name
    `admin:desk_<name>`. Only staff with the permission reach it."""

    def register(view: DeskView) -> DeskView:
        guarded = guard(view, permission)
        DESK_PAGES[name] = DeskPage(name, route, permission, guarded)
        return guarded

    return register


def guard(view: DeskView, permission: Permission) -> DeskView:
    """The view for those who have the permission; for others one that raises PermissionDenied."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not permission.is_granted_to(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def on_dashboard(*, permission: Permission) -> Callable[[DashboardPanel], DashboardPanel]:
    """Add what a function returns to the context of the desk's first page, for the part above the
    lists of rows, if the user has the permission."""

    def register(panel: DashboardPanel) -> DashboardPanel:
        _PANELS.append((panel, permission))
        return panel

    return register


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
        for panel, permission in _PANELS:
            if permission.is_granted_to(request.user):
                context |= panel(request)
        return super().index(request, {**context, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern | URLResolver]:
        pages: list[URLPattern | URLResolver] = [
            path(f"desk/{page.route}", self.admin_view(page.view), name=f"desk_{page.name}")
            for page in DESK_PAGES.values()
        ]
        return [*pages, *super().get_urls()]
