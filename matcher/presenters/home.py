"""The start page: examples to open, and the families as a map."""

import re
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from matcher.core import Answers, Axis, Example, Match, Taxonomy, match, write_query
from matcher.core.answers import in_order
from matcher.presenters.family import families, office_name
from matcher.presenters.words import Tag, tag
from matcher.web.page import RenderContext, remembered
from matcher.web.prose import prose

MAX_EXAMPLE_SENTENCES = 2
"""How many sentences of its text the card of an example shows."""

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class AxisView:
    """One of the decisions, and how many answers it can have."""

    tag: Tag
    asks: str
    outcomes: str


@dataclass(frozen=True, slots=True)
class DecidedOutcome:
    """The outcome of an example on one axis."""

    tag: Tag
    outcome: str


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A worked example, how its text begins, and its result."""

    title: str
    text: SafeString
    decided: tuple[DecidedOutcome, ...]
    href: str


@dataclass(frozen=True, slots=True)
class FamilyLink:
    """A family on the map."""

    name: str
    summary: str
    href: str


@dataclass(frozen=True, slots=True)
class Office:
    """The families of one side of a business."""

    name: str
    families: tuple[FamilyLink, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything on the start page."""

    questions: int
    start: str
    axes: tuple[AxisView, ...]
    examples: tuple[ExampleView, ...]
    offices: tuple[Office, ...]


@remembered(1)
def home_view(context: RenderContext) -> HomeView:
    """The start page of this edition."""
    taxonomy = context.taxonomy
    return HomeView(
        questions=len(taxonomy.index.base_questions),
        start=context.page_url("match"),
        axes=tuple(_axis(taxonomy, axis) for axis in taxonomy.axes),
        examples=tuple(_example(context, example) for example in taxonomy.examples),
        offices=offices(context),
    )


def _axis(taxonomy: Taxonomy, axis: Axis) -> AxisView:
    count = len(taxonomy.index.outcomes_by_axis[axis.slug])
    outcomes = ngettext("%(count)s possible answer", "%(count)s possible answers", count)
    return AxisView(tag=tag(axis), asks=axis.asks, outcomes=outcomes % {"count": count})


def _example(context: RenderContext, example: Example) -> ExampleView:
    picks = {answer.question: answer.option for answer in example.answers}
    answers = Answers(in_order(context.taxonomy, picks))
    return ExampleView(
        title=example.title,
        text=prose(_beginning(example.text)),
        decided=_decided(context.taxonomy, match(context.taxonomy, answers)),
        href=context.page_url("result", query=write_query(answers)),
    )


def _beginning(text: str) -> str:
    """The first sentences, for a card."""
    return " ".join(_BETWEEN_SENTENCES.split(text)[:MAX_EXAMPLE_SENTENCES])


def _decided(taxonomy: Taxonomy, match: Match) -> tuple[DecidedOutcome, ...]:
    """The first outcome of each axis that has one."""
    return tuple(
        DecidedOutcome(tag(axis), taxonomy.index.outcome_name(axis.slug, top))
        for axis in taxonomy.axes
        if (top := match.rankings[axis.slug].top)
    )


def offices(context: RenderContext) -> tuple[Office, ...]:
    """The families by office, in the order in which the taxonomy first names each office."""
    links_by_office: dict[str, list[FamilyLink]] = {}
    for outcome, profile in families(context.taxonomy).values():
        href = context.page_url("family", outcome.slug)
        link = FamilyLink(outcome.name, outcome.summary, href)
        links_by_office.setdefault(office_name(profile.office), []).append(link)
    return tuple(Office(name, tuple(links)) for name, links in links_by_office.items())
