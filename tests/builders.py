"""Small literal taxonomies for tests of the core: no database, no mocks."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from matcher.core import (
    Answer,
    Answers,
    Axis,
    Combination,
    Driver,
    Label,
    Option,
    Outcome,
    Question,
    Stop,
    Taxonomy,
    Value,
    Weight,
)
from matcher.core.answers import in_order
from matcher.core.taxonomy.values import (
    Asked,
    Band,
    ContextOption,
    ContextQuestion,
    Effect,
    Evidence,
    Needs,
    Outside,
    Retired,
    Suggestion,
    TypicalAnswer,
    Verdict,
    Warning,
)

V = TypeVar("V", bound=Value)

Cells = Mapping[str, Mapping[str, int | str]]
"""{"question=option": {"outcome": strength}}; "x" instead of a strength rules the outcome out."""


def axis(slug: str, **changes: object) -> Axis:
    return Axis.model_validate(
        {"slug": slug, "name": slug.title(), "asks": "?", "clear_from": 600, "likely_from": 300}
        | changes
    )


def question(slug: str, *options: str, **weights: Weight | float) -> Question:
    """A question; keywords name the axes it counts on, with a weight in points or a Weight."""
    return Question(
        slug=slug,
        part="work",
        prompt=f"{slug}?",
        help="",
        example="",
        not_sure="Skipped.",
        options=tuple(Option(slug=one, label=one.title(), hint="") for one in options),
        weights=tuple(
            weight
            if isinstance(weight, Weight)
            else Weight(axis=axis, weight=round(weight * 100), role="essential")
            for axis, weight in weights.items()
        ),
    )


def several(
    slug: str, *options: str, conflicts: Sequence[str] = (), **weights: Weight | float
) -> Question:
    """A question of which more than one option may be ticked; `conflicts` as “contacts, nobody”."""
    plain = question(slug, *options, **weights)
    return plain.model_copy(
        update={
            "kind": "several",
            "options": tuple(
                option.model_copy(update={"conflicts": _excluded_by(option.slug, conflicts)})
                for option in plain.options
            ),
        }
    )


def _excluded_by(option: str, conflicts: Sequence[str]) -> tuple[str, ...]:
    pairs = [pair.split(", ") for pair in conflicts]
    return tuple(slug for pair in pairs if option in pair for slug in pair if slug != option)


def context(slug: str, *options: str, asked: Asked = "last") -> ContextQuestion:
    return ContextQuestion(
        slug=slug,
        asked=asked,
        prompt=f"{slug}?",
        help="",
        example="",
        not_sure="Skipped.",
        options=tuple(ContextOption(slug=one, label=one.title(), hint="") for one in options),
    )


def retired(answer: str, *instead: str) -> Retired:
    """An answer that was given once and those in its place, each as “question=option”."""
    question, option = answer.split("=")
    pairs = (one.split("=") for one in instead)
    answers = (TypicalAnswer(question=question, option=option) for question, option in pairs)
    return Retired(question=question, option=option, instead=tuple(answers))


def tie_break(axis: str, weight: float = 1) -> Weight:
    return Weight(axis=axis, weight=round(weight * 100), role="tie-break")


def required(axis: str, weight: float = 1) -> Weight:
    return Weight(axis=axis, weight=round(weight * 100), role="essential", required=True)


def evidence(axis: str, cells: Cells) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            question=pair.partition("=")[0],
            option=pair.partition("=")[2],
            axis=axis,
            outcome=outcome,
            strength=0 if isinstance(strength, str) else strength,
            excludes=strength == "x",
            sentence=f"{pair} and {outcome}.",
        )
        for pair, row in cells.items()
        for outcome, strength in row.items()
    )


def combination(slug: str, axis: str, condition: str, **points: float) -> Combination:
    return Combination(
        slug=slug,
        axis=axis,
        condition=condition,
        effects=tuple(
            Effect(outcome=outcome, points=round(value * 100), sentence=f"{slug}: {outcome}.")
            for outcome, value in points.items()
        ),
    )


def warning(slug: str, condition: str) -> Warning:
    return Warning(slug=slug, title=slug.title(), condition=condition, text=f"{slug}!")


def outside(slug: str, condition: str) -> Outside:
    return Outside(
        slug=slug, name=slug.title(), condition=condition, sentence=f"{slug}.", text=f"{slug}!"
    )


def driver(slug: str, question: str, weight: int, **rest: object) -> Driver:
    scores = {key: value for key, value in rest.items() if key not in ("not_sure", "required")}
    return Driver.model_validate(
        {
            "slug": slug,
            "name": slug.title(),
            "question": question,
            "weight": weight,
            "scores": [{"option": option, "score": score} for option, score in scores.items()],
            "not_sure": rest.get("not_sure"),
            "required": rest.get("required", False),
        }
    )


def verdicts(*slugs: str) -> tuple[Verdict, ...]:
    """Verdicts from the mildest to the most severe."""
    return tuple(
        Verdict(slug=slug, name=slug.title(), text="", severity=place, proceeds=place == 0)
        for place, slug in enumerate(slugs)
    )


def taxonomy(
    *,
    axes: Sequence[Axis],
    outcomes: Mapping[str, Sequence[str]],
    questions: Sequence[Question],
    evidence: Sequence[Evidence] = (),
    combinations: Sequence[Combination] = (),
    warnings: Sequence[Warning] = (),
    drivers: Sequence[Driver] = (),
    verdicts: Sequence[Verdict] = (),
    bands: Sequence[Band] = (),
    stops: Sequence[Stop] = (),
    suggestions: Sequence[Suggestion] = (),
    labels: Sequence[str] = (),
    context: Sequence[ContextQuestion] = (),
    outside: Sequence[Outside] = (),
    retired: Sequence[Retired] = (),
) -> Taxonomy:
    return Taxonomy(
        axes=tuple(axes),
        outcomes=tuple(
            Outcome(axis=axis, slug=slug, name=slug.title(), summary="")
            for axis, slugs in outcomes.items()
            for slug in slugs
        ),
        questions=tuple(questions),
        evidence=tuple(evidence),
        combinations=tuple(combinations),
        warnings=tuple(warnings),
        drivers=tuple(drivers),
        verdicts=tuple(verdicts),
        bands=tuple(bands),
        stops=tuple(stops),
        suggestions=tuple(suggestions),
        labels=tuple(Label(slug=slug, names=(slug,), meaning="", asks="") for slug in labels),
        context=tuple(context),
        outside=tuple(outside),
        retired=tuple(retired),
    )


def picks(given: Mapping[str, str]) -> dict[str, Answer]:
    """Plain strings as answers: {"served": "customer", "object": "contacts, invoices"}."""
    return {question: tuple(options.split(", ")) for question, options in given.items()}


def answers(taxonomy: Taxonomy, label: str = "", **given: str) -> Answers:
    return Answers(in_order(taxonomy, picks(given)), label)


def needing(taxonomy: Taxonomy, slug: str, at_least: int, *parts: str) -> Taxonomy:
    """The same taxonomy, where this outcome is made of others."""
    needs = Needs(of=parts, at_least=at_least, sentence=f"{slug} needs {at_least}.")
    return changed(
        taxonomy,
        outcomes=tuple(
            outcome.model_copy(update={"needs": needs}) if outcome.slug == slug else outcome
            for outcome in taxonomy.outcomes
        ),
    )


def changed(taxonomy: Taxonomy, **changes: object) -> Taxonomy:
    """The same taxonomy but for some fields."""
    return taxonomy.model_copy(update=changes)


def written(taxonomy: Taxonomy) -> Taxonomy:
    """The same with something in every text that these builders leave empty."""
    return changed(
        taxonomy,
        outcomes=_filled(taxonomy.outcomes, "summary"),
        questions=tuple(
            one.model_copy(update={"options": _filled(one.options, "hint")})
            for one in _filled(taxonomy.questions, "help", "example")
        ),
        verdicts=_filled(taxonomy.verdicts, "text"),
    )


def _filled(rows: tuple[V, ...], *names: str) -> tuple[V, ...]:
    return tuple(row.model_copy(update=dict.fromkeys(names, "Something.")) for row in rows)
