"""The rules of one axis, compiled from the taxonomy so that evaluating them is fast."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, Self

from matcher.core.conditions import Condition, Is, Unanswered, atoms
from matcher.core.picks import UNSURE, Answer, Picks
from matcher.core.quantities import Hundredths
from matcher.core.vectors import RULED_OUT, Vector


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
class Bonus:
    """What a combination that holds adds to one outcome."""

    combination: str
    outcome: str
    points: Hundredths
    sentence: str


def _by_outcome(outcomes: Iterable[str], amounts: Iterable[tuple[str, int]]) -> Vector:
    """The sum of the amounts of each outcome."""
    sums = dict.fromkeys(outcomes, 0)
    for outcome, amount in amounts:
        sums[outcome] += amount
    return tuple(sums.values())


@dataclass(frozen=True, slots=True)
class AnswerRules:
    """What one answer does on one axis: its option, or all of its ticks together. `scores`: whether
    any evidence speaks of it."""

    points: Vector
    strengths: Vector
    excluded: frozenset[str]
    scores: bool

    @classmethod
    def of(cls, outcomes: Sequence[str], cells: Sequence[Contribution]) -> Self:
        """What the cells of an answer do together."""
        return cls(
            points=_by_outcome(outcomes, [(cell.outcome, cell.points) for cell in cells]),
            strengths=_by_outcome(outcomes, [(cell.outcome, cell.strength) for cell in cells]),
            excluded=frozenset([cell.outcome for cell in cells if cell.excludes]),
            scores=bool(cells),
        )


class Parts(NamedTuple):
    """The outcomes that another is made of, and how many of them must be left."""

    of: frozenset[str]
    at_least: int


class CompiledCombination(NamedTuple):
    """A combination: its condition, what it adds, and the most by which that changes any lead; the
    questions it mentions, and those without whose answer it may begin to hold."""

    condition: Condition
    bonuses: tuple[Bonus, ...]
    points: Vector
    swing: int
    questions: frozenset[str]
    negated: frozenset[str]

    @classmethod
    def of(cls, outcomes: Sequence[str], condition: Condition, bonuses: Sequence[Bonus]) -> Self:
        """Compile the combination. Conditions of combinations mention questions only."""
        mentions = [atom for atom in atoms(condition) if isinstance(atom, Is | Unanswered)]
        points = _by_outcome(outcomes, [(bonus.outcome, bonus.points) for bonus in bonuses])
        return cls(
            condition=condition,
            bonuses=tuple(bonuses),
            points=points,
            swing=max(points, default=0) - min(points, default=0),
            questions=frozenset([atom.name for atom in mentions]),
            negated=frozenset(
                [atom.name for atom in mentions if not isinstance(atom, Is) or atom.negated]
            ),
        )


@dataclass(frozen=True, slots=True)
class Leads:
    """How far each outcome of an axis leads over one of them, the `other`, each with the factor
    that multiplies its points.

    `least` and `most` are, for each question, what one answer to it can add to these leads, among
    the answers that rule out neither of the two.
    """

    other: int
    factor: int
    other_factor: int
    least: Mapping[str, Vector]
    most: Mapping[str, Vector]

    def of(self, points: Vector) -> Vector:
        """The leads in these points."""
        others = self.other_factor * points[self.other]
        return tuple([self.factor * own - others for own in points])


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
    def place(self) -> dict[str, int]:
        """Where each outcome stands in the order of the axis."""
        return {slug: place for place, slug in enumerate(self.outcomes)}

    @cached_property
    def nothing(self) -> AnswerRules:
        """What *not sure* does, and any answer that does not count here."""
        return AnswerRules.of(self.outcomes, ())

    def for_answer(self, question: str, answer: Answer | None) -> AnswerRules:
        """What an answer does; nothing without one."""
        return self.answer_rules.get(question, {}).get(answer or UNSURE, self.nothing)

    def scoring(self, picks: Picks) -> dict[str, AnswerRules]:
        """What each answer does that scores here, by question."""
        rules = self.answer_rules
        return {
            question: answer
            for question, given in picks.items()
            if question in rules and (answer := rules[question].get(given)) and answer.scores
        }

    @cached_property
    def scoring_questions(self) -> frozenset[str]:
        """The questions with an answer that scores here."""
        return frozenset(
            question
            for question, answers in self.answer_rules.items()
            if any(answer.scores for answer in answers.values())
        )

    # ── Ties, borders and what is ruled out ──────────────────────────────────────────────

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
        return self.with_incomplete(excluded)

    def with_incomplete(self, excluded: frozenset[str]) -> frozenset[str]:
        """What is ruled out, and what too few parts are then left of."""
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

    # ── Points ───────────────────────────────────────────────────────────────────────────

    def left(self, points: Vector, excluded: frozenset[str]) -> Vector:
        """The points, with RULED_OUT for what is excluded."""
        if not excluded:
            return points
        return tuple(
            [
                RULED_OUT if slug in excluded else own
                for slug, own in zip(self.outcomes, points, strict=True)
            ]
        )

    def first_place(self, left: Vector, ties: Vector) -> int | None:
        """The place of the first outcome among those that are left; among equals of the one with
        the most in `ties`, the strengths of the answer to the tie question. None if none is
        left."""
        most = max(left) if left else RULED_OUT
        if most == RULED_OUT:
            return None
        place = left.index(most)
        if left.count(most) == 1:
            return place
        tied = [each for each, own in enumerate(left) if own == most]
        # max() takes the first of equals, which is the first in the order of the axis.
        return max(tied, key=ties.__getitem__)

    def wins_ties(self, rival: str, other: str, picks: Picks) -> bool:
        """Whether the rival comes before the other when their points are equal."""
        ties = self.for_answer(self.tie_question, picks.get(self.tie_question)).strengths
        own, others = self.place[rival], self.place[other]
        return (-ties[own], own) < (-ties[others], others)

    # ── What may still change a lead ─────────────────────────────────────────────────────

    @cached_property
    def asked_whether_unanswered(self) -> frozenset[str]:
        """The questions of which a combination asks whether they have an answer."""
        mentions = (atom for each in self.combinations for atom in atoms(each.condition))
        return frozenset(atom.name for atom in mentions if isinstance(atom, Unanswered))

    @cached_property
    def mentioning(self) -> dict[str, tuple[CompiledCombination, ...]]:
        """The combinations that mention a question, by the questions that some mention."""
        mentioned = {slug for each in self.combinations for slug in each.questions}
        return {
            slug: tuple(each for each in self.combinations if slug in each.questions)
            for slug in mentioned
        }

    @cached_property
    def _leads(self) -> dict[tuple[str, int, int], Leads]:
        return {}

    def leads(self, other: str, factor: int = 1, other_factor: int = 1) -> Leads:
        """How far each outcome leads over the other, computed once."""
        key = (other, factor, other_factor)
        if key not in self._leads:
            bare = Leads(self.place[other], factor, other_factor, {}, {})
            gains = {slug: self._gains(slug, bare) for slug in self.answer_rules}
            self._leads[key] = replace(
                bare,
                least={slug: least for slug, (least, _most) in gains.items()},
                most={slug: most for slug, (_least, most) in gains.items()},
            )
        return self._leads[key]

    def _gains(self, question: str, leads: Leads) -> tuple[Vector, Vector]:
        """The least and the most that an answer to the question adds to each lead."""
        other = self.outcomes[leads.other]
        answers = [
            (leads.of(answer.points), answer.excluded)
            for answer in self.answer_rules[question].values()
            if other not in answer.excluded
        ]
        without = [] if self.complete and question in self.base else [0]
        gains = [
            [lead[place] for lead, excluded in answers if outcome not in excluded] + without or [0]
            for outcome, place in self.place.items()
        ]
        return tuple(map(min, gains)), tuple(map(max, gains))
