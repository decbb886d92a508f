"""Rules that say the same thing twice, or two things that cannot both be meant."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from itertools import combinations

from matcher.core.checks.findings import Findings, info, look
from matcher.core.conditions import AllOf, AnyOf, Condition, Is, LabelGiven, parse
from matcher.core.taxonomy.row_types import Row, rows
from matcher.core.taxonomy.values import (
    Combination,
    Effect,
    Evidence,
    PricingRule,
    Stop,
    Suggestion,
    Taxonomy,
    Warning,
)

# ── Rules with a condition ───────────────────────────────────────────────────────────────


def repeats(taxonomy: Taxonomy) -> Findings:
    """Pairs of rules of one kind that decide the same thing under the same condition."""
    alike = defaultdict(list)
    for row in rows(taxonomy):
        if _says(row.value):
            alike[row.kind.name, meaning(parse(row.value.condition))].append(row)
    for group in alike.values():
        for one, other in combinations(group, 2):
            yield from _compare(one, other)


def _says(rule: object) -> Mapping[str, object]:
    """What a rule says under its condition: of each thing that it decides, what."""
    match rule:
        case Combination():
            return {f"{rule.axis}/{one.outcome}": one.points > 0 for one in rule.effects}
        case Warning():
            return {rule.text: True}
        case Stop():
            return {"verdict": rule.verdict}
        case Suggestion():
            return {rule.question: rule.option}
        case PricingRule():
            return {rule.model: True}
        case _:
            return {}


def _compare(one: Row, other: Row) -> Findings:
    first, second = _says(one.value), _says(other.value)
    both = [thing for thing in first if thing in second]
    pair = f"The {one.named} and the {other.named} hold under the same condition and"
    if any(first[thing] != second[thing] for thing in both):
        yield look("contradiction", other.where, f"{pair} contradict each other.")
    elif both:
        yield look("repeat", other.where, f"{pair} say the same.")


def meaning(condition: Condition) -> Hashable:
    """The same for two conditions that differ only in how they are written: in spaces, and in the
    order of what `and`, `or` and commas join."""
    match condition:
        case AllOf() | AnyOf():
            return type(condition), frozenset(meaning(part) for part in condition.parts)
        case Is():
            return Is, condition.name, condition.negated, condition.wanted
        case LabelGiven():
            return LabelGiven
        case _:
            return type(condition), condition.name


# ── Reasons ──────────────────────────────────────────────────────────────────────────────


def echoes(taxonomy: Taxonomy) -> Findings:
    """Reasons for one outcome that may stand side by side in the same words. The answers to one
    question may share theirs: only one of them is given."""
    said: dict[tuple[str, str, str], tuple[str, Row]] = {}
    for about, speaker, row in _reasons(taxonomy):
        before, other = said.setdefault(about, (speaker, row))
        if before != speaker:
            pair = f"The {other.named} and the {row.named}"
            yield info("repeat", row.where, f"{pair} give the same reason: “{about[-1]}”")


def _reasons(taxonomy: Taxonomy) -> Iterator[tuple[tuple[str, str, str], str, Row]]:
    """Each reason: what it says about which outcome, the question or rule that it belongs to, and
    its row."""
    for row in rows(taxonomy):
        match row.value, row.above:
            case Evidence() as cell, _:
                yield (cell.axis, cell.outcome, cell.sentence), cell.question, row
            case Effect() as effect, Combination() as rule:
                yield (rule.axis, effect.outcome, effect.sentence), rule.slug, row
