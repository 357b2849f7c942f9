"""Our kernel at work: a case that is driven through its user tasks, in memory or restored for each step."""

from collections.abc import Mapping
from datetime import datetime
from time import perf_counter
from typing import Any

from engine import kernel
from engine.clock import ZONE

NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)
NOTHING = kernel.Environment()


def begin(source: bytes) -> tuple[kernel.Spec, kernel.Run]:
    """The spec and a case at its first wait."""
    (spec,) = kernel.parse(source, "v1")
    return spec, kernel.start(spec, {}, now=NOW, environment=NOTHING)


def step(run: kernel.Run, answers: Mapping[str, Any] | None = None) -> None:
    """Complete the first user task that waits."""
    wait = next(wait for wait in run.waits.values() if isinstance(wait, kernel.UserWait))
    run.complete(wait.id, answers or {}, NOW)


def complete_all(run: kernel.Run) -> None:
    """To the end of the case."""
    while not run.ended:
        step(run)


class Stored:
    """A case that is put away after every step, as the program does it."""

    def __init__(self, source: bytes) -> None:
        self.spec, run = begin(source)
        self.snapshot = run.dump()

    def steps(self, count: int, answers: Mapping[str, Any] | None = None) -> list[float]:
        """The seconds of each of so many steps, from snapshot to snapshot."""
        times = []
        for _ in range(count):
            start = perf_counter()
            run = kernel.load(self.spec, self.snapshot, environment=NOTHING)
            step(run, answers)
            self.snapshot = run.dump()
            times.append(perf_counter() - start)
        return times
