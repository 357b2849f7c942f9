"""Times two ways of doing the same, in turns, so that both suffer alike from whatever else the machine does."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

ROUNDS = 15


def seconds(first: Callable[[], Any], second: Callable[[], Any], times: int) -> tuple[float, float]:
    """The best time of each for one call."""
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for place, action in enumerate((first, second)):
            start = perf_counter()
            for _ in range(times):
                action()
            best[place] = min(best[place], (perf_counter() - start) / times)
    return best[0], best[1]
