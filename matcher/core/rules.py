"""The rules of one axis, compiled from the taxonomy so that evaluating them is fast."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, Self

from matcher.core.conditions import Condition, Is, Unanswered, atoms
from matcher.core.picks import UNSURE, Answer, Picks
from matcher.core.quantities import Hundredths


@dataclass(frozen=True, slots=True)
class Contribution:
    """A compiled evidence cell: what one answer adds to one outcome."""

    axis: str
    outcome: str
    question: str
    option: str
    strength: int
    weight: Hundredths
    points: Hundredths
    sentence: str
    excludes: bool


@dataclass(frozen=True, slots=True)
class AnswerRules:
    """What one answer does on one axis: its option, or all of its ticks together."""

    points: Mapping[str, Hundredths]
    strengths: Mapping[str, int]
    excluded: frozenset[str]

    @classmethod
    def of(cls, cells: Iterable[Contribution]) -> Self:
        """What the cells of an answer do together."""
        points: dict[str, Hundredths] = {}
        strengths: dict[str, int] = {}
        excluded = set()
        for cell in cells:
            points[cell.outcome] = Hundredths(points.get(cell.outcome, 0) + cell.points)
            strengths[cell.outcome] = strengths.get(cell.outcome, 0) + cell.strength
            if cell.excludes:
                excluded.add(cell.outcome)
        return cls(points, strengths, frozenset(excluded))


NO_RULES = AnswerRules({}, {}, frozenset())
"""What *not sure* does."""


class Parts(NamedTuple):
    """The outcomes that another is made of, and how many of them must be left."""

    of: frozenset[str]
    at_least: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A rival compared with another outcome, each with the factor that multiplies its points.

    `gains` is, for each question, the least and the most that one answer to it can add to the
    rival's lead, among the answers that do not rule the rival out.
    """

    rival: str
    other: str
    rival_factor: int
    other_factor: int
    gains: Mapping[str, tuple[int, int]]

    def lead(self, points: Mapping[str, int]) -> int:
        """How far the rival leads in these points."""
        return self.rival_factor * points.get(self.rival, 0) - self.other_factor * points.get(
            self.other, 0
        )


class CompiledCombination(NamedTuple):
    """A combination: its condition, the points by outcome, and the questions it mentions."""

    condition: Condition
    points: Mapping[str, Hundredths]
    questions: frozenset[str]

    @classmethod
    def of(cls, condition: Condition, points: Mapping[str, Hundredths]) -> Self:
        """Compile the combination. Conditions of combinations mention questions only."""
        mentions = (atom for atom in atoms(condition) if isinstance(atom, Is | Unanswered))
        return cls(condition, points, frozenset(atom.name for atom in mentions))


