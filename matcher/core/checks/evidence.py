"""What the evidence cannot do: outcomes out of reach, answers that never matter, scales that turn,
outcomes that nobody can tell apart."""

from collections.abc import Container, Hashable
from itertools import combinations, pairwise

from matcher.core.answers import Answers
from matcher.core.checks.findings import Finding, Findings, info, look
from matcher.core.checks.reachability import Never, reaches
from matcher.core.rules import NOT_SURE, AxisRules
from matcher.core.settling import possible_changes, span
from matcher.core.taxonomy.row_types import points
from matcher.core.taxonomy.values import Axis, Outcome, Question, Taxonomy, Weight

RULED_OUT = -4
"""Where *rules it out* stands on the scale of strengths."""

MARKED_TURN = 2
"""A scale that turns by fewer points of strength than this may well be meant."""


# ── Outcomes ─────────────────────────────────────────────────────────────────────────────


def outcomes(taxonomy: Taxonomy) -> Findings:
    """Outcomes that no answers bring first, and outcomes that no answers tell apart."""
    for (axis, slug), reached in reaches(taxonomy).items():
        if not isinstance(reached, Answers):
            yield _out_of_reach(taxonomy, axis, slug, reached)
    for axis_row in taxonomy.axes:
        yield from _alike(taxonomy, axis_row)


def _out_of_reach(taxonomy: Taxonomy, axis: str, slug: str, proof: Never | None) -> Finding:
    name = taxonomy.outcome_by_slug[axis, slug].name
    if proof is None:
        sentence = f"We found no answers that bring “{name}” first, but could not try them all."
    elif proof.ahead is None:
        sentence = f"No answers can bring “{name}” first: we tried all that might."
    else:
        ahead = taxonomy.outcome_by_slug[axis, proof.ahead].name
        sentence = f"No answers can bring “{name}” first: “{ahead}” always stays ahead of it."
    return look("out-of-reach", f"outcome {axis}/{slug}", sentence)


def _alike(taxonomy: Taxonomy, axis: Axis) -> Findings:
    rules = taxonomy.rules[axis.slug]
    for one, other in combinations(taxonomy.outcomes_by_axis[axis.slug], 2):
        apart = _furthest(rules, one.slug, other.slug)
        too_close = apart < max(axis.likely_from, 1)
        if too_close and _ruled_out_together(rules, one.slug, other.slug):
            where = f"outcome {axis.slug}/{other.slug}"
            yield look("alike", where, _too_close(one, other, apart))


def _ruled_out_together(rules: AxisRules, one: str, other: str) -> bool:
    """Whether every answer that rules one of them out rules out both."""
    return all(
        (one in choice.excluded) == (other in choice.excluded)
        for choices in rules.choices.values()
        for choice in choices.values()
    )


def _furthest(rules: AxisRules, one: str, other: str) -> int:
    """The most that any answers can put between the two."""
    free, changes = tuple(rules.choices), possible_changes(rules, {})
    pairs = (rules.pair(one, other), rules.pair(other, one))
    return max(span(pair, {}, free, changes)[1] for pair in pairs)


def _too_close(one: Outcome, other: Outcome, apart: int) -> str:
    both = f"“{other.name}” from “{one.name}”"
    if not apart:
        return f"Nobody can tell {both}: all rules say the same of them."
    return (
        f"Nobody can clearly tell {both}: their points never differ by more than {points(apart)}."
    )


# ── Questions and options ────────────────────────────────────────────────────────────────


def questions(taxonomy: Taxonomy) -> Findings:
    """Questions and options that never matter on an axis that the question is weighted for."""
    for question in taxonomy.questions:
        for weight in question.weights:
            rules = taxonomy.rules[weight.axis]
            if not any(question.slug in one.questions for one in rules.combinations):
                yield from _idle(taxonomy, question, weight)


def _idle(taxonomy: Taxonomy, question: Question, weight: Weight) -> Findings:
    axis, rules = taxonomy.axis_by_slug[weight.axis], taxonomy.rules[weight.axis]
    effects = {slug: _effect(rules, question.slug, slug) for slug in rules.choices[question.slug]}
    if len(set(effects.values())) == 1:
        yield look(
            "never-matters",
            f"weight {question.slug} on {axis.slug}",
            f"No answer to “{question.prompt}” ever matters for {axis.name.lower()}: "
            f"{_why_idle(rules, question, weight)}.",
        )
    elif not question.between:
        silent = _effect(rules, question.slug, NOT_SURE)
        yield from _silent(question, axis, [slug for slug in effects if effects[slug] == silent])


def _effect(rules: AxisRules, question: str, option: str) -> Hashable:
    """What an answer does to the order of the outcomes: the same for all of them is nothing."""
    choice = rules.choice(question, option)
    found = [choice.points.get(outcome, 0) for outcome in rules.outcomes]
    ties = choice.strengths if question == rules.tie_question else {}
    return (
        tuple(one - min(found) for one in found),
        tuple(ties.get(outcome, 0) for outcome in rules.outcomes),
        choice.excluded,
    )


def _why_idle(rules: AxisRules, question: Question, weight: Weight) -> str:
    if weight.weight == 0:
        return "its weight there is 0"
    if any(choice.strengths for choice in rules.choices[question.slug].values()):
        return "all its options say the same"
    return "it has a weight there but no evidence"


def _silent(question: Question, axis: Axis, silent: Container[str]) -> Findings:
    for option in question.options:
        if option.slug in silent:
            yield info(
                "never-matters",
                f"option {question.slug}={option.slug}",
                f"“{option.label}” never matters for {axis.name.lower()}: "
                "it speaks for no outcome more than for another.",
            )


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
