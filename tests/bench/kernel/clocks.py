"""CPU time of pieces of work that take turns, so that whatever disturbs the machine disturbs all of them alike."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from time import process_time
from typing import Any

Turn = Callable[[], float]
"""Does a piece of work once more and says the seconds it took."""


def ratio(one: Turn, other: Turn, turns: int) -> float:
    """What `one` costs as a multiple of `other`: the median over pairs of turns, each of which goes first as often."""
    found = []
    for number in range(turns):
        if number % 2:
            there, here = other(), one()
        else:
            here, there = one(), other()
        found.append(here / there)
    return median(found)


def seconds(work: Callable[[], Any], times: int = 1) -> float:
    """CPU seconds of a turn: the work so many times, so that a short one is not lost in what comes before it."""
    with quiet():
        begin = process_time()
        for _ in range(times):
            work()
        return process_time() - begin


@contextmanager
def quiet() -> Iterator[None]:
    """No collection of garbage in between."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
