"""The answers beside a result, each to be changed in place, and what the last change did."""

from collections.abc import Iterator
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
from matcher.forms import AnyQuestion, answer_to, rejected_ticks, takes_several
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


RailOption = tuple[str, str, bool, str]
"""An option: its value, its label, whether it is picked, and the values that cannot be ticked with
it. A plain tuple, because a rail has a hundred of them."""


class RailQuestion(NamedTuple):
    """A question with its options, of which several may be ticked, and its answer in words, which
    is empty without one."""

    slug: str
    prompt: str
    several: bool
    answer: str
    options: tuple[RailOption, ...]


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
        questions=tuple(
            _question(question, answers, ignored)
            for question in _questions(context.taxonomy, answers)
        ),
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


def _questions(taxonomy: Taxonomy, answers: Answers) -> Iterator[AnyQuestion]:
    """Every base question, and the questions of border and of the first context that were
    answered."""
    picks = answers.as_dict()
    yield from (question for question, _ in given_context(taxonomy, answers, "first"))
    yield from (each for each in taxonomy.questions if not each.between or each.slug in picks)


def _question(
    question: AnyQuestion, answers: Answers, ignored: tuple[Ignored, ...]
) -> RailQuestion:
    answer = answer_to(answers, question.slug)
    ticked = answer or rejected_ticks(ignored).get(question.slug, ())
    return RailQuestion(
        slug=question.slug,
        prompt=question.prompt,
        several=takes_several(question),
        answer=answer_text(question, answer),
        options=_options(question, ticked),
    )


def _options(question: AnyQuestion, ticked: Answer) -> tuple[RailOption, ...]:
    """Every option, then *not sure*."""
    several = takes_several(question)
    options = [
        (each.slug, each.label, each.slug in ticked, unticked_by(each) if several else "")
        for each in question.options
    ]
    others = unticked_by_unsure(question) if several else ""
    return (*options, (NOT_SURE, answer_label(question, NOT_SURE), NOT_SURE in ticked, others))


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
