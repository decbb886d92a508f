"""Weaknesses of the evidence: outcomes out of reach, answers that never matter, scales that turn,
outcomes that no answers distinguish."""

from collections.abc import Container, Hashable
from itertools import combinations, pairwise

from matcher.core.answers import Answers
from matcher.core.checks.findings import Finding, Findings, info, warning
from matcher.core.checks.reachability import Reachability, Unreachable
from matcher.core.picks import UNSURE, Answer
from matcher.core.quantities import Hundredths, format_points
from matcher.core.rules import AxisRules
from matcher.core.settling import Outlook
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_ref import row_ref
from matcher.core.taxonomy.values import Axis, Outcome, Question, Weight

RULED_OUT_STRENGTH = -4
"""*Rules it out* as a strength, one below the lowest of the scale."""

MARKED_TURN = 2
"""Points of strength; a scale that turns by fewer may well be meant."""


# ── Outcomes ─────────────────────────────────────────────────────────────────────────────


def unclear_outcomes(taxonomy: Taxonomy, reachability: Reachability) -> Findings:
    """Outcomes that no answers bring first, and outcomes that no answers distinguish."""
    for (axis, outcome), result in reachability.items():
        if not isinstance(result, Answers):
            yield _out_of_reach(taxonomy, axis, outcome, result)
    for axis_row in taxonomy.axes:
        yield from _alike(taxonomy, axis_row)


def _out_of_reach(taxonomy: Taxonomy, axis: str, slug: str, proof: Unreachable | None) -> Finding:
    name = taxonomy.index.outcome_name(axis, slug)
    if proof is None:
        sentence = f"We found no answers that bring “{name}” first, but could not try them all."
    elif proof.rival is None:
        sentence = f"No answers can bring “{name}” first: we tried all that might."
    else:
        rival = taxonomy.index.outcome_name(axis, proof.rival)
        sentence = f"No answers can bring “{name}” first: “{rival}” always stays ahead of it."
    return warning("out-of-reach", row_ref("outcome", axis, slug), sentence)


def _alike(taxonomy: Taxonomy, axis: Axis) -> Findings:
    rules = taxonomy.index.rules[axis.slug]
    for first, second in combinations(taxonomy.index.outcomes_by_axis[axis.slug], 2):
        lead = _greatest_lead(rules, first.slug, second.slug)
        too_close = lead < max(axis.likely_from, 1)
        if too_close and _ruled_out_together(rules, first.slug, second.slug):
            location = row_ref("outcome", axis.slug, second.slug)
            yield warning("alike", location, _too_close(first, second, lead))


def _ruled_out_together(rules: AxisRules, first: str, second: str) -> bool:
    """Whether every answer that rules one of them out rules out both."""
    return all(
        (first in answer.excluded) == (second in answer.excluded)
        for answers in rules.answer_rules.values()
        for answer in answers.values()
    )


def _greatest_lead(rules: AxisRules, first: str, second: str) -> Hundredths:
    """How far any answers can put one of the two ahead of the other."""
    outlook = Outlook(rules, {}, rules.nothing.points, tuple(rules.answer_rules))
    leads, place = rules.leads(second), rules.place[first]
    return Hundredths(max(outlook.most(leads)[place], -outlook.least(leads)[place]))


def _too_close(first: Outcome, second: Outcome, lead: Hundredths) -> str:
    both = f"“{second.name}” from “{first.name}”"
    if not lead:
        return f"Nobody can tell {both}: all rules say the same of them."
    most = format_points(lead)
    return f"Nobody can clearly tell {both}: their points never differ by more than {most}."


# ── Questions and options ────────────────────────────────────────────────────────────────


def idle_questions(taxonomy: Taxonomy) -> Findings:
    """Questions and options that never matter on an axis that the question is weighted for."""
    for question in taxonomy.questions:
        for weight in question.weights:
            rules = taxonomy.index.rules[weight.axis]
            if not any(
                question.slug in combination.questions for combination in rules.combinations
            ):
                yield from _idle(taxonomy, question, weight)


