"""One decision in a sentence: what came first on an axis, how sure that is, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext as _

from matcher.core import (
    Confidence,
    Contribution,
    Exclusion,
    Hundredths,
    Ranking,
    Taxonomy,
    format_points,
)
from matcher.forms import takes_several
from matcher.presenters.words import Tag, answer_label, tag
from matcher.wording import CONFIDENCE_WORDS, count_points, join_and, join_or


@dataclass(frozen=True, slots=True)
class ExclusionView:
    """An outcome that is ruled out, and the sentences that rule it out."""

    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What came first on an axis. If nothing did, `outcome` is empty and `name` says so; outcomes
    that share the first place are all named, and `summary` is empty.

    `confidence` is a slug, `word` its name, `because` what it is based on; `split` is a sentence
    where the answers do not describe one kind of work.
    """

    tag: Tag
    asks: str
    outcome: str
    name: str
    summary: str
    confidence: Confidence
    word: str
    because: str
    split: str
    excluded: tuple[ExclusionView, ...]


def decision(taxonomy: Taxonomy, ranking: Ranking) -> Decision:
    """The ranking of one axis as a decision."""
    axis = taxonomy.index.axis_by_slug[ranking.axis]
    top = taxonomy.index.outcome_by_slug.get((axis.slug, ranking.top or ""))
    return Decision(
        tag=tag(axis),
        asks=axis.asks,
        outcome=ranking.top or "",
        name=_name(taxonomy, ranking),
        summary=top.summary if top and not ranking.tied else "",
        confidence=ranking.confidence,
        word=str(CONFIDENCE_WORDS[ranking.confidence]) if top else _("Open"),
        because=because(taxonomy, ranking),
        split=split_advice(ranking),
        excluded=exclusions(taxonomy, ranking),
    )


def _name(taxonomy: Taxonomy, ranking: Ranking) -> str:
    """The first outcome; all of those that share the first place."""
    if ranking.top is not None:
        firsts = ranking.tied or (ranking.top,)
        return join_or(tuple(taxonomy.index.outcome_name(ranking.axis, slug) for slug in firsts))
    return _("Not decided yet") if ranking.standings else _("Nothing is left")


def split_advice(ranking: Ranking) -> str:
    """The advice to match parts on their own, where the answers fit no single kind of work."""
    if not ranking.unclear:
        return ""
    return _(
        "Your answers do not describe one kind of work: even the best fit has only %(points)s. "
        "Split the scope into parts and match each part on its own."
    ) % {"points": count_points(ranking.standings[0].points)}


def exclusions(taxonomy: Taxonomy, ranking: Ranking) -> tuple[ExclusionView, ...]:
    """What is ruled out on an axis, and why."""
    return tuple(
        ExclusionView(
            taxonomy.index.outcome_name(ranking.axis, exclusion.outcome),
            tuple(_exclusion_sentences(taxonomy, exclusion)),
        )
        for exclusion in ranking.excluded
    )


def _exclusion_sentences(taxonomy: Taxonomy, exclusion: Exclusion) -> Iterator[str]:
    """All that rules it out, beside what rests on an answer that answer, and what was ticked."""
    answers = [_answer(taxonomy, cell) for cell in exclusion.reasons]
    for sentence, answer in zip_longest(exclusion.sentences, answers, fillvalue=""):
        yield f"{sentence} {answer}".strip()
    if ticks := [_quoted(taxonomy, cell) for cell in exclusion.reasons if _ticked(taxonomy, cell)]:
        yield _("You ticked %(answers)s.") % {"answers": join_and(tuple(dict.fromkeys(ticks)))}


def _answer(taxonomy: Taxonomy, cell: Contribution) -> str:
    """The answer that rules it out; nothing for a tick, which is named with the others."""
    if _ticked(taxonomy, cell):
        return ""
    return _("Your answer to “%(question)s” is %(answer)s.") % {
        "question": taxonomy.index.question_by_slug[cell.question].prompt,
        "answer": _quoted(taxonomy, cell),
    }


