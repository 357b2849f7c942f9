"""Our kernel at work: a case that is driven through its user tasks, in memory or restored for each step."""

from collections.abc import Mapping
from datetime import datetime
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

    def __init__(self, source: bytes, answers: Mapping[str, Any] | None = None) -> None:
        self.spec, run = begin(source)
        self.answers = answers
        self.done = 0
        self.snapshot = run.dump()

    def after(self, done: int) -> bytes:
        """The snapshot when so many steps are done, which must not be fewer than before."""
        self.snapshot = self.on(self.snapshot, done - self.done)
        self.done = done
        return self.snapshot

    def on(self, snapshot: bytes, steps: int) -> bytes:
        """The snapshot so many steps after another, restored and put away for each."""
        for _ in range(steps):
            run = kernel.load(self.spec, snapshot, environment=NOTHING)
            step(run, self.answers)
            snapshot = run.dump()
        return snapshot
