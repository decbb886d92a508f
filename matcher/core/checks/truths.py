"""Conditions that can never hold, or always do: found by trying all that they may ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from matcher.core.checks.findings import Finding, Findings, look
from matcher.core.conditions import Condition, Is, IsClose, LabelGiven, atoms, parse
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy import Taxonomy

MOST = 20_000
"""More situations than this are not tried."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """A situation: the answers, the first outcome of each axis, whether a second is close, and
    whether the visitor started from a label."""

    said: Mapping[str, str | None]
    close: Mapping[str, bool]
    label: bool

    def is_one_of(self, name: str, slugs: frozenset[str]) -> bool:
        return self.said[name] in slugs

    def is_unanswered(self, name: str) -> bool:
        return self.said[name] is None

    def is_close(self, axis: str) -> bool:
        return self.close[axis]

    def label_given(self) -> bool:
        return self.label


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with a condition: what it is in words, and where."""

    what: str
    where: str
    condition: str


def conditional(taxonomy: Taxonomy) -> Iterator[Rule]:
    """Every rule with a condition."""
    for combination in taxonomy.combinations:
        where = f"combination {combination.slug}"
        yield Rule(f"combination “{combination.slug}”", where, combination.condition)
    for warning in taxonomy.warnings:
        yield Rule(f"warning “{warning.title}”", f"warning {warning.slug}", warning.condition)
    for stop in taxonomy.stops:
        yield Rule(f"hard stop “{stop.slug}”", f"stop {stop.slug}", stop.condition)
    for one in taxonomy.suggestions:
        where = f"suggestion {one.question}={one.option}"
        yield Rule(f"suggestion of “{one.question} = {one.option}”", where, one.condition)
    for rule in taxonomy.pricing_rules:
        yield Rule(f"pricing rule “{rule.slug}”", f"pricing rule {rule.slug}", rule.condition)
    for regime in taxonomy.regimes:
        yield Rule(f"regime “{regime.name}”", f"regime {regime.slug}", regime.condition)


def truths(taxonomy: Taxonomy) -> Findings:
    """Rules that can never hold, and rules that always do."""
    for rule in conditional(taxonomy):
        condition = parse(rule.condition)
        found = {condition.truth(one) for one in situations(taxonomy, condition)}
        if found == {False}:
            yield _said("never-holds", rule, "can never hold")
        elif found == {True}:
            yield _said("always-holds", rule, "always holds")
    yield from _in_vain(taxonomy)


def _said(code: str, rule: Rule, what: str) -> Finding:
    return look(code, rule.where, f"The condition of the {rule.what} {what}.")


def _in_vain(taxonomy: Taxonomy) -> Findings:
    """Combinations that add points to an outcome which their own answers rule out."""
    for one in taxonomy.combinations:
        rules, condition = taxonomy.rules[one.axis], parse(one.condition)
        ruled_out = [
            frozenset().union(*(rules.choice(*answer).excluded for answer in held.said.items()))
            for held in situations(taxonomy, condition)
            if condition.truth(held)
        ]
        for effect in one.effects:
            if ruled_out and all(effect.outcome in out for out in ruled_out):
                name = taxonomy.outcome_by_slug[one.axis, effect.outcome].name
                yield look(
                    "contradiction",
                    f"combination {one.slug}",
                    f"It adds points to “{name}”, which the answers that it asks for rule out.",
                )


def situations(taxonomy: Taxonomy, condition: Condition) -> Iterator[Supposed]:
    """Every situation that the condition can tell apart; none at all where they are too many."""
    asked = list(atoms(condition))
    names = sorted({one.name for one in asked if not isinstance(one, IsClose | LabelGiven)})
    axes = sorted({one.name for one in asked if isinstance(one, IsClose)})
    values = [_values(taxonomy, condition, name) for name in names]
    if prod(map(len, values)) * 2 ** (len(axes) + 1) > MOST:
        return
    labels = (False, True) if any(isinstance(one, LabelGiven) for one in asked) else (False,)
    for said in product(*values):
        for close in product((False, True), repeat=len(axes)):
            for label in labels:
                yield Supposed(
                    dict(zip(names, said, strict=True)), dict(zip(axes, close, strict=True)), label
                )


def _values(taxonomy: Taxonomy, condition: Condition, name: str) -> list[str | None]:
    """What may be said of a question or an axis: the slugs that the condition names, one that it
    does not name to stand for all others, *not sure*, and nothing."""
    if name in taxonomy.axis_by_slug:
        every = list(taxonomy.rules[name].outcomes)
    else:
        every = [*(one.slug for one in taxonomy.question_by_slug[name].options), NOT_SURE]
    named = {
        slug
        for one in atoms(condition)
        if isinstance(one, Is) and one.name == name
        for slug in one.slugs
    }
    others = [slug for slug in every if slug not in named]
    return [*(slug for slug in every if slug in named), *others[:1], None]
