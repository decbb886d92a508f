"""Satisfiability: conditions that can never hold, or always do, found by trying every situation."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from matcher.core.checks.findings import Findings, warning
from matcher.core.checks.reachability import Reachability, Unreachable
from matcher.core.conditions import (
    Atom,
    Condition,
    Is,
    IsClose,
    LabelGiven,
    Unanswered,
    atoms,
    parse,
)
from matcher.core.picks import NOT_SURE, UNSURE, Answer
from matcher.core.rules import AxisRules
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_ref import RowRef, row_ref
from matcher.core.taxonomy.row_types import TaxonomyRow

MAX_SITUATIONS = 20_000
"""A condition that distinguishes more situations than this is not tried."""

OTHER_OPTION = ""
"""Any answer that the condition does not name."""


@dataclass(frozen=True, slots=True)
class Situation:
    """The answers and the first outcomes by question and axis, empty where there is none, the axes
    where a second is close, and whether the visitor started from a label."""

    values: Mapping[str, Answer]
    close: Mapping[str, bool]
    label: bool

    def is_one_of(self, name: str, slugs: frozenset[str]) -> bool:
        return not slugs.isdisjoint(self.values[name])

    def is_unanswered(self, name: str) -> bool:
        return not self.values[name]

    def is_close(self, axis: str) -> bool:
        return self.close[axis]

    def label_given(self) -> bool:
        return self.label


Truths = Mapping[RowRef, frozenset[bool | None]]
"""What the condition of each rule is in some situation; empty where there are too many to try."""

NEVER_TRUE = frozenset({False})
ALWAYS_TRUE = frozenset({True})


def truths_by_rule(
    taxonomy: Taxonomy, rows: Iterable[TaxonomyRow], reachability: Reachability
) -> Truths:
    """What the condition of each rule is in the situations that answers can bring about."""
    unreachable = frozenset(
        outcome for outcome, result in reachability.items() if isinstance(result, Unreachable)
    )
    return {
        row.location: frozenset(
            condition.truth(situation)
            for situation in situations(taxonomy, condition)
            if _possible(taxonomy, situation, unreachable)
        )
        for row, condition in _conditional(rows)
    }


def satisfiability(taxonomy: Taxonomy, rows: Iterable[TaxonomyRow], truths: Truths) -> Findings:
    """Rules that can never hold, and rules that always do."""
    for row, _condition in _conditional(rows):
        subject = f"The condition of the {row.noun_phrase}"
        if truths[row.location] == NEVER_TRUE:
            yield warning("never-holds", row.location, f"{subject} can never hold.")
        elif truths[row.location] == ALWAYS_TRUE:
            yield warning("always-holds", row.location, f"{subject} always holds.")
    yield from _pointless_combinations(taxonomy)
    yield from _stops_by_unknown(taxonomy)


def _stops_by_unknown(taxonomy: Taxonomy) -> Findings:
    """Hard stops that ask, among other things, for what never makes one hold."""
    for stop in taxonomy.stops:
        if any(_asks_for_unknown(atom) for atom in atoms(parse(stop.condition))):
            yield warning(
                "never-counts",
                row_ref("stop", stop.slug),
                "“not-sure” or a missing answer never makes a stop hold: take that part out.",
            )


def _asks_for_unknown(atom: Atom) -> bool:
    named = isinstance(atom, Is) and NOT_SURE in atom.slugs and not atom.negated
    return named or isinstance(atom, Unanswered)


def _conditional(rows: Iterable[TaxonomyRow]) -> Iterator[tuple[TaxonomyRow, Condition]]:
    for row in rows:
        condition = row.fields.get("condition")
        if isinstance(condition, str) and condition:
            yield row, parse(condition)


def _possible(
    taxonomy: Taxonomy, situation: Situation, unreachable: Collection[tuple[str, str]]
) -> bool:
    """Whether nothing forbids the first outcomes: neither a proof that one of them is unreachable
    nor an answer that rules one out."""
    for axis, first in situation.values.items():
        if axis in taxonomy.index.axis_by_slug and first:
            ruled_out = _ruled_out(taxonomy.index.rules[axis], situation)
            if (axis, *first) in unreachable or first[0] in ruled_out:
                return False
    return True


def _ruled_out(rules: AxisRules, situation: Situation) -> frozenset[str]:
    return rules.ruled_out(
        rules.for_answer(name, (option,))
        for name, answer in situation.values.items()
        for option in answer
    )


def _pointless_combinations(taxonomy: Taxonomy) -> Findings:
    """Combinations that add points to an outcome which their own answers rule out."""
    for combination in taxonomy.combinations:
        rules, condition = taxonomy.index.rules[combination.axis], parse(combination.condition)
        ruled_out = [
            _ruled_out(rules, situation)
            for situation in situations(taxonomy, condition)
            if condition.truth(situation)
        ]
        for effect in combination.effects:
            if ruled_out and all(effect.outcome in outcomes for outcomes in ruled_out):
                name = taxonomy.index.outcome_name(combination.axis, effect.outcome)
                yield warning(
                    "contradiction",
                    row_ref("combination", combination.slug),
                    f"It adds points to “{name}”, which the answers that it asks for rule out.",
                )


def can_hold(taxonomy: Taxonomy, condition: Condition) -> bool | None:
    """Whether the condition holds in some situation; None where there are too many to try."""
    truths = {condition.truth(situation) for situation in situations(taxonomy, condition)}
    return True in truths if truths else None


def situations(taxonomy: Taxonomy, condition: Condition) -> Iterator[Situation]:
    """Every situation that the condition can distinguish; none at all when there are too many."""
    parts = list(atoms(condition))
    names = sorted({atom.name for atom in parts if not isinstance(atom, IsClose | LabelGiven)})
    axes = sorted({atom.name for atom in parts if isinstance(atom, IsClose)})
    choices = [_values(taxonomy, condition, name) for name in names]
    if prod(map(len, choices)) * 2 ** (len(axes) + 1) > MAX_SITUATIONS:
        return
    labels = (False, True) if any(isinstance(atom, LabelGiven) for atom in parts) else (False,)
    for values in product(*choices):
        for close in product((False, True), repeat=len(axes)):
            for label in labels:
                yield Situation(
                    dict(zip(names, values, strict=True)),
                    dict(zip(axes, close, strict=True)),
                    label,
                )


def _values(taxonomy: Taxonomy, condition: Condition, name: str) -> list[Answer]:
    """What a question or an axis may have: the slugs that the condition names, and none. For an
    axis and for the context, none means any other too."""
    named = {
        slug
        for atom in atoms(condition)
        if isinstance(atom, Is) and atom.name == name
        for slug in atom.slugs
    }
    if name in taxonomy.index.axis_by_slug or name in taxonomy.index.context_by_slug:
        return [*((slug,) for slug in sorted(named)), ()]
    answers = (UNSURE, *taxonomy.index.question_by_slug[name].answers)
    distinguished = dict.fromkeys(_distinguished(answer, named) for answer in answers)
    return [*distinguished, ()]


def _distinguished(answer: Answer, named: Collection[str]) -> Answer:
    """The answer as the condition sees it."""
    return tuple(dict.fromkeys(option if option in named else OTHER_OPTION for option in answer))
