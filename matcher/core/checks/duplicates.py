"""Rules that say the same thing twice, or two things that cannot both be meant."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations

from matcher.core.checks.findings import Findings, info, warning
from matcher.core.conditions import AllOf, AnyOf, Condition, Is, LabelGiven, parse
from matcher.core.taxonomy.row_types import TaxonomyRow
from matcher.core.taxonomy.values import (
    Combination,
    Effect,
    Evidence,
    PricingRule,
    Stop,
    Suggestion,
    Warning,
)

# ── Rules with a condition ───────────────────────────────────────────────────────────────


def duplicate_rules(rows: Iterable[TaxonomyRow]) -> Findings:
    """Pairs of rules of one type that decide the same thing under the same condition."""
    groups = defaultdict(list)
    for row in rows:
        if _decisions(row.value):
            groups[row.row_type.name, normal_form(parse(row.value.condition))].append(row)
    for group in groups.values():
        for earlier, later in combinations(group, 2):
            yield from _compare(earlier, later)


def _decisions(rule: object) -> Mapping[str, object]:
    """What a rule decides while its condition holds, by what it decides about."""
    match rule:
        case Combination():
            return {f"{rule.axis}/{effect.outcome}": effect.points > 0 for effect in rule.effects}
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


def _compare(earlier: TaxonomyRow, later: TaxonomyRow) -> Findings:
    first, second = _decisions(earlier.value), _decisions(later.value)
    shared = [subject for subject in first if subject in second]
    pair = (
        f"The {earlier.noun_phrase} and the {later.noun_phrase} hold under the same condition and"
    )
    if any(first[subject] != second[subject] for subject in shared):
        yield warning("contradiction", later.location, f"{pair} contradict each other.")
    elif shared:
        yield warning("repeat", later.location, f"{pair} say the same.")


def normal_form(condition: Condition) -> Hashable:
    """The same for two conditions that differ only in how they are written: in spaces, and in the
    order of what `and`, `or` and commas join."""
    match condition:
        case AllOf() | AnyOf():
            return type(condition), frozenset(normal_form(part) for part in condition.parts)
        case Is():
            return Is, condition.name, condition.negated, condition.slug_set
        case LabelGiven():
            return LabelGiven
        case _:
            return type(condition), condition.name


# ── Reasons ──────────────────────────────────────────────────────────────────────────────


def duplicate_reasons(rows: Iterable[TaxonomyRow]) -> Findings:
    """Identical reasons for one outcome that may appear side by side. The answers to one question
    may share a reason: only one of them is given."""
    first_uses: dict[tuple[str, str, str], tuple[str, TaxonomyRow]] = {}
    for reason, rule_slug, row in _reasons(rows):
        first_slug, first_row = first_uses.setdefault(reason, (rule_slug, row))
        if first_slug != rule_slug:
            pair = f"The {first_row.noun_phrase} and the {row.noun_phrase}"
            yield info("repeat", row.location, f"{pair} give the same reason: “{reason[-1]}”")


def _reasons(
    rows: Iterable[TaxonomyRow],
) -> Iterator[tuple[tuple[str, str, str], str, TaxonomyRow]]:
    """Each reason as (axis, outcome, sentence), the slug of its question or combination, and its
    row."""
    for row in rows:
        match row.value, row.owner_value:
            case Evidence() as cell, _:
                yield (cell.axis, cell.outcome, cell.sentence), cell.question, row
            case Effect() as effect, Combination() as rule:
                yield (rule.axis, effect.outcome, effect.sentence), rule.slug, row
