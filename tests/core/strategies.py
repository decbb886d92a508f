"""Random small taxonomies and answers, for properties."""

from collections.abc import Sequence
from itertools import combinations, product
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from matcher.core import (
    NOT_SURE,
    UNSURE,
    Answer,
    Answers,
    Axis,
    Combination,
    Question,
    Stop,
    Taxonomy,
    Weight,
)
from matcher.core.taxonomy.values import Band, Effect, Evidence
from tests import builders
from tests.core import oracle

T = TypeVar("T")

AXES = {"family": ("f1", "f2", "f3"), "place": ("p1", "p2", "p3")}
OPTIONS = {
    "q1": ("q1o0", "q1o1"),
    "q2": ("q2o0", "q2o1", "q2o2"),
    "q3": ("q3o0", "q3o1"),
    "q4": ("q4o0", "q4o1", "q4o2"),
}
CONFLICTS = {"q2": (), "q4": ("q4o0, q4o2",)}
"""The questions of which more than one option may be ticked, and what excludes what."""


def question(slug: str, **weights: Weight) -> Question:
    """One of the four questions."""
    if slug in CONFLICTS:
        return builders.several(slug, *OPTIONS[slug], conflicts=CONFLICTS[slug], **weights)
    return builders.question(slug, *OPTIONS[slug], **weights)


ANSWERS = {slug: [UNSURE, *oracle.allowed(question(slug))] for slug in OPTIONS}
"""Every answer to each of them."""


def taxonomies() -> st.SearchStrategy[Taxonomy]:
    """Two axes of three outcomes, four questions, of two of which several options may be ticked,
    with exclusions, outcomes made of others, combinations and rules.

    Made from one drawn number: drawing a hundred small choices one by one takes ten times as
    long, and a taxonomy that breaks a property is read as a whole anyway.
    """
    return st.integers(0, 2**32).map(lambda seed: _Maker(Random(seed)).taxonomy())


def bordered_taxonomies() -> st.SearchStrategy[Taxonomy]:
    """The same, where border questions tell some of the families apart."""
    return st.integers(0, 2**32).map(lambda seed: _Maker(Random(seed)).bordered_taxonomy())


