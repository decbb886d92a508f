"""What several pages say about the taxonomy, the same for every visitor: named texts, the rules
that may apply, and where an outcome is explained.

All texts are as editors wrote them; a template shows those that may hold Markdown with `prose` or
`paragraphs`.
"""

from collections.abc import Collection
from dataclasses import dataclass

from matcher.core import Outcome, Profile, Regime, Taxonomy
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
    """The notes on a topic."""
    return tuple(NamedText(note.title, note.text) for note in taxonomy.notes if note.topic == topic)


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
    """Rules that work may fall under, and `when`: the answers that bring them up."""

    regime: Regime
    when: str


def regime_views(taxonomy: Taxonomy, slugs: Collection[str]) -> tuple[RegimeView, ...]:
    """The rules with these slugs, in their own order."""
    return tuple(
        RegimeView(regime, describe_condition(taxonomy, regime.condition))
        for regime in taxonomy.regimes
        if regime.slug in slugs
    )
