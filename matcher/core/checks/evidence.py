"""What the evidence cannot do: outcomes out of reach, answers that never matter, scales that turn,
outcomes that nobody can tell apart."""

from collections.abc import Mapping
from itertools import combinations, pairwise

from matcher.core.checks.findings import Finding, Findings, info, look
from matcher.core.checks.reach import examples, unreachable
from matcher.core.rules import AxisRules, Choice
from matcher.core.taxonomy import Axis, Outcome, Question, Taxonomy

RULED_OUT = -4
"""Where *rules it out* stands on the scale of strengths."""

MARKED_TURN = 2
"""A scale that turns by fewer points of strength than this may well be meant."""


# ── Outcomes ─────────────────────────────────────────────────────────────────────────────


def outcomes(taxonomy: Taxonomy) -> Findings:
    """Outcomes that no answers bring first, and outcomes that no answer tells apart."""
    for (axis, slug), example in examples(taxonomy).items():
        if example is None:
            yield _out_of_reach(taxonomy, axis, slug)
    for axis_row in taxonomy.axes:
        yield from _alike(taxonomy, axis_row)


def _out_of_reach(taxonomy: Taxonomy, axis: str, slug: str) -> Finding:
    name = taxonomy.outcome_by_slug[axis, slug].name
    rival = unreachable(taxonomy.rules[axis], slug)
    if rival is None:
        sentence = f"We found no answers that bring “{name}” first."
    else:
        ahead = taxonomy.outcome_by_slug[axis, rival].name
        sentence = f"No answers can bring “{name}” first: “{ahead}” always stays ahead of it."
    return look("out-of-reach", f"outcome {axis}/{slug}", sentence)


def _alike(taxonomy: Taxonomy, axis: Axis) -> Findings:
    rules = taxonomy.rules[axis.slug]
    for one, other in combinations(taxonomy.outcomes_by_axis[axis.slug], 2):
        if _says(rules, one) == _says(rules, other):
            yield look(
                "alike",
                f"outcome {axis.slug}/{other.slug}",
                f"Nobody can tell “{other.name}” from “{one.name}”: all rules say the same.",
            )


def _says(rules: AxisRules, outcome: Outcome) -> list[tuple[int, bool]]:
    """What each rule says of the outcome."""
    slug = outcome.slug
    cells = [
        (choice.points.get(slug, 0), slug in choice.excluded)
        for choices in rules.choices.values()
        for choice in choices.values()
    ]
    return [*cells, *((one.points.get(slug, 0), False) for one in rules.combinations)]


# ── Questions and options ────────────────────────────────────────────────────────────────


def questions(taxonomy: Taxonomy) -> Findings:
    """Questions and options that never matter on an axis that the question is weighted for."""
    for question in taxonomy.questions:
        for weight in question.weights:
            axis = taxonomy.axis_by_slug[weight.axis]
            if weight.weight == 0:
                yield _never(question, axis, "its weight there is 0.")
            else:
                yield from _idle(taxonomy, question, axis)


def _never(question: Question, axis: Axis, because: str) -> Finding:
    return look(
        "never-matters",
        f"weight {question.slug} on {axis.slug}",
        f"No answer to “{question.prompt}” ever matters for {axis.name.lower()}: {because}",
    )


def _idle(taxonomy: Taxonomy, question: Question, axis: Axis) -> Findings:
    rules = taxonomy.rules[axis.slug]
    if any(question.slug in one.questions for one in rules.combinations):
        return
    choices = rules.choices[question.slug]
    if not any(choice.strengths for choice in choices.values()):
        yield _never(question, axis, "it has a weight there but no evidence.")
    elif len({_cells(choice) for choice in choices.values()}) == 1:
        yield _never(question, axis, "all its options say the same.")
    elif not question.between:
        yield from _silent(question, axis, choices)


def _cells(choice: Choice) -> tuple[frozenset[tuple[str, int]], frozenset[str]]:
    return frozenset(choice.strengths.items()), choice.excluded


def _silent(question: Question, axis: Axis, choices: Mapping[str, Choice]) -> Findings:
    for option in question.options:
        if not choices[option.slug].strengths:
            where = f"option {question.slug}={option.slug}"
            sentence = (
                f"“{option.label}” never matters for {axis.name.lower()}: it has no evidence."
            )
            yield info("never-matters", where, sentence)


# ── Scales ───────────────────────────────────────────────────────────────────────────────


def order(taxonomy: Taxonomy) -> Findings:
    """Outcomes that become likelier and then less likely (or the reverse) along options that the
    editor declared ordered."""
    for question in taxonomy.questions:
        if question.ordered:
            for weight in question.weights:
                for outcome in taxonomy.outcomes_by_axis[weight.axis]:
                    yield from _turns(taxonomy, question, outcome)


def _turns(taxonomy: Taxonomy, question: Question, outcome: Outcome) -> Findings:
    strengths = _along(taxonomy.rules[outcome.axis], question, outcome.slug)
    rises = sum(max(0, after - before) for before, after in pairwise(strengths))
    falls = sum(max(0, before - after) for before, after in pairwise(strengths))
    if not (rises and falls):
        return
    level = look if min(rises, falls) >= MARKED_TURN else info
    way, turn = ("likelier", "less likely") if rises > falls else ("less likely", "likelier")
    yield level(
        "order",
        f"question {question.slug}",
        f"“{question.prompt}”: along its options “{outcome.name}” becomes {way}, but "
        f"{_where_it_turns(question, strengths, up=rises < falls)} it becomes {turn}.",
    )


def _along(rules: AxisRules, question: Question, outcome: str) -> list[int]:
    choices = [rules.choice(question.slug, option.slug) for option in question.options]
    return [
        RULED_OUT if outcome in one.excluded else one.strengths.get(outcome, 0) for one in choices
    ]


def _where_it_turns(question: Question, strengths: list[int], *, up: bool) -> str:
    """The steps against the way that the rest goes."""
    steps = [
        f"from “{before.label}” to “{after.label}”"
        for (before, after), (was, now) in zip(
            pairwise(question.options), pairwise(strengths), strict=True
        )
        if (now > was if up else now < was)
    ]
    return " and ".join(steps)
