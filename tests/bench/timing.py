"""CPU time of one call, as little disturbed by the rest of the machine as can be."""

from collections.abc import Callable, Sequence
from time import process_time

ROUNDS = 9
TURNS = 40
"""Rounds of calls that are compared: many short ones, so that each has its quiet moments."""


def cpu_seconds(call: Callable[[], object], *, round_seconds: float = 0.15) -> float:
    """The CPU seconds of one call: the best of several rounds."""
    repeats = _repeats(call, round_seconds)
    return min(_round(call, repeats) for _round_number in range(ROUNDS))


def cpu_seconds_in_turn(
    calls: Sequence[Callable[[], object]], *, round_seconds: float = 0.03
) -> list[float]:
    """The CPU seconds of each of several calls that are compared: measured in turn, because a
    machine that others use as well is faster in one minute than in the next."""
    repeats = [_repeats(call, round_seconds) for call in calls]
    rounds = [
        [_round(call, times) for call, times in zip(calls, repeats, strict=True)]
        for _turn in range(TURNS)
    ]
    return [min(seconds) for seconds in zip(*rounds, strict=True)]


def _repeats(call: Callable[[], object], round_seconds: float) -> int:
    """How often the call is made in a round."""
    call()
    once = max(_round(call, 1), 1e-6)
    return max(1, int(round_seconds / once))


def _round(call: Callable[[], object], repeats: int) -> float:
    started = process_time()
    for _repeat in range(repeats):
        call()
    return (process_time() - started) / repeats
