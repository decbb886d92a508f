"""The guide: its overview, its pages, and what changed between editions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext

from matcher.core import Taxonomy
from matcher.core.taxonomy.diff import Change, changes_by_group, diff_taxonomies
from matcher.core.taxonomy.values import GuidePage, LinkedFrom
from matcher.editions import EditionEntry
from matcher.presenters.reference import Link
from matcher.web.page import RenderContext


@dataclass(frozen=True, slots=True)
class GuideCard:
    """A page of the guide in a sentence."""

    name: str
    href: str
    summary: str


@dataclass(frozen=True, slots=True)
class GuideOverview:
    """All pages of the guide that editors write. `has_places`: the edition names places."""

    pages: tuple[GuideCard, ...]
    has_places: bool


def guide_overview(context: RenderContext) -> GuideOverview:
    """The guide of this edition."""
    pages = tuple(_card(context, page) for page in context.taxonomy.guide)
    return GuideOverview(pages, bool(context.taxonomy.index.shown_places))


def guide_links(context: RenderContext, linked_from: LinkedFrom) -> tuple[Link, ...]:
    """The pages of the guide that another page leads to."""
    pages = (page for page in context.taxonomy.guide if page.linked_from == linked_from)
    return tuple(guide_link(context, page) for page in pages)


def guide_link(context: RenderContext, page: GuidePage) -> Link:
    """The link to a page of the guide."""
    return Link(page.title, context.page_url("guide_page", page.slug))


def _card(context: RenderContext, page: GuidePage) -> GuideCard:
    link = guide_link(context, page)
    return GuideCard(link.name, link.href, page.summary)


# ── A page ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class GuidePageView:
    """A page of the guide, and the one to read after it; the last has none."""

    page: GuidePage
    contents: tuple[tuple[str, str], ...]
    after: GuideCard | None


def guide_page_by_slug(taxonomy: Taxonomy, slug: str) -> GuidePage | None:
    """The page of the guide with this slug."""
    return next((page for page in taxonomy.guide if page.slug == slug), None)


def guide_page_view(context: RenderContext, page: GuidePage) -> GuidePageView:
    """This page of the guide."""
    pages = context.taxonomy.guide
    after = pages[pages.index(page) + 1 :]
    return GuidePageView(
        page=page,
        contents=tuple((section.slug, section.title) for section in page.sections),
        after=_card(context, after[0]) if after else None,
    )


# ── What changed ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition as it was announced: its number, the day, its note, and how much it changed."""

    number: int
    day: str
    machine_day: str
    note: str
    changes: str


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """How many rows of a part of the taxonomy are new, different and gone."""

    name: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What changed between editions. `parts` compares this edition with the one `before` it, which
    is None in the first. `more` says how many older editions are not listed."""

    number: int
    before: int | None
    parts: tuple[ChangedPart, ...]
    editions: tuple[EditionView, ...]
    more: str


def changes_page(
    context: RenderContext,
    before: tuple[int, Taxonomy] | None,
    entries: tuple[EditionEntry, ...],
    count: int,
) -> ChangesPage:
    """What this edition changed, and all editions with their notes."""
    older = count - len(entries)
    more = ngettext(
        "%(count)s older edition is not listed.", "%(count)s older editions are not listed.", older
    )
    return ChangesPage(
        number=context.release.number,
        before=before[0] if before else None,
        parts=_parts(diff_taxonomies(before[1], context.taxonomy)) if before else (),
        editions=tuple(_edition(entry) for entry in entries),
        more=more % {"count": older} if older else "",
    )


def _parts(changes: Iterable[Change]) -> tuple[ChangedPart, ...]:
    """The parts that changed, those with the most changes first."""
    parts = [
        (group.name, Counter(change.kind for change in members))
        for group, members in changes_by_group(changes)
    ]
    parts.sort(key=lambda part: -part[1].total())
    return tuple(
        ChangedPart(name, kinds["added"], kinds["changed"], kinds["removed"])
        for name, kinds in parts
    )


def _edition(entry: EditionEntry) -> EditionView:
    return EditionView(
        number=entry.number,
        day=date_format(entry.published_at, "j F Y"),
        machine_day=entry.published_at.date().isoformat(),
        note=entry.note,
        changes=_size(entry),
    )


def _size(entry: EditionEntry) -> str:
    """How much it changed; what it repeats, if it is a roll-back."""
    if entry.rolls_back_to:
        return _("Repeats edition %(number)s.") % {"number": entry.rolls_back_to}
    if not entry.changes:
        return ""
    return ngettext(
        "%(count)s row added, changed or removed.",
        "%(count)s rows added, changed or removed.",
        entry.changes,
    ) % {"count": entry.changes}
