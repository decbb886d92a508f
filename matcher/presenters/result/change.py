"""What would change the answer: other answers that could honestly be given, each with the result
that they lead to, and the questions that are still open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import NamedTuple, Self

from django.utils.translation import gettext as _

from matcher.core import Answer, Answers, Match, Ranking, Taxonomy, write_query
from matcher.core.answers import ChangedQueries
from matcher.core.reasons import reasons_each
from matcher.core.sensitivity import (
    TippingChange,
    Unknown,
    answer_after,
    is_honest,
    tipping_changes,
    unknowns,
)
from matcher.core.walk import border_question
from matcher.presenters.words import QuestionLink, Tag, and_then, answer_label, question_links, tag
from matcher.web.page import RenderContext
from matcher.wording import count_points, join_and, join_or


class TipView(NamedTuple):
    """One other answer, and the result with it. `key` names the question and the option."""

    key: str
    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class AxisChanges:
    """What would put another outcome first on an axis: the first few answers that could honestly be
    given (`tips`). `border` is the question that would decide between the first two; None where
    there is none to ask."""

    tag: Tag
    name: str
    runner_up: str
    tips: tuple[TipView, ...]
    border: QuestionLink | None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question without a real answer, with the link that answers it and comes back, and what an
    answer could change."""

    prompt: str
    href: str
    unsure: bool
    worth: str


@dataclass(frozen=True, slots=True)
class ResultChanges:
    """The part of the page."""

    axes: tuple[AxisChanges, ...]
    open_questions: tuple[OpenQuestion, ...]


@dataclass(frozen=True, slots=True)
class AnswersToChange:
    """The answers that are changed, by question, and the query strings of others."""

    picks: Mapping[str, Answer]
    queries: ChangedQueries

    @classmethod
    def of(cls, answers: Answers) -> Self:
        return cls(answers.as_dict(), ChangedQueries(answers))


def result_changes(context: RenderContext, match: Match) -> ResultChanges:
    """What would change this match."""
    decided = [axis for axis, ranking in match.rankings.items() if ranking.top is not None]
    given = AnswersToChange.of(match.answers)
    query = and_then(write_query(match.answers), "result")
    return ResultChanges(
        axes=tuple(_axis(context, match, axis, given, query) for axis in decided),
        open_questions=tuple(
            _open_question(context, match, unknown, query)
            for unknown in unknowns(context.taxonomy, match)
        ),
    )


def tips(context: RenderContext, match: Match) -> tuple[str, ...]:
    """The sentences about single answers that would put another outcome first, each once."""
    axes = result_changes(context, match).axes
    return tuple(dict.fromkeys(tip.sentence for axis in axes for tip in axis.tips))


def _axis(
    context: RenderContext, match: Match, axis: str, given: AnswersToChange, query: str
) -> AxisChanges:
    taxonomy, ranking = context.taxonomy, match.rankings[axis]
    border = border_question(taxonomy, match, axis)
    changes = tipping_changes(taxonomy, match, axis)
    honest = filter(partial(is_honest, taxonomy, axis), changes)
    return AxisChanges(
        tag=tag(taxonomy.index.axis_by_slug[axis]),
        name=taxonomy.index.outcome_name(axis, ranking.standings[0].outcome),
        runner_up=runner_up(taxonomy, ranking),
        tips=tip_views(context, axis, given, islice(honest, reasons_each(taxonomy))),
        border=question_links(context, [border.slug], query)[0] if border else None,
    )


def tip_views(
    context: RenderContext, axis: str, given: AnswersToChange, changes: Iterable[TippingChange]
) -> tuple[TipView, ...]:
    """Each of the changes, with the result that it leads to."""
    return tuple([_tip(context, axis, given, change) for change in changes])


def _tip(
    context: RenderContext, axis: str, given: AnswersToChange, change: TippingChange
) -> TipView:
    question = context.taxonomy.index.question_by_slug[change.question]
    answer = answer_after(question, given.picks[change.question], change)
    query = given.queries.with_answer(change.question, answer)
    return TipView(
        key=f"{change.question}={change.after or change.before}",
        sentence=tipping_sentence(context.taxonomy, axis, change),
        href=context.page_url("result", query=query),
    )


def _open_question(
    context: RenderContext, match: Match, unknown: Unknown, query: str
) -> OpenQuestion:
    link = question_links(context, [unknown.question], query)[0]
    return OpenQuestion(
        prompt=link.prompt,
        href=link.href,
        unsure=unknown.question not in match.unanswered,
        worth=value_sentence(context.taxonomy, unknown),
    )


# ── Sentences ─────────────────────────────────────────────────────────────────────────────


def runner_up(taxonomy: Taxonomy, ranking: Ranking) -> str:
    """What comes second, and how far behind; empty if nothing is first."""
    if ranking.top is None:
        return ""
    if ranking.margin is None:
        return _("There is no rival: your answers rule out everything else.")
    index = taxonomy.index
    if rivals := tuple(index.outcome_name(ranking.axis, slug) for slug in ranking.tied[1:]):
        return _("Equal points: %(names)s.") % {"names": join_and(rivals)}
    return _("%(name)s comes next, %(points)s behind.") % {
        "name": index.outcome_name(ranking.axis, ranking.standings[1].outcome),
        "points": count_points(ranking.margin),
    }


def tipping_sentence(taxonomy: Taxonomy, axis: str, change: TippingChange) -> str:
    """What would come first if that one answer were another."""
    question = taxonomy.index.question_by_slug[change.question]
    outcome = taxonomy.index.outcome_name(axis, change.outcome)
    if not change.after:
        return _("Without “%(answer)s”, this would be %(outcome)s.") % {
            "answer": answer_label(question, change.before),
            "outcome": outcome,
        }
    option = question.option(change.after)
    if option is not None and option.supposing:
        return _("If %(supposing)s, this would be %(outcome)s.") % {
            "supposing": option.supposing,
            "outcome": outcome,
        }
    return _("If the answer to “%(question)s” were “%(answer)s”, this would be %(outcome)s.") % {
        "question": question.prompt,
        "answer": answer_label(question, change.after),
        "outcome": outcome,
    }


def value_sentence(taxonomy: Taxonomy, unknown: Unknown) -> str:
    """What an answer to that question alone could put first, or that it could not."""
    index = taxonomy.index
    outcomes_by_axis = [
        _("%(outcomes)s (%(axis)s)")
        % {
            "outcomes": join_or(tuple(index.outcome_name(axis, slug) for slug in outcomes)),
            "axis": index.axis_by_slug[axis].name,
        }
        for axis, outcomes in unknown.outcomes.items()
        if outcomes
    ]
    if not outcomes_by_axis:
        return _("It cannot change what comes first by itself.")
    return _("An answer could put first: %(outcomes)s.") % {"outcomes": "; ".join(outcomes_by_axis)}