@dataclass(frozen=True)
class AxisRules:
    """The rules of one axis. Questions and combinations are in the order of the taxonomy; `base`
    are the slugs of the questions of this axis that are not border questions, and `borders` those
    that are, by the two outcomes that each tells apart. `close_percent` is that of the axis;
    `answer_rules` are those of every answer to every question that counts here, and `parts` those
    of outcomes that are made of others. `complete`: proofs count on a real answer to every base
    question."""

    tie_question: str
    close_percent: int
    outcomes: tuple[str, ...]
    base: tuple[str, ...]
    borders: Mapping[frozenset[str], str]
    answer_rules: Mapping[str, Mapping[Answer, AnswerRules]]
    combinations: tuple[CompiledCombination, ...]
    parts: Mapping[str, Parts]
    complete: bool = False

    @cached_property
    def index_by_outcome(self) -> dict[str, int]:
        return {slug: index for index, slug in enumerate(self.outcomes)}

    @cached_property
    def _pairs(self) -> dict[tuple[str, str, int, int], Pair]:
        return {}

    def pair(self, rival: str, other: str, rival_factor: int = 1, other_factor: int = 1) -> Pair:
        """The rival compared with the other, computed once."""
        key = (rival, other, rival_factor, other_factor)
        if key not in self._pairs:
            without_gains = Pair(*key, gains={})
            gains = {slug: self._gain(slug, without_gains) for slug in self.answer_rules}
            self._pairs[key] = replace(without_gains, gains=gains)
        return self._pairs[key]

    def _gain(self, question: str, pair: Pair) -> tuple[int, int]:
        leads = [
            pair.lead(answer.points)
            for answer in self.answer_rules[question].values()
            if pair.rival not in answer.excluded
        ]
        if not (leads and self.complete and question in self.base):
            leads.append(0)
        return min(leads), max(leads)

    def for_answer(self, question: str, answer: Answer | None) -> AnswerRules:
        """What an answer does; nothing without one."""
        return self.answer_rules.get(question, {}).get(answer or UNSURE, NO_RULES)

    def for_tie_answer(self, picks: Picks) -> AnswerRules:
        """What the answer to the tie question does; nothing without one."""
        return self.for_answer(self.tie_question, picks.get(self.tie_question))

    def unanswered(self, picks: Picks) -> list[str]:
        """The base questions of this axis without any answer."""
        return [slug for slug in self.base if slug not in picks]

    def open_border(self, first: str, second: str, picks: Picks) -> str | None:
        """The border question about these two that has no answer, if there is one."""
        slug = self.borders.get(frozenset((first, second)))
        return None if slug in picks else slug

    def is_close(self, first: int, second: int) -> bool:
        """Whether the second reaches the axis's share of the first, which is above 0."""
        return first > 0 and second * 100 >= first * self.close_percent

    def ruled_out(self, answers: Iterable[AnswerRules]) -> frozenset[str]:
        """What the answers rule out: some outcomes, and those that too few parts are left of."""
        excluded: frozenset[str] = frozenset().union(*[answer.excluded for answer in answers])
        return excluded | self.without_parts(excluded) if self.parts and excluded else excluded

    def without_parts(self, excluded: frozenset[str]) -> frozenset[str]:
        """The outcomes that too few parts are left of."""
        return frozenset(
            outcome
            for outcome, parts in self.parts.items()
            if len(parts.of - excluded) < parts.at_least
        )

    @cached_property
    def _excludable(self) -> dict[str, frozenset[str]]:
        """What an answer to each question rules out by itself, or may help to."""
        by_question = {
            question: frozenset().union(*(answer.excluded for answer in answers.values()))
            for question, answers in self.answer_rules.items()
        }
        return {
            question: excluded
            | {outcome for outcome, parts in self.parts.items() if parts.of & excluded}
            for question, excluded in by_question.items()
        }

    def may_exclude(self, question: str, outcome: str) -> bool:
        """Whether an answer to the question may rule the outcome out, alone or with others."""
        return outcome in self._excludable[question]

    def points(self, picks: Picks) -> dict[str, int]:
        """Points by outcome from the answers alone, without combinations."""
        total: dict[str, int] = {}
        for question, answer in picks.items():
            for outcome, points in self.for_answer(question, answer).points.items():
                total[outcome] = total.get(outcome, 0) + points
        return total

    def leader(
        self, points: Mapping[str, int], excluded: frozenset[str], picks: Picks
    ) -> tuple[str, Hundredths | None] | None:
        """The first outcome with these points and its lead over the second, which is None where
        no other is left; None where all are excluded."""
        left = {slug: points.get(slug, 0) for slug in self.outcomes if slug not in excluded}
        if not left:
            return None
        most = max(left.values())
        firsts = [slug for slug, total in left.items() if total == most]
        if len(firsts) > 1:
            strengths = self.for_tie_answer(picks).strengths
            # Outcomes are in the order of the axis, and max() takes the first of equals.
            return max(firsts, key=lambda slug: strengths.get(slug, 0)), Hundredths(0)
        del left[firsts[0]]
        return firsts[0], Hundredths(most - max(left.values())) if left else None

    def wins_ties(self, rival: str, other: str, picks: Picks) -> bool:
        """Whether the rival comes before the other when their points are equal."""
        strengths = self.for_tie_answer(picks).strengths

        def key(outcome: str) -> tuple[int, int]:
            return -strengths.get(outcome, 0), self.index_by_outcome[outcome]

        return key(rival) < key(other)
