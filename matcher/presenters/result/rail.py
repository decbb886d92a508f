"""The answers beside a result, each to be changed in place, and what the last change did."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core import (
    LABEL_PARAMETER,
    Answer,
    Answers,
    Match,
    Question,
    Taxonomy,
    match as match_answers,
    write_query,
)
from matcher.presenters.result.strips import first_names
from matcher.presenters.words import Tag, tag
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


@dataclass(frozen=True, slots=True)
class ResultRail:
    """The rail: a form that leads to the result of its answers. `questions` are lists to choose
    from, each with what is picked, which is empty without an answer."""

    action: str
    hidden: tuple[tuple[str, str], ...]
    questions: tuple[tuple[Question, Answer], ...]
    last_change: LastChange | None


def result_rail(context: RenderContext, match: Match, before: Answers | None) -> ResultRail:
    """The rail of this match, which may follow on other answers."""
    answers = match.answers
    fields = ((LABEL_PARAMETER, answers.label), (BEFORE, write_query(answers)))
    return ResultRail(
        action=context.page_url("result"),
        hidden=tuple(field for field in fields if field[1]),
        questions=_questions(context.taxonomy, answers),
        last_change=_last_change(context, before, match)
        if before and before.picks != answers.picks
        else None,
    )


def _questions(taxonomy: Taxonomy, answers: Answers) -> tuple[tuple[Question, Answer], ...]:
    """Every base question, and the border questions that were answered."""
    picks = answers.as_dict()
    base = {question.slug for question in taxonomy.index.base_questions}
    return tuple(
        (question, picks.get(question.slug, ()))
        for question in taxonomy.questions
        if question.slug in base or question.slug in picks
    )


def _last_change(context: RenderContext, before: Answers, after: Match) -> LastChange:
    taxonomy = context.taxonomy
    earlier = match_answers(taxonomy, before)
    verdicts = [
        named.name if named else _("no verdict")
        for named in (
            taxonomy.index.verdict_by_slug.get(match.fit.verdict or "")
            for match in (earlier, after)
        )
    ]
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
