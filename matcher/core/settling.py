"""Proofs about answers that are not given yet: what no completion can change.

A completion gives every unanswered question of an axis one of its options or *not sure*.
Points are additive, so the most that a rival can gain on another outcome is the sum, over the
unanswered questions, of the best single option for it. Combinations that may still start or stop
holding count at their best for the rival. The bound may be too wide, so a proof may be missed;
it is never wrong.
"""

from collections.abc import Iterator, Mapping, Sequence

from matcher.core.facts import ForGood
from matcher.core.rules import NOT_SURE, AxisRules, Pair, Picks


def is_settled(
    rules: AxisRules, picks: Picks, *, top: str | None, excluded: frozenset[str]
) -> bool:
    """Whether no completion puts another outcome first (False: none could be proved)."""
    free = rules.free(picks)
    if not free:
        return True
    if top is None:
        return len(excluded) == len(rules.outcomes) or not any(
            choice.strengths for question in free for choice in rules.choices[question].values()
        )
    if any(rules.may_exclude(question, top) for question in free):
        return False
    rivals = [slug for slug in rules.outcomes if slug != top and slug not in excluded]
    return all(
        not _may_overtake(rules, branch, top, rivals) for branch in _branches(rules, picks, free)
    )


def _branches(rules: AxisRules, picks: Picks, free: list[str]) -> Iterator[Picks]:
    """The picks, once for every answer to the tie question while that is open."""
    if rules.tie_question not in free:
        yield picks
        return
    for option in (NOT_SURE, *rules.choices[rules.tie_question]):
        yield {**picks, rules.tie_question: option}


def _may_overtake(rules: AxisRules, picks: Picks, top: str, rivals: list[str]) -> bool:
    points = rules.points(picks)
    free = rules.free(picks)
    tie = rules.tie_choice(picks)
    changes = possible_changes(rules, picks)
    for rival in rivals:
        if rival in tie.excluded:
            continue
        lead = span(rules.pair(rival, top), points, free, changes)[1]
        if lead > 0 or (lead == 0 and rules.wins_ties(rival, top, picks)):
            return True
    return False


Changes = list[tuple[bool, Mapping[str, int]]]


def possible_changes(rules: AxisRules, picks: Picks) -> Changes:
    """The combinations that hold or may hold: whether for sure, and the points by outcome."""
    facts = ForGood(picks, {}, {})
    changes: Changes = []
    for condition, effects, _questions in rules.combinations:
        truth = condition.truth(facts)
        if truth is not False:
            changes.append((truth is True, effects))
    return changes


def span(
    pair: Pair, points: Mapping[str, int], free: Sequence[str], changes: Changes
) -> tuple[int, int]:
    """The least and the most lead that the rival may end with."""
    low = high = pair.lead(points)
    for question in free:
        least, most = pair.reach[question]
        low += least
        high += most
    for sure, effects in changes:
        lead = pair.lead(effects)
        low += lead if sure else min(0, lead)
        high += lead if sure else max(0, lead)
    return low, high


def closeness(
    rules: AxisRules,
    picks: Picks,
    *,
    top: str | None,
    excluded: frozenset[str],
    close_percent: int,
) -> bool | None:
    """Whether a second outcome will be close to a settled first one, if that is certain.

    Close means: at least `close_percent` of the first one's points, which are above 0.
    """
    if top is None:
        return False
    free = rules.free(picks)
    points, changes = rules.points(picks), possible_changes(rules, picks)
    first_low, first_high = span(rules.pair(top, top, 1, 0), points, free, changes)
    if first_high <= 0:
        return False
    spans = {
        rival: span(rules.pair(rival, top, 100, close_percent), points, free, changes)
        for rival in rules.outcomes
        if rival != top and rival not in excluded
    }
    if all(high < 0 for _low, high in spans.values()):
        return False
    may_fall_out = {
        rival for rival in spans if any(rules.may_exclude(question, rival) for question in free)
    }
    surely = any(low >= 0 for rival, (low, _high) in spans.items() if rival not in may_fall_out)
    return True if surely and first_low > 0 else None
