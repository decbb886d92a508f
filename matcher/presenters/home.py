"""The start as its page shows it: examples to open, and the families as a map."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from matcher.core.answers import Answers, in_order, write
from matcher.core.matching import Match, match
from matcher.core.taxonomy.values import Axis, Example, Taxonomy
from matcher.presenters.family import families, office
from matcher.presenters.words import Tag, tag
from matcher.web.page import Scene
from matcher.web.prose import prose

SENTENCES = 2
"""How many sentences of its text the card of an example shows."""

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class AxisShown:
    """One of the decisions, and how many answers it can have."""

    tag: Tag
    asks: str
    outcomes: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What an example comes out as, on one axis."""

    tag: Tag
    outcome: str


@dataclass(frozen=True, slots=True)
class ExampleShown:
    """A worked example, how its text begins, and its result."""

    title: str
    text: SafeString
    decided: tuple[Decided, ...]
    href: str


@dataclass(frozen=True, slots=True)
class FamilyPointer:
    """A family on the map."""

    name: str
    summary: str
    href: str


@dataclass(frozen=True, slots=True)
class Office:
    """The families of one side of a business."""

    name: str
    families: tuple[FamilyPointer, ...]


@dataclass(frozen=True, slots=True)
class HomeShown:
    """Everything on the start page."""

    questions: int
    start: str
    axes: tuple[AxisShown, ...]
    examples: tuple[ExampleShown, ...]
    offices: tuple[Office, ...]


@lru_cache
def home_shown(scene: Scene) -> HomeShown:
    """The start page, in words."""
    taxonomy = scene.taxonomy
    return HomeShown(
        questions=len(taxonomy.base_questions),
        start=scene.address("match"),
        axes=tuple(_axis(taxonomy, axis) for axis in taxonomy.axes),
        examples=tuple(_example(scene, one) for one in taxonomy.examples),
        offices=offices(scene),
    )


def _axis(taxonomy: Taxonomy, axis: Axis) -> AxisShown:
    count = len(taxonomy.outcomes_by_axis[axis.slug])
    outcomes = ngettext("%(count)s possible answer", "%(count)s possible answers", count)
    return AxisShown(tag=tag(axis), asks=axis.asks, outcomes=outcomes % {"count": count})


def _example(scene: Scene, example: Example) -> ExampleShown:
    picks = {answer.question: answer.option for answer in example.answers}
    answers = Answers(in_order(scene.taxonomy, picks))
    return ExampleShown(
        title=example.title,
        text=prose(_beginning(example.text)),
        decided=_decided(scene.taxonomy, match(scene.taxonomy, answers)),
        href=scene.address("result", query=write(answers)),
    )


def _beginning(text: str) -> str:
    """The first sentences, for a card."""
    return " ".join(_BETWEEN_SENTENCES.split(text)[:SENTENCES])


def _decided(taxonomy: Taxonomy, match: Match) -> tuple[Decided, ...]:
    """The first outcome of each axis that has one."""
    return tuple(
        Decided(tag(axis), taxonomy.outcome_by_slug[axis.slug, top].name)
        for axis in taxonomy.axes
        if (top := match.rankings[axis.slug].top)
    )


def offices(scene: Scene) -> tuple[Office, ...]:
    """The families by office, in the order in which the taxonomy first names each office."""
    found: dict[str, list[FamilyPointer]] = {}
    for outcome, profile in families(scene.taxonomy).values():
        href = scene.address("family", outcome.slug)
        pointer = FamilyPointer(outcome.name, outcome.summary, href)
        found.setdefault(office(profile.office), []).append(pointer)
    return tuple(Office(name, tuple(pointers)) for name, pointers in found.items())
