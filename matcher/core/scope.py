"""For whom content is true: what applies to a buyer, what may, and what is left out and why.

Context never decides anything: this is the only place that reads it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Generic, NamedTuple, Protocol, TypeVar

from matcher.core.answers import Answers
from matcher.core.conditions import Condition, Is, atoms, parse
from matcher.core.facts import CurrentFacts
from matcher.core.picks import NOT_SURE
from matcher.core.ranking import Ranking
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.values import (
    LINE,
    AnnexClause,
    NextStep,
    Outcome,
    Regime,
    ServiceLine,
    Standard,
)

NEAREST_LINES = 3
"""So many of the service lines that agree most with the answers are taken for the work itself."""


class NearServiceLine(NamedTuple):
    """A service line, and how many of its typical answers were given."""

    line: ServiceLine
    agreeing: int


def nearest_lines(lines: Iterable[ServiceLine], answers: Answers) -> tuple[NearServiceLine, ...]:
    """These service lines, first those that agree most with the answers."""
    given = set(answers)
    near = [NearServiceLine(line, len(line.typical_picks & given)) for line in lines]
    return tuple(sorted(near, key=lambda near: -near.agreeing))


class HasScope(Protocol):
    """A row that is not true for everybody."""

    @property
    def scope(self) -> str: ...


Row = TypeVar("Row", bound=HasScope)


@dataclass(frozen=True, slots=True)
class Scoped(Generic[Row]):
    """Rows by whether their scope is met, each in their order. Of those that `may_apply` somebody
    has not said yet what decides it."""

    applies: tuple[Row, ...]
    may_apply: tuple[Row, ...]
    left_out: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about the buyer: the slugs that each question of context is answered with, with
    the groups of its option; and of each service line of the family whether it is the work. What is
    missing is not known."""

    given: Mapping[str, frozenset[str]]
    lines: Mapping[str, bool | None]

    def is_one_of(self, name: str, slugs: frozenset[str]) -> bool | None:
        if name == LINE:
            return _any(self.lines.get(slug, False) for slug in slugs)
        given = self.given.get(name)
        return None if given is None else not slugs.isdisjoint(given)

    def is_unanswered(self, name: str) -> bool:
        return name not in self.given

    def is_close(self, axis: str) -> bool | None:
        return None

    def label_given(self) -> bool | None:
        return None

    def meets(self, scope: str) -> bool | None:
        """Whether the scope is met, if that is known."""
        return parse(scope).truth(self) if scope else True

    def said_line(self, lines: Iterable[ServiceLine]) -> ServiceLine | None:
        """The one of these lines that the buyer said it is."""
        said = self.given.get(LINE, frozenset())
        return next((line for line in lines if line.slug in said), None)

    def sort_lines(self, lines: Sequence[ServiceLine]) -> Scoped[ServiceLine]:
        """The lines by whether their scope is met; where the buyer said which it is, only that."""
        said = self.said_line(lines)
        return Scoped((said,), (), ()) if said else self.sort(lines)

    def sort(self, rows: Iterable[Row]) -> Scoped[Row]:
        """The rows by whether their scope is met."""
        return _sorted([(self.meets(row.scope), row) for row in rows])


def _sorted(rows: Sequence[tuple[bool | None, Row]]) -> Scoped[Row]:
    """The rows by what is known of each."""
    by_truth: dict[bool | None, list[Row]] = {True: [], None: [], False: []}
    for truth, row in rows:
        by_truth[truth].append(row)
    return Scoped(*map(tuple, by_truth.values()))


def _any(truths: Iterable[bool | None]) -> bool | None:
    """Whether one of these is true, if that is known."""
    truths = tuple(truths)
    return True if True in truths else None if None in truths else False


@dataclass(frozen=True, slots=True)
class ContentFacts:
    """What a condition about content may ask: what is true of the answers now, and the context.
    `given` are the answers to the questions, the first outcome of each axis, and the slugs that
    each question of context is answered with, None where that is not known."""

    current: CurrentFacts
    context: Context
    given: Mapping[str, Collection[str] | None]

    def is_one_of(self, name: str, slugs: frozenset[str]) -> bool | None:
        if name == LINE:
            return self.context.is_one_of(name, slugs)
        given = self.given.get(name, ())
        return None if given is None else not slugs.isdisjoint(given)

    def is_unanswered(self, name: str) -> bool:
        return self.current.is_unanswered(name)

    def is_close(self, axis: str) -> bool:
        return self.current.is_close(axis)

    def label_given(self) -> bool:
        return self.current.label_given()


def context_of(taxonomy: Taxonomy, answers: Answers, family: Outcome | None = None) -> Context:
    """What the answers say about the buyer, and so about the service lines of the family."""
    given = {
        question: _with_groups(taxonomy, question, option)
        for question, option in answers.context
        if option != NOT_SURE
    }
    own = Context(given, {})
    return Context(given, _lines(own, answers, family.service_lines) if family else {})


def _lines(
    buyer: Context, answers: Answers, lines: Sequence[ServiceLine]
) -> dict[str, bool | None]:
    """Whether each line is the work. Where the buyer said which is, that one is and no other. Else
    a line is not where its scope is not met, it is where it is among the nearest of those whose
    scope is met, and of the others nobody knows."""
    if said := buyer.said_line(lines):
        return {line.slug: line is said for line in lines}
    scoped = buyer.sort(lines)
    near = nearest_lines(scoped.applies, answers)[:NEAREST_LINES]
    return {
        **{line.slug: None for line in (*scoped.applies, *scoped.may_apply)},
        **{line.slug: True for line, agreeing in near if agreeing},
        **{line.slug: False for line in scoped.left_out},
    }


