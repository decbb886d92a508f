"""What several pages say about the taxonomy, the same for every visitor: named texts, the rules
that may apply, the standards to ask for, and where an outcome is explained.

All texts are as editors wrote them; a template shows those that may hold Markdown with `prose` or
`paragraphs`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from matcher.core import Outcome, Profile, Regime, Standard, Taxonomy
from matcher.core.taxonomy.values import Note
from matcher.presenters.law import checked, law
from matcher.presenters.scope import only_for
from matcher.web.page import RenderContext
from matcher.wording import describe_condition


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text under its name."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads somewhere; without an `href` it is only a name."""

    name: str
    href: str = ""


def note_texts(taxonomy: Taxonomy, topic: str) -> tuple[NamedText, ...]:
    """The notes on a topic, each with whom it is for where that is not everybody."""
    return tuple(_note(taxonomy, note) for note in taxonomy.notes if note.topic == topic)


def _note(taxonomy: Taxonomy, note: Note) -> NamedText:
    whom = only_for(taxonomy, note.scope)
    return NamedText(note.title, f"{whom}.\n\n{note.text}" if whom else note.text)


# ── Outcomes ─────────────────────────────────────────────────────────────────────────────


def families(taxonomy: Taxonomy) -> dict[str, tuple[Outcome, Profile]]:
    """The outcomes with a profile, by slug: the families."""
    return {
        outcome.slug: (outcome, outcome.profile)
        for outcome in taxonomy.outcomes
        if outcome.profile is not None
    }


def outcome_anchor(outcome: Outcome) -> str:
    """The anchor of an outcome on the page about its axis."""
    return f"{outcome.axis}-{outcome.slug}"


def outcome_url(context: RenderContext, outcome: Outcome) -> str:
    """The URL that explains an outcome: its own page, or its place on the page about its axis."""
    if outcome.profile is not None:
        return context.page_url("family", outcome.slug)
    return f"{context.page_url('method_of', outcome.axis)}#{outcome_anchor(outcome)}"


# ── Rules that may apply ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class RegimeView:
    """Rules that work may fall under, and `when`: the answers that bring them up, empty for all of
    them; whom they are for (`only_for`), and where and since when they are law."""

    regime: Regime
    when: str
    only_for: str
    law: str


def regime_views(taxonomy: Taxonomy, slugs: Collection[str]) -> tuple[RegimeView, ...]:
    """The rules with these slugs, in their own order."""
    return tuple(
        RegimeView(
            regime,
            _when(taxonomy, regime.condition),
            only_for(taxonomy, regime.scope),
            law(regime),
        )
        for regime in taxonomy.regimes
        if regime.slug in slugs
    )


def _when(taxonomy: Taxonomy, condition: str) -> str:
    """The condition in words; empty without one."""
    return describe_condition(taxonomy, condition) if condition else ""


# ── Standards to ask for ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class StandardView:
    """What a provider can show, and `when`: the answers that bring it up, empty for all of them;
    whom it is for (`only_for`), and when its sources were opened."""

    standard: Standard
    when: str
    only_for: str
    checked: str


def standard_views(taxonomy: Taxonomy, standards: Iterable[Standard]) -> tuple[StandardView, ...]:
    """These standards with what is said of them in words."""
    return tuple(
        StandardView(
            standard,
            _when(taxonomy, standard.condition),
            only_for(taxonomy, standard.scope),
            checked(standard.sources),
        )
        for standard in standards
    )
