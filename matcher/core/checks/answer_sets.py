"""Whether answers that content names can be given together."""

from collections.abc import Iterable, Iterator

from matcher.core.answers import conflict_among, problem_with
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import Question, TypicalAnswer


def joint_problems(taxonomy: Taxonomy, answers: Iterable[TypicalAnswer]) -> Iterator[str]:
    """What keeps the answers from being given together, in a sentence for each question. Questions
    and options that do not exist are left out: that is another finding."""
    options: dict[str, dict[str, None]] = {}
    for answer in answers:
        options.setdefault(answer.question, {})[answer.option] = None
    for slug, values in options.items():
        if question := taxonomy.index.question_by_slug.get(slug):
            yield from _joint_problem(question, tuple(values))


def _joint_problem(question: Question, values: tuple[str, ...]) -> Iterator[str]:
    match problem_with(question, values):
        case "repeated":
            yield f"“{question.prompt}” takes one answer, not {len(values)}."
        case "unsure":
            yield f"“not-sure” stands alone, but “{question.prompt}” has other answers beside it."
        case "conflict":
            pair = conflict_among(question, values) or ()
            labels = [f"“{label}”" for slug, label in question.choices if slug in pair]
            yield f"{' and '.join(labels)} exclude each other."