def _with_groups(taxonomy: Taxonomy, question: str, slug: str) -> frozenset[str]:
    option = taxonomy.index.context_by_slug[question].option(slug)
    return frozenset((slug, *(option.groups if option else ())))


def content_facts(
    taxonomy: Taxonomy,
    answers: Answers,
    rankings: Mapping[str, Ranking],
    family: Outcome | None = None,
) -> ContentFacts:
    """What conditions about content may ask, and with the family what is known of its lines."""
    picks, buyer = answers.as_dict(), context_of(taxonomy, answers, family)
    given = {
        **{axis: (ranking.top,) for axis, ranking in rankings.items() if ranking.top},
        **picks,
        **dict.fromkeys(taxonomy.index.context_by_slug),
        **buyer.given,
    }
    return ContentFacts(CurrentFacts(picks, rankings, answers.label), buyer, given)


def sort_regimes(taxonomy: Taxonomy, facts: ContentFacts, family: Outcome | None) -> Scoped[Regime]:
    """The sets of rules that the answers touch, by whether they are law for this buyer. One that
    asks for no answer waits for the family: until then nobody knows what is bought."""
    rows = [regime for regime in taxonomy.regimes if regime.condition or family]
    return _sort_touched(rows, taxonomy.index.regime_conditions, facts)


def sort_standards(taxonomy: Taxonomy, facts: ContentFacts) -> Scoped[Standard]:
    """The standards that the answers bring up, by whether they are for this buyer."""
    return _sort_touched(taxonomy.standards, taxonomy.index.standard_conditions, facts)


def sort_annex(taxonomy: Taxonomy, facts: ContentFacts) -> Scoped[AnnexClause]:
    """The clauses of the annex that the answers call for, by whether they are for this buyer. Of an
    axis the second outcome counts like the first."""
    contending = {
        axis: tuple(standing.outcome for standing in ranking.standings[:2])
        for axis, ranking in facts.current.rankings.items()
        if ranking.top
    }
    facts = replace(facts, given={**facts.given, **contending})
    return _sort_touched(taxonomy.annex, taxonomy.index.annex_conditions, facts)


def sort_next_steps(taxonomy: Taxonomy, facts: ContentFacts) -> Scoped[NextStep]:
    """The next steps that the answers call for, by whether they are for this buyer."""
    return _sort_touched(taxonomy.next_steps, taxonomy.index.step_conditions, facts)


ConditionalRow = TypeVar("ConditionalRow", Regime, Standard, AnnexClause, NextStep)


def _sort_touched(
    rows: Iterable[ConditionalRow],
    conditions: Iterable[tuple[str, Condition]],
    facts: ContentFacts,
) -> Scoped[ConditionalRow]:
    """Of these rows those whose condition may hold, by whether their scope is met too. A row
    without a condition holds."""
    condition_by_slug = dict(conditions)
    truths = [
        (condition.truth(facts) if (condition := condition_by_slug.get(row.slug)) else True, row)
        for row in rows
    ]
    touched = [(truth, row) for truth, row in truths if truth is not False]
    return _sorted([(_both(truth, facts.context.meets(row.scope)), row) for truth, row in touched])


def _both(first: bool | None, second: bool | None) -> bool | None:
    """Whether both are true, if that is known."""
    return False if False in (first, second) else None if None in (first, second) else True


# ── In words ─────────────────────────────────────────────────────────────────────────────


def missed(taxonomy: Taxonomy, context: Context, scope: str) -> tuple[str, ...]:
    """Of what the scope names, what this buyer is not: one reason is enough, that of the question
    which is asked first."""
    failing: dict[str, list[Is]] = {}
    for atom in comparisons(scope):
        if atom.truth(context) is False:
            failing.setdefault(atom.name, []).append(atom)
    first = next((name for name in (*taxonomy.index.context_by_slug, LINE) if name in failing), "")
    named = (_names(taxonomy, atom) for atom in failing.get(first, ()))
    return tuple(dict.fromkeys(name for names in named for name in names))


def deciding(context: Context, rows: Iterable[HasScope]) -> frozenset[str]:
    """The questions of context whose answers would say whether these rows apply."""
    scopes = {row.scope for row in rows}
    return frozenset(
        atom.name for scope in scopes for atom in comparisons(scope) if atom.truth(context) is None
    )


@lru_cache(maxsize=4096)
def comparisons(scope: str) -> tuple[Is, ...]:
    """What the scope compares the buyer with, from left to right."""
    return tuple(atom for atom in atoms(parse(scope)) if isinstance(atom, Is)) if scope else ()


def _names(taxonomy: Taxonomy, atom: Is) -> tuple[str, ...]:
    return tuple(scope_name(taxonomy, atom.name, slug) for slug in atom.slugs)


def scope_name(taxonomy: Taxonomy, name: str, slug: str) -> str:
    """What a scope compares with as people read it: an option or a group of a question of context,
    or a service line; the slug itself where there is none."""
    if name == LINE:
        line = taxonomy.index.line_by_slug.get(slug)
        return line.name if line else slug
    question = taxonomy.index.context_by_slug.get(name)
    return question.names.get(slug, slug) if question else slug