class _Maker:
    def __init__(self, randomly: Random) -> None:
        self.randomly = randomly
        self.questions = tuple(self.question(slug) for slug in OPTIONS)

    def some(self, options: Sequence[T], most: int) -> list[T]:
        """At least one and at most `most` different ones, in their order."""
        picked = self.randomly.sample(options, self.randomly.randint(1, min(most, len(options))))
        return [option for option in options if option in picked]

    def question(self, slug: str) -> Question:
        weights = {
            axis: Weight(
                axis=axis,
                weight=self.randomly.choice([50, 75, 100, 200]),
                role=self.randomly.choice(["essential", "tie-break", "tie-break"]),
                required=self.randomly.random() < 0.5,
            )
            for axis in self.some(sorted(AXES), 2)
        }
        return question(slug, **weights)

    def on(self, axis: str) -> list[str]:
        """The questions with a weight on the axis."""
        return [
            one.slug for one in self.questions if any(weight.axis == axis for weight in one.weights)
        ]

    def condition(self, names: Sequence[str], *more: str) -> str:
        """One to three atoms about these questions, or of those given more."""
        atoms = [self.atom(names, more) for _number in range(self.randomly.randint(1, 3))]
        return self.randomly.choice([" and ", " or "]).join(atoms)

    def atom(self, names: Sequence[str], more: Sequence[str]) -> str:
        name = self.randomly.choice(names)
        values = self.some([*OPTIONS[name], NOT_SURE], 2)
        plain = [
            f"{name} = {', '.join(values)}",
            f"{name} is not {values[0]}",
            f"{name} unanswered",
        ]
        return self.randomly.choice([*plain, *more])

    def evidence(self) -> list[Evidence]:
        return [
            Evidence(
                question=question.slug,
                option=option.slug,
                axis=weight.axis,
                outcome=outcome,
                strength=strength,
                sentence="Because.",
                excludes=strength == 0,
            )
            for question in self.questions
            for weight in question.weights
            for option in question.options
            for outcome in AXES[weight.axis]
            if (strength := self.strength()) is not None
        ]

    def strength(self) -> int | None:
        """A strength, 0 for ruling out, or None for an empty cell."""
        if self.randomly.random() < 0.05:
            return 0
        return self.randomly.choice([None, None, -3, -2, -1, 1, 2, 3])

    def combination(self, axis: str) -> Combination:
        return Combination(
            slug=f"both-{axis}",
            axis=axis,
            condition=self.condition(self.on(axis)),
            effects=tuple(
                Effect(outcome=outcome, points=self.randomly.randint(-6, 6) * 100, sentence="Both.")
                for outcome in self.some(AXES[axis], 2)
            ),
        )

    def axis(self, slug: str) -> Axis:
        return builders.axis(
            slug,
            tie_question=self.randomly.choice(["", *self.on(slug)]),
            robust_clear=self.randomly.random() < 0.5,
            clear_from=self.randomly.choice([100, 300]),
            likely_from=100,
        )

    def taxonomy(self) -> Taxonomy:
        """With every axis perhaps an outcome that needs one or both of the two others."""
        taxonomy = self.simple_taxonomy()
        for slugs in AXES.values():
            if self.randomly.random() < 0.5:
                whole, *parts = self.randomly.sample(slugs, 3)
                taxonomy = builders.needing(taxonomy, whole, self.randomly.randint(1, 2), *parts)
        return taxonomy

    def simple_taxonomy(self) -> Taxonomy:
        driven = self.randomly.choice(list(OPTIONS))
        scores = {option: self.randomly.randint(0, 10) for option in OPTIONS[driven]}
        facts = ("family is close", "family = f1", "place = p2", "label given")
        names = list(OPTIONS)
        return builders.taxonomy(
            axes=[self.axis(slug) for slug in AXES],
            outcomes=AXES,
            questions=self.questions,
            evidence=self.evidence(),
            combinations=[
                self.combination(axis)
                for axis in AXES
                if self.on(axis) and self.randomly.random() < 0.6
            ],
            warnings=[
                builders.warning(f"w{number}", self.condition(names, *facts))
                for number in range(self.randomly.randint(1, 3))
            ],
            drivers=[
                builders.driver(
                    "known", driven, 100, **scores, required=self.randomly.random() < 0.5
                )
            ],
            verdicts=builders.verdicts("go", "wait"),
            bands=[Band(minimum=0, verdict="go")],
            stops=[
                Stop(slug="halt", condition=self.condition(names), verdict="wait", warning="w0")
            ],
            labels=["call-center"],
            outside=[
                builders.outside(f"other{number}", self.condition(names))
                for number in range(self.randomly.choice([0, 0, 1, 2]))
            ],
        )

    def bordered_taxonomy(self) -> Taxonomy:
        taxonomy = self.taxonomy()
        pairs = self.some(list(combinations(AXES["family"], 2)), 3)
        borders = [self.border(*pair) for pair in pairs]
        close_percent = self.randomly.choice([50, 80])
        return builders.changed(
            taxonomy,
            axes=tuple(
                axis.model_copy(update={"close_percent": close_percent}) for axis in taxonomy.axes
            ),
            questions=(*taxonomy.questions, *borders),
            evidence=(
                *taxonomy.evidence,
                *(cell for border in borders for cell in self.sides(border)),
            ),
        )

    def border(self, first: str, second: str) -> Question:
        slug = f"{first}-or-{second}"
        options = ("first", "second", "both")[: self.randomly.randint(2, 3)]
        weight = builders.tie_break("family", self.randomly.choice([0.5, 1]))
        question = builders.question(slug, *options, family=weight)
        return question.model_copy(update={"between": (first, second)})

    def sides(self, border: Question) -> tuple[Evidence, ...]:
        """Each of the two sides speaks for its own outcome, and perhaps against the other."""
        first, second = border.between
        return builders.evidence(
            "family",
            {
                f"{border.slug}={option}": {own: strength, other: -self.randomly.randint(0, 2)}
                for option, own, other in (("first", first, second), ("second", second, first))
                if (strength := self.randomly.randint(0, 3))
            },
        )


def answer_sets(*, complete: bool = False) -> st.SearchStrategy[Answers]:
    """Answers to the four questions, in the order asked; some left out unless complete."""
    gone = () if complete else ((),)
    picks = st.tuples(*(st.sampled_from([*gone, *answers]) for answers in ANSWERS.values()))
    return st.builds(_answers, picks, st.sampled_from(["", "call-center"]))


def _answers(picks: Sequence[Answer], label: str) -> Answers:
    """These answers to the four questions, an empty one where there is none."""
    pairs = (
        (slug, option) for slug, answer in zip(OPTIONS, picks, strict=True) for option in answer
    )
    return Answers(tuple(pairs), label)


def completions(answers: Answers) -> list[Answers]:
    """Every way to answer the questions that have no answer yet."""
    given = answers.as_dict()
    spaces = [[given[slug]] if slug in given else ANSWERS[slug] for slug in OPTIONS]
    return [_answers(picks, answers.label) for picks in product(*spaces)]
