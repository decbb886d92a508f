"""The answers beside a result, each to be changed in place, and what the last change did."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from matcher.core import (
    LABEL_PARAMETER,
    NOT_SURE,
    Answer,
    Answers,
    Ignored,
    Match,
    Taxonomy,
    match as match_answers,
    write_query,
)
from matcher.forms import AnyQuestion, rejected_ticks, takes_several
from matcher.presenters.options import unticked_by, unticked_by_unsure
from matcher.presenters.result.outside import verdict_name
from matcher.presenters.result.strips import first_names
from matcher.presenters.words import (
    Tag,
    and_then,
    answer_label,
    answer_text,
    given_context,
    tag,
)
from matcher.web.page import RenderContext
from matcher.web.request_input import BEFORE


@dataclass(frozen=True, slots=True)
class AxisChange:
    """A decision that the last change of an answer turned."""

    tag: Tag
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LastChange:
    """What the last change of an answer did: to the decisions, and to the verdict (empty where it
    is the same). `back` undoes it."""

    axes: tuple[AxisChange, ...]
    verdict_before: str
    verdict_after: str
    back: str


class RailQuestion(NamedTuple):
    """A question and its answer, with every option and what *not sure* is called. `given` is the
    answer in words, empty without one. Where `several` may be ticked, `unticks` are the values
    that cannot be ticked with each, by value."""

    question: AnyQuestion
    picked: Answer
    unsure: str
    given: str
    several: bool
    unticks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ResultRail:
    """The rail: a form that leads to the result of its answers. `about` is what is known of the
    buyer, which has a page of its own (`context`; empty where an edition asks nothing of that)."""

    action: str
    hidden: tuple[tuple[str, str], ...]
    questions: tuple[RailQuestion, ...]
    about: tuple[str, ...]
    context: str
    last_change: LastChange | None


def result_rail(
    context: RenderContext, match: Match, before: Answers | None, ignored: tuple[Ignored, ...] = ()
) -> ResultRail:
    """The rail of this match, which may follow on other answers. Ticks that had to be ignored are
    still ticked."""
    answers = match.answers
    about = tuple(given_context(context.taxonomy, answers, "last"))
    fields = (
        *((question.slug, answer[0]) for question, answer in about),
        (LABEL_PARAMETER, answers.label),
        context.other.field,
        (BEFORE, write_query(answers)),
    )
    return ResultRail(
        action=context.page_url("result"),
        hidden=tuple(field for field in fields if field[1]),
        questions=rail_questions(context.taxonomy, answers, ignored),
        about=tuple(answer_text(question, answer) for question, answer in about),
        context=_context(context, answers),
        last_change=_last_change(context, before, match)
        if before and before.picks != answers.picks
        else None,
    )


def _context(context: RenderContext, answers: Answers) -> str:
    """Where to say who buys."""
    if not any(question.asked == "last" for question in context.taxonomy.context):
        return ""
    return context.page_url("context", query=and_then(write_query(answers), "result"))


def rail_questions(
    taxonomy: Taxonomy,
    answers: Answers,
    ignored: tuple[Ignored, ...],
    also: Collection[str] = (),
) -> tuple[RailQuestion, ...]:
    """Every base question, and the questions of border and of the first context that were answered
    or are `also` asked for."""
    picks, rejected = answers.as_dict(), rejected_ticks(ignored)
    first = [_question(*given, ()) for given in given_context(taxonomy, answers, "first")]
    scored = [
        _question(each, picks.get(each.slug, ()), rejected.get(each.slug, ()))
        for each in taxonomy.questions
        if not each.between or each.slug in picks or each.slug in also
    ]
    return (*first, *scored)


def _question(question: AnyQuestion, answer: Answer, rejected: Answer) -> RailQuestion:
    several = takes_several(question)
    return RailQuestion(
        question=question,
        picked=answer or rejected,
        unsure=answer_label(question, NOT_SURE),
        given=answer_text(question, answer),
        several=several,
        unticks=_unticks(question) if several else {},
    )


def _unticks(question: AnyQuestion) -> dict[str, str]:
    """By option what cannot be ticked with it."""
    by_option = {option.slug: unticked_by(option) for option in question.options}
    return {**by_option, NOT_SURE: unticked_by_unsure(question)}


def _last_change(context: RenderContext, before: Answers, after: Match) -> LastChange:
    taxonomy = context.taxonomy
    earlier = match_answers(taxonomy, before)
    verdicts = [verdict_name(taxonomy, match) or _("no verdict") for match in (earlier, after)]
    same = verdicts[0] == verdicts[1]
    return LastChange(
        axes=_axis_changes(taxonomy, earlier, after),
        verdict_before="" if same else verdicts[0],
        verdict_after="" if same else verdicts[1],
        back=context.page_url("result", query=write_query(before)),
    )


def _axis_changes(taxonomy: Taxonomy, earlier: Match, after: Match) -> tuple[AxisChange, ...]:
    changes = [
        AxisChange(
            tag(taxonomy.index.axis_by_slug[axis]),
            first_names(taxonomy, earlier.rankings[axis]),
            first_names(taxonomy, ranking),
        )
        for axis, ranking in after.rankings.items()
    ]
    return tuple(change for change in changes if change.before != change.after)
