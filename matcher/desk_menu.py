"""The menu of the desk, in the order in which an editor works. What somebody may not open is not in
theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from matcher.permissions import (
    ADD_CASES,
    PREVIEW_DRAFT,
    PUBLISH,
    VIEW_CASES,
    VIEW_EDITIONS,
    VIEW_EVIDENCE,
    VIEW_QUESTIONS,
    Permission,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EVERYBODY = None


@dataclass(frozen=True, slots=True)
class MenuPage:
    """A page in the menu: its title, the name of its URL, and the permission that it takes."""

    title: "StrOrPromise"
    url_name: str
    permission: Permission | None


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Pages that belong together."""

    title: "StrOrPromise"
    pages: tuple[MenuPage, ...]


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A page as one person sees it in the menu."""

    title: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class MenuGroupView:
    """A group with the pages that this person may open."""

    title: str
    links: tuple[MenuLink, ...]


def _page(title: "StrOrPromise", name: str, permission: Permission | None) -> MenuPage:
    return MenuPage(title, f"admin:{name}", permission)


def _tables(*names: str) -> tuple[MenuPage, ...]:
    """The lists of rows of these tables, `app_model`, under the names of the tables."""
    return tuple(map(_table, names))


def _table(name: str) -> MenuPage:
    options = apps.get_model(name.replace("_", "."))._meta
    app, model = options.app_label, options.model_name
    permission = Permission((f"{app}.view_{model}", f"{app}.change_{model}"))
    return _page(capfirst(options.verbose_name_plural), f"{name}_changelist", permission)


def _menu() -> tuple[MenuGroup, ...]:
    """All groups. A function, because tables have names only once all of them are loaded."""
    return (
        MenuGroup(
            _("Today"),
            (
                _page(_("Today"), "index", EVERYBODY),
                _page(_("Review of the draft"), "desk_review", VIEW_EDITIONS),
                _page(_("Preview of the draft"), "desk_preview", PREVIEW_DRAFT),
                _page(_("History"), "desk_history", VIEW_EDITIONS),
            ),
        ),
        MenuGroup(
            _("Evidence"),
            (
                _page(_("Evidence as grids"), "desk_evidence", VIEW_EVIDENCE),
                _page(_("How the questions follow"), "desk_flow", VIEW_QUESTIONS),
                *_tables("matcher_question", "matcher_option", "matcher_evidence"),
            ),
        ),
        MenuGroup(
            _("Rules"),
            _tables(
                *("matcher_axis", "matcher_combination", "matcher_warning", "matcher_driver"),
                *("matcher_verdict", "matcher_stop", "matcher_pricingrule", "matcher_placerule"),
                *("matcher_retired",),
            ),
        ),
        MenuGroup(
            _("Content"),
            _tables(
                *("matcher_outcome", "matcher_serviceline", "matcher_exampletask", "matcher_kpi"),
                *("matcher_label", "matcher_term", "matcher_unknownword", "matcher_nextstep"),
                *("matcher_note", "matcher_pricingmodel", "matcher_priceexample"),
                *("matcher_regime", "matcher_standard", "matcher_place", "matcher_exposure"),
                *("matcher_exposurescale", "matcher_annexclause", "matcher_contextquestion"),
                *("matcher_linecode", "matcher_familycode", "matcher_codescheme"),
                *("matcher_outside", "matcher_guidepage"),
            ),
        ),
        MenuGroup(
            _("Cases"),
            (
                _page(_("Cases and their results"), "desk_cases", VIEW_CASES),
                _page(_("A case of a result"), "desk_cases_from_result", ADD_CASES),
                *_tables("matcher_case"),
            ),
        ),
        MenuGroup(
            _("Editions"),
            (
                *_tables("matcher_edition"),
                _page(_("Publish the draft"), "desk_editions_publish", PUBLISH),
                _page(_("What the draft would change"), "desk_impact", VIEW_EDITIONS),
                _page(_("Compare editions"), "desk_editions_compare", VIEW_EDITIONS),
                _page(_("Export the draft"), "desk_taxonomy_export", VIEW_EDITIONS),
                _page(_("Import a taxonomy"), "desk_taxonomy_import", PUBLISH),
            ),
        ),
        MenuGroup(
            _("People"),
            _tables(
                *("auth_user", "auth_group", "matcher_sharedresult", "matcher_programme"),
                *("matcher_apikey", "matcher_embeddingsite"),
            ),
        ),
    )


def menu(request: HttpRequest) -> tuple[MenuGroupView, ...]:
    """The groups in which this person may open something."""
    groups = (
        MenuGroupView(str(group.title), tuple(_links(request, group.pages))) for group in _menu()
    )
    return tuple(group for group in groups if group.links)


def _links(request: HttpRequest, pages: tuple[MenuPage, ...]) -> Iterator[MenuLink]:
    for page in pages:
        if page.permission is None or page.permission.is_granted_to(request.user):
            href = reverse(page.url_name)
            yield MenuLink(str(page.title), href, is_current=href == request.path)
