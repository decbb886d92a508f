"""What an assessment says, on the page and in documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from matcher.assessment_form import AssessmentForm, new_form
from matcher.core import Axis, Match, Taxonomy, format_strength
from matcher.core.assessment import Criterion, assess
from matcher.core.own_assessment import OwnAssessment
from matcher.core.taxonomy.values import Fact
from matcher.presenters.assessment.case import CaseFacts, case_sentences
from matcher.presenters.assessment.cost import CostView, cost_view
from matcher.presenters.assessment.fields import TypedNumber, typed_numbers
from matcher.presenters.assessment.glance import GlanceRow, glance
from matcher.presenters.assessment.numbers import option_names, signed
from matcher.presenters.assessment.recommendation import recommendation
from matcher.presenters.result.decision import ExclusionView, exclusions
from matcher.presenters.words import answer_text


class MarkView(NamedTuple):
    """What an answer says of an option: its strength, the points by the buyer's weight, and why.
    `sign` is the side that it speaks for: `for`, `against` or `none`."""

    option: str
    strength: int
    shown: str
    sign: str
    points: int
    sentences: tuple[str, ...]


class CriterionView(NamedTuple):
    """An answer with its weights, and what it says of each option."""

    question: str
    prompt: str
    answer: str
    our_weight: int
    weight: int
    marks: tuple[MarkView, ...]


class OptionView(NamedTuple):
    """An option that is compared, and what it is."""

    name: str
    summary: str


class LeadingView(NamedTuple):
    """An option that is first by the buyer's weights, with what has to be known of it before it is
    chosen."""

    name: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """What an assessment says. `recommendation` is the sentence that follows, `glance` every way on
    one line, `case` the sentences with which the choice is defended, and `numbers` what the cost
    rests on. `sums` are the totals in the order of the options."""

    axis: str
    recommendation: str
    case: tuple[str, ...]
    leading: tuple[LeadingView, ...]
    options: tuple[OptionView, ...]
    excluded: tuple[ExclusionView, ...]
    criteria: tuple[CriterionView, ...]
    glance: tuple[GlanceRow, ...]
    sums: tuple[str, ...]
    cost: CostView | None
    numbers: tuple[TypedNumber, ...]


def assessment_form(
    taxonomy: Taxonomy, match: Match, axis: Axis, sent: Mapping[str, str] | None = None
) -> AssessmentForm:
    """The form for this match: as it was sent, or before anything is."""
    before = assess(taxonomy, match, axis.slug)
    return new_form(before.criteria, [total.option for total in before.totals], sent)


def assessment_view(
    taxonomy: Taxonomy, match: Match, axis: Axis, own: OwnAssessment
) -> AssessmentView:
    """What own weights and numbers say about this match."""
    assessment = assess(taxonomy, match, axis.slug, own.weights)
    names, ranking = option_names(taxonomy, axis), match.rankings[axis.slug]
    options = [standing.outcome for standing in ranking.standings]
    outcomes = [taxonomy.index.outcome_by_slug[axis.slug, slug] for slug in options]
    points = {total.option: total.points for total in assessment.totals}
    case = CaseFacts(taxonomy, match, assessment, own, names)
    return AssessmentView(
        axis=axis.name,
        recommendation=recommendation(case),
        case=tuple(case_sentences(case)),
        leading=tuple(
            LeadingView(outcome.name, outcome.facts)
            for outcome in outcomes
            if outcome.slug in assessment.firsts
        ),
        options=tuple(OptionView(outcome.name, outcome.summary) for outcome in outcomes),
        excluded=exclusions(taxonomy, ranking),
        criteria=tuple(_criterion(taxonomy, row, options, names) for row in assessment.criteria),
        glance=tuple(glance(assessment, own, names)),
        sums=tuple(signed(points[slug]) for slug in options),
        cost=cost_view(own.estimate, own.costs, own.currency, names) if own.estimate else None,
        numbers=tuple(typed_numbers(own, names)),
    )


def _criterion(
    taxonomy: Taxonomy, row: Criterion, options: list[str], names: Mapping[str, str]
) -> CriterionView:
    question = taxonomy.index.question_by_slug[row.question]
    return CriterionView(
        question=row.question,
        prompt=question.prompt,
        answer=answer_text(question, row.answer),
        our_weight=row.our_weight,
        weight=row.weight,
        marks=tuple(_mark(row, slug, names[slug]) for slug in options),
    )


def _mark(row: Criterion, option: str, name: str) -> MarkView:
    mark = row.marks[option]
    sign = "for" if mark.strength > 0 else "against" if mark.strength < 0 else "none"
    return MarkView(
        option=name,
        strength=mark.strength,
        shown=format_strength(mark.strength),
        sign=sign,
        points=row.points(option),
        sentences=mark.sentences,
    )