def _ticked(taxonomy: Taxonomy, cell: Contribution) -> bool:
    return takes_several(taxonomy.index.question_by_slug[cell.question])


def _quoted(taxonomy: Taxonomy, cell: Contribution) -> str:
    label = answer_label(taxonomy.index.question_by_slug[cell.question], cell.option)
    return _("“%(answer)s”") % {"answer": label}


# ── What the confidence is based on ──────────────────────────────────────────────────────


def because(taxonomy: Taxonomy, ranking: Ranking) -> str:
    """How sure the decision is, and why."""
    if ranking.top is None:
        return _nothing_first(ranking)
    if ranking.margin is None:
        return _("It is the only one that your answers leave possible.")
    sentences = (
        _missing(taxonomy, ranking),
        _tie(taxonomy, ranking) if ranking.tied else _lead(taxonomy, ranking, ranking.margin),
        _limit(taxonomy, ranking, ranking.margin),
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _nothing_first(ranking: Ranking) -> str:
    if ranking.standings:
        return _("None of your answers says anything about this decision yet.")
    return _(
        "Your answers collide: between them they rule out every one. See below which answer "
        "rules out what, and check whether each is really a must."
    )


def _missing(taxonomy: Taxonomy, ranking: Ranking) -> str:
    """The questions that a provisional result waits for."""
    if not ranking.missing:
        return ""
    prompts = tuple(f"“{taxonomy.index.question_by_slug[slug].prompt}”" for slug in ranking.missing)
    return _("It stays provisional until there is an answer to %(questions)s.") % {
        "questions": join_and(prompts)
    }


def _lead(taxonomy: Taxonomy, ranking: Ranking, margin: Hundredths) -> str:
    params = {
        "points": count_points(margin),
        "second": taxonomy.index.outcome_name(ranking.axis, ranking.standings[1].outcome),
    }
    if ranking.confidence == "close-call":
        return _("Only %(points)s ahead of %(second)s: keep both in view.") % params
    return _("%(points)s ahead of %(second)s.") % params


def _tie(taxonomy: Taxonomy, ranking: Ranking) -> str:
    names = tuple(taxonomy.index.outcome_name(ranking.axis, slug) for slug in ranking.tied)
    shared = _("%(names)s have the same points: %(points)s.") % {
        "names": join_and(names),
        "points": format_points(ranking.standings[0].points),
    }
    return f"{shared} {_tie_rule(taxonomy, ranking, names[0])}"


def _tie_rule(taxonomy: Taxonomy, ranking: Ranking, first: str) -> str:
    """Why the first of several outcomes with equal points comes first."""
    question = taxonomy.index.axis_by_slug[ranking.axis].tie_question
    strengths = [
        sum(cell.strength for cell in standing.contributions if cell.question == question)
        for standing in ranking.standings[:2]
    ]
    if strengths[0] > strengths[1]:
        return _("%(first)s is named first, because your answer to “%(question)s” favours it.") % {
            "first": first,
            "question": taxonomy.index.question_by_slug[question].prompt,
        }
    return _("%(first)s is named first only because it comes first in our list.") % {"first": first}


def _limit(taxonomy: Taxonomy, ranking: Ranking, margin: Hundredths) -> str:
    """Why a likely result is not called clear."""
    if ranking.confidence != "likely":
        return ""
    axis = taxonomy.index.axis_by_slug[ranking.axis]
    if margin < axis.clear_from:
        return _("From a lead of %(points)s on we call it clear.") % {
            "points": count_points(axis.clear_from)
        }
    if ranking.settled or ranking.answered >= axis.full_answers:
        return _("It rests on a single answer: without that one, it would not come first.")
    return _(
        "We call it clear from %(full)s answers about this decision on; you gave %(given)s."
    ) % {"full": axis.full_answers, "given": ranking.answered}
