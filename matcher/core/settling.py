"""Proofs about answers that are not given yet: what no completion can change.

A completion gives every unanswered question of an axis one of its options or *not sure*.
Points are additive, so the most that a rival can gain on another outcome is the sum, over the
unanswered questions, of the best single option for it. Combinations that may still start or stop
holding count at their best for the rival. The bound may be too wide, so a proof may be missed,
but a proof is never wrong.

Border questions are bounded in another way: each is asked only while its two outcomes are first and
close, so where no rival of the first can come close, none of them is ever asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from matcher.core.facts import CertainFacts
from matcher.core.picks import UNSURE, Picks
from matcher.core.rules import AxisRules, Pair


@dataclass(frozen=True)
class Outlook:
    """One axis as its answers stand, and what may still come."""

    rules: AxisRules
    picks: Picks

    @cached_property
    def points(self) -> Mapping[str, int]:
        """Points by outcome from the answers alone."""
        return self.rules.points(self.picks)

    @cached_property
    def unanswered(self) -> Sequence[str]:
        """The base questions without any answer."""
        return self.rules.unanswered(self.picks)

    @cached_property
    def swings(self) -> "Swings":
        """The combinations that hold or may hold."""
        return possible_swings(self.rules, self.picks)

    def lead_range(self, pair: Pair) -> tuple[int, int]:
        """The least and the most lead that the rival may end with."""
        return lead_range(pair, self.points, self.unanswered, self.swings)


def is_base_settled(outlook: Outlook, *, top: str | None, rivals: Sequence[str]) -> bool:
    """Whether no completion of the base questions puts another outcome first. `rivals` are all that
    are left besides the `top`; the best first finds one that may overtake soonest. False where that
    cannot be proved."""
    rules, unanswered = outlook.rules, outlook.unanswered
    if not unanswered:
        return True
    if top is None:
        return not rivals or not any(
            answer.strengths
            for question in unanswered
            for answer in rules.answer_rules[question].values()
        )
    if any(rules.may_exclude(question, top) for question in unanswered):
        return False
    return not any(_may_overtake(branch, top, rivals) for branch in _branches(outlook))


def _branches(outlook: Outlook) -> Iterator[Outlook]:
    """The outlook, once for every answer to the tie question while that has none."""
    rules = outlook.rules
    if rules.tie_question not in outlook.unanswered:
        yield outlook
        return
    for answer in (UNSURE, *rules.answer_rules[rules.tie_question]):
        yield Outlook(rules, {**outlook.picks, rules.tie_question: answer})


def _may_overtake(outlook: Outlook, top: str, rivals: Sequence[str]) -> bool:
    rules, picks = outlook.rules, outlook.picks
    tie = rules.for_tie_answer(picks)
    for rival in rivals:
        if rival in tie.excluded:
            continue
        lead = outlook.lead_range(rules.pair(rival, top))[1]
        if lead > 0 or (lead == 0 and rules.wins_ties(rival, top, picks)):
            return True
    return False


def may_ask_border(outlook: Outlook, order: Sequence[str], points: Mapping[str, int]) -> bool:
    """Whether a border question may be asked, now or after further answers to base questions none
    of which changes the first place. `order` are the outcomes that are left, the best first, with
    all their `points`. True where the contrary cannot be proved."""
    if len(order) < 2:
        return False
    rules, picks = outlook.rules, outlook.picks
    first, *rivals = order
    if not outlook.unanswered:
        close = rules.is_close(points[first], points[rivals[0]])
        return close and rules.open_border(first, rivals[0], picks) is not None
    asking = [rival for rival in rivals if rules.open_border(first, rival, picks)]
    pairs = (rules.pair(rival, first, 100, rules.close_percent) for rival in asking)
    return any(outlook.lead_range(pair)[1] >= 0 for pair in pairs)


Swings = list[tuple[bool, Mapping[str, int]]]
"""Combinations that hold or may hold: whether it is certain, and the points by outcome."""


def possible_swings(rules: AxisRules, picks: Picks) -> Swings:
    """The combinations that hold with these picks, or may hold with a completion of them."""
    facts = CertainFacts(picks, {}, {})
    swings: Swings = []
    for condition, effects, _questions in rules.combinations:
        truth = condition.truth(facts)
        if truth is not False:
            swings.append((truth is True, effects))
    return swings


def lead_range(
    pair: Pair, points: Mapping[str, int], unanswered: Sequence[str], swings: Swings
) -> tuple[int, int]:
    """The least and the most lead that the rival may end with."""
    low = high = pair.lead(points)
    for question in unanswered:
        least, most = pair.gains[question]
        low += least
        high += most
    for certain, effects in swings:
        lead = pair.lead(effects)
        low += lead if certain else min(0, lead)
        high += lead if certain else max(0, lead)
    return low, high


def closeness(outlook: Outlook, *, top: str | None, excluded: frozenset[str]) -> bool | None:
    """Whether a second outcome will be close to a first one that is settled among the base
    questions, if that is certain."""
    if top is None:
        return False
    rules = outlook.rules
    first_low, first_high = outlook.lead_range(rules.pair(top, top, 1, 0))
    if first_high <= 0:
        return False
    lead_ranges = {
        rival: outlook.lead_range(rules.pair(rival, top, 100, rules.close_percent))
        for rival in rules.outcomes
        if rival != top and rival not in excluded
    }
    if all(high < 0 for _low, high in lead_ranges.values()):
        return False
    excludable = {
        rival
        for rival in lead_ranges
        if any(rules.may_exclude(question, rival) for question in outlook.unanswered)
    }
    certain = any(
        low >= 0 for rival, (low, _high) in lead_ranges.items() if rival not in excludable
    )
    return True if certain and first_low > 0 else None
