"""The page of all families."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from matcher.core import Outcome, Profile
from matcher.presenters.family import office_name
from matcher.presenters.family_map import FamilyMap, family_map
from matcher.presenters.guide import guide_links
from matcher.presenters.reference import Link, families
from matcher.web.page import RenderContext


@dataclass(frozen=True, slots=True)
class FamilyCard:
    """A family in short. `holds` says what its page has."""

    name: str
    href: str
    axis: str
    office: str
    summary: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FamiliesPage:
    """The families as a map and as cards, and what the guide says of them."""

    map: FamilyMap
    families: tuple[FamilyCard, ...]
    guide: tuple[Link, ...]


def families_page(context: RenderContext) -> FamiliesPage:
    """All families of this edition."""
    cards = tuple(_card(context, *family) for family in families(context.taxonomy).values())
    return FamiliesPage(family_map(context), cards, guide_links(context, "families"))


def _card(context: RenderContext, outcome: Outcome, profile: Profile) -> FamilyCard:
    return FamilyCard(
        name=outcome.name,
        href=context.page_url("family", outcome.slug),
        axis=outcome.axis,
        office=office_name(profile.office),
        summary=outcome.summary,
        holds=_holds(outcome),
    )


def _holds(outcome: Outcome) -> tuple[str, ...]:
    lines, kpis = len(outcome.service_lines), len(outcome.kpis)
    return (
        ngettext("%(lines)s service line", "%(lines)s service lines", lines) % {"lines": lines},
        ngettext("%(kpis)s measure", "%(kpis)s measures", kpis) % {"kpis": kpis},
    )
