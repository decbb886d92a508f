"""Random small taxonomies and answers, for properties."""

from itertools import product

from hypothesis import strategies as st

from matcher.core.answers import Answers
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy import (
    Band,
    Combination,
    Effect,
    Evidence,
    Question,
    Stop,
    Taxonomy,
    Weight,
)
from tests import builders

AXES = {"family": ("f1", "f2", "f3"), "place": ("p1", "p2", "p3")}
QUESTIONS = {"q1": 2, "q2": 3, "q3": 2, "q4": 3}


def _options(question: str) -> list[str]:
    return [f"{question}o{number}" for number in range(QUESTIONS[question])]


@st.composite
def questions(draw: st.DrawFn) -> tuple[Question, ...]:
    made = []
    for slug in QUESTIONS:
        on = draw(st.lists(st.sampled_from(sorted(AXES)), min_size=1, unique=True))
        weights = {
            axis: Weight(
                axis=axis,
                weight=draw(st.sampled_from([50, 75, 100, 200])),
                role=draw(st.sampled_from(["essential", "tie-break", "tie-break"])),
                required=draw(st.booleans()),
            )
            for axis in sorted(on)
        }
        made.append(builders.question(slug, *_options(slug), **weights))
    return tuple(made)


@st.composite
def conditions(draw: st.DrawFn, names: list[str], *, facts: bool = False) -> str:
    def atom() -> str:
        name = draw(st.sampled_from(names))
        values = draw(
            st.lists(
                st.sampled_from([*_options(name), NOT_SURE]), min_size=1, max_size=2, unique=True
            )
        )
        kinds = [f"{name} = {', '.join(values)}", f"{name} is not {values[0]}"]
        kinds.append(f"{name} unanswered")
        if facts:
            kinds += ["family is close", "family = f1", "place = p2", "label given"]
        return draw(st.sampled_from(kinds))

    parts = [atom() for _number in range(draw(st.integers(1, 3)))]
    return draw(st.sampled_from([" and ", " or "])).join(parts)


@st.composite
def taxonomies(draw: st.DrawFn) -> Taxonomy:
    """Two axes of three outcomes, four questions, with exclusions, combinations and rules."""
    asked = draw(questions())
    cells = [
        Evidence(
            question=question.slug,
            option=option.slug,
            axis=weight.axis,
            outcome=outcome,
            strength=0 if strength == "x" else strength,
            excludes=strength == "x",
            sentence="Because.",
        )
        for question in asked
        for weight in question.weights
        for option in question.options
        for outcome in AXES[weight.axis]
        if (strength := draw(st.sampled_from([0, 0, -3, -2, -1, 1, 2, 3, "x"]))) != 0
        and (strength != "x" or draw(st.integers(0, 3)) == 0)
    ]
    combinations = []
    for axis, outcomes in AXES.items():
        names = [one.slug for one in asked if any(w.axis == axis for w in one.weights)]
        if names and draw(st.booleans()):
            effects = tuple(
                Effect(outcome=outcome, points=draw(st.integers(-6, 6)) * 100, sentence="Both.")
                for outcome in draw(
                    st.lists(st.sampled_from(outcomes), min_size=1, max_size=2, unique=True)
                )
            )
            combinations.append(
                Combination(
                    slug=f"both-{axis}",
                    axis=axis,
                    condition=draw(conditions(names)),
                    effects=effects,
                )
            )
    ties = {
        axis: draw(
            st.sampled_from(
                ["", *(one.slug for one in asked if any(w.axis == axis for w in one.weights))]
            )
        )
        for axis in AXES
    }
    driven = draw(st.sampled_from(list(QUESTIONS)))
    return builders.taxonomy(
        axes=[builders.axis(slug, tie_question=tie) for slug, tie in ties.items()],
        outcomes=AXES,
        questions=asked,
        evidence=cells,
        combinations=combinations,
        warnings=[
            builders.warning(f"w{number}", draw(conditions(list(QUESTIONS), facts=True)))
            for number in range(draw(st.integers(0, 3)))
        ],
        drivers=[
            builders.driver(
                "known", driven, 100, **{one: draw(st.integers(0, 10)) for one in _options(driven)}
            )
        ],
        verdicts=builders.verdicts("go", "wait"),
        bands=[Band(minimum=0, verdict="go")],
        stops=[
            Stop(
                slug="halt",
                condition=draw(conditions(list(QUESTIONS))),
                verdict="wait",
                warning="w0",
            )
        ],
        labels=["call-center"],
    )


def answer_sets(*, complete: bool = False) -> st.SearchStrategy[Answers]:
    """Answers to the four questions, in the order asked; some left out unless complete."""
    gone = () if complete else (None,)
    picks = st.tuples(*(st.sampled_from([*gone, NOT_SURE, *_options(slug)]) for slug in QUESTIONS))
    return st.builds(
        lambda values, label: Answers(
            tuple(
                (slug, value)
                for slug, value in zip(QUESTIONS, values, strict=True)
                if value is not None
            ),
            label,
        ),
        picks,
        st.sampled_from(["", "call-center"]),
    )


def completions(answers: Answers) -> list[Answers]:
    """Every way to answer the questions that have no answer yet."""
    given = answers.as_dict()
    spaces = [[given[slug]] if slug in given else [NOT_SURE, *_options(slug)] for slug in QUESTIONS]
    return [
        Answers(tuple(zip(QUESTIONS, values, strict=True)), answers.label)
        for values in product(*spaces)
    ]
