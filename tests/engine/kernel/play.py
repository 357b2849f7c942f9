"""Plays a process twice in step, straight and restored before every command, and compares all one can see."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from engine import kernel
from engine.clock import ZONE
from tests.engine.kernel.diagrams import diagram

MORNING = datetime(2026, 11, 23, 9, tzinfo=ZONE)


class Play:
    """One case in two copies. Every command is given to both; a difference fails the test at once."""

    def __init__(
        self,
        inside: str | bytes,
        variables: dict[str, Any] | None = None,
        *,
        outside: str = "",
        element: str | None = None,
        names: frozenset[str] = frozenset(),
        files: tuple[tuple[str, bytes], ...] = (),
        **environment: Any,
    ) -> None:
        self.source = inside if isinstance(inside, bytes) else diagram(inside, outside)
        self.specs = {(spec.process, "v1"): spec for spec in kernel.parse(self.source, "v1", names)}
        self.spec = next(iter(self.specs.values()))
        for ref, file in files:
            self.publish(ref, file)
        self.environment = kernel.Environment(**{"specs": self.called, **environment})
        self.now = MORNING
        self.trail: list[kernel.Step] = []
        self.thrown: list[kernel.Thrown] = []
        self._seen = (0, 0)
        self.straight = self._start(variables or {}, element)
        self.restored = self._start(variables or {}, element)
        self._compare(self.restored.trail, self.restored.thrown)

    def publish(self, ref: str, file: bytes) -> None:
        """Let the processes of another file be called, in place of older versions of them."""
        self.specs.update({(spec.process, ref): spec for spec in kernel.parse(file, ref)})

    def called(self, process: str, ref: str | None) -> kernel.Spec:
        """A version that runs is found by its ref, else the newest of the process."""
        found = [spec for (name, of), spec in self.specs.items() if name == process and ref in (None, of)]
        if not found:
            raise kernel.NoSuchProcess(process)
        return found[-1]

    # what one sees

    @property
    def waits(self) -> list[kernel.Wait]:
        return list(self.straight.waits.values())

    @property
    def at(self) -> list[str]:
        """The elements waited at, in order of the names."""
        return sorted(wait.element for wait in self.waits)

    @property
    def variables(self) -> dict[str, Any]:
        return self.straight.variables()

    @property
    def ended(self) -> bool:
        return self.straight.ended

    def wait(self, element: str, which: int = 0) -> Any:
        """The wait at an element; with several instances the oldest, or the one counted from it."""
        return [wait for wait in self.waits if wait.element == element][which]

    def steps(self, what: str = "completed") -> list[str]:
        """The elements something happened at, in order."""
        return [step.element for step in self.trail if step.what == what]

    # what one does

    def later(self, **duration: float) -> Play:
        self.now += timedelta(**duration)
        return self

    def complete(self, element: str, which: int = 0, **answers: Any) -> Play:
        key = self.wait(element, which).id
        return self.do(lambda run: run.complete(key, answers, self.now))

    def fire(self, element: str, which: int = 0) -> Play:
        """Fire a timer at the moment it is due."""
        wait = self.wait(element, which)
        self.now = max(self.now, wait.due)
        return self.do(lambda run: run.fire(wait.id, self.now))

    def receive(self, element: str, which: int = 0, **variables: Any) -> Play:
        key = self.wait(element, which).id
        return self.do(lambda run: run.receive(key, variables, self.now))

    def retry(self, element: str) -> Play:
        key = self.wait(element).id
        return self.do(lambda run: run.retry(key, self.now))

    def skip(self, element: str) -> Play:
        key = self.wait(element).id
        return self.do(lambda run: run.skip(key, self.now))

    def move(self, element: str, target: str, which: int = 0) -> Play:
        key = self.wait(element, which).id
        return self.do(lambda run: run.move(key, target, self.now))

    def assign(self, scope: str, **variables: Any) -> Play:
        return self.do(lambda run: run.assign(scope, variables, self.now))

    def cancel(self) -> Play:
        return self.do(lambda run: run.cancel(self.now))

    def do(self, command: Any) -> Play:
        """Give a command to both copies; the restored one is loaded from its snapshot just before."""
        self._seen = (len(self.straight.trail), len(self.straight.thrown))
        self.restored = self._load(self.restored)
        command(self.straight)
        command(self.restored)
        self._compare(self.restored.trail, self.restored.thrown)
        return self

    def _start(self, variables: dict[str, Any], element: str | None) -> kernel.Run:
        return kernel.start(self.spec, variables, now=self.now, environment=self.environment, element=element)

    def _load(self, run: kernel.Run) -> kernel.Run:
        return kernel.load(self.spec, run.dump(), environment=self.environment, now=self.now)

    def _compare(self, trail: list[kernel.Step], thrown: list[kernel.Thrown]) -> None:
        one, two = self.straight, self.restored
        assert one.trail[self._seen[0] :] == trail
        assert one.thrown[self._seen[1] :] == thrown
        for other in (two, self._load(two)):
            assert other.waits == one.waits
            assert other.tokens == one.tokens
            assert other.ended == one.ended
            assert other.variables() == one.variables()
            for token in one.tokens:
                assert other.variables(token.scope) == one.variables(token.scope)
            assert other.dump() == one.dump()
        self.trail += trail
        self.thrown += thrown
