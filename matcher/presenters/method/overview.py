"""The method in short: what counts for each decision, and where to read the rest."""

from dataclasses import dataclass

from matcher.core import Axis, Driver, Question, Taxonomy, Weight, format_points
from matcher.core.taxonomy.topics import NoteTopic
from matcher.presenters.reference import (
    Link,
    NamedText,
    note_texts,
    outcome_anchor,
    outcome_url,
)
from matcher.presenters.words import Tag, tag
from matcher.web.page import RenderContext


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The method page."""

    reading: tuple[NamedText, ...]
    axes: tuple["AxisInShort", ...]
    drivers: tuple["Weighed", ...]
    warnings: int
    regimes: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question and how much it counts; `percent` is the same as a share of the heaviest."""

    prompt: str
    href: str
    weight: str
    percent: int


@dataclass(frozen=True, slots=True)
class OutcomeLink:
    """An outcome: `anchor` is its place on this page, `href` the page that explains it."""

    anchor: str
    link: Link


@dataclass(frozen=True, slots=True)
class AxisInShort:
    """A decision: what it may come to, the questions that count, and how many more are asked only
    while two outcomes are close."""

    tag: Tag
    asks: str
    href: str
    outcomes: tuple[OutcomeLink, ...]
    questions: tuple[Weighed, ...]
    border_questions: int


def overview_page(context: RenderContext) -> OverviewPage:
    """The method of this edition."""
    taxonomy = context.taxonomy
    heaviest = max((driver.weight for driver in taxonomy.drivers), default=1)
    return OverviewPage(
        reading=note_texts(taxonomy, NoteTopic.READING),
        axes=tuple(_axis(context, axis) for axis in taxonomy.axes),
        drivers=tuple(_driver(context, driver, heaviest) for driver in taxonomy.drivers),
        warnings=len(taxonomy.warnings),
        regimes=len(taxonomy.regimes),
    )


def _axis(context: RenderContext, axis: Axis) -> AxisInShort:
    taxonomy = context.taxonomy
    weights = [
        (question, taxonomy.index.weight_by_pair[question.slug, axis.slug])
        for question in axis_questions(taxonomy, axis)
    ]
    base = [(question, weight) for question, weight in weights if not question.between]
    heaviest = max((weight.weight for _question, weight in base), default=1)
    return AxisInShort(
        tag=tag(axis),
        asks=axis.asks,
        href=context.page_url("method_of", axis.slug),
        outcomes=tuple(
            OutcomeLink(outcome_anchor(outcome), Link(outcome.name, outcome_url(context, outcome)))
            for outcome in taxonomy.index.outcomes_by_axis[axis.slug]
        ),
        questions=tuple(_weighed(context, *pair, heaviest) for pair in base),
        border_questions=len(weights) - len(base),
    )


def axis_questions(taxonomy: Taxonomy, axis: Axis) -> tuple[Question, ...]:
    """The questions that count on an axis, in the order asked."""
    slugs = taxonomy.index.question_slugs_by_axis[axis.slug]
    return tuple(taxonomy.index.question_by_slug[slug] for slug in slugs)


def _weighed(context: RenderContext, question: Question, weight: Weight, heaviest: int) -> Weighed:
    return Weighed(
        prompt=question.prompt,
        href=context.page_url("method_of", question.slug),
        weight=f"× {format_points(weight.weight)}",
        percent=100 * weight.weight // heaviest,
    )


def _driver(context: RenderContext, driver: Driver, heaviest: int) -> Weighed:
    return Weighed(
        prompt=context.taxonomy.index.question_by_slug[driver.question].prompt,
        href=context.page_url("method_of", driver.question),
        weight=f"{driver.weight} %",
        percent=100 * driver.weight // heaviest,
    )
