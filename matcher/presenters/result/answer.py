"""The answer in one block: the verdict, one sentence, and what has to be known first."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import Match, Taxonomy, format_score, write_query
from matcher.core.answer_sentence import AxisPhrases, answer_sentence
from matcher.core.implications import ranked_warnings, verdict_so_far
from matcher.core.taxonomy.values import Outside
from matcher.presenters.result.outside import OUTSIDE, kind_name, outside_of
from matcher.presenters.words import QuestionLink, and_then, question_links
from matcher.web.page import RenderContext
from matcher.wording import join_or

OPEN = "open"
"""What stands in the place of a verdict while there is none."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is first on an axis, as it reads in the sentence."""

    axis: str
    words: str


@dataclass(frozen=True, slots=True)
class Concern:
    """A warning, and whether it belongs to a hard stop."""

    slug: str
    title: str
    stops: bool


@dataclass(frozen=True, slots=True)
class AnswerBlock:
    """What the block says, from left to right and from top to bottom.

    `verdict` is a slug, `open` without one. `decided` is false where the answers decide nothing at
    all. `family` is None while no family is first. `score` (of 10) is empty without a verdict;
    `dial` is the same in percent. `needs` are the questions that the verdict waits for. With
    `outside` there is no sentence but that of this other kind of buying.
    """

    verdict: str
    verdict_name: str
    tint: str
    decided: bool
    opening: str
    family: Phrase | None
    run: str
    others: tuple[Phrase, ...]
    closing: str
    concern: Concern | None
    more_concerns: int
    score: str
    dial: int
    needs: tuple[QuestionLink, ...]
    outside: Outside | None = None

    @property
    def title(self) -> str:
        """The same for the title of the tab: the verdict, what stops it, what the work is."""
        if self.outside:
            return f"{self.verdict_name}: {self.outside.name}"
        stop = self.concern.title.rstrip(".") if self.concern and self.concern.stops else ""
        names = ", ".join(phrase.words for phrase in (self.family, *self.others) if phrase)
        verdict = self.verdict_name if self.decided else ""
        parts = dict.fromkeys(part for part in (verdict, stop, names) if part)
        return ": ".join(parts) or _("Not enough to decide yet")


def answer_block(context: RenderContext, match: Match) -> AnswerBlock:
    """What this match says in short."""
    taxonomy = context.taxonomy
    if outside := outside_of(taxonomy, match):
        return _outside_block(outside)
    sentence = answer_sentence(taxonomy, match)
    slug = verdict_so_far(taxonomy, match.fit)
    verdict = taxonomy.index.verdict_by_slug.get(slug)
    concerns = ranked_warnings(taxonomy, match)
    return AnswerBlock(
        verdict=slug or OPEN,
        verdict_name=verdict.name if verdict else _("No verdict yet"),
        tint=verdict.tint if verdict else OPEN,
        decided=is_decided(match),
        opening=sentence.opening,
        family=_phrase(sentence.family) if sentence.family else None,
        run=sentence.run or (_("Run it") if verdict else _("It would be run")),
        others=tuple(_phrase(phrases) for phrases in sentence.others),
        closing=sentence.closing,
        concern=_concern(taxonomy, *concerns[0]) if concerns else None,
        more_concerns=max(0, len(concerns) - 1),
        score=_score(match),
        dial=match.fit.score or 0,
        needs=_needs(context, match),
    )


def _outside_block(outside: Outside) -> AnswerBlock:
    """The block that says what else this is, and nothing of handing work over."""
    return AnswerBlock(
        verdict=OUTSIDE,
        verdict_name=kind_name(),
        tint=OPEN,
        decided=True,
        opening="",
        family=None,
        run="",
        others=(),
        closing="",
        concern=None,
        more_concerns=0,
        score="",
        dial=0,
        needs=(),
        outside=outside,
    )


def is_decided(match: Match) -> bool:
    """Whether anything is first on any axis, or a hard stop holds."""
    return bool(match.fit.stops) or any(ranking.top for ranking in match.rankings.values())


def _phrase(phrases: AxisPhrases) -> Phrase:
    return Phrase(phrases.axis, join_or(phrases.phrases))


def _concern(taxonomy: Taxonomy, slug: str, stops: bool) -> Concern:
    return Concern(slug, taxonomy.index.warning_by_slug[slug].title, stops)


def _score(match: Match) -> str:
    """The score, only beside a verdict that it led to: alone it would be a number out of little."""
    fit = match.fit
    return format_score(fit.score) if fit.verdict and fit.score is not None else ""


def _needs(context: RenderContext, match: Match) -> tuple[QuestionLink, ...]:
    """The questions without which there is no verdict, as long as there is none."""
    if match.fit.verdict:
        return ()
    required = {driver.slug for driver in context.taxonomy.drivers if driver.required}
    missing = [
        result.question
        for result in match.fit.drivers
        if result.driver in required and result.score is None
    ]
    return question_links(context, missing, and_then(write_query(match.answers), "result"))
