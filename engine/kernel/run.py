"""A running case: one command at a time, each moving the tokens to their next waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine import values
from engine.kernel import movement, openings, repair, scopes, snapshot, waiting
from engine.kernel.environment import Environment
from engine.kernel.errors import NotDue, UnknownWait
from engine.kernel.spec import Spec
from engine.kernel.tokens import Token as Live
from engine.kernel.waits import AdHocWait, Step, Thrown, TimerWait, Token, Trouble, UserWait, Wait
from engine.kernel.workflow import CaseWorkflow


def start(
    spec: Spec,
    variables: Mapping[str, Any],
    *,
    now: datetime,
    environment: Environment,
    element: str | None = None,
    part: int = 0,
) -> Run:
    """Begin a case at its none start event, or by what `spec.starts` names, and run to the first waits.

    Raises NotStartable if there is no such start event, engine.values.NotStorable for what is no variable.
    """
    case = CaseWorkflow(spec, environment, now)
    case.data.update(values.plain(variables))
    case.furnish(case.data)
    openings.begin(case, element, part)
    case.do_engine_steps()
    return Run(spec, case)


def load(spec: Spec, data: bytes, *, environment: Environment, now: datetime = datetime.min) -> Run:
    """A case from its snapshot, with the spec it was begun with; nothing is run or replayed.

    `now` is the moment of the look, which conditions of ad-hoc subprocesses may ask for; commands bring their own.
    """
    case = snapshot.load(spec, data, environment)
    case.now = now
    return Run(spec, case)


class Run:
    """The case in memory. Not thread-safe; the spec it runs by is."""

    def __init__(self, spec: Spec, case: CaseWorkflow) -> None:
        self.spec = spec
        self._case = case

    @property
    def waits(self) -> dict[str, Wait]:
        """Wait id -> what the case waits for now."""
        return waiting.waits(self._case)

    @property
    def tokens(self) -> list[Token]:
        """The live tokens, oldest first."""
        return waiting.tokens(self._case)

    @property
    def trail(self) -> list[Step]:
        """What happened since start or load, in order."""
        return list(self._case.trail)

    @property
    def thrown(self) -> list[Thrown]:
        """Messages and signals thrown outwards since start or load, in order."""
        return list(self._case.thrown)

    @property
    def ended(self) -> bool:
        """Whether no token is left."""
        return bool(self._case.completed)

    def variables(self, scope_id: str | None = None) -> dict[str, Any]:
        """The variables visible from a scope, inner over outer; None is the process. Copies, free to change."""
        if scope_id is None or scope_id == self._case.scope_id:
            copied: dict[str, Any] = values.plain(self._case.data)
            return copied
        merged: dict[str, Any] = values.plain(scopes.visible(self._inside(scope_id)))
        return merged

    def complete(self, wait_id: str, answers: Mapping[str, Any], now: datetime) -> None:
        """A person is done: answers go through the output mappings, or else to the nearest scope that has the name.

        Raises UnknownWait if the case does not wait for this person (any more).
        """
        token = self._waiting(wait_id, UserWait)
        token.internal_data["answers"] = values.plain(answers)
        self._begin(now)
        self._case.step(token)
        self._case.do_engine_steps()

    def fire(self, wait_id: str, now: datetime) -> None:
        """A timer or a retry is due. Raises UnknownWait, or NotDue if it is too early."""
        token = self._waiting(wait_id, TimerWait)
        due = token.internal_data["wait"]["timer"]["due"]
        if now < due:
            raise NotDue(due=due.isoformat())
        if "retry" not in token.internal_data["wait"]:
            self._catch(token, {}, now)
            return
        self._begin(now)
        repair.again(token)
        self._case.do_engine_steps()

    def receive(self, wait_id: str, variables: Mapping[str, Any], now: datetime) -> None:
        """A message or signal has come for this wait. Raises UnknownWait."""
        token = self._waiting(wait_id, Wait)
        wait = token.internal_data.get("wait", {})
        if token.state != TaskState.WAITING or not ("message" in wait or "signal" in wait):
            raise UnknownWait()
        self._catch(token, values.plain(variables), now)

    def retry(self, wait_id: str, now: datetime) -> None:
        """Try again what failed, from where it failed. Raises UnknownWait."""
        token = self._waiting(wait_id, Trouble)
        self._begin(now)
        repair.retry(token)
        self._case.do_engine_steps()

    def skip(self, wait_id: str, now: datetime) -> None:
        """Go on as if what failed had been done. Raises UnknownWait, or NotSkippable where a way has to be chosen."""
        token = self._waiting(wait_id, Trouble)
        self._begin(now)
        repair.skip(token)
        self._case.do_engine_steps()

    def assign(self, scope_id: str, mapping: Mapping[str, Any], now: datetime) -> None:
        """Set variables of exactly this scope; conditions may become true. Raises UnknownWait if the scope is gone."""
        self._begin(now)
        changes = values.plain(mapping)
        if scope_id == self._case.scope_id:
            self._case.data.update(changes)
        else:
            _, variables = next(scopes.chain(self._inside(scope_id)))
            variables.update(changes)
        self._case.do_engine_steps()

    def move(self, wait_id: str, element_id: str, now: datetime) -> None:
        """Take the token to an element of its scope or one around it; scopes left on the way are cancelled.

        Raises UnknownWait or NotMovable.
        """
        token = self._waiting(wait_id, Wait)
        target = movement.target(token, element_id)
        self._begin(now)
        movement.move(*target)
        self._case.do_engine_steps()

    def activate(self, wait_id: str, element_id: str, now: datetime) -> None:
        """Begin a step of an ad-hoc subprocess, also once more. Raises UnknownWait or NotStartable."""
        token = self._waiting(wait_id, AdHocWait)
        self._begin(now)
        token.task_spec.activate(token, element_id)
        self._case.do_engine_steps()

    def conclude(self, wait_id: str, now: datetime) -> None:
        """End an ad-hoc subprocess whose completion condition holds by now. Raises UnknownWait or NotEnough."""
        token = self._waiting(wait_id, AdHocWait)
        self._begin(now)
        token.task_spec.conclude(token)
        self._case.do_engine_steps()

    def targets(self, wait_id: str) -> list[str]:
        """The elements `move` would accept for this wait. Raises UnknownWait."""
        return movement.targets(self._waiting(wait_id, Wait))

    def cancel(self, now: datetime) -> None:
        """End the case with everything in it."""
        self._begin(now)
        self._case.close()

    def dump(self) -> bytes:
        """The snapshot: live tokens and variables, nothing of the spec."""
        return snapshot.dump(self._case)

    def _begin(self, now: datetime) -> None:
        self._case.now = now
        self._case.touched = True

    def _waiting(self, wait_id: str, kind: type[Wait]) -> Live:
        token = self._case.index.get(wait_id)
        wait = None if token is None else waiting.wait_of(token)
        if token is None or not isinstance(wait, kind):
            raise UnknownWait()
        return token

    def _catch(self, token: Live, variables: dict[str, Any], now: datetime) -> None:
        self._begin(now)
        token.task_spec.caught(token, variables)
        self._case.do_engine_steps()

    def _inside(self, scope_id: str) -> Live:
        token_id, _, process = scope_id.partition(".")
        token = self._case.index.get(token_id)
        if token is None:
            raise UnknownWait()
        if process:
            inner = self._case.subprocesses.get(token_id)
            if inner is None:
                raise UnknownWait()
            return inner.task_tree
        return token