def _idle(taxonomy: Taxonomy, question: Question, weight: Weight) -> Findings:
    axis, rules = taxonomy.index.axis_by_slug[weight.axis], taxonomy.index.rules[weight.axis]
    effects = {
        option.slug: _effect(rules, question.slug, (option.slug,)) for option in question.options
    }
    if len(set(effects.values())) == 1:
        yield warning(
            "never-matters",
            row_ref("weight", question.slug, axis.slug),
            f"No answer to “{question.prompt}” ever matters for {axis.name.lower()}: "
            f"{_why_idle(rules, question, weight)}.",
        )
    elif not question.between:
        silent = _effect(rules, question.slug, UNSURE)
        yield from _silent(question, axis, [slug for slug in effects if effects[slug] == silent])


def _effect(rules: AxisRules, question: str, given: Answer) -> Hashable:
    """What an answer does to the order of the outcomes: equal points for all of them change
    nothing."""
    answer = rules.for_answer(question, given)
    return (
        tuple(gained - min(answer.points) for gained in answer.points),
        answer.strengths if question == rules.tie_question else None,
        answer.excluded,
    )


def _why_idle(rules: AxisRules, question: Question, weight: Weight) -> str:
    if weight.weight == 0:
        return "its weight there is 0"
    if any(answer.scores for answer in rules.answer_rules[question.slug].values()):
        return "all its options say the same"
    return "it has a weight there but no evidence"


def _silent(question: Question, axis: Axis, silent: Container[str]) -> Findings:
    for option in question.options:
        if option.slug in silent:
            yield info(
                "never-matters",
                row_ref("option", question.slug, option.slug),
                f"“{option.label}” never matters for {axis.name.lower()}: "
                "it speaks for no outcome more than for another.",
            )


# ── Scales ───────────────────────────────────────────────────────────────────────────────


def turning_scales(taxonomy: Taxonomy) -> Findings:
    """Outcomes that become likelier and then less likely (or the reverse) along options that the
    editor declared ordered."""
    for question in taxonomy.questions:
        if question.ordered:
            for weight in question.weights:
                for outcome in taxonomy.index.outcomes_by_axis[weight.axis]:
                    yield from _turns(taxonomy, question, outcome)


def _turns(taxonomy: Taxonomy, question: Question, outcome: Outcome) -> Findings:
    strengths = _along(taxonomy.index.rules[outcome.axis], question, outcome.slug)
    rises = sum(max(0, after - before) for before, after in pairwise(strengths))
    falls = sum(max(0, before - after) for before, after in pairwise(strengths))
    if not (rises and falls):
        return
    severity = warning if min(rises, falls) >= MARKED_TURN else info
    trend, turn = ("likelier", "less likely") if rises > falls else ("less likely", "likelier")
    yield severity(
        "order",
        row_ref("question", question.slug),
        f"“{question.prompt}”: along its options “{outcome.name}” becomes {trend}, but "
        f"{_where_it_turns(question, strengths, up=rises < falls)} it becomes {turn}.",
    )


def _along(rules: AxisRules, question: Question, outcome: str) -> list[int]:
    answers = [rules.for_answer(question.slug, (option.slug,)) for option in question.options]
    place = rules.place[outcome]
    return [
        RULED_OUT_STRENGTH if outcome in answer.excluded else answer.strengths[place]
        for answer in answers
    ]


def _where_it_turns(question: Question, strengths: list[int], *, up: bool) -> str:
    """The steps that go against the trend of the scale."""
    steps = [
        f"from “{before.label}” to “{after.label}”"
        for (before, after), (earlier, later) in zip(
            pairwise(question.options), pairwise(strengths), strict=True
        )
        if (later > earlier if up else later < earlier)
    ]
    return " and ".join(steps)
