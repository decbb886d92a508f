"""The answer in one sentence, as the values that a page and a document make it of.

“**Our returns** is *ecommerce and order operations*. Run it as a **hybrid**, **nearshore**.
Start with a pilot.” Every word that says which outcome or verdict it is comes from the taxonomy.
"""

from dataclasses import dataclass

from matcher.core.implications import verdict_so_far
from matcher.core.matching import Match
from matcher.core.ranking import Ranking
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Verdict

MOST_NAMED = 2
"""An axis on which more outcomes than this share the first place decides nothing that could be said
in a breath, so the sentence is silent about it."""

NO_VERDICT = Verdict(slug="", name="", text="", severity=0, proceeds=True)
"""What speaks while there is no verdict: it has no words."""


@dataclass(frozen=True, slots=True)
class AxisPhrases:
    """How the first outcome of an axis reads in the sentence, or the two that share its points, in
    the order of the ranking. None of them is empty."""

    axis: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """The parts of the sentence in the order in which they are read; any of them may be missing.

    `opening` and `closing` are sentences of their own. `family` stands behind the name of the work
    and “is”; it is None while no family is first, or too many are. No service line is named:
    several fit the same answers. `run` stands before `others`, the phrases of the other axes in
    their order; empty: “Run it”. Without `others` it is not said.
    """

    opening: str
    family: AxisPhrases | None
    run: str
    others: tuple[AxisPhrases, ...]
    closing: str


def answer_sentence(taxonomy: Taxonomy, match: Match) -> AnswerSentence:
    """What the match says in one sentence: what the work is, how and where to run it, and whether
    to. A hard stop that overrides the score speaks while there is none."""
    verdict = taxonomy.index.verdict_by_slug.get(verdict_so_far(taxonomy, match.fit), NO_VERDICT)
    by_axis = {
        axis: _phrases(taxonomy, ranking)
        for axis, ranking in match.rankings.items()
        if ranking.top and len(ranking.tied) <= MOST_NAMED
    }
    family = by_axis.pop(_family_axis(taxonomy), None)
    return AnswerSentence(
        opening=_opening(verdict),
        family=family,
        run=verdict.run,
        # “Run it” is no word on work that should wait, as in editions whose verdicts have no words
        others=tuple(by_axis.values()) if verdict.proceeds or verdict.run else (),
        closing=verdict.closing,
    )


def _opening(verdict: Verdict) -> str:
    """The first words; the name of a verdict that argues for waiting and has none."""
    return verdict.opening or ("" if verdict.proceeds else f"{verdict.name}.")


def _family_axis(taxonomy: Taxonomy) -> str:
    """The axis whose outcomes carry a profile; empty without one."""
    return next((outcome.axis for outcome in taxonomy.outcomes if outcome.profile), "")


def _phrases(taxonomy: Taxonomy, ranking: Ranking) -> AxisPhrases:
    """The words of the first outcome, or of those that share its points."""
    first = ranking.tied or (ranking.top or "",)
    outcomes = [taxonomy.index.outcome_by_slug[ranking.axis, slug] for slug in first]
    return AxisPhrases(ranking.axis, tuple(outcome.phrase or outcome.name for outcome in outcomes))
