"""Proofs about answers that are not given yet: what no completion can change.

A completion gives every unanswered question of an axis one of its options or *not sure*, or leaves
it without an answer, as the walk does with what it skips.
Points are additive, so the most that a rival can gain on another outcome is the sum, over the
unanswered questions, of the best single option for it. Combinations that may still start or stop
holding count at their best for the rival. The bound may be too wide, so a proof may be missed,
but a proof is never wrong.

Border questions are bounded in another way: each is asked only while its two outcomes are first and
close, so where no rival of the first can come close, none of them is ever asked.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from matcher.core.facts import CertainFacts
from matcher.core.picks import UNSURE, Picks
from matcher.core.ranking import Standing
from matcher.core.rules import AxisRules, Leads
from matcher.core.vectors import Vector, plus, summed


@dataclass(frozen=True)
class Outlook:
    """One axis as its answers stand, and what may still come: the points from the answers alone,
    and the questions that may still be answered."""

    rules: AxisRules
    picks: Picks
    points: Vector
    unanswered: Sequence[str]

    @classmethod
    def of(cls, rules: AxisRules, picks: Picks) -> Self:
        """The outlook with these answers."""
        points = [answer.points for answer in rules.scoring(picks).values()]
        return cls(rules, picks, summed([rules.nothing.points, *points]), rules.unanswered(picks))

    @cached_property
    def _combinations(self) -> tuple[list[Vector], list[Vector]]:
        """What the combinations add that are certain to hold, and those that may hold."""
        facts = CertainFacts(self.picks, {}, {})
        truths = [(each.condition.truth(facts), each.points) for each in self.rules.combinations]
        return (
            [points for truth, points in truths if truth],
            [points for truth, points in truths if truth is None],
        )

    @property
    def is_certain(self) -> bool:
        """Whether nothing is left that may change the points."""
        return not self.unanswered and not self._combinations[1]

    def least(self, leads: Leads) -> Vector:
        """The least lead that each outcome may end with."""
        return self._extreme(leads, leads.least, min)

    def most(self, leads: Leads) -> Vector:
        """The most lead that each outcome may end with."""
        return self._extreme(leads, leads.most, max)

    def _extreme(
        self, leads: Leads, gains: Mapping[str, Vector], extreme: Callable[[int, int], int]
    ) -> Vector:
        certain, possible = self._combinations
        points = summed([self.points, *certain]) if certain else self.points
        return summed(
            [
                leads.of(points),
                *[gains[question] for question in self.unanswered],
                *[tuple([extreme(0, lead) for lead in leads.of(each)]) for each in possible],
            ]
        )


def is_base_settled(outlook: Outlook, *, top: str | None, rivals: Sequence[str]) -> bool:
    """Whether no completion of the base questions puts another outcome first. `rivals` are all that
    are left besides the `top`. False where that cannot be proved."""
    rules, unanswered = outlook.rules, outlook.unanswered
    if not unanswered:
        return True
    if top is None:
        return not rivals or rules.scoring_questions.isdisjoint(unanswered)
    if any(rules.may_exclude(question, top) for question in unanswered):
        return False
    return not any(_may_overtake(branch, top, rivals) for branch in _branches(outlook))


def _branches(outlook: Outlook) -> Iterator[Outlook]:
    """The outlook, once for every answer to the tie question while that has none; and without any,
    where that makes a difference."""
    rules, tie = outlook.rules, outlook.rules.tie_question
    if tie not in outlook.unanswered:
        yield outlook
        return
    left = [slug for slug in outlook.unanswered if slug != tie]
    for answer in (UNSURE, *rules.answer_rules[tie]):
        points = plus(outlook.points, rules.for_answer(tie, answer).points)
        yield Outlook(rules, {**outlook.picks, tie: answer}, points, left)
    if tie in rules.asked_whether_unanswered:
        yield Outlook(rules, outlook.picks, outlook.points, left)


def _may_overtake(outlook: Outlook, top: str, rivals: Sequence[str]) -> bool:
    rules, picks = outlook.rules, outlook.picks
    tie = rules.for_answer(rules.tie_question, picks.get(rules.tie_question))
    leads = outlook.most(rules.leads(top))
    for rival in rivals:
        if rival in tie.excluded:
            continue
        lead = leads[rules.place[rival]]
        if lead > 0 or (lead == 0 and rules.wins_ties(rival, top, picks)):
            return True
    return False


def may_ask_border(outlook: Outlook, standings: Sequence[Standing]) -> bool:
    """Whether a border question may be asked, now or after further answers to base questions none
    of which changes the first place. `standings` are all that are left, the best first. True where
    the contrary cannot be proved."""
    rules, picks = outlook.rules, outlook.picks
    if not rules.borders or len(standings) < 2:
        return False
    first, second = standings[:2]
    if not outlook.unanswered:
        close = rules.is_close(first.points, second.points)
        return close and rules.open_border(first.outcome, second.outcome, picks) is not None
    leads = outlook.most(rules.leads(first.outcome, 100, rules.close_percent))
    return any(
        leads[rules.place[rival.outcome]] >= 0
        and rules.open_border(first.outcome, rival.outcome, picks)
        for rival in standings[1:]
    )


def closeness(outlook: Outlook, *, top: str | None, excluded: frozenset[str]) -> bool | None:
    """Whether a second outcome will be close to a first one that is settled among the base
    questions, if that is certain."""
    if top is None:
        return False
    rules, place = outlook.rules, outlook.rules.place
    own = rules.leads(top, 1, 0)  # over nothing: its points
    if outlook.most(own)[place[top]] <= 0:
        return False
    leads = rules.leads(top, 100, rules.close_percent)
    least, most = outlook.least(leads), outlook.most(leads)
    rivals = [slug for slug in rules.outcomes if slug != top and slug not in excluded]
    if all(most[place[rival]] < 0 for rival in rivals):
        return False
    certain = any(
        least[place[rival]] >= 0
        for rival in rivals
        if not any(rules.may_exclude(question, rival) for question in outlook.unanswered)
    )
    return True if certain and outlook.least(own)[place[top]] > 0 else None
