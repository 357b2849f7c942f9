"""Times two ways of doing the same, in turns, by the processor time they take, whatever else the machine does."""

from collections.abc import Callable
from time import thread_time
from typing import Any

ROUNDS = 60


def seconds(first: Callable[[], Any], second: Callable[[], Any], times: int) -> tuple[float, float]:
    """The best time of each for one call; many short rounds, so that in some nobody interrupts."""
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for place, action in enumerate((first, second)):
            start = thread_time()
            for _ in range(times):
                action()
            best[place] = min(best[place], (thread_time() - start) / times)
    return best[0], best[1]
