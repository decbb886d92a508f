"""The editor's desk: the admin with pages of its own beside those of the rows.

Apart from `admin`, because Django asks for the site before it registers any row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, resolve, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter, ValidationError

from matcher.desk_menu import menu
from matcher.desk_requests import DeskView, refuses_foreign_requests
from matcher.draft.undo import Save, has_rows
from matcher.editions import DATABASE_AWAY
from matcher.kept_text import KEPT_FIELD, KeptText, is_only_shown, remember_text
from matcher.permissions import VIEW_EDITIONS, Permission

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AnyView = TypeVar("AnyView", bound=Callable[..., Any])

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


# ── The last save ────────────────────────────────────────────────────────────────────────

LAST_SAVE = "last_save"
"""Where the session keeps the last save for the page that it leads to."""


def saves_rows(view: AnyView) -> AnyView:
    """A view of rows whose accepted forms are remembered, if they changed any row: the page that
    comes next says what the save changes, and offers to undo it."""

    @wraps(view)
    def remembering(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - of any view
        request = next(arg for arg in args if isinstance(arg, HttpRequest))
        since = timezone.now()
        response = view(*args, **kwargs)
        accepted = request.method == "POST" and response.status_code == HTTPStatus.FOUND
        if accepted and not getattr(request, "saved_before", False):
            _remember_save(request, Save(request.user.pk or 0, since, timezone.now()))
        return response

    return cast(AnyView, remembering)


def _remember_save(request: HttpRequest, save: Save) -> None:
    if has_rows(save):
        mark = TypeAdapter(Save).dump_python(save, mode="json")
        request.session[LAST_SAVE] = signing.dumps(mark, salt=LAST_SAVE)


def forget_save(request: HttpRequest) -> None:
    """The form of this request was saved by another request: what that one remembers stays."""
    request.saved_before = True  # type: ignore[attr-defined]


def read_save(mark: str) -> Save | None:
    """The save that a page offers to undo; None for any other string."""
    try:
        return TypeAdapter(Save).validate_python(signing.loads(mark, salt=LAST_SAVE))
    except (signing.BadSignature, ValidationError):
        return None


def desk_context(
    request: HttpRequest, title: "StrOrPromise", **values: object
) -> dict[str, object]:
    """What every page of the desk needs for its frame, and the values of this one."""
    frame = {**admin.site.each_context(request), "title": title}
    return {**frame, "only_shown": is_only_shown(request), **values}


def keeps_text(view: AnyView) -> AnyView:
    """A view of a form whose text is not lost when the session has ended or the database is away.
    It shows what was filled in, and saves nothing, where `is_only_shown`."""
    view.keeps_text = True  # type: ignore[attr-defined]
    return view


class DeskSite(admin.AdminSite):
    """Django's admin with the pages of the desk."""

    site_header = site_title = _("BPO Service Line Matcher")
    index_title = _("The editor’s desk")
    index_template = "admin/desk/dashboard.html"

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page has: the menu and, once, the last save for the page that it led to."""
        context = {**super().each_context(request), "menu": menu(request)}
        if VIEW_EDITIONS.is_granted_to(request.user):
            context[LAST_SAVE] = request.session.pop(LAST_SAVE, None)
        return context

    def index(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> TemplateResponse:
        context: dict[str, object] = {}
        for panel, permission in _PANELS:
            if permission.is_granted_to(request.user):
                context |= panel(request)
        return super().index(request, {**context, **(extra_context or {})})

    def admin_view(self, view: DeskView, cacheable: bool = False) -> DeskView:  # type: ignore[override]
        """For staff only, and for what pages of the desk send. A form that was sent after the
        session had ended, or while the database was away, is kept."""
        guarded: DeskView = super().admin_view(refuses_foreign_requests(view), cacheable)
        if not getattr(view, "keeps_text", False):
            return guarded

        @wraps(guarded)
        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - of any view
            if request.method != "POST":
                return guarded(request, *args, **kwargs)
            try:
                response = guarded(request, *args, **kwargs)
                refused = not self.has_permission(request)
            except DATABASE_AWAY:
                remember_text(request)
                raise
            redirects = response.status_code == HTTPStatus.FOUND
            return self._ask_to_log_in(request) if refused and redirects else response

        return keeping

    def _ask_to_log_in(self, request: HttpRequest) -> HttpResponse:
        """The log-in form, which carries the text."""
        url = reverse("admin:login")
        path = request.get_full_path()
        context = {
            **self.each_context(request),
            "title": _("Log in"),
            "app_path": f"{url}?{urlencode({REDIRECT_FIELD_NAME: path})}",
            REDIRECT_FIELD_NAME: path,
            "form": AdminAuthenticationForm(request),
            "session_ended": True,
            KEPT_FIELD: KeptText.of(request).packed(),
        }
        return TemplateResponse(request, "admin/login.html", context)

    def login(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """The log-in. A text that the form carries is shown where it was typed, to an account that
        may change that page."""
        packed = request.POST.get(KEPT_FIELD, "")
        kept = KeptText.unpacked(packed)
        context = {KEPT_FIELD: packed if kept else "", "too_late": bool(packed) and kept is None}
        response = super().login(request, {**context, **(extra_context or {})})
        if kept is None or response.status_code != HTTPStatus.FOUND:
            return response
        view, args, kwargs = resolve(kept.path)
        shown: HttpResponse = view(kept.sent_again(request), *args, **kwargs)
        return shown

    def get_urls(self) -> list[URLPattern | URLResolver]:
        pages: list[URLPattern | URLResolver] = [
            path(f"desk/{page.route}", self.admin_view(page.view), name=f"desk_{page.name}")
            for page in DESK_PAGES.values()
        ]
        on_site = path(
            "r/<path:content_type_id>/<path:object_id>/",
            self.admin_view(self._view_on_site),
            name="view_on_site",
        )
        return [*pages, on_site, *super().get_urls()]

    def _view_on_site(
        self, request: HttpRequest, content_type_id: str, object_id: str
    ) -> HttpResponse:
        """The page of a row on the site, for those who may see the row here: of a result that
        somebody keeps it is the secret link."""
        try:
            model = ContentType.objects.get_for_id(int(content_type_id)).model_class()
        except (ValueError, ContentType.DoesNotExist):
            raise Http404 from None
        pages = self._registry.get(model) if model else None
        if pages is None or not pages.has_view_permission(request):
            raise PermissionDenied
        return shortcut(request, content_type_id, object_id)
