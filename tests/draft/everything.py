"""The delivered taxonomy with something of every part, also of those that it does not use."""

from matcher.core import Taxonomy
from matcher.core.taxonomy.values import (
    ContextOption,
    ContextQuestion,
    Example,
    Needs,
    Option,
    Outside,
    Question,
    Retired,
    TypicalAnswer,
)

TICKED = "priority"
"""The question of which several options may be ticked; the first two exclude each other."""


def with_everything(taxonomy: Taxonomy) -> Taxonomy:
    return taxonomy.model_copy(
        update={
            "axes": tuple(axis.model_copy(update={"robust_clear": True}) for axis in taxonomy.axes),
            "outcomes": tuple(
                outcome.model_copy(update={"needs": MIX})
                if outcome.slug == "multi-shore"
                else outcome
                for outcome in taxonomy.outcomes
            ),
            "questions": tuple(
                ticked(question) if question.slug == TICKED else question
                for question in taxonomy.questions
            ),
            "examples": (with_ticks(taxonomy), *taxonomy.examples[1:]),
            "context": (context("parts", "first"), *taxonomy.context, context("buyer", "last")),
            "outside": (OUTSIDE,),
            "retired": RETIRED,
        }
    )


MIX = Needs(of=("onshore", "nearshore", "offshore"), at_least=2, sentence="A mix needs two places.")

OUTSIDE = Outside(
    slug="guarding",
    name="Guarding",
    condition="served = internal-ops and work_kind = keep-running",
    sentence="This is guarding.",
    text="Ask a guarding company.",
)

RETIRED = (
    Retired(
        question="served",
        option="everybody",
        name="Everybody",
        instead=(
            TypicalAnswer(question="served", option="internal-ops"),
            TypicalAnswer(question="control", option="not-sure"),
        ),
    ),
    Retired(question="mood", option="sunny", name="In a sunny mood"),
)


def ticked(question: Question) -> Question:
    first, second, *others = question.options
    options: list[Option] = [
        first.model_copy(update={"group": "Money", "conflicts": (second.slug,)}),
        second.model_copy(update={"conflicts": (first.slug,)}),
        *others,
    ]
    return question.model_copy(update={"kind": "several", "options": tuple(options)})


def with_ticks(taxonomy: Taxonomy) -> Example:
    """The first example with two ticks, and not sure of one question."""
    example = taxonomy.examples[0]
    _first, second, third, *_others = taxonomy.index.question_by_slug[TICKED].options
    given = {answer.question: (answer.option,) for answer in example.answers}
    given |= {TICKED: (second.slug, third.slug), "control": ("not-sure",)}
    answers = tuple(
        TypicalAnswer(question=question, option=option)
        for question, options in given.items()
        for option in options
    )
    return example.model_copy(update={"answers": answers})


def context(slug: str, asked: str) -> ContextQuestion:
    return ContextQuestion.model_validate(
        {
            "slug": slug,
            "asked": asked,
            "prompt": f"What about {slug}?",
            "help": "Help.",
            "example": "Example.",
            "not_sure": "Nothing happens.",
            "options": (
                ContextOption(slug="one", label="One", hint="One."),
                ContextOption(slug="two", label="Two", hint="Two.", other_part=True),
            ),
        }
    )
