"""An axis with its answers added up, and what becomes of it with one of them changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import add, sub
from typing import NamedTuple, Self

from matcher.core.facts import CertainFacts, CurrentFacts
from matcher.core.picks import Answer, Picks
from matcher.core.quantities import Hundredths
from matcher.core.rules import AnswerRules, AxisRules, CompiledCombination
from matcher.core.vectors import Vector, lead, minus, plus, summed

_Combinations = tuple[CompiledCombination, ...]


class Total(NamedTuple):
    """An axis with its answers added up: those that score, by question; what they rule out by
    themselves, and all that is excluded then; the combinations that hold; the points from the
    answers alone, and all of them, which count once any answer scores."""

    rules: AxisRules
    picks: Picks
    answers: Mapping[str, AnswerRules]
    ruled_out: frozenset[str]
    excluded: frozenset[str]
    combinations: _Combinations
    from_answers: Vector
    points: Vector

    @classmethod
    def of(cls, rules: AxisRules, picks: Picks) -> Self:
        """Add up the answers that count on the axis."""
        answers = rules.scoring(picks)
        given = answers.values()
        ruled_out: frozenset[str] = frozenset().union(*[answer.excluded for answer in given])
        holding = _holding(rules.combinations, picks)
        points = summed([rules.nothing.points, *[answer.points for answer in given]])
        return cls(
            rules=rules,
            picks=picks,
            answers=answers,
            ruled_out=ruled_out,
            excluded=rules.with_incomplete(ruled_out),
            combinations=holding,
            from_answers=points,
            points=summed([points, *[each.points for each in holding]]) if holding else points,
        )

    @property
    def ties(self) -> Vector:
        """The strengths that settle equal points."""
        return self.answers.get(self.rules.tie_question, self.rules.nothing).strengths

    @property
    def left(self) -> Vector:
        """The points, with RULED_OUT for what is excluded."""
        return self.rules.left(self.points, self.excluded)

    def depending_on(self, question: str) -> _Combinations:
        """The combinations that some answer to the question may make hold, or not."""
        mentioning = self.rules.mentioning.get(question, ())
        if not mentioning:
            return ()
        others = {slug: answer for slug, answer in self.picks.items() if slug != question}
        facts = CertainFacts(others, {}, {})
        return tuple([each for each in mentioning if each.condition.truth(facts) is not False])

    def first(self) -> str | None:
        """The first outcome; none without an answer that scores."""
        place = self.rules.first_place(self.left, self.ties) if self.answers else None
        return None if place is None else self.rules.outcomes[place]


class Race(NamedTuple):
    """The first outcome of an axis as its answers stand, and its place among the outcomes; how far
    each other one leads over it, which is at most 0: RULED_OUT where it is not left, and for the
    first itself."""

    total: Total
    first: str
    place: int
    leads: Vector

    @classmethod
    def of(cls, total: Total) -> Self | None:
        """The race with these answers; None without a first outcome."""
        rules, first = total.rules, total.first()
        if first is None:
            return None
        place = rules.place[first]
        own = total.points[place]
        others = rules.left(total.points, total.excluded | {first})
        return cls(total, first, place, tuple([points - own for points in others]))

    def stays_without(self, question: str) -> bool:
        """Whether it is certain that the same outcome is first without the answer to the question,
        with the combinations that may then stop or begin to hold at their most."""
        rules = self.total.rules
        given = self.total.answers.get(question, rules.nothing)
        slack = given.points[self.place]
        for each in self.total.combinations:
            if question in each.questions:
                slack += each.swing
        for each in rules.mentioning.get(question, ()):
            if question in each.negated:
                slack += each.swing
        most: int = max(map(sub, self.leads, given.points))
        return not given.excluded and most + slack < 0

    def changed_by(self, question: str, answers: Sequence[Answer]) -> Sequence[Answer]:
        """Those of the answers to the question with which it is not certain that the same outcome
        is first, with the combinations that mention it at their most."""
        rules, first, place = self.total.rules, self.first, self.place
        given = self.total.answers.get(question, rules.nothing)
        if given.excluded:
            return answers
        rules_by_answer = rules.answer_rules[question]
        needed = -given.points[place]
        for each in self.total.depending_on(question):
            needed -= each.swing
        leads = tuple(map(sub, self.leads, given.points))
        exposed = rules.may_exclude(question, first)
        most: int = max(map(add, leads, rules.leads(first).most[question]))
        if most < needed and not exposed:
            return ()
        of_parts = first in rules.parts
        return [
            answer
            for answer in answers
            if max(map(add, leads, (picked := rules_by_answer[answer]).points))
            >= picked.points[place] + needed
            or (exposed and picked.excluded and (of_parts or first in picked.excluded))
        ]


class First(NamedTuple):
    """A first outcome and its lead over the second, None where no other is left."""

    outcome: str
    lead: Hundredths | None


class Trial(NamedTuple):
    """An axis with every answer except the one to a question, ready to try others: whether any of
    those scores and what they rule out, the points with the combinations that hold besides, and the
    combinations that mention the question."""

    total: Total
    question: str
    scored: bool
    ruled_out: frozenset[str]
    points: Vector
    combinations: _Combinations

    @classmethod
    def of(cls, total: Total, question: str) -> Self:
        """Take the answer away, if there is one."""
        given = total.answers.get(question, total.rules.nothing)
        others = [answer for slug, answer in total.answers.items() if slug != question]
        ruled_out = total.ruled_out
        if given.excluded:
            ruled_out = frozenset().union(*[answer.excluded for answer in others])
        points = minus(total.from_answers, given.points)
        for combination in total.combinations:
            if question not in combination.questions:
                points = plus(points, combination.points)
        depending = total.depending_on(question)
        return cls(total, question, bool(others), ruled_out, points, depending)

    def other_firsts(
        self, answers: Iterable[Answer], first: str | None
    ) -> Iterator[tuple[Answer, First]]:
        """Those of the answers with which another outcome is first than this one, with that."""
        rules, ties = self.total.rules, self.total.ties
        rules_by_answer = rules.answer_rules[self.question]
        breaks_ties = self.question == rules.tie_question
        for answer in answers:
            picked = rules_by_answer[answer]
            if not (self.scored or picked.scores):
                continue
            left = self.left(answer)
            place = rules.first_place(left, picked.strengths if breaks_ties else ties)
            if place is not None and rules.outcomes[place] != first:
                yield answer, First(rules.outcomes[place], lead(left))

    def left(self, answer: Answer) -> Vector:
        """The points with this answer, RULED_OUT for what is excluded."""
        rules = self.total.rules
        picked = rules.answer_rules[self.question][answer]
        points = plus(self.points, picked.points)
        if self.combinations:
            picks = {**self.total.picks, self.question: answer}
            for combination in _holding(self.combinations, picks):
                points = plus(points, combination.points)
        ruled_out = self.ruled_out | picked.excluded
        return rules.left(points, rules.with_incomplete(ruled_out)) if ruled_out else points


def _holding(combinations: _Combinations, picks: Picks) -> _Combinations:
    """Those of the combinations that hold."""
    if not combinations:
        return ()
    facts = CurrentFacts(picks, {})
    return tuple([each for each in combinations if each.condition.truth(facts)])
