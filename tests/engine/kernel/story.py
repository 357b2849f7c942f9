"""Stories: a small diagram, what happens to it line by line, and what is seen after each line, played twice.

Lines: `at a b` (what is waited at, sorted), `complete a x=1`, `receive m`, `fire t`, `later hours=3`, `retry a`,
`activate adhoc a`, `conclude adhoc`, `running adhoc a b`, `queued adhoc a`, `enough adhoc`, `supply a x=1` (sets
variables the wait sees), `seen a x=1` (what it sees), `has x=1` (variables of the process), `did a b` (what completed
since the last `did`), `took`, `cancelled`, `thrown name`, `ended`. A number in front of the element chooses among
several waits of it: `complete 1:a`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine import kernel
from tests.engine.kernel.play import Play


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """`shows` are the elements or combinations of the standard the diagram is an example of."""

    shows: str
    diagram: str
    tells: str
    outside: str = ""
    start: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)
    services: dict[str, Any] = field(default_factory=dict)

    def play(self) -> None:
        """Tell the story; Play compares the straight and the restored copy after every line."""
        case = Play(
            self.diagram, dict(self.variables), outside=self.outside, element=self.start, services=self.services
        )
        teller = Teller(case)
        for line in filter(None, (line.strip() for line in self.tells.splitlines())):
            verb, _, rest = line.partition(" ")
            try:
                getattr(teller, verb)(rest.strip())
            except AssertionError as error:
                raise AssertionError(f"{line}: {error}; waits at {case.at}, trail {case.steps()}") from error


class Teller:
    """Does what the lines of a story say."""

    def __init__(self, case: Play) -> None:
        self.case = case
        self.told = 0
        self.sent = 0

    def at(self, names: str) -> None:
        assert self.case.at == sorted(names.split()), self.case.at

    def complete(self, text: str) -> None:
        which, element, given = target(text)
        self.case.complete(element, which, **given)

    def receive(self, text: str) -> None:
        which, element, given = target(text)
        self.case.receive(element, which, **given)

    def fire(self, text: str) -> None:
        which, element, _ = target(text)
        self.case.fire(element, which)

    def retry(self, element: str) -> None:
        self.case.retry(element)

    def skip(self, element: str) -> None:
        self.case.skip(element)

    def move(self, text: str) -> None:
        self.case.move(*text.split())

    def assign(self, text: str) -> None:
        self.case.assign("0", **arguments(text))

    def supply(self, text: str) -> None:
        which, element, given = target(text)
        self.case.assign(self.case.wait(element, which).scope, **given)

    def activate(self, text: str) -> None:
        scope, element = text.split()
        key = next(wait.id for wait in self.case.waits if wait.element == scope and isinstance(wait, kernel.AdHocWait))
        self.case.do(lambda run: run.activate(key, element, self.case.now))

    def conclude(self, element: str) -> None:
        key = self.case.wait(element).id
        self.case.do(lambda run: run.conclude(key, self.case.now))

    def enough(self, element: str) -> None:
        assert self.case.wait(element).enough

    def running(self, text: str) -> None:
        element, *steps = text.split()
        assert list(self.case.wait(element).running) == steps, self.case.wait(element)

    def queued(self, text: str) -> None:
        element, *steps = text.split()
        assert list(self.case.wait(element).queued) == steps, self.case.wait(element)

    def later(self, text: str) -> None:
        self.case.later(**arguments(text))

    def has(self, text: str) -> None:
        wanted = arguments(text)
        seen = {name: self.case.variables.get(name) for name in wanted}
        assert seen == wanted, seen

    def seen(self, text: str) -> None:
        which, element, wanted = target(text)
        variables = self.case.straight.variables(self.case.wait(element, which).scope)
        assert {name: variables.get(name) for name in wanted} == wanted, variables

    def did(self, names: str) -> None:
        self.happened("completed", names)

    def took(self, names: str) -> None:
        self.happened("taken", names)

    def cancelled(self, names: str) -> None:
        self.happened("cancelled", names)

    def happened(self, what: str, names: str) -> None:
        found = [step.element for step in self.case.trail[self.told :] if step.what == what]
        assert found == names.split(), found
        self.told = len(self.case.trail)

    def thrown(self, names: str) -> None:
        found = [thrown.name for thrown in self.case.thrown[self.sent :]]
        assert found == names.split(), found
        self.sent = len(self.case.thrown)

    def trouble(self, kinds: str) -> None:
        found = [wait.kind for wait in self.case.waits if isinstance(wait, kernel.Trouble)]
        assert found == kinds.split(), found

    def ended(self, _: str) -> None:
        assert self.case.ended and self.case.straight.tokens == [], self.case.straight.tokens


def target(text: str) -> tuple[int, str, dict[str, Any]]:
    """`1:a x=1` as 1, "a", {"x": 1}."""
    name, _, given = text.partition(" ")
    which, colon, element = name.rpartition(":")
    return int(which) if colon else 0, element, arguments(given)


def arguments(text: str) -> dict[str, Any]:
    """`x=1, y="a"` as a dict."""
    return dict(eval(f"dict({text})", {"__builtins__": {"dict": dict}}))
