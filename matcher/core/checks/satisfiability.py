"""Conditions that can never hold, or always do: found by trying all that they may ask."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from matcher.core.checks.findings import Findings, look
from matcher.core.checks.reachability import Never, reaches
from matcher.core.conditions import Condition, Is, IsClose, LabelGiven, atoms, parse
from matcher.core.rules import NOT_SURE, AxisRules
from matcher.core.taxonomy.row_types import Row, rows
from matcher.core.taxonomy.values import Taxonomy

MOST = 20_000
"""More situations than this are not tried."""

OTHER = ""
"""An answer that the condition does not name, whichever."""


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


def truths(taxonomy: Taxonomy) -> Findings:
    """Rules that can never hold, and rules that always do."""
    never = frozenset(pair for pair, found in reaches(taxonomy).items() if isinstance(found, Never))
    for row, condition in _conditional(taxonomy):
        found = {
            condition.truth(one)
            for one in situations(taxonomy, condition)
            if _possible(taxonomy, one, never)
        }
        said = f"The condition of the {row.named}"
        if found == {False}:
            yield look("never-holds", row.where, f"{said} can never hold.")
        elif found == {True}:
            yield look("always-holds", row.where, f"{said} always holds.")
    yield from _in_vain(taxonomy)


def _conditional(taxonomy: Taxonomy) -> Iterator[tuple[Row, Condition]]:
    for row in rows(taxonomy):
        condition = row.fields().get("condition")
        if isinstance(condition, str):
            yield row, parse(condition)


def _possible(taxonomy: Taxonomy, supposed: Supposed, never: Collection[tuple[str, str]]) -> bool:
    """Whether nothing forbids the first outcomes: a proof that no answers bring one of them first,
    or an answer that rules one out."""
    for axis, outcome in supposed.said.items():
        if axis in taxonomy.axis_by_slug and outcome is not None:
            ruled_out = _ruled_out(taxonomy.rules[axis], supposed)
            if (axis, outcome) in never or outcome in ruled_out:
                return False
    return True


def _ruled_out(rules: AxisRules, supposed: Supposed) -> frozenset[str]:
    return frozenset().union(*(rules.choice(*answer).excluded for answer in supposed.said.items()))


def _in_vain(taxonomy: Taxonomy) -> Findings:
    """Combinations that add points to an outcome which their own answers rule out."""
    for one in taxonomy.combinations:
        rules, condition = taxonomy.rules[one.axis], parse(one.condition)
        ruled_out = [
            _ruled_out(rules, held)
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
    """What may be said of a question or an axis: the slugs that the condition names, and nothing.
    For an axis, nothing stands for all other outcomes too."""
    named = {
        slug
        for one in atoms(condition)
        if isinstance(one, Is) and one.name == name
        for slug in one.slugs
    }
    if name in taxonomy.axis_by_slug:
        return [*sorted(named), None]
    every = {*(one.slug for one in taxonomy.question_by_slug[name].options), NOT_SURE}
    return [*sorted(named), *([OTHER] if every - named else []), None]
