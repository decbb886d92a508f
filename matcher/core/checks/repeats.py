"""Rules that say the same thing twice, or two things that cannot both be meant."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from matcher.core.checks.findings import Findings, look
from matcher.core.conditions import AllOf, AnyOf, Condition, Is, LabelGiven, parse
from matcher.core.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule says under its condition: of each thing that it decides, what."""

    kind: str
    name: str
    where: str
    condition: str
    says: Mapping[str, object]


def repeats(taxonomy: Taxonomy) -> Findings:
    """Pairs of rules of one kind that decide the same thing under the same condition."""
    alike = defaultdict(list)
    for ruling in _rulings(taxonomy):
        alike[ruling.kind, meaning(parse(ruling.condition))].append(ruling)
    for group in alike.values():
        for one, other in combinations(group, 2):
            yield from _compare(one, other)


def _compare(one: Ruling, other: Ruling) -> Findings:
    both = [thing for thing in one.says if thing in other.says]
    pair = f"The {one.kind}s “{one.name}” and “{other.name}” hold under the same condition and"
    if any(one.says[thing] != other.says[thing] for thing in both):
        yield look("contradiction", other.where, f"{pair} contradict each other.")
    elif both:
        yield look("repeat", other.where, f"{pair} say the same.")


def _rulings(taxonomy: Taxonomy) -> Iterator[Ruling]:
    for one in taxonomy.combinations:
        says = {f"{one.axis}/{effect.outcome}": effect.points > 0 for effect in one.effects}
        where = f"combination {one.slug}"
        yield Ruling("combination", one.slug, where, one.condition, says)
    for warning in taxonomy.warnings:
        where = f"warning {warning.slug}"
        yield Ruling("warning", warning.title, where, warning.condition, {warning.text: True})
    for stop in taxonomy.stops:
        where = f"stop {stop.slug}"
        yield Ruling("hard stop", stop.slug, where, stop.condition, {"verdict": stop.verdict})
    for offer in taxonomy.suggestions:
        name = f"{offer.question}={offer.option}"
        picks = {offer.question: offer.option}
        yield Ruling("suggestion", name, f"suggestion {name}", offer.condition, picks)
    for rule in taxonomy.pricing_rules:
        where = f"pricing rule {rule.slug}"
        yield Ruling("pricing rule", rule.slug, where, rule.condition, {rule.model: True})


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
