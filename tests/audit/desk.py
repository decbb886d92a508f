"""The main pages of the editors' desk, as a publisher sees them."""

from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import URLPattern, reverse
from playwright.sync_api import Page, expect

from tests.admin.pages import REGISTERED, address, change

NOT_PAGES = {
    "desk_condition",
    "desk_condition_words",
    "desk_preview",
    "desk_taxonomy_export",
    "desk_undo",
}
"""What scripts ask for, and what leads elsewhere."""


def log_in(page: Page) -> None:
    User.objects.create_superuser("audit", password="audit")
    page.goto(reverse("admin:index"))
    page.get_by_label("Username").fill("audit")
    page.get_by_label("Password").fill("audit")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def addresses() -> dict[str, str]:
    """The dashboard, the desk's own pages, and each table's list and first row."""
    named = {
        "desk": reverse("admin:index"),
        "desk, publish": reverse("admin:desk_editions_publish"),
        "desk, evidence as a grid": reverse("admin:desk_evidence_grid", args=["object", "family"]),
    }
    named |= {
        f"desk, {str(url.pattern).removeprefix('desk/').strip('/')}": reverse(f"admin:{url.name}")
        for url in admin.site.get_urls()
        if isinstance(url, URLPattern) and is_page_without_parameters(url)
    }
    for model in REGISTERED:
        named[f"desk, list of {model._meta.verbose_name_plural}"] = address(model)
        if row := model._default_manager.first():
            named[f"desk, one of {model._meta.verbose_name_plural}"] = change(row)
    return named


def is_page_without_parameters(url: URLPattern) -> bool:
    route = str(url.pattern)
    return route.startswith("desk/") and "<" not in route and url.name not in NOT_PAGES
