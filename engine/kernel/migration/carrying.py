"""Carries the live tokens of a case over: written down under the new names, read by the new version, run on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from engine import values
from engine.errors import BangfuError
from engine.kernel import snapshot
from engine.kernel.environment import Environment
from engine.kernel.migration.guards import renew
from engine.kernel.migration.plan import Misfit, Move
from engine.kernel.migration.translation import Translation
from engine.kernel.run import Run
from engine.kernel.spec import Spec
from engine.kernel.tokens import Token
from engine.kernel.workflow import CaseWorkflow, ScopeWorkflow


class Unfit(BangfuError):
    """Expected a case that fits into the new version, but: {en}"""

    zh = "该事项不能迁移：{zh}"

    def __init__(self, misfits: list[Misfit]) -> None:
        self.misfits = misfits
        super().__init__(zh=" ".join(one.zh for one in misfits), en=" ".join(one.en for one in misfits))


def misfits(move: Move, spec: Spec, data: bytes, *, environment: Environment, now: datetime) -> list[Misfit]:
    """Why a case could not be carried over; empty where it can. Nothing is changed."""
    try:
        carry(move, spec, data, environment=environment, now=now)
    except Unfit as unfit:
        return unfit.misfits
    return []


def carry(move: Move, spec: Spec, data: bytes, *, environment: Environment, now: datetime) -> Run:
    """The case of `spec` with every scope of `move.old` in the new version, run to its next waits.

    `spec` is `move.old` where the case itself moves, else the version of the case that calls it. Raises Unfit with all
    reasons at once; the snapshot handed in stays good.
    """
    case = snapshot.load(spec, data, environment)
    faults: list[Misfit] = []
    moved: dict[str, Translation] = {}
    if spec.ref == move.old.ref:
        moved[case.scope_id] = Translation(move, spec.root, move.new.root, faults)
    records = [_record(token, moved, move, faults) for token in snapshot.eldest_first(case)]
    if faults:
        raise Unfit(faults)
    held = snapshot.written(case, [record for record in records if record is not None])
    own = moved.get(case.scope_id)
    if own is not None:
        held |= _kept(own, case)
    target = move.new if own is not None else spec
    found = snapshot.loaded(target, held, environment)
    found.now = now
    renew(found, case, set(moved), move, faults)
    if faults:
        raise Unfit(faults)
    found.do_engine_steps()
    return Run(target, found)


def _record(
    token: Token, moved: dict[str, Translation], move: Move, faults: list[Misfit]
) -> dict[str, Any] | None:  # fmt: skip
    """One token as the new version reads it; None for a subscription of what is no longer listened to."""
    record, new = snapshot.describe(token), None
    here, inner = moved.get(token.workflow.scope_id), token.workflow.top_workflow.subprocesses.get(token.id)
    if here is not None:
        new = here.node(token.task_spec) if token.subscription else here.place(token)
        if new is None:
            return None
        record["s"] = new.name
        if not token.subscription and (flow := here.flow(token, new)) is not None:
            record["f"] = flow
    below = None if inner is None else _below(inner, here, token, new, move, faults)
    if inner is not None and below is not None:
        moved[inner.scope_id] = below
        record |= _kept(below, inner)
    held = dict(token.internal_data)
    if "called" in held and held["called"][1] == move.old.ref:
        held["called"] = [move.new.process, move.new.ref]
    if here is not None:
        held |= _names(held, token, new, moved, here)
    return record | ({"h": values.write(held)} if held else {})


def _below(
    inner: ScopeWorkflow, here: Translation | None, token: Token, new: Any, move: Move, faults: list[Misfit]
) -> Translation | None:
    """The scope below a token, where it belongs to the version that moves."""
    called = token.internal_data.get("called")
    if called is not None:
        own = called[1] == move.old.ref
        return Translation(move, inner.spec, move.new.root, faults) if own else None
    return None if here is None else here.inner(None, token.task_spec, new)


def _names(
    held: dict[str, Any], token: Token, new: Any, moved: dict[str, Translation], here: Translation
) -> dict[str, Any]:
    """What a token keeps for itself of the names of elements, translated."""
    steps, found = here.move.steps, {}
    if "item_of" in held:
        found["item_of"] = steps.get(held["item_of"], held["item_of"])
    if "start" in held:
        found["start"] = steps.get(held["start"], held["start"])
    if "todo" in held:
        found["todo"] = [steps[name] for name in held["todo"] if name in steps]
    for name in ("reopen", "inner"):
        if name in held:
            found[name] = held[name] | here.reopening(held[name], token.task_spec, new)
    if "queue" in held:
        queued = ((caller, _queued(token, moved, caller, record)) for caller, record in held["queue"])
        found["queue"] = [[caller, record] for caller, record in queued if record is not None]
    return found


def _queued(
    token: Token, moved: dict[str, Translation], caller: str, record: dict[str, Any]
) -> dict[str, Any] | None:  # fmt: skip
    """A record that is still to be undone, in the scope below `caller`."""
    top: CaseWorkflow = token.workflow.top_workflow
    scope: ScopeWorkflow = top.subprocesses.get(caller, top)
    translation = moved.get(scope.scope_id)
    return record if translation is None else translation.record(record)


def _kept(translation: Translation, scope: ScopeWorkflow) -> dict[str, Any]:
    """What can be undone in a scope and which gateways wait for their reset, under the new names."""
    undoable, fired = translation.undoable(scope.done), translation.fired(scope.fired)
    return {**({"c": values.write(undoable)} if scope.done else {}), **({"g": fired} if scope.fired else {})}
