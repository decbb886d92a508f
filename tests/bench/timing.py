"""CPU time of one call, as little disturbed by the rest of the machine as can be."""

from collections.abc import Callable
from time import process_time

ROUNDS = 9


def cpu_seconds(call: Callable[[], object], *, round_seconds: float = 0.15) -> float:
    """The CPU seconds of one call: the best of several rounds."""
    call()
    started = process_time()
    call()
    once = max(process_time() - started, 1e-6)
    repeats = max(1, int(round_seconds / once))
    return min(_round(call, repeats) for _round_number in range(ROUNDS))


def _round(call: Callable[[], object], repeats: int) -> float:
    started = process_time()
    for _repeat in range(repeats):
        call()
    return (process_time() - started) / repeats
