"""What to watch out for: the warnings that hold, and the rules that the work may fall under."""

from dataclasses import dataclass

from matcher.core import Regime
from matcher.core.implications import Implications, ranked_warnings
from matcher.presenters.law import law
from matcher.presenters.scope import ScopeNote, scope_note
from matcher.web.page import RenderContext


@dataclass(frozen=True, slots=True)
class WarningView:
    """A warning that holds, and whether it belongs to a hard stop."""

    slug: str
    title: str
    text: str
    stops: bool


@dataclass(frozen=True, slots=True)
class RegimeItem:
    """Rules that may apply, and where and since when they are law."""

    regime: Regime
    law: str


@dataclass(frozen=True, slots=True)
class ResultWarnings:
    """The part of the page; the hard stops come first."""

    warnings: tuple[WarningView, ...]
    regimes: tuple[RegimeItem, ...]
    regime_note: ScopeNote | None


def result_warnings(context: RenderContext, implied: Implications) -> ResultWarnings:
    """What to watch out for in this match."""
    taxonomy, match, touched = context.taxonomy, implied.match, implied.regimes
    return ResultWarnings(
        warnings=tuple(
            WarningView(slug, warning.title, warning.text, stops)
            for slug, stops in ranked_warnings(taxonomy, match)
            for warning in (taxonomy.index.warning_by_slug[slug],)
        ),
        regimes=tuple(RegimeItem(regime, law(regime)) for regime in touched.applies),
        regime_note=scope_note(
            context, match.answers, implied.buyer, touched, lambda row: row.name
        ),
    )
