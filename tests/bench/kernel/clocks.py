"""Times of pieces of work in one run: the fastest of several turns, so that a busy machine disturbs little."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any


def fastest(work: Callable[[], Any], turns: int = 5) -> float:
    """Seconds of the fastest turn."""
    return min(seconds(work) for _ in range(turns))


def seconds(work: Callable[[], Any]) -> float:
    """Seconds of one turn."""
    with quiet():
        begin = perf_counter()
        work()
        return perf_counter() - begin


@contextmanager
def quiet() -> Iterator[None]:
    """No collection of garbage in between."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
